// The scanner of blocks, line by line. Each line first goes to the open blocks that it continues (block_matches.h),
// then opens what starts in the rest of it (block_openings.h), and what is left is text of the deepest block. The tree
// that grows is block_tree.h's.
#include "hexapla/pages/markdown/blocks.h"

#include "hexapla/pages/markdown/block_matches.h"
#include "hexapla/pages/markdown/block_openings.h"
#include "hexapla/pages/markdown/block_scan.h"
#include "hexapla/pages/markdown/block_starts.h"

#include <cstring>

namespace hexapla::markdown {
namespace {

bool accepts_lines(BlockKind kind) {
  return kind == BlockKind::Paragraph || kind == BlockKind::Heading || kind == BlockKind::IndentedCode ||
         kind == BlockKind::FencedCode;
}

class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t from) : scan_(text, from), from_(from) {}

  Document run() {
    std::uint32_t at = from_;
    const auto size = static_cast<std::uint32_t>(scan_.text.size());
    while (at < size) {
      std::uint32_t end = line_end(at, size);
      process_line(at, end);
      scan_.tree.go_to_next_line();
      if (end < size && scan_.text[end] == '\r') ++end;
      if (end < size && scan_.text[end] == '\n') ++end;
      at = end;
    }
    return scan_.tree.take();
  }

 private:
  Block& block(BlockIndex index) { return scan_.tree.block(index); }

  std::uint32_t line_end(std::uint32_t at, std::uint32_t size) {
    const void* found = std::memchr(scan_.text.data() + at, '\n', size - at);
    auto end =
        found == nullptr ? size : static_cast<std::uint32_t>(static_cast<const char*>(found) - scan_.text.data());
    if (!returns_known_) {
      returns_known_ = true;
      has_returns_ = scan_.text.find('\r', from_) != std::string_view::npos;
    }
    if (has_returns_) {
      const void* cr = std::memchr(scan_.text.data() + at, '\r', end - at);
      if (cr != nullptr) end = static_cast<std::uint32_t>(static_cast<const char*>(cr) - scan_.text.data());
    }
    return end;
  }

  // ---- a line

  void process_line(std::uint32_t begin, std::uint32_t end) {
    scan_.cursor.enter(begin, end);
    bool all_matched = false;
    BlockIndex container = match_open_blocks(all_matched);
    if (container == no_block) return;
    const BlockIndex last_matched = container;
    container = open_new_blocks(container, all_matched);
    add_text(container, last_matched);
  }

  /// The deepest block that goes on in this line; no_block when the line was a closing fence.
  BlockIndex match_open_blocks(bool& all_matched) {
    BlockIndex container = 0;
    depth_ = 0;
    while (true) {
      const BlockIndex child = block(container).last_child;
      if (child == no_block || !block(child).open) break;
      ++depth_;
      scan_.cursor.find_nonspace();
      const Match match = match_block(scan_, child);
      if (match == Match::Finished) return no_block;
      if (match == Match::No) return container;
      container = child;
    }
    all_matched = true;
    return container;
  }

  /// Opens what the rest of the line opens, below `container`; gives the deepest block.
  BlockIndex open_new_blocks(BlockIndex container, bool all_matched) {
    bool maybe_lazy = scan_.tree.kind(scan_.tree.tip()) == BlockKind::Paragraph;
    while (true) {
      const BlockKind kind = scan_.tree.kind(container);
      if (kind == BlockKind::IndentedCode || kind == BlockKind::FencedCode || kind == BlockKind::HtmlBlock) break;
      scan_.cursor.find_nonspace();
      if (scan_.cursor.blank || opens_nothing(scan_, kind)) break;
      const BlockIndex opened = open_block(scan_, container, {maybe_lazy, all_matched, depth_ >= max_nesting});
      if (opened == no_block) break;
      container = opened;
      ++depth_;
      if (accepts_lines(scan_.tree.kind(container)) || scan_.tree.kind(container) == BlockKind::HtmlBlock) break;
      maybe_lazy = false;
    }
    return container;
  }

  // ---- the rest of the line

