// Texts that say the same in another spelling: folded forms of a message's text at growing strengths. Tracking finds
// a changed text by the weakest strength at which it agrees with an old one.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

/// Each strength folds what the one before it folds, and more. Code spans, tags and link targets keep their bytes at
/// all strengths but Spacing, where white space is folded in them as a browser does.
enum class Strength : std::uint8_t {
  Spacing,      ///< runs of white space are one space, none at the ends; hard breaks and blank lines stay apart
  Markup,       ///< emphasis is written with * whether it was * or _
  Punctuation,  ///< “curly” quotes, – dashes, … ellipses, no-break spaces are their plain spellings
  Entities,     ///< &amp; &#38; and the like are the characters that they stand for
};

inline constexpr std::array<Strength, 4> all_strengths{Strength::Spacing, Strength::Markup, Strength::Punctuation,
                                                       Strength::Entities};

/// The folded form, written over `out`. Linear in the text.
void fold(std::string_view text, Strength strength, std::string& out);

/// A hash of the folded form. Equal fingerprints are a reason to compare with same_folded(), not a proof.
std::uint64_t fingerprint(std::string_view text, Strength strength);

/// The folded forms are equal.
bool same_folded(std::string_view a, std::string_view b, Strength strength);

}  // namespace hexapla
