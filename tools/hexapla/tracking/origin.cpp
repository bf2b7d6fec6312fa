#include "hexapla/tracking/origin.h"

#include "hexapla/catalogs/state.h"

#include <algorithm>

namespace hexapla {

void set_previous(Message& message, const SourceText& text) {
  message.previous_msgctxt = text.msgctxt;
  message.previous_msgid = text.msgid;
  message.previous_msgid_plural = text.msgid_plural;
  message.has_previous_msgctxt = text.has_msgctxt;
  message.has_previous_msgid = true;
  message.has_previous_msgid_plural = text.has_plural;
}

void clear_previous(Message& message) {
  set_previous(message, {});
  message.has_previous_msgid = false;
}

bool has_any_text(const Message& message) {
  return std::any_of(message.msgstr.begin(), message.msgstr.end(), [](std::string_view text) { return !text.empty(); });
}

bool is_suggestion(const Message& message) {
  return message.fuzzy && std::any_of(message.extracted.begin(), message.extracted.end(), [&](std::string_view line) {
           return line.starts_with(suggestion_prefix) &&
                  (message.has_previous_msgid || line.find(draft_origin) != std::string_view::npos);
         });
}

Standing standing_of(const Message& message) {
  if (!has_any_text(message) || is_suggestion(message)) return Standing::Empty;
  if (!message.fuzzy) return Standing::Translated;
  return message.has_previous_msgid ? Standing::Stale : Standing::Doubtful;
}

SourceText origin_of(const Message& message) {
  return standing_of(message) == Standing::Stale ? previous_of(message) : text_of(message);
}

}  // namespace hexapla
