// Which old message each message of a new template is: by its text, by its text in another spelling, by its place.
// What is then done with the translation is carry.h's.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>
#include <vector>

namespace hexapla {

/// How a new message was recognised, the surest first.
enum class Relation : std::uint8_t {
  None,
  SameText,    ///< same msgctxt and msgid
  TextBack,    ///< its text is the previous msgid of a stale message: the text that translation was made from
  NewContext,  ///< same msgid, the only one of its page whose context changed
  Folded,      ///< same text but for spelling (fingerprint.h), or but for the context where several compete
  Aligned,     ///< other words in the same place, or nearly the same words on the same page
  Similar,     ///< nearly the same words on another page, gone there
  Split,       ///< part of an old text that became several
  Joined,      ///< several old texts that became one
  Gathered,    ///< the same of texts that are no sentences, such as items of a list: people must look
};

struct Match {
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  std::uint32_t old_message = none;  ///< index into the old catalog
  Relation relation = Relation::None;
  bool repeated = false;       ///< the template has this message further up
  double similarity = 0;       ///< of Aligned and Similar
  std::uint32_t group = none;  ///< of Split and Joined: index into Matches::groups
};

/// A text that became several, or several that became one; in page order. One of the two lists has one message.
struct MatchGroup {
  std::vector<std::uint32_t> olds;
  std::vector<std::uint32_t> news;
};

struct Matches {
  /// One for each message of the template (header, obsolete and repeated ones have none). An old message may be
  /// matched by several new ones where a text of several pages changed in one of them, or where it was split.
  std::vector<Match> messages;
  std::vector<MatchGroup> groups;  ///< of translated messages without plural
};

Matches match_messages(const Catalog& old, const Catalog& new_template);

}  // namespace hexapla
