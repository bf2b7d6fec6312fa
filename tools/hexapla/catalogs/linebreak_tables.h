// What each character does to a line: its columns, and its class in the automaton that says where a line may be
// broken. The numbers are generated (scripts/generate_linebreak_tables.sh); wrap.cpp is their only reader.
#pragma once

#include <cstdint>

namespace hexapla::linebreak {

inline constexpr unsigned block_bits = 7;
inline constexpr unsigned class_mask = 63;  // of a character: class in the low bits, columns (0, 1, 2) above them
inline constexpr unsigned columns_shift = 6;

/// Block of 128 characters -> number of its block in `characters`.
extern const std::uint16_t character_blocks[];
extern const std::uint8_t characters[];

/// [state * 64 + class]: the next state in the high byte, in the low one what may happen before the character.
extern const std::uint16_t transitions[];
inline constexpr unsigned no_break = 0;
inline constexpr unsigned may_break = 1;
inline constexpr unsigned is_break = 2;  // U+2028 and the like: the line ends with this character

}  // namespace hexapla::linebreak
