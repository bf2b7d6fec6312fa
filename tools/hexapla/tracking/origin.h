// Which text a translation was made from. Everything in tracking/ that decides whether a translation fits a text
// compares with this, never with the text that the translation happens to stand under.
#pragma once

#include "hexapla/base/file.h"
#include "hexapla/catalogs/message.h"

#include <cstdint>
#include <string_view>

namespace hexapla {

/// A source text with its context, as it stands in msgid or in "#| msgid".
struct SourceText {
  std::string_view msgctxt;
  std::string_view msgid;
  std::string_view msgid_plural;
  bool has_msgctxt = false;
  bool has_plural = false;
  friend bool operator==(const SourceText&, const SourceText&) = default;
};

/// What makes a message one of a kind in a catalog: msgctxt and msgid, as in gettext.
struct MessageKey {
  std::string_view msgctxt;
  std::string_view msgid;
  bool has_msgctxt = false;
  friend bool operator==(const MessageKey&, const MessageKey&) = default;
};

struct MessageKeyHash {
  std::size_t operator()(const MessageKey& key) const {
    return hash_bytes(key.msgid, key.has_msgctxt ? hash_bytes(key.msgctxt, 1) : 0);
  }
};

inline MessageKey key_of(const SourceText& text) {
  return {text.msgctxt, text.msgid, text.has_msgctxt};
}
inline MessageKey key_of(const Message& message) {
  return {message.msgctxt, message.msgid, message.has_msgctxt};
}

inline SourceText text_of(const Message& message) {
  return {message.msgctxt, message.msgid, message.msgid_plural, message.has_msgctxt, message.has_plural};
}

inline SourceText previous_of(const Message& message) {
  return {message.previous_msgctxt, message.previous_msgid, message.previous_msgid_plural, message.has_previous_msgctxt,
          message.has_previous_msgid_plural};
}

void set_previous(Message& message, const SourceText& text);
void clear_previous(Message& message);

/// Any form has text.
bool has_any_text(const Message& message);

/// A guess that `--suggest` wrote and nobody confirmed: fuzzy, with a "suggestion:" comment and, unless it is a draft,
/// a previous msgid.
bool is_suggestion(const Message& message);

/// What is known of a message's translation.
enum class Standing {
  Empty,       ///< there is none, or a suggestion only
  Translated,  ///< of the message's own text
  Stale,       ///< of its previous msgid
  Doubtful,    ///< fuzzy without a previous msgid: of nobody knows which text
};
Standing standing_of(const Message& message);

/// The text that the translation was made from; for Empty and Doubtful ones their own.
SourceText origin_of(const Message& message);

}  // namespace hexapla
