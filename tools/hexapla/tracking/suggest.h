// Guesses for what is untranslated: the translation of the nearest text that the catalog ever had.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>

namespace hexapla {

/// Fills untranslated live messages where a text near enough is translated, stale or obsolete. A guess is fuzzy, has
/// that text as previous msgid and a "suggestion: 83% from …" comment; it is never published and never becomes the
/// source of another. Returns how many. A second call changes nothing.
std::uint32_t suggest(Catalog& catalog);

}  // namespace hexapla
