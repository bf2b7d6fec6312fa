#include "hexapla/catalogs/state.h"

namespace hexapla {

State state_of(const Message& message) {
  if (message.obsolete) return State::Obsolete;
  if (!message.has_translation()) return State::Untranslated;
  if (!message.fuzzy || message.is_header()) return State::Translated;
  for (auto line : message.extracted) {
    if (line.starts_with(suggestion_prefix)) return State::Guess;
  }
  return message.has_previous_msgid ? State::Stale : State::Guess;
}

std::string_view state_name(State state) {
  switch (state) {
    case State::Translated:
      return "translated";
    case State::Stale:
      return "stale";
    case State::Guess:
      return "guess";
    case State::Untranslated:
      return "untranslated";
    case State::Obsolete:
      break;
  }
  return "obsolete";
}

}  // namespace hexapla
