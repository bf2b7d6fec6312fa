// Guesses for what is untranslated, from what the catalog itself has.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>

namespace hexapla {

struct SuggestOptions {
  unsigned jobs = 1;  ///< threads; 0: as many as the machine has cores
};

struct Suggested {
  std::uint32_t filled = 0;     ///< messages that were given a guess
  std::uint32_t withdrawn = 0;  ///< fuzzy texts that were taken out
};

/// Fills untranslated live messages with the translation of the nearest text that the catalog ever had (translated,
/// stale or obsolete), or with a draft from translated phrases, whichever is likelier to help; with nothing where
/// neither is. A guess is fuzzy and has a comment "suggestion: 83% from …", the first kind the other text as previous
/// msgid; it is never published and never becomes the source of another.
///
/// Before that, fuzzy texts are taken out that say nothing of their source: those that repeat it, and translations of
/// another text that is not even half alike, as tools without a limit leave them. Those translations stay in the
/// catalog, under the texts they were made for.
///
/// A second call changes nothing.
Suggested suggest(Catalog& catalog, const SuggestOptions& options = {});

}  // namespace hexapla
