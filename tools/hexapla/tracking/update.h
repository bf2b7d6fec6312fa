// Template + old catalog -> new catalog, and what became of each message.
//
// What a translation is worth for a text is decided by the text it was made from (origin.h), never by the text that it
// stands under. So a stale message that changes again keeps its first previous msgid; it is translated again when
// that text is back, here or elsewhere; and a stale text whose first text was merely reflowed is healed. Where a
// msgctxt alone changed, the translation stays if one message of the page lost that text and one got it; where
// several compete it is stale in each. A translator's doubt (fuzzy without a previous msgid) is offered to the
// changed text as it is and kept as an obsolete message as well. Suggestions stay with their text or go with it.
//
// Nothing is lost: every translation of the old catalog is in the new one, under its own text, as stale with that
// text as previous msgid, or obsolete. The one exception is msgmerge's, too: a message that loses its plural and
// keeps its msgid keeps the first form alone.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/memory_match.h"

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
  Revived,  ///< was obsolete, or stale under another text: its text is back
};

struct Change {
  Fate fate;
  std::uint32_t message;  ///< index into the new catalog
  std::string_view
      previous;  ///< msgid before, for Healed, Stale and Revived from a stale one; lives as long as the new catalog
  ChangeClass what = ChangeClass::None;  ///< Healed and Stale: the gravest change since the translation was made
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  std::uint32_t old_message = none;  ///< index into the old catalog; New: none
};

class Vocabulary;

struct UpdateOptions {
  bool suggest = false;
  unsigned jobs = 1;                  ///< threads for suggestions; 0: as many as the machine has cores
  MemoryLookup memory;                ///< for suggestions, from the caller's thread; may be empty
  ClassSet heal = ClassSet::usual();  ///< the classes of changes that a translation is healed of
  const Vocabulary* known = nullptr;  ///< the words of the new source, where the template is a part of it only
};

struct UpdateResult {
  Catalog catalog;
  std::vector<Change> changes;  ///< everything but Kept, in catalog order
  std::uint32_t kept = 0, healed = 0, stale = 0, added = 0, obsolete = 0, revived = 0;
  std::uint32_t suggested = 0;  ///< untranslated messages that were given a guess
  std::uint32_t withdrawn = 0;  ///< fuzzy texts taken out as they say nothing of their source
};

/// Messages in the template's order, obsolete ones after them; the header keeps the old catalog's fields with the
/// template's POT-Creation-Date, as msgmerge does. Shares storage with both.
UpdateResult update(const Catalog& old, const Catalog& new_template, const UpdateOptions& options = {});

/// A first catalog for a language: the template with a filled-in header (Language, Plural-Forms; the team fields are
/// left for people).
Catalog start_catalog(const Catalog& new_template, std::string_view language, std::string_view revision_date);

}  // namespace hexapla
