// What a line opens: the second half of CommonMark's strategy. Used by the scanner of blocks (blocks.cpp).
#pragma once

#include "hexapla/pages/markdown/block_scan.h"

namespace hexapla::markdown {

/// What is known of a line when a block is to be opened in it.
struct OpeningLine {
  bool maybe_lazy;   ///< it may be a lazy continuation of a paragraph, so it is no indented code
  bool all_matched;  ///< all open blocks go on in it
  bool deep;         ///< no more containers, see max_nesting
};

/// Most lines are words, and not to be looked at twice: a letter starts no block but a row of a table.
inline bool opens_nothing(const BlockScan& scan, BlockKind container) {
  return scan.cursor.indent < code_indent && is_alpha(scan.text[scan.cursor.nonspace]) && container != BlockKind::Table;
}

/// The block that starts at the cursor, opened in `container`, with the cursor behind what it takes; or `container`,
/// when the line made another block of it; or no_block. To be asked from the outermost block inwards, with the
/// cursor's first non-blank known, and only where there is one.
BlockIndex open_block(BlockScan& scan, BlockIndex container, OpeningLine line);

}  // namespace hexapla::markdown
