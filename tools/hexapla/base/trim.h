// Texts without what stands around them.
#pragma once

#include <string_view>

namespace hexapla {

inline constexpr std::string_view line_blanks = " \t\r";

/// Without any of `blanks` at either end.
inline std::string_view trimmed(std::string_view text, std::string_view blanks = line_blanks) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace hexapla
