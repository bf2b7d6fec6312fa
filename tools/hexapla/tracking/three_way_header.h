// The header of a merged catalog.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/tracking/three_way_lists.h"

namespace hexapla {

/// Which side is later, for what both changed: ours where both are as late.
struct LaterSides {
  MergeSide by_template = MergeSide::Ours;  ///< POT-Creation-Date, then PO-Revision-Date
  MergeSide by_revision = MergeSide::Ours;  ///< PO-Revision-Date, then POT-Creation-Date
};
LaterSides later_sides(const Catalog& ours, const Catalog& theirs);

struct HeaderMerge {
  bool present = false;  ///< false: none of the sides has one
  Message message;
  bool plural_conflict = false;
};

/// Field by field. Of what both changed: the later dates; the last translator of the later revision; the rest from the
/// later side. Texts are kept by `keeper`.
HeaderMerge merge_header(const Catalog& base, const Catalog& ours, const Catalog& theirs, LaterSides later,
                         Catalog& keeper);

}  // namespace hexapla
