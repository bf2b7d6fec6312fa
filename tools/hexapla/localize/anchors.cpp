#include "hexapla/localize/anchors.h"

#include "hexapla/base/line_index.h"
#include "hexapla/base/utf8.h"
#include "hexapla/pages/inline.h"
#include "hexapla/text/segment.h"

#include <unordered_map>
#include <unordered_set>

namespace hexapla {

namespace {

/// The text that a reader sees: link texts and code without their markup, tags and images not at all.
std::string visible_text(std::string_view heading) {
  std::vector<bool> shown(heading.size(), true);
  const auto hide = [&shown](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t at = begin; at < end; ++at) shown[at] = false;
  };
  for (const Inline& item : inline_inventory(heading, Markup::Markdown)) {
    switch (item.kind) {
      case InlineKind::Code:
      case InlineKind::Link:
        hide(item.span.begin, item.inner.begin);
        hide(item.inner.end, item.span.end);
        break;
      case InlineKind::Image:
      case InlineKind::HtmlTag:
      case InlineKind::Entity:
      case InlineKind::FootnoteRef:
      case InlineKind::Shortcode:
      case InlineKind::Attributes:
      case InlineKind::HardBreak:
        hide(item.span.begin, item.span.end);
        break;
      case InlineKind::Autolink:
        break;
    }
  }
  std::string text;
  for (std::size_t at = 0; at < heading.size(); ++at) {
    if (shown[at]) text += heading[at];
  }
  return text;
}

/// An underscore that begins or ends a word is emphasis; one within a word is a character.
bool is_emphasis(std::string_view text, std::size_t begin, std::size_t end) {
  std::size_t before = begin;
  std::size_t after = end;
  const bool word_before = begin > 0 && is_word_character(previous_code_point(text, before));
  const bool word_after = end < text.size() && is_word_character(next_code_point(text, after));
  return !word_before || !word_after;
}

/// The rest of the heading's line holds "{#…}".
std::string_view own_anchor(const Page& page, const Unit& unit) {
  const std::size_t end = find_line_end(page.bytes(), unit.span.end);
  const std::string_view rest = page.bytes().substr(unit.span.end, end - unit.span.end);
  const std::size_t open = rest.find("{#");
  const std::size_t close = rest.find_first_of(" }", open == std::string_view::npos ? 0 : open);
  if (open == std::string_view::npos || close == std::string_view::npos) return {};
  return rest.substr(open + 2, close - open - 2);
}

/// Nothing but blanks follows the heading's text: closing #s would have to be told apart from it.
bool ends_with_text(const Page& page, const Unit& unit) {
  const std::size_t end = find_line_end(page.bytes(), unit.span.end);
  return page.bytes().substr(unit.span.end, end - unit.span.end).find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

std::string anchor_of(std::string_view heading) {
  const std::string text = visible_text(heading);
  std::string anchor;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == U' ' || c == U'-') {
      anchor += '-';
    } else if (c == U'_' ? !is_emphasis(text, begin, at) : is_word_character(c)) {
      append_utf8(anchor, lower_case_of(c));
    }
  }
  return anchor;
}

std::vector<std::string> pinned_anchors(const Page& page, const Texts& texts) {
  std::unordered_set<std::string> used;
  for (const Unit& unit : page.units) {
    if (unit.kind != UnitKind::Heading) continue;
    const std::string_view own = own_anchor(page, unit);
    if (!own.empty()) used.emplace(own);
  }
  if (used.empty()) return {};
  std::vector<std::string> suffixes(page.units.size());
  std::unordered_map<std::string, std::uint32_t> counts;
  for (std::size_t i = 0; i < page.units.size(); ++i) {
    const Unit& unit = page.units[i];
    if (unit.kind != UnitKind::Heading || !own_anchor(page, unit).empty()) continue;
    std::string anchor = anchor_of(unit.text);
    const std::uint32_t count = counts[anchor]++;
    if (count != 0) anchor += "-" + std::to_string(count);
    if (anchor.empty() || !texts[i] || *texts[i] == unit.text || !ends_with_text(page, unit)) continue;
    if (!used.contains(anchor)) suffixes[i] = " {#" + anchor + "}";
  }
  return suffixes;
}

}  // namespace hexapla
