#include "hexapla/pages/markdown/block_tables.h"

#include "hexapla/pages/markdown/references.h"

namespace hexapla::markdown {
namespace {

// The lines above the header stay a paragraph; the table comes after it.
BlockIndex split_paragraph(BlockScan& scan, BlockIndex paragraph) {
  Block& above = scan.tree.block(paragraph);
  --above.line_count;
  above.open = false;
  above.no_references = true;
  const BlockIndex parent = above.parent;
  return scan.tree.add_child(parent, BlockKind::Table, above.begin);
}

// The row's line is number `line`; its cells take it over.
BlockIndex add_row(BlockScan& scan, BlockIndex table, std::uint32_t line, bool header) {
  const Line at = scan.tree.line(line);
  const BlockIndex row = scan.tree.add_child(table, BlockKind::TableRow, at.content);
  Block& made = scan.tree.block(row);
  made.header = header;
  made.first_line = line;
  made.line_count = 1;
  made.open = false;
  const std::uint32_t columns = scan.tree.block(table).start;
  for (std::uint32_t i = 0; i < columns; ++i) {
    const bool there = i < scan.cells.size();
    const Span cell = there ? scan.cells[i] : Span{at.end, at.end};
    const BlockIndex index = scan.tree.add_child(row, BlockKind::TableCell, cell.begin);
    Block& b = scan.tree.block(index);
    b.open = false;
    b.header = header;
    if (there) scan.tree.add_line(index, {at.begin, cell.begin, cell.end, 0});
  }
  return row;
}

}  // namespace

bool is_table_row(BlockScan& scan) {
  split_cells(scan.text, scan.cursor.nonspace, scan.cursor.end, scan.cells);
  return !scan.cells.empty();
}

BlockIndex open_table(BlockScan& scan, BlockIndex paragraph) {
  if (scan.tree.block(paragraph).no_table || !is_delimiter_row(scan.text, scan.cursor.nonspace, scan.cursor.end))
    return paragraph;
  split_cells(scan.text, scan.cursor.nonspace, scan.cursor.end, scan.cells);
  const std::size_t columns = scan.cells.size();
  const Block above = scan.tree.block(paragraph);
  if (above.line_count == 0) return paragraph;
  const std::uint32_t header = above.first_line + above.line_count - 1;
  const Line line = scan.tree.line(header);
  split_cells(scan.text, line.content, line.end, scan.cells);
  if (scan.cells.size() != columns) {
    scan.tree.block(paragraph).no_table = true;
    return paragraph;
  }
  const BlockIndex table = above.line_count == 1 ? paragraph : split_paragraph(scan, paragraph);
  Block& b = scan.tree.block(table);
  b.kind = BlockKind::Table;
  b.line_count = 0;
  b.begin = line.content;
  b.start = static_cast<std::uint32_t>(columns);
  add_row(scan, table, header, true);
  scan.tree.add_line({scan.cursor.begin, scan.cursor.nonspace, scan.cursor.end, 0});  // the delimiter row
  scan.cursor.advance_to(scan.cursor.end);
  return table;
}

BlockIndex open_table_row(BlockScan& scan, BlockIndex table) {
  if (!is_table_row(scan)) return no_block;
  scan.tree.add_line({scan.cursor.begin, scan.cursor.nonspace, scan.cursor.end, 0});
  const BlockIndex row = add_row(scan, table, scan.tree.line_count() - 1, false);
  scan.cursor.advance_to(scan.cursor.end);
  return row;
}

}  // namespace hexapla::markdown
