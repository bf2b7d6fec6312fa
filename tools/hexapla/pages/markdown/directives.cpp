#include "hexapla/pages/markdown/directives.h"

#include <string>

namespace hexapla::markdown {
namespace {

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text = trim(text.substr(prefix.size()));
  return true;
}

}  // namespace

Directive parse_directive(std::string_view html) {
  html = trim(html);
  if (html.size() < 7 || !html.starts_with("<!--") || html.find("-->") != html.size() - 3) return {};
  std::string_view text = trim(html.substr(4, html.size() - 7));
  if (!take(text, "hexapla:") && !take(text, "i18n:")) return {};
  if (text == "skip") return {DirectiveKind::Skip, {}};
  if (text == "skip-begin" || text == "skip-start") return {DirectiveKind::SkipBegin, {}};
  if (text == "skip-end") return {DirectiveKind::SkipEnd, {}};
  if (take(text, "comment:")) return {DirectiveKind::Comment, text};
  if (take(text, "context:")) return {DirectiveKind::Context, text};
  return {};
}

bool DirectiveState::obey(const Directive& found) {
  switch (found.kind) {
    case DirectiveKind::None:
      return false;
    case DirectiveKind::Skip:
      skip_next_ = true;
      break;
    case DirectiveKind::SkipBegin:
      skip_region_ = true;
      break;
    case DirectiveKind::SkipEnd:
      skip_region_ = false;
      break;
    case DirectiveKind::Comment:
      note_ = note_.empty() ? found.value : arena_.keep(std::string(note_) + "\n" + std::string(found.value));
      break;
    case DirectiveKind::Context:
      context_ = found.value;
      break;
  }
  return true;
}

}  // namespace hexapla::markdown
