// Translations -> Markdown source, in the place of a unit.
#pragma once

#include "hexapla/pages/page.h"

#include <string>
#include <string_view>

namespace hexapla::markdown {

/// PageFormat::lay of Markdown. What would open a block at the start of a line is escaped, pipes in cells are, and a
/// translation never holds a blank line.
void lay(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
         std::string& out);

}  // namespace hexapla::markdown
