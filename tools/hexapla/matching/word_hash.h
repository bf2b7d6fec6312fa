// Hashes of sequences of words.
#pragma once

#include "hexapla/matching/wording.h"

#include <cstdint>
#include <string_view>

namespace hexapla {

/// The hash of a sequence and one word more; the empty one's is 0.
inline std::uint64_t with_word(std::uint64_t hash, std::uint32_t word) {
  hash = (hash ^ (word + 1)) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29);
}

/// Of two words, for a FlatMap; never 0.
inline std::uint64_t key_of_two(std::uint32_t first, std::uint32_t second) {
  return (std::uint64_t{first} + 1) << 32 | second;
}

inline std::string_view text_of(std::string_view text, const Word& word) {
  return text.substr(word.begin, word.end - word.begin);
}

}  // namespace hexapla
