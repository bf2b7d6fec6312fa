// What the parts of the scanner of blocks share while it reads one text. Used by blocks.cpp and by its parts,
// block_matches, block_openings and block_tables.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/markdown/block_tree.h"
#include "hexapla/pages/markdown/cursor.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla::markdown {

struct BlockScan {
  /// For blocks of text[from, size).
  BlockScan(std::string_view all, std::uint32_t from) : text(all), tree(all, from) { cursor.text = all; }

  std::string_view text;
  BlockTree tree;
  Cursor cursor;            ///< in the line that is being read
  std::vector<Span> cells;  ///< block_tables.cpp's own, kept to spare allocations
};

}  // namespace hexapla::markdown