  void add_text(BlockIndex container, BlockIndex last_matched) {
    scan_.cursor.find_nonspace();
    note_blank_line(container);
    if (scan_.tree.tip() != last_matched && container == last_matched && !scan_.cursor.blank &&
        scan_.tree.kind(scan_.tree.tip()) == BlockKind::Paragraph) {
      scan_.cursor.advance_to(scan_.cursor.nonspace);
      add_line(scan_.tree.tip());  // lazy continuation
      return;
    }
    scan_.tree.finish_below(last_matched);
    scan_.tree.set_tip(place_text(container));
  }

  void note_blank_line(BlockIndex container) {
    const Block& b = block(container);
    if (scan_.cursor.blank && b.last_child != no_block) block(b.last_child).last_line_blank = true;
    const bool counts =
        b.kind != BlockKind::BlockQuote && b.kind != BlockKind::Heading && b.kind != BlockKind::ThematicBreak &&
        b.kind != BlockKind::FencedCode &&
        !(b.kind == BlockKind::Item && b.first_child == no_block && b.start_line == scan_.tree.line_number());
    block(container).last_line_blank = scan_.cursor.blank && counts;
    for (BlockIndex up = b.parent; up != no_block; up = block(up).parent) {
      if (!block(up).last_line_blank) continue;
      block(up).last_line_blank = false;
    }
  }

  BlockIndex place_text(BlockIndex container) {
    const BlockKind kind = scan_.tree.kind(container);
    if (kind == BlockKind::IndentedCode || kind == BlockKind::FencedCode) {
      add_line(container);
      return container;
    }
    if (kind == BlockKind::HtmlBlock) return add_html_line(container);
    if (scan_.cursor.blank) return container;
    scan_.cursor.advance_to(scan_.cursor.nonspace);
    if (kind == BlockKind::Heading) {
      chop_closing_hashes();
      add_line(container);
      return container;
    }
    if (kind != BlockKind::Paragraph)
      container = scan_.tree.add_child(container, BlockKind::Paragraph, scan_.cursor.nonspace);
    add_line(container);
    return container;
  }

  BlockIndex add_html_line(BlockIndex container) {
    add_line(container);
    const std::uint8_t type = block(container).level;
    if (type >= 6 || !scan_html_end(scan_.text, scan_.cursor.nonspace, scan_.cursor.end, type)) return container;
    scan_.tree.finish(container);
    return block(container).parent;
  }

  void add_line(BlockIndex index) {
    std::uint32_t content = scan_.cursor.offset;
    std::uint8_t columns = 0;
    if (scan_.cursor.partial_tab) {
      columns = static_cast<std::uint8_t>(4 - scan_.cursor.column % 4);
      ++content;
    }
    scan_.tree.add_line(index, {scan_.cursor.begin, content, scan_.cursor.end, columns});
  }

  // "## text ##   ": the closing sequence is no content. Only the heading's line end is moved.
  void chop_closing_hashes() {
    std::uint32_t end = scan_.cursor.end;
    const auto trim = [&] {
      while (end > scan_.cursor.offset && is_blank(scan_.text[end - 1])) --end;
    };
    trim();
    std::uint32_t hashes = end;
    while (hashes > scan_.cursor.offset && scan_.text[hashes - 1] == '#') --hashes;
    if (hashes < end && (hashes == scan_.cursor.offset || is_blank(scan_.text[hashes - 1]))) {
      end = hashes;
      trim();
    }
    scan_.cursor.end = end;
  }

  BlockScan scan_;
  std::uint32_t from_;
  std::uint32_t depth_ = 0;
  bool returns_known_ = false;
  bool has_returns_ = false;
};

}  // namespace

Document scan_blocks(std::string_view text, std::uint32_t from) {
  return Scanner(text, from).run();
}

std::string literal_of(std::string_view text, const Document& document, const Block& block) {
  std::string out;
  std::uint32_t line = block.first_line;
  if (block.kind == BlockKind::FencedCode && block.line_count > 0) ++line;  // the fence's own line
  for (; line < block.first_line + block.line_count; ++line) {
    const Line& at = document.lines[line];
    out.append(at.columns, ' ');
    out.append(text.substr(at.content, at.end - at.content));
    out += '\n';
  }
  return out;
}

}  // namespace hexapla::markdown
