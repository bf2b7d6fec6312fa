#include "hexapla/matching/entities.h"

namespace hexapla {
namespace {

/// Names that authors do write by hand; the numeric spelling covers the rest.
struct Named {
  std::string_view name;
  char32_t code_point;
};
constexpr Named named_entities[] = {
    {"amp", U'&'},     {"lt", U'<'},      {"gt", U'>'},       {"quot", U'"'},    {"apos", U'\''},   {"nbsp", 0xA0},
    {"ndash", 0x2013}, {"mdash", 0x2014}, {"hellip", 0x2026}, {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"ldquo", 0x201C},
    {"rdquo", 0x201D}, {"copy", 0xA9},    {"reg", 0xAE},      {"trade", 0x2122}, {"times", 0xD7},   {"deg", 0xB0},
    {"eacute", 0xE9},  {"egrave", 0xE8},  {"agrave", 0xE0},   {"ccedil", 0xE7},  {"uuml", 0xFC},    {"ouml", 0xF6},
    {"auml", 0xE4},    {"szlig", 0xDF},   {"ntilde", 0xF1},   {"oacute", 0xF3},  {"iacute", 0xED},  {"aacute", 0xE1},
    {"rarr", 0x2192},  {"larr", 0x2190},  {"laquo", 0xAB},    {"raquo", 0xBB},   {"middot", 0xB7},  {"bull", 0x2022},
    {"sect", 0xA7},    {"euro", 0x20AC},  {"pound", 0xA3},    {"shy", 0xAD},
};

char32_t numeric_value(std::string_view digits) {
  const bool hex = digits[0] == 'x' || digits[0] == 'X';
  if (hex) digits.remove_prefix(1);
  char32_t value = 0;
  for (char c : digits) {
    const int digit = c >= '0' && c <= '9'                        ? c - '0'
                      : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                                  : -1;
    if (digit < 0) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
    if (value > 0x10FFFF) return 0;
  }
  return value;
}

}  // namespace

char32_t entity_value(std::string_view name) {
  if (name.size() > 1 && name[0] == '#') return numeric_value(name.substr(1));
  for (const auto& known : named_entities) {
    if (known.name == name) return known.code_point;
  }
  return 0;
}

}  // namespace hexapla
