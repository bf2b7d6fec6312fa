#include "hexapla/pages/markdown/templates.h"

#include "hexapla/base/utf8.h"
#include "hexapla/pages/markdown/cursor.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

namespace hexapla::markdown {
namespace {

struct Bracket {
  std::string_view opener;
  std::string_view closer;
};

// Longer openers first.
constexpr Bracket brackets[] = {{"{{<", ">}}"}, {"{{%", "%}}"}, {"{{", "}}"},
                                {"{%", "%}"},   {"{/*", "*/}"}, {"{*", "*}"}};

// {#id} is an attribute list; {# … #} is a comment, without a brace inside.
std::uint32_t scan_comment(std::string_view text, std::uint32_t at) {
  const std::size_t end = text.find_first_of("{}", at + 2);
  if (end == std::string_view::npos || text[end] != '}' || end < at + 4 || text[end - 1] != '#') return 0;
  return static_cast<std::uint32_t>(end + 1);
}

// Named references that stand for no letter: blanks, dashes, quotes, arrows, signs.
constexpr auto signs = std::to_array<std::string_view>(
    {"amp",    "apos",   "bull", "cent",   "check", "copy",   "dagger", "darr",   "deg",    "divide", "emsp",
     "ensp",   "equals", "euro", "frac12", "ge",    "gt",     "harr",   "hearts", "hellip", "infin",  "iexcl",
     "iquest", "laquo",  "larr", "ldquo",  "le",    "lrm",    "lsquo",  "lt",     "mdash",  "middot", "minus",
     "nbsp",   "ndash",  "ne",   "para",   "plus",  "plusmn", "pound",  "prime",  "quot",   "raquo",  "rarr",
     "rdquo",  "reg",    "rlm",  "rsquo",  "sect",  "shy",    "star",   "sup2",   "sup3",   "thinsp", "times",
     "trade",  "uarr",   "vert", "yen",    "zwj",   "zwnj"});

struct Entity {
  std::uint32_t end = 0;  ///< 0: none here
  bool letter = false;
};

// The character reference at text[at] == '&'.
Entity scan_entity(std::string_view text, std::size_t at) {
  const std::size_t end = text.substr(at, 36).find(';');
  if (end == std::string_view::npos || end < 2) return {};
  const std::string_view name = text.substr(at + 1, end - 1);
  const auto behind = static_cast<std::uint32_t>(at + end + 1);
  if (name[0] != '#') {
    const bool plain = std::ranges::all_of(name, [](char c) { return is_alpha(c) || is_digit(c); });
    return plain ? Entity{behind, std::ranges::find(signs, name) == signs.end()} : Entity{};
  }
  const bool hex = name.size() > 1 && to_lower(name[1]) == 'x';
  const std::string_view digits = name.substr(hex ? 2 : 1);
  std::uint32_t code = 0;
  const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, hex ? 16 : 10);
  if (error != std::errc() || stop != digits.data() + digits.size()) return {};
  return {behind, is_letter(code)};
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
    const std::size_t found = text.find(brackets[i].closer, at + brackets[i].opener.size());
    if (found != std::string_view::npos) return static_cast<std::uint32_t>(found + brackets[i].closer.size());
    memo.missing = static_cast<std::uint8_t>(memo.missing | 1U << i);
    return 0;
  }
  return 0;
}

std::uint32_t scan_footnote_reference(std::string_view text, std::uint32_t at) {
  if (at + 1 >= text.size() || text[at + 1] != '^') return 0;
  const std::size_t end = text.find_first_of("[] \t\n", at + 2);
  if (end == std::string_view::npos || text[end] != ']' || end == at + 2) return 0;
  return static_cast<std::uint32_t>(end + 1);
}

std::uint32_t scan_attributes(std::string_view text, std::uint32_t at) {
  std::size_t pos = at + 1;
  while (pos < text.size() && is_blank(text[pos])) ++pos;
  if (pos >= text.size() || (text[pos] != '#' && text[pos] != '.' && text[pos] != ':')) return 0;
  const std::size_t end = text.find_first_of("{}\n", pos);
  if (end == std::string_view::npos || text[end] != '}' || end == pos + 1) return 0;
  return static_cast<std::uint32_t>(end + 1);
}

bool has_text(std::string_view text) {
  std::size_t at = 0;
  TemplateMemo memo;
  while (at < text.size()) {
    const char c = text[at];
    if (is_alpha(c)) return true;
    if (c == '&') {
      const Entity entity = scan_entity(text, at);
      if (entity.letter) return true;
      at = entity.end != 0 ? entity.end : at + 1;
    } else if (c == '{' || c == '[') {
      const auto from = static_cast<std::uint32_t>(at);
      const std::uint32_t end = c == '{' ? scan_template(text, from, memo) : scan_footnote_reference(text, from);
      at = end != 0 ? end : at + 1;
    } else if (static_cast<unsigned char>(c) < 0x80) {
      ++at;
    } else if (is_letter(next_code_point(text, at))) {
      return true;
    }
  }
  return false;
}

}  // namespace hexapla::markdown
