// Which unit of a page became several, and which became one: paragraphs that were split or joined.
#pragma once

#include "hexapla/matching/align.h"

#include <cstdint>
#include <span>
#include <vector>

namespace hexapla {

/// One unit on one side, and the neighbours on the other side that together say about the same. Half-open ranges of
/// items; one of them has a single item, the other two or more.
struct Regrouping {
  std::uint32_t old_begin;
  std::uint32_t old_end;
  std::uint32_t new_begin;
  std::uint32_t new_end;
  bool is_split() const { return old_end - old_begin == 1; }
};

/// How alike one unit and its parts must be. Chosen on histories of real catalogs.
struct RegroupThresholds {
  double together = 0.72;       ///< least similarity of the one with all its parts as one text
  double gain = 0.06;           ///< so much more than with the likest part alone
  double contained = 0.6;       ///< least share of a part's trigrams that the one has, too
  std::size_t least_part = 10;  ///< trigrams: shorter parts are alike by chance
};

/// `settled` are the anchors: they take no part and no group reaches across one. `pairs` is what align() found: its
/// units may turn out to be parts, of that same unit only. No unit is in two groups. Linear in the units, with a
/// bounded look around each.
std::vector<Regrouping> find_regroupings(std::span<const AlignItem> old_items, std::span<const AlignItem> new_items,
                                         std::span<const AlignPair> settled, std::span<const AlignPair> pairs,
                                         const RegroupThresholds& thresholds = {});

}  // namespace hexapla
