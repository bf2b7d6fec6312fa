#include "hexapla/pages/markdown/matter.h"

#include "hexapla/pages/ascii.h"

namespace hexapla::markdown {
namespace {

std::uint32_t size_of(std::string_view text) {
  return static_cast<std::uint32_t>(text.size());
}

struct LineSpan {
  std::uint32_t begin, end, next;
};

LineSpan line_at(std::string_view text, std::uint32_t at) {
  const std::size_t found = text.find_first_of("\r\n", at);
  const std::uint32_t end = found == std::string_view::npos ? size_of(text) : static_cast<std::uint32_t>(found);
  std::uint32_t next = end;
  if (next < text.size() && text[next] == '\r') ++next;
  if (next < text.size() && text[next] == '\n') ++next;
  return {at, end, next};
}

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_blank(line.back())) line.remove_suffix(1);
  return line;
}

// "key:", "key: value", "'a key': 1": what the first line of a mapping holds.
bool opens_mapping(std::string_view line) {
  if (line.starts_with('{') || line.starts_with('<') || line.starts_with('&') || line.starts_with('!')) return true;
  if (line.starts_with("- ") || line.starts_with('>') || line.starts_with('|')) return false;
  for (std::size_t colon = line.find(':'); colon != std::string_view::npos; colon = line.find(':', colon + 1)) {
    if (colon > 0 && (colon + 1 == line.size() || is_blank(line[colon + 1]))) return true;
  }
  return false;
}

// The first line that says something decides; nothing but blanks and comments is front matter, too.
bool looks_like_mapping(std::string_view inside) {
  std::uint32_t at = 0;
  while (at < inside.size()) {
    const LineSpan line = line_at(inside, at);
    std::string_view content = inside.substr(line.begin, line.end - line.begin);
    while (!content.empty() && is_blank(content.front())) content.remove_prefix(1);
    if (!content.empty() && content.front() != '#') return opens_mapping(trimmed(content));
    at = line.next;
  }
  return true;
}

Matter fenced(std::string_view text, std::uint32_t begin, FrontMatter syntax) {
  Matter matter;
  const LineSpan first = line_at(text, begin);
  const std::string_view fence = syntax == FrontMatter::Yaml ? "---" : "+++";
  matter.body = begin;
  if (trimmed(text.substr(first.begin, first.end - first.begin)) != fence) return matter;
  matter.opened = {first.begin, first.end};
  std::uint32_t at = first.next;
  while (at < text.size()) {
    const LineSpan line = line_at(text, at);
    const std::string_view content = trimmed(text.substr(line.begin, line.end - line.begin));
    if (content == fence || (syntax == FrontMatter::Yaml && content == "...")) {
      matter.inside = {first.next, line.begin};
      const bool mapping = syntax == FrontMatter::Toml || looks_like_mapping(slice(text, matter.inside));
      if (!mapping) break;
      matter.syntax = syntax;
      matter.body = line.next;
      return matter;
    }
    at = line.next;
  }
  if (at < text.size()) return matter;
  const LineSpan second = line_at(text, first.next);
  const std::string_view content = trimmed(text.substr(second.begin, second.end - second.begin));
  matter.unterminated =
      !content.empty() && is_alpha(content[0]) &&
      (syntax == FrontMatter::Toml ? content.find('=') != std::string_view::npos : opens_mapping(content));
  return matter;
}

}  // namespace

Matter find_front_matter(std::string_view text) {
  const std::uint32_t begin = text.starts_with("\xef\xbb\xbf") ? 3 : 0;
  const std::string_view rest = text.substr(begin);
  if (rest.starts_with("---")) return fenced(text, begin, FrontMatter::Yaml);
  if (rest.starts_with("+++")) return fenced(text, begin, FrontMatter::Toml);
  Matter matter;
  matter.body = begin;
  if (rest.starts_with("{\n") || rest.starts_with("{\r\n")) {
    const auto end = find_json_end(text, begin);
    if (!end) return matter;
    const LineSpan last = line_at(text, static_cast<std::uint32_t>(*end));
    if (!trimmed(text.substr(*end, last.end - *end)).empty()) return matter;
    matter.syntax = FrontMatter::Json;
    matter.inside = make_span(begin, *end);
    matter.body = last.next;
  }
  return matter;
}

}  // namespace hexapla::markdown
