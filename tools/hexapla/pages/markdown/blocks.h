// Block structure of a Markdown text: CommonMark 0.31 with GFM's tables and footnotes.
//
// The algorithm is the specification's own ("A parsing strategy"), line by line with a stack of open containers; its
// corner cases follow cmark-gfm, which tests compare with. Unlike any other parser it keeps, for every line of every
// leaf, the exact bytes: where the line starts, where its content starts behind the containers' prefixes, where it
// ends. Nothing is copied and nothing is decoded.
#pragma once

#include "hexapla/base/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::markdown {

enum class BlockKind : std::uint8_t {
  Document,
  BlockQuote,
  List,
  Item,
  FootnoteDefinition,
  Paragraph,
  Heading,
  IndentedCode,
  FencedCode,
  HtmlBlock,
  ThematicBreak,
  Table,
  TableRow,
  TableCell,
};

using BlockIndex = std::uint32_t;
inline constexpr BlockIndex no_block = 0xffffffff;

/// One line of a leaf, in bytes of the whole text. [begin, content) is container prefix and indentation, [content,
/// end) the line's content, and [end, next line's begin) its line end. `columns`: blanks of a half-used tab that
/// stand before the content of a code line.
struct Line {
  std::uint32_t begin;
  std::uint32_t content;
  std::uint32_t end;
  std::uint8_t columns;
};

/// A node; children are linked. Leaves own lines [first_line, first_line + line_count) of the document.
struct Block {
  BlockKind kind = BlockKind::Document;
  std::uint8_t level = 0;  ///< heading level; type of HTML block, 1–7
  char marker = 0;         ///< list: - + * or . ); code: the fence character
  bool ordered = false;    ///< list
  bool tight = true;       ///< list
  bool setext = false;     ///< heading
  bool header = false;     ///< table row
  bool open = true;
  bool last_line_blank = false;
  bool last_line_checked = false;
  bool no_table = false;       ///< paragraph: a delimiter row did not fit, do not try again
  bool no_references = false;  ///< paragraph: cut off above a table, reference definitions in it are text
  BlockIndex parent = no_block;
  BlockIndex first_child = no_block;
  BlockIndex last_child = no_block;
  BlockIndex next = no_block;
  BlockIndex previous = no_block;
  std::uint32_t begin = 0;  ///< byte where the block's first own character stands
  std::uint32_t first_line = 0;
  std::uint32_t line_count = 0;
  std::uint32_t start = 0;          ///< ordered list: first number; table: columns
  std::uint32_t marker_offset = 0;  ///< item: columns before the marker; fenced code: before the fence
  std::uint32_t padding = 0;        ///< item: columns from marker to content; fenced code: length of the fence
  std::uint32_t start_line = 0;     ///< line number, from 0
};

/// The tree, in order of opening; blocks[0] is the document. Reference definitions are no blocks: their lines, taken
/// from the paragraphs that held them, are listed apart.
struct Document {
  std::vector<Block> blocks;
  std::vector<Line> lines;
  std::vector<Span> definitions;  ///< bytes from [ to the end of the definition's last line
};

/// Containers nested deeper than this are text: ten thousand quotes in a line, or blank lines below ten thousand
/// nested items, would otherwise cost the square of the input.
inline constexpr std::uint32_t max_nesting = 200;

/// Blocks of text[from, size). Offsets are into `text`.
Document scan_blocks(std::string_view text, std::uint32_t from = 0);

/// One line an event, indented by depth: `heading 2`, `list ordered 3 loose`, `code_block "a\n"`… For tests.
std::string dump_blocks(std::string_view text);

/// The text of a code or HTML block: its lines without container prefixes, each with \n.
std::string literal_of(std::string_view text, const Document& document, const Block& block);

}  // namespace hexapla::markdown
