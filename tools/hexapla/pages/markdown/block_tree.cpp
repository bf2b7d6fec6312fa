#include "hexapla/pages/markdown/block_tree.h"

#include "hexapla/pages/ascii.h"
#include "hexapla/pages/markdown/references.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace hexapla::markdown {
namespace {

bool can_contain(BlockKind parent, BlockKind child) {
  switch (parent) {
    case BlockKind::Document:
    case BlockKind::BlockQuote:
    case BlockKind::Item:
    case BlockKind::FootnoteDefinition:
      return child != BlockKind::Item && child != BlockKind::TableRow && child != BlockKind::TableCell;
    case BlockKind::List:
      return child == BlockKind::Item;
    case BlockKind::Table:
      return child == BlockKind::TableRow;
    case BlockKind::TableRow:
      return child == BlockKind::TableCell;
    default:
      return false;
  }
}

void link(std::vector<Block>& blocks, BlockIndex parent, BlockIndex child) {
  Block& p = blocks[parent];
  if (p.last_child == no_block) {
    p.first_child = child;
  } else {
    blocks[p.last_child].next = child;
    blocks[child].previous = p.last_child;
  }
  p.last_child = child;
}

// Only ever the last child goes: a paragraph that was nothing but definitions.
void unlink_last(std::vector<Block>& blocks, BlockIndex child) {
  Block& p = blocks[blocks[child].parent];
  const BlockIndex before = blocks[child].previous;
  p.last_child = before;
  if (before == no_block) {
    p.first_child = no_block;
  } else {
    blocks[before].next = no_block;
  }
}

}  // namespace

BlockTree::BlockTree(std::string_view text, std::uint32_t from) : text_(text) {
  document_.blocks.reserve(64 + (text.size() - from) / 48);
  document_.lines.reserve(16 + (text.size() - from) / 40);
  document_.blocks.emplace_back();
  document_.blocks[0].begin = from;
}

Document BlockTree::take() {
  finish_below(0);
  finish(0);
  return std::move(document_);
}

BlockIndex BlockTree::add_child(BlockIndex parent, BlockKind kind, std::uint32_t begin) {
  while (!can_contain(block(parent).kind, kind)) {
    finish(parent);
    parent = block(parent).parent;
  }
  const auto index = static_cast<BlockIndex>(document_.blocks.size());
  Block made;
  made.kind = kind;
  made.parent = parent;
  made.begin = begin;
  made.start_line = line_number_;
  made.first_line = line_count();
  document_.blocks.push_back(made);
  link(document_.blocks, parent, index);
  return index;
}

void BlockTree::close(BlockIndex index) {
  Block& b = block(index);
  b.open = false;
  if (b.kind == BlockKind::Paragraph) {
    take_definitions(index);
    if (block(index).line_count == 0) unlink_last(document_.blocks, index);
  } else if (b.kind == BlockKind::List) {
    b.tight = is_tight(b);
  } else if (b.kind == BlockKind::IndentedCode) {
    drop_blank_end(b);
  }
}

void BlockTree::take_definitions(BlockIndex paragraph) {
  Block& b = block(paragraph);
  if (b.no_references) return;
  while (b.line_count > 0) {
    const std::span<const Line> lines(document_.lines.data() + b.first_line, b.line_count);
    if (lines[0].content >= text_.size() || text_[lines[0].content] != '[') return;
    const std::uint32_t taken = scan_definition(text_, lines);
    if (taken == 0) return;
    document_.definitions.push_back({lines[0].content, lines[taken - 1].end});
    b.first_line += taken;
    b.line_count -= taken;
  }
}

void BlockTree::drop_blank_end(Block& code) const {
  const auto blank = [&](const Line& line) {
    return std::all_of(text_.begin() + line.content, text_.begin() + line.end, is_blank);
  };
  while (code.line_count > 0 && blank(line(code.first_line + code.line_count - 1))) --code.line_count;
}

bool BlockTree::ends_with_blank_line(BlockIndex index) {
  while (true) {
    Block& b = block(index);
    const bool descend =
        !b.last_line_checked && (b.kind == BlockKind::List || b.kind == BlockKind::Item) && b.last_child != no_block;
    b.last_line_checked = true;
    if (!descend) return b.last_line_blank;
    index = b.last_child;
  }
}

bool BlockTree::is_tight(const Block& list) {
  for (BlockIndex item = list.first_child; item != no_block; item = block(item).next) {
    const bool last = block(item).next == no_block;
    if (block(item).last_line_blank && !last) return false;
    for (BlockIndex child = block(item).first_child; child != no_block; child = block(child).next) {
      if ((!last || block(child).next != no_block) && ends_with_blank_line(child)) return false;
    }
  }
  return true;
}

}  // namespace hexapla::markdown
