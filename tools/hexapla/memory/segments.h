// The index of a memory: which source texts have which trigrams. Only for this room.
//
// A segment is the index over the sources of one language in a range of numbers. Its items are ordered by size (how
// many features they have), so that the sizes that can be near enough are a range of items; `sizes` says how many
// items there are of each size, from 0 on, as varints. A posting is the list of the items that have a feature of a
// bucket, the leading bits of the feature's hash; a chunk of items says which sources they are (4 bytes each, from
// the segment's first).
//
// Segments are made of what was added, and small ones are merged (O'Neil et al., "The log-structured merge-tree",
// 1996), within the transaction that adds; what is behind the last segment, a few hundred texts, is compared one by
// one. Each way to make features has segments of its own, so that two Hexaplas of different ages can use one database.
#pragma once

#include "hexapla/memory/store.h"

#include <cstdint>
#include <vector>

namespace hexapla {

/// What the features of this program are like: a hash of those of some texts.
std::int64_t features_version();

/// The segments that this program can use, of all of them.
std::vector<StoredSegment> usable_segments(std::vector<StoredSegment> all);

/// The number up to which sources are indexed.
std::int64_t indexed_up_to(const std::vector<StoredSegment>& usable);

/// So many texts may stay without an index.
inline constexpr std::int64_t longest_tail = 400;

/// Makes segments of the sources that have none if there are more of them than `longest_tail`, and merges small ones.
/// In a writing transaction.
void index_tail(Store& store);

/// Merges large segments, too: after many were added. In a writing transaction.
void merge_segments(Store& store);

/// For each size the first item that has it, or would; ends with the number of items. Throws Error ("memory-damaged")
/// when the segment is.
std::vector<std::uint32_t> size_starts(const Store& store, const StoredSegment& segment);

[[noreturn]] void fail_damaged_index(const Store& store);

}  // namespace hexapla
