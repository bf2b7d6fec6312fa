// Anchors of headings, so that a link to "#resources" works in every language.
#pragma once

#include "hexapla/localize/assemble.h"

#include <string>
#include <vector>

namespace hexapla {

/// What to append to each unit's text: " {#resources}" for headings that are translated, have no {#id} of their own
/// and stand on a page that uses {#id} on some heading; else empty. All empty: an empty vector.
std::vector<std::string> pinned_anchors(const Page& page, const Texts& texts);

/// The anchor that GitHub, Hugo and mdBook make of a heading's text, before they number repeated ones.
std::string anchor_of(std::string_view heading);

}  // namespace hexapla
