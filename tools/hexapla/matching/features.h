// What similarity looks at: the character trigrams of a text's words, as a sorted bag of hashes made once per text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

/// Case, white space and inline markup characters do not count; the first and last letters of words count as such.
/// Scripts without blanks between words give trigrams all along.
class Features {
 public:
  Features() = default;
  explicit Features(std::string_view text);
  /// Of two texts one after the other, but for the trigrams across their seam.
  Features(const Features& first, const Features& second);

  /// Ascending; a trigram that occurs twice stands twice.
  const std::vector<std::uint32_t>& grams() const { return grams_; }
  std::size_t size() const { return grams_.size(); }

  /// How many trigrams begin with which bits, which is enough to tell that two bags share little.
  static constexpr unsigned outline_bits = 7;
  using Outline = std::array<std::uint8_t, std::size_t{1} << outline_bits>;
  /// nullptr: a count did not fit.
  const Outline* outline() const { return has_outline_ ? &outline_ : nullptr; }

 private:
  void sort();
  void take_outline(const std::array<std::uint16_t, std::size_t{1} << outline_bits>& counts);

  std::vector<std::uint32_t> grams_;
  Outline outline_{};
  bool has_outline_ = true;
};

/// Dice's coefficient of two bags, 0 to 1: twice what they share over what they have together. Two empty bags: 0.
/// Gives up early, with 0, when it turns out to be below `least`.
double similarity(const Features& a, const Features& b, double least = 0);

/// A similarity in percent, never rounded up: 100 is the same text but for what does not count.
inline int whole_percent(double similarity) {
  return static_cast<int>(similarity * 100);
}

/// The most that similarity() can be for bags of these sizes.
inline double similarity_bound(std::size_t a, std::size_t b) {
  return a + b == 0 ? 0 : 2.0 * static_cast<double>(std::min(a, b)) / static_cast<double>(a + b);
}

}  // namespace hexapla
