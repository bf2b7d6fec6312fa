// What a text was split into, or joined from, as an old message of its own, ready for carry().
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hexapla {

/// The languages of both texts of a message, for telling sentences apart; empty: not known.
struct LanguagePair {
  std::string_view source;
  std::string_view target;
};

/// For each new text the sentences of the old one that went into it, as msgid, with their translations. Only where the
/// translation has as many sentences as its source, and each part the numbers, links and code of its own; else nullopt,
/// as nobody could say where to cut. `keeper` keeps the texts.
std::optional<std::vector<Message>> split_message(const Message& old, std::span<const std::string_view> new_texts,
                                                  LanguagePair languages, Catalog& keeper);

/// One message of several: their texts and translations one after the other, as paragraphs or in one.
Message join_messages(std::span<const Message* const> olds, bool as_paragraphs, Catalog& keeper);

/// Each text but the last ends as a sentence does, so that what follows may stand beside it.
bool are_sentences(std::span<const Message* const> olds);

}  // namespace hexapla
