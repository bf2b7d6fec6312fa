// Layout::flags of Markdown units.
#pragma once

#include <cstdint>

namespace hexapla::markdown {

inline constexpr std::uint8_t flag_hard_breaks = 1;  ///< the source has hard breaks: so does every \n of a translation
inline constexpr std::uint8_t flag_backslash_break = 2;  ///< … written as a backslash, not as two blanks
inline constexpr std::uint8_t flag_title = 4;            ///< an admonition's title: bits 3–5 say how it is written
inline constexpr std::uint8_t title_shift = 3;
inline constexpr std::uint8_t flag_quoted = 64;  ///< stands between double quotes already

}  // namespace hexapla::markdown
