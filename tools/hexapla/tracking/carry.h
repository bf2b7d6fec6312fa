// One message of the new catalog: the template's text and references with what the old message has of people's work.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/match.h"
#include "hexapla/tracking/update.h"
#include "hexapla/tracking/vocabulary.h"

#include <cstdint>
#include <string_view>

namespace hexapla {

struct Carried {
  Message message;
  Fate fate = Fate::New;
  std::string_view previous;             ///< the old msgid, for Healed and Stale
  ChangeClass what = ChangeClass::None;  ///< for Healed and Stale: what happened to the text that it was made from
  bool leaves_obsolete = false;  ///< not all of the old message is in this one: it is kept as an obsolete one, too
};

/// What is the same for all messages of one update.
struct CarryContext {
  Catalog& catalog;            ///< keeps the texts that are made
  std::uint32_t plural_count;  ///< forms in this language
  ClassSet heal = ClassSet::usual();
  const Vocabulary* known = nullptr;  ///< the words of the new source
};

/// The template's message without a translation.
Carried untranslated(const CarryContext& context, const Message& from_template);

/// What comes from where is msgmerge's rule: translator's comments, translation and fuzzy flag from the old message;
/// extracted comments, references and flags that gettext knows from the template; flags that nobody knows from both.
/// The translation stays translated only if it was made from exactly this text, or the change could be healed.
Carried carry(const CarryContext& context, const Message& old, const Message& from_template, Relation relation);

/// An old message that no page uses now.
Message as_obsolete(const Message& old);

}  // namespace hexapla
