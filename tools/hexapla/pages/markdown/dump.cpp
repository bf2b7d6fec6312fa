// The tree in the words of cmark's XML output, for comparing.
#include "hexapla/pages/markdown/blocks.h"

#include <string>

namespace hexapla::markdown {
namespace {

std::string quoted(std::string_view literal) {
  std::string out = "\"";
  for (const char c : literal) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

std::string describe_list(const Block& b) {
  std::string out = b.ordered ? "list ordered " + std::to_string(b.start) : "list bullet";
  return out + (b.tight ? " tight" : " loose");
}

std::string describe(std::string_view text, const Document& document, const Block& b) {
  switch (b.kind) {
    case BlockKind::Document:
      return "document";
    case BlockKind::BlockQuote:
      return "block_quote";
    case BlockKind::List:
      return describe_list(b);
    case BlockKind::Item:
      return "item";
    case BlockKind::FootnoteDefinition:
      return "footnote_definition";
    case BlockKind::Paragraph:
      return "paragraph";
    case BlockKind::Heading:
      return "heading " + std::to_string(b.level);
    case BlockKind::IndentedCode:
    case BlockKind::FencedCode:
      return "code_block " + quoted(literal_of(text, document, b));
    case BlockKind::HtmlBlock:
      return "html_block " + quoted(literal_of(text, document, b));
    case BlockKind::ThematicBreak:
      return "thematic_break";
    case BlockKind::Table:
      return "table";
    case BlockKind::TableRow:
      return b.header ? "table_header" : "table_row";
    case BlockKind::TableCell:
      return "table_cell";
  }
  return {};
}

}  // namespace

std::string dump_blocks(std::string_view text) {
  const Document document = scan_blocks(text);
  std::string out;
  std::size_t depth = 0;
  BlockIndex at = 0;
  while (at != no_block) {
    const Block& b = document.blocks[at];
    out.append(2 * depth, ' ');
    out += describe(text, document, b) + '\n';
    if (b.first_child != no_block) {
      at = b.first_child;
      ++depth;
      continue;
    }
    while (at != no_block && document.blocks[at].next == no_block) {
      at = document.blocks[at].parent;
      if (at != no_block) --depth;
    }
    if (at != no_block) at = document.blocks[at].next;
  }
  return out;
}

}  // namespace hexapla::markdown
