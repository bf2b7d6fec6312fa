// The inventory of inline markup for texts that are HTML (Markup::Html).
#pragma once

#include "hexapla/pages/inline.h"

#include <string_view>
#include <vector>

namespace hexapla {

/// Tags and comments (inner: the name), entities, shortcodes; in order.
std::vector<Inline> html_inventory(std::string_view text);

}  // namespace hexapla
