// The tree of blocks while it grows: what is open, and what the end of a block settles. Used by the scanner of blocks
// (blocks.cpp) and by its parts, see block_scan.h.
#pragma once

#include "hexapla/pages/markdown/blocks.h"

#include <cstdint>
#include <string_view>

namespace hexapla::markdown {

/// References to blocks hold until the next add_child.
class BlockTree {
 public:
  /// For blocks of text[from, size); the document is open.
  BlockTree(std::string_view text, std::uint32_t from);

  Block& block(BlockIndex index) { return document_.blocks[index]; }
  BlockKind kind(BlockIndex index) const { return document_.blocks[index].kind; }
  const Line& line(std::uint32_t index) const { return document_.lines[index]; }
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(document_.lines.size()); }

  /// Number of the line that is being read, from 0.
  std::uint32_t line_number() const { return line_number_; }
  void go_to_next_line() { ++line_number_; }

  /// The deepest block that text may go on in.
  BlockIndex tip() const { return tip_; }
  void set_tip(BlockIndex index) { tip_ = index; }
  void finish_tip() {
    const BlockIndex done = tip_;
    tip_ = block(done).parent;
    finish(done);
  }
  /// Finishes tips until `index`, one of the blocks above, is the tip.
  void finish_below(BlockIndex index) {
    while (tip_ != index) finish_tip();
  }

  /// A new block in `parent`, or in the first block above it that can hold one: those on the way are finished.
  BlockIndex add_child(BlockIndex parent, BlockKind kind, std::uint32_t begin);
  /// A line that belongs to no block, or to one that its caller says.
  void add_line(const Line& line) { document_.lines.push_back(line); }
  /// The next line of a leaf; there must be no line of another block in between.
  void add_line(BlockIndex leaf, const Line& line) {
    Block& b = block(leaf);
    if (b.line_count == 0) b.first_line = line_count();
    ++b.line_count;
    add_line(line);
  }
  /// Link reference definitions at the front of a paragraph become the document's. A definition takes whole lines, so
  /// the paragraph loses lines; it may lose all.
  void take_definitions(BlockIndex paragraph);
  /// Does nothing to a block that is finished already.
  void finish(BlockIndex index) {
    if (block(index).open) close(index);
  }

  /// The document, with all blocks finished; the last thing to ask for.
  Document take();

 private:
  void close(BlockIndex index);
  void drop_blank_end(Block& code) const;
  bool ends_with_blank_line(BlockIndex index);
  bool is_tight(const Block& list);

  std::string_view text_;
  Document document_;
  BlockIndex tip_ = 0;
  std::uint32_t line_number_ = 0;
};

}  // namespace hexapla::markdown
