// GFM's tables: where one begins and what its rows are. Used by the scanner of blocks, in block_matches.cpp and
// block_openings.cpp. All read from the cursor's first non-blank; what is opened takes the whole line.
#pragma once

#include "hexapla/pages/markdown/block_scan.h"

namespace hexapla::markdown {

/// The line goes on with an open table.
bool is_table_row(BlockScan& scan);

/// A delimiter row below a paragraph whose last line has as many cells makes a table of that line. Gives the table, or
/// the paragraph where there is none.
BlockIndex open_table(BlockScan& scan, BlockIndex paragraph);

/// The line as the table's next row, or no_block.
BlockIndex open_table_row(BlockScan& scan, BlockIndex table);

}  // namespace hexapla::markdown
