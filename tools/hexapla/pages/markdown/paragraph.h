// Lines of text -> one unit: folding, hard breaks, continuation prefix.
#pragma once

#include "hexapla/pages/markdown/blocks.h"
#include "hexapla/pages/page.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace hexapla::markdown {

/// Lines of text with soft breaks folded to one blank (to nothing between two characters of a script without word
/// spaces) and hard breaks kept as \n. `flags` gets the hard-break flags. A view into the page or its arena.
std::string_view fold_lines(Page& page, std::span<const Line> lines, std::uint8_t& flags);

/// Byte behind the last non-blank of a line.
std::uint32_t trimmed_end(std::string_view text, const Line& line);

}  // namespace hexapla::markdown
