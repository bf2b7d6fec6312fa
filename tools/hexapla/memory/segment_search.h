// Which items of a segment may be near enough to a text. Only for search.cpp.
#pragma once

#include "hexapla/matching/features.h"
#include "hexapla/memory/store.h"

#include <cstdint>
#include <vector>

namespace hexapla {

struct Candidate {
  std::int64_t source;
  double bound;  ///< no more similar than this
};

/// Least number of features that bags of `a` and `b` must share.
std::size_t least_shared(std::size_t a, std::size_t b, double threshold);

/// Appends them; none that is near enough is left out. `seen` is working space, between calls of any content.
void search_segment(Store& store, const StoredSegment& segment, const Features& query, double threshold,
                    std::vector<std::uint16_t>& seen, std::vector<Candidate>& candidates);

}  // namespace hexapla
