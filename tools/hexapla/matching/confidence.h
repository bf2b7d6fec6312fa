// How likely a suggestion helps, from what is known of it before anybody has looked at it.
#pragma once

#include "hexapla/matching/drafts.h"

#include <cstddef>
#include <optional>

namespace hexapla {

/// That at least half of a draft will stand in the final translation, 0 to 1.
double confidence_of(const DraftMeasures& measures);

/// The same of the translation of another text with this similarity to the one that is wanted, of `size` trigrams;
/// `fit`: Drafts::fit() of the two.
double confidence_of_near(double similarity, std::size_t size, std::optional<double> fit);

}  // namespace hexapla
