// What a message of a catalog is worth: the five states.
#pragma once

#include "hexapla/catalogs/message.h"

#include <cstdint>
#include <string_view>

namespace hexapla {

enum class State : std::uint8_t {
  Translated,
  Stale,  ///< fuzzy, with the previous msgid that was translated
  Guess,  ///< fuzzy otherwise: a suggestion ("#. suggestion: …"), or a translator's doubt
  Untranslated,
  Obsolete,
};

State state_of(const Message& message);
/// "translated", "stale"…: static, for JSON and tests.
std::string_view state_name(State state);

/// How the extracted comment begins that marks a suggestion.
inline constexpr std::string_view suggestion_prefix = " suggestion: ";
/// What such a comment goes on with, behind the percentage, where the suggestion is nobody's translation but was put
/// together from parts of several.
inline constexpr std::string_view draft_origin = "% from translated phrases";

}  // namespace hexapla
