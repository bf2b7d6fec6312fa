#include "hexapla/pages/markdown/block_openings.h"

#include "hexapla/pages/markdown/block_starts.h"
#include "hexapla/pages/markdown/block_tables.h"

namespace hexapla::markdown {
namespace {

BlockIndex open_quote(BlockScan& scan, BlockIndex container) {
  const std::uint32_t at = scan.cursor.nonspace;
  scan.cursor.enter_quote();
  return scan.tree.add_child(container, BlockKind::BlockQuote, at);
}

BlockIndex open_heading(BlockScan& scan, BlockIndex container) {
  const std::uint32_t at = scan.cursor.nonspace;
  std::uint8_t level = 0;
  const std::uint32_t size = scan_atx_start(scan.text, at, scan.cursor.end, level);
  if (size == 0) return no_block;
  scan.cursor.advance_to(at + size);
  const BlockIndex opened = scan.tree.add_child(container, BlockKind::Heading, at);
  scan.tree.block(opened).level = level;
  return opened;
}

BlockIndex open_fence(BlockScan& scan, BlockIndex container) {
  const std::uint32_t at = scan.cursor.nonspace;
  const std::uint32_t size = scan_open_fence(scan.text, at, scan.cursor.end);
  if (size == 0) return no_block;
  const BlockIndex opened = scan.tree.add_child(container, BlockKind::FencedCode, at);
  Block& b = scan.tree.block(opened);
  b.marker = scan.text[at];
  b.padding = size;
  b.marker_offset = at - scan.cursor.offset;
  scan.cursor.advance_to(at + size);
  return opened;
}

BlockIndex open_html(BlockScan& scan, BlockIndex container) {
  const bool in_paragraph = scan.tree.kind(container) == BlockKind::Paragraph;
  const std::uint8_t type = scan_html_start(scan.text, scan.cursor.nonspace, scan.cursor.end, !in_paragraph);
  if (type == 0) return no_block;
  const BlockIndex opened = scan.tree.add_child(container, BlockKind::HtmlBlock, scan.cursor.nonspace);
  scan.tree.block(opened).level = type;
  return opened;
}

BlockIndex open_footnote(BlockScan& scan, BlockIndex container) {
  const std::uint32_t at = scan.cursor.nonspace;
  const std::uint32_t size = scan_footnote_start(scan.text, at, scan.cursor.end);
  if (size == 0) return no_block;
  scan.cursor.advance_to(at + size);
  return scan.tree.add_child(container, BlockKind::FootnoteDefinition, at);
}

// A paragraph that holds nothing but definitions stays one, and the underline becomes its text.
void make_setext(BlockScan& scan, BlockIndex container, std::uint8_t level) {
  scan.tree.take_definitions(container);
  Block& b = scan.tree.block(container);
  if (b.line_count == 0) return;
  b.kind = BlockKind::Heading;
  b.level = level;
  b.setext = true;
  scan.cursor.advance_to(scan.cursor.end);
}

// Moves behind the marker and its blanks; gives the columns from the marker to the content.
std::uint32_t skip_marker(BlockScan& scan, std::uint32_t at, std::uint32_t size) {
  scan.cursor.advance_to(at + size);
  const Cursor behind = scan.cursor;
  while (scan.cursor.column - behind.column <= 5 && is_blank(scan.cursor.peek(scan.cursor.offset)))
    scan.cursor.advance_columns(1);
  const std::uint32_t columns = scan.cursor.column - behind.column;
  if (columns >= 1 && columns < 5 && scan.cursor.offset < scan.cursor.end) return size + columns;
  scan.cursor = behind;
  if (columns > 0) scan.cursor.advance_columns(1);
  return size + 1;
}

BlockIndex open_item(BlockScan& scan, BlockIndex container) {
  const std::uint32_t at = scan.cursor.nonspace;
  const bool in_paragraph = scan.tree.kind(container) == BlockKind::Paragraph;
  const ListMarker found = scan_list_marker(scan.text, at, scan.cursor.end, in_paragraph);
  if (found.size == 0) return no_block;
  const std::uint32_t marker_offset = scan.cursor.indent;
  const std::uint32_t padding = skip_marker(scan, at, found.size);
  const Block& c = scan.tree.block(container);
  const bool same_list = c.kind == BlockKind::List && c.ordered == found.ordered && c.marker == found.marker;
  if (!same_list) {
    container = scan.tree.add_child(container, BlockKind::List, at);
    Block& list = scan.tree.block(container);
    list.ordered = found.ordered;
    list.marker = found.marker;
    list.start = found.start;
  }
  const BlockIndex item = scan.tree.add_child(container, BlockKind::Item, at);
  scan.tree.block(item).marker_offset = marker_offset;
  scan.tree.block(item).padding = padding;
  return item;
}

// What starts at a non-blank character with less than four columns before it.
BlockIndex open_flush(BlockScan& scan, BlockIndex container, OpeningLine line) {
  const std::uint32_t at = scan.cursor.nonspace;
  const char c = scan.text[at];
  const bool in_paragraph = scan.tree.kind(container) == BlockKind::Paragraph;
  switch (c) {
    case '>':
      return line.deep ? no_block : open_quote(scan, container);
    case '#':
      return open_heading(scan, container);
    case '`':
    case '~':
      return open_fence(scan, container);
    case '<':
      return open_html(scan, container);
    case '[':
      return line.deep ? no_block : open_footnote(scan, container);
    default:
      break;
  }
  if (c == '=' || c == '-') {
    const std::uint8_t level = in_paragraph ? scan_setext_line(scan.text, at, scan.cursor.end) : 0;
    if (level != 0) {
      make_setext(scan, container, level);
      return container;
    }
  }
  if ((c == '*' || c == '-' || c == '_') && (!in_paragraph || line.all_matched) &&
      scan_thematic_break(scan.text, at, scan.cursor.end)) {
    const BlockIndex opened = scan.tree.add_child(container, BlockKind::ThematicBreak, at);
    scan.cursor.advance_to(scan.cursor.end);
    return opened;
  }
  return line.deep ? no_block : open_item(scan, container);
}

}  // namespace

BlockIndex open_block(BlockScan& scan, BlockIndex container, OpeningLine line) {
  if (scan.cursor.indent >= code_indent) {
    if (line.maybe_lazy) return no_block;
    scan.cursor.advance_columns(code_indent);
    return scan.tree.add_child(container, BlockKind::IndentedCode, scan.cursor.offset);
  }
  const BlockIndex opened = open_flush(scan, container, line);
  if (opened != no_block) return opened;
  if (scan.tree.kind(container) == BlockKind::Paragraph) return open_table(scan, container);
  if (scan.tree.kind(container) == BlockKind::Table) return open_table_row(scan, container);
  return no_block;
}

}  // namespace hexapla::markdown
