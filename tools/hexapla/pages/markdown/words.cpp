#include "hexapla/pages/markdown/words.h"

#include "hexapla/pages/markdown/brackets.h"
#include "hexapla/pages/templates.h"
#include "hexapla/pages/words.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace hexapla::markdown {
namespace {

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

bool has_text(std::string_view text) {
  TemplateMemo memo;
  return has_letters(text, [&](std::size_t at) -> std::size_t {
    const auto from = static_cast<std::uint32_t>(at);
    switch (text[at]) {
      case '&': {
        const Entity entity = scan_entity(text, at);
        return entity.letter ? stands_for_letter : entity.end;
      }
      case '{':
        return scan_template(text, from, memo);
      case '[':
        return scan_footnote_reference(text, from);
      default:
        return 0;
    }
  });
}

}  // namespace hexapla::markdown
