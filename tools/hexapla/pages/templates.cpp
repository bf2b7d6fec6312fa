#include "hexapla/pages/templates.h"

#include <iterator>

namespace hexapla {
namespace {

struct Bracket {
  std::string_view opener;
  std::string_view closer;
};

constexpr Bracket braces = {"{{", "}}"};
constexpr Bracket tag = {"{%", "%}"};

// Longer openers first.
constexpr Bracket brackets[] = {{"{{<", ">}}"}, {"{{%", "%}}"}, braces, tag, {"{/*", "*/}"}, {"{*", "*}"}};

/// Far longer than any real shortcode: a page of nothing but "{{" must not be searched to its end for each.
constexpr std::size_t longest_shortcode = 4096;

/// Behind the closer of the bracket that opens at `at`, or 0.
std::size_t close_of(const Bracket& bracket, std::string_view text, std::size_t at) {
  const std::size_t found = text.find(bracket.closer, at + bracket.opener.size());
  return found == std::string_view::npos ? 0 : found + bracket.closer.size();
}

// {#id} is an attribute list; {# … #} is a comment, without a brace inside.
std::uint32_t scan_comment(std::string_view text, std::uint32_t at) {
  const std::size_t end = text.find_first_of("{}", at + 2);
  if (end == std::string_view::npos || text[end] != '}' || end < at + 4 || text[end - 1] != '#') return 0;
  return static_cast<std::uint32_t>(end + 1);
}

}  // namespace

std::uint32_t scan_template(std::string_view text, std::uint32_t at, TemplateMemo& memo) {
  const std::string_view rest = text.substr(at);
  if (rest.size() < 4) return 0;
  if (rest[1] == '#') return scan_comment(text, at);
  if (rest[1] != '{' && rest[1] != '%' && rest[1] != '/' && rest[1] != '*') return 0;
  for (std::size_t i = 0; i < std::size(brackets); ++i) {
    if (!rest.starts_with(brackets[i].opener)) continue;
    if ((memo.missing >> i & 1) != 0) return 0;
    const std::size_t end = close_of(brackets[i], text, at);
    if (end == 0) memo.missing = static_cast<std::uint8_t>(memo.missing | 1U << i);
    return static_cast<std::uint32_t>(end);
  }
  return 0;
}

std::size_t scan_shortcode(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, longest_shortcode);
  for (const Bracket& bracket : {braces, tag}) {
    if (!rest.starts_with(bracket.opener)) continue;
    const std::size_t size = close_of(bracket, rest, 0);
    return size == 0 ? 0 : at + size;
  }
  return 0;
}

}  // namespace hexapla
