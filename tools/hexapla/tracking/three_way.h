// Two catalogs that grew from one, merged by message: what a version control system does with lines.
//
// A message is known by msgctxt and msgid, and taken in parts. The source's part (plural, references, extracted
// comments, format flags) goes with the templates; the people's part (translation, fuzzy mark, previous texts; comments
// line by line) with whoever changed it. A reviewed translation beats a fuzzy one and a guess. Where one side's
// template changed a text that the other side translated meanwhile, the translation follows the text (carry.h), as if
// it had been there when the template came.
//
// Nothing that a side made is lost: it is in the merged catalog as a translation, as a stale one, as an obsolete one,
// or in a note of both sides (side_notes.h). Nothing comes to stand under a text that it was not made for. Only
// messages of the three catalogs are in the merged one, and none twice.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>
#include <vector>

namespace hexapla {

/// What both sides changed, differently.
struct MergeConflict {
  enum class What : std::uint8_t {
    Translation,  ///< fuzzy now, with our text and a note of both
    PluralForms,  ///< the header's rule; the one of the later revision, with a note of both
  };
  What what;
  std::uint32_t message;  ///< index into the merged catalog
};

struct ThreeWayMerge {
  Catalog catalog;                       ///< the header, live messages, obsolete ones; shares storage with all three
  std::vector<MergeConflict> conflicts;  ///< in catalog order; empty: a clean merge
};

/// `base` is empty where both sides added the file. Keys must be unique in each catalog, as they are in one that was
/// read without errors.
ThreeWayMerge merge_three_ways(const Catalog& base, const Catalog& ours, const Catalog& theirs);

}  // namespace hexapla
