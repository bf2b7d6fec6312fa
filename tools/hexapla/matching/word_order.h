// Which word of a language follows which: counts of pairs of neighbours.
#pragma once

#include "hexapla/matching/word_alignment.h"
#include "hexapla/matching/wording.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hexapla {

class WordOrder {
 public:
  /// Learns from the translations. `words`: how many there are; that number itself stands for the edge of a text.
  WordOrder(std::span<const WordedPair> pairs, std::uint32_t words);

  std::uint32_t edge() const { return edge_; }
  /// Logarithm of how likely `word` comes after `before`.
  float follows(std::uint32_t before, std::uint32_t word) const;

 private:
  std::uint32_t edge_;
  FlatMap<float> after_;         ///< by the two words
  std::vector<float> anywhere_;  ///< by word, for what was never seen after the other
};

}  // namespace hexapla
