// Guesses for what is untranslated, from what the catalog itself has.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>

namespace hexapla {

struct SuggestOptions {
  unsigned jobs = 1;  ///< threads; 0: as many as the machine has cores
};

/// Fills untranslated live messages with the translation of the nearest text that the catalog ever had (translated,
/// stale or obsolete), or with a draft from translated phrases, whichever is likelier to help; with nothing where
/// neither is. A guess is fuzzy and has a comment "suggestion: 83% from …", the first kind the other text as previous
/// msgid; it is never published and never becomes the source of another.
///
/// A second call changes nothing. Returns how many.
std::uint32_t suggest(Catalog& catalog, const SuggestOptions& options = {});

}  // namespace hexapla
