// Which open blocks go on in a line: the first half of CommonMark's strategy. Only for the scanner of blocks
// (blocks.cpp), which asks it several times for every line: all of it is to be inlined there.
#pragma once

#include "hexapla/pages/markdown/block_scan.h"
#include "hexapla/pages/markdown/block_starts.h"
#include "hexapla/pages/markdown/block_tables.h"

namespace hexapla::markdown {

enum class Match {
  Yes,       ///< the cursor is behind what the block takes of the line
  No,        ///< the cursor did not move
  Finished,  ///< the line was the block's end, a closing fence
};

inline Match match_if(bool yes) {
  return yes ? Match::Yes : Match::No;
}

inline bool match_quote(BlockScan& scan) {
  if (scan.cursor.indent >= code_indent || scan.cursor.peek(scan.cursor.nonspace) != '>') return false;
  scan.cursor.enter_quote();
  return true;
}

inline bool match_item(BlockScan& scan, const Block& item) {
  if (scan.cursor.indent >= item.marker_offset + item.padding) {
    scan.cursor.advance_columns(item.marker_offset + item.padding);
    return true;
  }
  if (!scan.cursor.blank || item.first_child == no_block) return false;
  scan.cursor.advance_to(scan.cursor.nonspace);
  return true;
}

inline bool match_footnote(BlockScan& scan) {
  if (scan.cursor.indent >= code_indent) {
    scan.cursor.advance_columns(code_indent);
    return true;
  }
  return scan.cursor.begin == scan.cursor.end;
}

inline bool match_indented(BlockScan& scan) {
  if (scan.cursor.indent >= code_indent) {
    scan.cursor.advance_columns(code_indent);
    return true;
  }
  if (!scan.cursor.blank) return false;
  scan.cursor.advance_to(scan.cursor.nonspace);
  return true;
}

inline Match match_fenced(BlockScan& scan, BlockIndex index) {
  const Block& b = scan.tree.block(index);
  if (scan.cursor.indent < code_indent && scan.cursor.peek(scan.cursor.nonspace) == b.marker &&
      scan_close_fence(scan.text, scan.cursor.nonspace, scan.cursor.end) >= b.padding) {
    scan.tree.finish_below(index);
    scan.tree.finish_tip();
    return Match::Finished;
  }
  for (std::uint32_t left = b.marker_offset; left > 0 && is_blank(scan.cursor.peek(scan.cursor.offset)); --left) {
    scan.cursor.advance_columns(1);
  }
  return Match::Yes;
}

/// Whether an open block goes on in the line. To be asked from the outermost block inwards, with the cursor's first
/// non-blank known.
inline Match match_block(BlockScan& scan, BlockIndex index) {
  Block& b = scan.tree.block(index);
  switch (b.kind) {
    case BlockKind::BlockQuote:
      return match_if(match_quote(scan));
    case BlockKind::Item:
      return match_if(match_item(scan, b));
    case BlockKind::FootnoteDefinition:
      return match_if(match_footnote(scan));
    case BlockKind::FencedCode:
      return match_fenced(scan, index);
    case BlockKind::IndentedCode:
      return match_if(match_indented(scan));
    case BlockKind::HtmlBlock:
      return match_if(!scan.cursor.blank || b.level < 6);
    case BlockKind::Paragraph:
      return match_if(!scan.cursor.blank);
    case BlockKind::Table:
      return match_if(is_table_row(scan));
    case BlockKind::List:
      return Match::Yes;
    default:
      return Match::No;
  }
}

}  // namespace hexapla::markdown
