// Blocks -> units and landmarks.
#pragma once

#include "hexapla/pages/markdown/blocks.h"
#include "hexapla/pages/page.h"

namespace hexapla::markdown {

/// Appends the units and landmarks of the page's body to the page.
void collect_units(Page& page, const Document& document);

}  // namespace hexapla::markdown
