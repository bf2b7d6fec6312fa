// Which unit of a page's new text is which unit of its old text.
#pragma once

#include "hexapla/matching/features.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla {

/// One unit of one side, in page order. Anchored units need no features.
struct AlignItem {
  const Features* features = nullptr;
  std::uint64_t kind = 0;  ///< heading, paragraph…: equal or not; 0: not known
};

/// Two units that are the same: an anchor going in, a pair coming out.
struct AlignPair {
  std::uint32_t old_item;
  std::uint32_t new_item;
  double score;  ///< similarity of the texts, 0 to 1
};

/// How near two texts must be to be called the same unit, by how much their places say for it. Tuned on histories of
/// real catalogs: below these more than half of the old translations were of no use for the new text.
struct AlignThresholds {
  double alone = 0.4;        ///< the only two between the same neighbours
  double in_gap = 0.5;       ///< among several between the same neighbours
  double anywhere = 0.65;    ///< elsewhere on the same page
  double other_kind = 0.15;  ///< added where the kinds differ
  double short_text = 0.2;   ///< added for texts of no letters, less and less up to long_text trigrams
  std::size_t long_text = 60;
};

/// Anchors (each unit at most once) are not repeated in the result. The cost grows with the number of units times
/// the number of changed ones that stand together, and no more than that to a bound: gaps of thousands are searched
/// with an index.
std::vector<AlignPair> align(std::span<const AlignItem> old_items, std::span<const AlignItem> new_items,
                             std::span<const AlignPair> anchors, const AlignThresholds& thresholds = {});

}  // namespace hexapla
