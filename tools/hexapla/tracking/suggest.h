// Guesses for what is untranslated, from what the catalog itself has and from a translation memory.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/tracking/memory_match.h"

#include <cstdint>

namespace hexapla {

struct SuggestOptions {
  unsigned jobs = 1;    ///< threads; 0: as many as the machine has cores
  MemoryLookup memory;  ///< asked, from the caller's thread, for what the catalog has nothing for; may be empty
};

/// Fills untranslated live messages with the translation of the nearest text that the catalog ever had (translated,
/// stale or obsolete), or with a draft from translated phrases, whichever is likelier to help; with what the
/// memory has where neither is likely enough; with nothing where that is not, either. A guess is fuzzy and has a
/// comment "suggestion: 83% from …", the first kind the other text as previous msgid; it is never published and never
/// becomes the source of another.
///
/// A second call changes nothing. Returns how many.
std::uint32_t suggest(Catalog& catalog, const SuggestOptions& options = {});

}  // namespace hexapla
