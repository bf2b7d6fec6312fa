// What kind of change lies between two texts of the same unit, and what is done about each kind: one table.
#pragma once

#include "hexapla/tracking/origin.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

enum class ChangeClass : std::uint8_t {
  None,
  Reflow,       ///< white space and soft line breaks
  Markup,       ///< *emphasis* or _emphasis_
  Punctuation,  ///< “smart” or plain
  Entities,     ///< &amp; or &
  Context,      ///< the same text under another msgctxt
  Words,        ///< all else
};

/// Makes in a translation the edit that was made in its source. False: it cannot be made exactly. `healed` is only
/// looked at after true.
using Healer = bool (*)(std::string_view before, std::string_view after, std::string_view translation,
                        std::string& healed);

struct ChangeRule {
  ChangeClass what;
  std::string_view name;  ///< "reflow", "markup"…
  Healer heal;            ///< nullptr: a change of this class always makes the translation stale
};

const ChangeRule& rule_of(ChangeClass what);

/// The gravest change among msgctxt, msgid and plural.
ChangeClass classify(const SourceText& before, const SourceText& after);

}  // namespace hexapla
