#include "hexapla/pages/markdown/lines.h"

#include "hexapla/pages/ascii.h"
#include "hexapla/pages/markdown/brackets.h"
#include "hexapla/pages/templates.h"

#include <algorithm>
#include <array>

namespace hexapla::markdown {
namespace {

// Admonitions whose title is the name of their kind where none is given.
constexpr std::array<std::string_view, 21> titled = {
    "abstract",  "attention", "bug",  "caution",  "check", "danger",  "error",   "example", "failure", "fail",   "hint",
    "important", "info",      "note", "question", "quote", "success", "summary", "tip",     "todo",    "warning"};

bool is_titled(std::string_view name) {
  return std::ranges::find(titled, name) != titled.end();
}

bool is_name(char c) {
  return is_alpha(c) || is_digit(c) || c == '-' || c == '_';
}

// One line, read from its start.
struct Reader {
  std::string_view text;
  std::uint32_t at;
  std::uint32_t end;

  bool done() const { return at == end; }
  char peek() const { return at < end ? text[at] : '\0'; }
  std::uint32_t run(char c) {
    const std::uint32_t begin = at;
    while (peek() == c && !done()) ++at;
    return at - begin;
  }
  bool blanks() { return run(' ') + run('\t') + run(' ') > 0; }
  std::string_view name() {
    const std::uint32_t begin = at;
    while (is_name(peek())) ++at;
    return text.substr(begin, at - begin);
  }
  Span rest() const { return {at, end}; }
};

LineShape opaque() {
  return {.kind = LineKind::Opaque, .style = {}, .quoted = false, .title = {}, .name = {}};
}

LineShape title(Span span, TitleStyle style, std::string_view name, bool quoted = false) {
  return {.kind = LineKind::Title, .style = style, .quoted = quoted, .title = span, .name = name};
}

// Where a known kind stands alone there is room for a title; otherwise there is nothing to translate.
LineShape untitled(const Reader& in, TitleStyle style, std::string_view name) {
  return is_titled(name) ? title({in.end, in.end}, style, name) : opaque();
}

// pymdownx blocks: "///", "/// tip", "/// details | Title".
LineShape slashes(Reader in) {
  if (in.run('/') < 3) return {};
  in.blanks();
  if (in.done()) return opaque();
  const std::string_view name = in.name();
  in.blanks();
  if (name.empty()) return {};
  if (in.done()) return untitled(in, TitleStyle::Pipe, name);
  if (in.peek() != '|') return {};
  ++in.at;
  in.blanks();
  return in.done() ? opaque() : title(in.rest(), TitleStyle::Plain, {});
}

// Docusaurus, Starlight, VitePress, MyST, Pandoc: ":::", ":::note[Title]", "::: tip Title", ":::{note} Title".
LineShape colons(Reader in) {
  if (in.run(':') < 3) return {};
  const bool spaced = in.blanks();
  if (in.done()) return opaque();
  if (in.peek() == '{') {
    const std::uint32_t close = static_cast<std::uint32_t>(std::min<std::size_t>(in.text.find('}', in.at), in.end));
    if (close == in.end) return {};
    in.at = close + 1;
    in.blanks();
    return in.done() ? opaque() : title(in.rest(), TitleStyle::Plain, {});
  }
  const std::string_view name = in.name();
  if (name.empty()) return {};
  if (in.peek() == '[' && in.text[in.end - 1] == ']' && in.end - in.at > 2) {
    return title({in.at + 1, in.end - 1}, TitleStyle::Plain, {});
  }
  if (in.done()) return untitled(in, spaced ? TitleStyle::Space : TitleStyle::Bracket, name);
  if (!in.blanks() || !is_titled(name)) return {};
  return in.peek() == '{' ? opaque() : title(in.rest(), TitleStyle::Plain, {});
}

// Python-Markdown admonitions and pymdownx details: `!!! note`, `!!! note inline "Title"`, `???+ tip`.
LineShape exclamations(Reader in) {
  const char c = in.peek();
  if (in.run(c) != 3) return {};
  if (c == '?') in.run('+');
  in.blanks();
  const std::string_view name = in.name();
  if (name.empty()) return {};
  while (in.blanks() && is_name(in.peek())) in.name();
  if (in.done()) return untitled(in, TitleStyle::Quotes, name);
  if (in.peek() != '"' || in.text[in.end - 1] != '"' || in.end - in.at < 2) return {};
  if (in.end - in.at == 2) return opaque();
  return title({in.at + 1, in.end - 1}, TitleStyle::Plain, {}, true);
}

// "*[HTML]: Hyper Text Markup Language".
LineShape abbreviation(Reader in) {
  const std::size_t close = in.text.substr(0, in.end).find("]:", in.at);
  if (in.text.substr(in.at, 2) != "*[" || close == std::string_view::npos) return {};
  in.at = static_cast<std::uint32_t>(close + 2);
  in.blanks();
  return {.kind = LineKind::Definition, .style = {}, .quoted = false, .title = in.rest(), .name = {}};
}

// ":   definition" below its term.
LineShape definition(Reader in) {
  ++in.at;
  if (!in.blanks() || in.done()) return {};
  return {.kind = LineKind::Definition, .style = {}, .quoted = false, .title = in.rest(), .name = {}};
}

// Nothing but templates and attribute lists.
LineShape braces(Reader in) {
  TemplateMemo memo;
  const std::string_view line = in.text.substr(0, in.end);
  while (!in.done()) {
    if (in.blanks()) continue;
    if (in.peek() != '{') return {};
    std::uint32_t close = scan_template(line, in.at, memo);
    if (close == 0) close = scan_attributes(line, in.at);
    if (close == 0) return {};
    in.at = close;
  }
  return opaque();
}

}  // namespace

LineShape shape_of(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  while (begin < end && is_blank(text[begin])) ++begin;
  while (end > begin && is_blank(text[end - 1])) --end;
  if (begin == end) return {};
  const Reader in{text, begin, end};
  switch (text[begin]) {
    case '/':
      return slashes(in);
    case ':':
      return end - begin > 1 && text[begin + 1] == ':' ? colons(in) : definition(in);
    case '!':
    case '?':
      return exclamations(in);
    case '{':
      return braces(in);
    case '*':
      return abbreviation(in);
    default:
      return {};
  }
}

}  // namespace hexapla::markdown
