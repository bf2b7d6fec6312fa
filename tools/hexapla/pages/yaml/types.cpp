// Which plain scalars are something else than text. By hand: a page may hold thousands, and YAML 1.1 and 1.2 differ.
#include "hexapla/pages/yaml/scalar.h"

#include <algorithm>
#include <initializer_list>

namespace hexapla::yaml {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_digit(text[at]) || text[at] == '_')) ++at;
  return at;
}

bool same_letters(std::string_view text, std::string_view lower) {
  const auto same = [](char a, char b) { return (a | 0x20) == b; };
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(), same);
}

/// "true", "True" and "TRUE" for "true".
bool is_word(std::string_view text, std::string_view lower) {
  if (!same_letters(text, lower)) return false;
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto uppers = std::count_if(text.begin(), text.end(), is_upper);
  return uppers == 0 || uppers == static_cast<std::ptrdiff_t>(text.size()) || (uppers == 1 && is_upper(text[0]));
}

bool is_any_word(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return is_word(text, word); });
}

bool is_radix_integer(std::string_view text) {
  if (text.size() < 3 || text[0] != '0') return false;
  const std::string_view digits = text[1] == 'x'   ? "0123456789abcdefABCDEF_"
                                  : text[1] == 'o' ? "01234567_"
                                  : text[1] == 'b' ? "01_"
                                                   : "";
  return !digits.empty() && text.find_first_not_of(digits, 2) == std::string_view::npos;
}

/// 12, 1_000, 1.5, .5, 1e3, 1:30:00
bool is_decimal(std::string_view text) {
  if (text.empty() || !(is_digit(text[0]) || (text[0] == '.' && text.size() > 1 && is_digit(text[1])))) return false;
  std::size_t at = skip_digits(text, 0);
  while (at + 1 < text.size() && text[at] == ':' && is_digit(text[at + 1])) at = skip_digits(text, at + 1);
  if (at < text.size() && text[at] == '.') at = skip_digits(text, at + 1);
  if (at < text.size() && (text[at] | 0x20) == 'e') {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (at == text.size()) return false;
    at = skip_digits(text, at);
  }
  return at == text.size();
}

bool is_number(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return is_decimal(text) || is_radix_integer(text) || same_letters(text, ".inf") || same_letters(text, ".nan");
}

/// One or two digits, then `after`; or nothing.
std::size_t skip_short_number(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  while (at < text.size() && at < begin + 2 && is_digit(text[at])) ++at;
  return at == begin ? std::string_view::npos : at;
}

}  // namespace

bool is_timestamp(std::string_view text) {
  if (text.size() < 8 || text[4] != '-') return false;
  if (!std::all_of(text.begin(), text.begin() + 4, is_digit)) return false;
  std::size_t at = skip_short_number(text, 5);
  if (at == std::string_view::npos || at >= text.size() || text[at] != '-') return false;
  at = skip_short_number(text, at + 1);
  if (at == std::string_view::npos) return false;
  return text.find_first_not_of("0123456789:.+-TtZz \t", at) == std::string_view::npos;
}

bool is_typed(std::string_view plain) {
  if (plain.empty() || plain == "~") return true;
  if (is_digit(plain[0]) || plain[0] == '.' || plain[0] == '+' || plain[0] == '-') {
    return is_number(plain) || is_timestamp(plain);
  }
  return plain.size() <= 5 && is_any_word(plain, {"null", "true", "false", "yes", "no", "on", "off"});
}

bool may_be_typed(std::string_view plain) {
  return is_typed(plain) || plain == "=" || plain == "<<" ||
         is_any_word(plain, {"y", "n", "nan", "inf", "-inf", "+inf"});
}

}  // namespace hexapla::yaml
