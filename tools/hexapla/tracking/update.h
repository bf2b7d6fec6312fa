// Template + old catalog -> new catalog, and what became of each message.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// What happened to one message.
enum class Fate : std::uint8_t {
  Kept,    ///< same text, wherever it stands now
  Healed,  ///< changed without meaning; the same edit was made in the translation, which stays translated
  Stale,   ///< the source of this unit changed; translation kept as fuzzy with the previous msgid
  New,
  Obsolete,
  Revived,  ///< was obsolete, its text is back
};

struct Change {
  Fate fate;
  std::uint32_t message;      ///< index into the new catalog
  std::string_view previous;  ///< msgid before, for Healed and Stale; lives as long as the new catalog
};

struct UpdateOptions {
  bool suggest = false;
  bool heal = true;
};

struct UpdateResult {
  Catalog catalog;
  std::vector<Change> changes;  ///< everything but Kept, in catalog order
  std::uint32_t kept = 0, healed = 0, stale = 0, added = 0, obsolete = 0, revived = 0;
};

/// Messages in the template's order, obsolete ones after them; the header keeps the old catalog's fields with the
/// template's POT-Creation-Date, as msgmerge does. Shares storage with both.
UpdateResult update(const Catalog& old, const Catalog& new_template, const UpdateOptions& options = {});

/// A first catalog for a language: the template with a filled-in header (Language, Plural-Forms; the team fields are
/// left for people).
Catalog start_catalog(const Catalog& new_template, std::string_view language, std::string_view revision_date);

}  // namespace hexapla
