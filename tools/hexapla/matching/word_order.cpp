// Backing off from two words to one is Brants et al., "Large language models in machine translation" (2007).
#include "hexapla/matching/word_order.h"

#include "hexapla/matching/word_hash.h"

#include <cmath>

namespace hexapla {
namespace {

constexpr float back_off = 0.4F;

}  // namespace

WordOrder::WordOrder(std::span<const WordedPair> pairs, std::uint32_t words)
    : edge_(words), after_(1U << 14), anywhere_(words + 1, 0.5F) {
  std::vector<std::uint64_t> seen;  // pairs of words, once each
  std::vector<float> followed(words + 1, 0);
  float total = 1;
  for (const WordedPair& pair : pairs) {
    std::uint32_t before = edge_;
    const auto count = [&](std::uint32_t word) {
      const auto [value, is_new] = after_.insert(key_of_two(before, word));
      if (is_new) seen.push_back(key_of_two(before, word));
      *value += 1;
      followed[before] += 1;
      anywhere_[word] += 1;
      total += 1;
      before = word;
    };
    for (const Word& word : pair.translation) count(word.id);
    count(edge_);
  }
  for (const std::uint64_t key : seen) {
    float* const value = after_.insert(key).first;
    *value = std::log(*value / followed[(key >> 32) - 1]);
  }
  for (float& value : anywhere_) value = std::log(back_off * value / total);
}

float WordOrder::follows(std::uint32_t before, std::uint32_t word) const {
  const float* const known = after_.find(key_of_two(before, word));
  return known == nullptr ? anywhere_[word] : *known;
}

}  // namespace hexapla
