// Filling what is untranslated from a translation memory.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/tracking/memory_match.h"

#include <cstdint>
#include <vector>

namespace hexapla {

struct Pretranslated {
  std::uint32_t message;  ///< index into the catalog
  MemoryMatch match;
};

/// Gives each untranslated live message the best match. One in context is a translation; any other is a guess (fuzzy,
/// with the text it was made for as previous msgid and a "suggestion:" comment), in which what the texts differ in by
/// numbers, targets and code is carried over where that can be done exactly. Messages with a plural are left to
/// people: a memory does not say which form a translation is.
std::vector<Pretranslated> pretranslate(Catalog& catalog, const MemoryLookup& lookup);

}  // namespace hexapla
