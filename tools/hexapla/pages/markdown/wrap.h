// Breaking a translated paragraph into lines.
#pragma once

#include "hexapla/pages/page.h"

#include <string_view>
#include <vector>

namespace hexapla::markdown {

/// The lines of `text`, which has no line end in it: one with Wrap::None, else broken where a blank (or two
/// characters of a script without word spaces) may become a line end, never inside code, tags, templates or link
/// targets. `indent`: columns that stand before every line.
std::vector<std::string_view> wrap(std::string_view text, const LayoutOptions& options, std::size_t indent);

}  // namespace hexapla::markdown
