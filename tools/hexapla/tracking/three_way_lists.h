// The three-way merge of single values, of sets of lines and of orders.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

enum class MergeSide : std::uint8_t { Ours, Theirs };

inline MergeSide other_side(MergeSide side) {
  return side == MergeSide::Ours ? MergeSide::Theirs : MergeSide::Ours;
}

/// The value of the side that changed it; nullptr: both did, differently.
template <typename T>
const T* settled(const T& base, const T& ours, const T& theirs) {
  if (ours == theirs || theirs == base) return &ours;
  return ours == base ? &theirs : nullptr;
}

using TextList = std::vector<std::string_view>;

inline bool holds(const TextList& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// What `first` has and `second` did not take away, then what `second` added.
TextList merge_items(const TextList& base, const TextList& first, const TextList& second);

/// The same, unless only one side changed the list.
TextList merge_items(const TextList& base, const TextList& ours, const TextList& theirs, MergeSide first);

/// Numbers below `end`, each at most once: those of `first` in its order, and those of `second` that it lacks, each
/// behind the one that it followed there.
std::vector<std::uint32_t> merge_order(const std::vector<std::uint32_t>& first,
                                       const std::vector<std::uint32_t>& second, std::size_t end);

}  // namespace hexapla
