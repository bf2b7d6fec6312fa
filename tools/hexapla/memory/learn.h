// What a memory learns from catalogs and from TMX files.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/memory/memory.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hexapla {

struct LearnOptions {
  std::string source_language;  ///< canonical BCP 47
  std::string target_language;
  std::string origin;  ///< of all pairs: the project or the catalog
  std::string author;
  std::int64_t date = 0;  ///< seconds since 1970; 0: the header's PO-Revision-Date
};

/// The pairs of a catalog's translated messages: none that is stale, a guess, untranslated or obsolete. A message with
/// a plural gives its msgid with the form for 1, and its msgid_plural with the other form where the language has two,
/// or with the only one; where there are more, which of them belongs to the plural is nobody's to say.
std::vector<MemoryPair> pairs_of(const Catalog& catalog, const LearnOptions& options);

/// Adds them, durably, in one transaction.
MemoryAdded learn(Memory& memory, const Catalog& catalog, const LearnOptions& options);

}  // namespace hexapla
