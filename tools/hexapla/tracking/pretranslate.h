// Filling what is untranslated from a translation memory.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hexapla {

/// What a memory has that is like a message's text.
struct MemoryMatch {
  std::int64_t id = 0;      ///< the memory's own
  std::string source;       ///< the text that was translated
  std::string translation;  ///< not empty
  std::string from;         ///< where that was, for people
  double similarity = 0;    ///< 0 to 1
  bool in_context = false;  ///< this very text, translated for this very place
};

/// The likest first; none that is less like than is wanted.
using MemoryLookup = std::function<std::vector<MemoryMatch>(const Message&)>;

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
