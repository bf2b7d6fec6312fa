// The source's part of a merged message.
#pragma once

#include "hexapla/catalogs/message.h"
#include "hexapla/tracking/three_way_entries.h"
#include "hexapla/tracking/three_way_lists.h"

namespace hexapla {

/// For an entry that is live on a side: plural, extracted comments, references and flags, merged where both have it
/// live. Of what both changed, the later template's. What is people's is one side's still.
Message merge_source(const MergeEntry& entry, MergeSide later);

}  // namespace hexapla
