// Link reference definitions and GFM table rows: what a paragraph's lines can turn out to be.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/markdown/blocks.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hexapla::markdown {

/// How many of the lines, from the first on, the one link reference definition takes that they start with; 0: none.
std::uint32_t scan_definition(std::string_view text, std::span<const Line> lines);

/// A delimiter row such as `| --- | :-: |`; at: its first non-blank.
bool is_delimiter_row(std::string_view text, std::uint32_t at, std::uint32_t end);

/// The cells of a table row, trimmed, as spans of the text. A pipe behind a backslash does not end a cell.
void split_cells(std::string_view text, std::uint32_t at, std::uint32_t end, std::vector<Span>& cells);

}  // namespace hexapla::markdown
