#include "hexapla/pages/markdown/blocks.h"

#include "hexapla/pages/markdown/block_starts.h"
#include "hexapla/pages/markdown/cursor.h"
#include "hexapla/pages/markdown/references.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace hexapla::markdown {
namespace {

constexpr std::uint32_t code_indent = 4;

bool accepts_lines(BlockKind kind) {
  return kind == BlockKind::Paragraph || kind == BlockKind::Heading || kind == BlockKind::IndentedCode ||
         kind == BlockKind::FencedCode;
}

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

class Scanner {
 public:
  Scanner(std::string_view text, std::uint32_t from) : text_(text), from_(from) {
    cursor_.text = text;
    document_.blocks.reserve(64 + (text.size() - from) / 48);
    document_.lines.reserve(16 + (text.size() - from) / 40);
    document_.blocks.emplace_back();
    document_.blocks[0].begin = from;
  }

  Document run() {
    std::uint32_t at = from_;
    const auto size = static_cast<std::uint32_t>(text_.size());
    while (at < size) {
      std::uint32_t end = line_end(at, size);
      process_line(at, end);
      ++line_number_;
      if (end < size && text_[end] == '\r') ++end;
      if (end < size && text_[end] == '\n') ++end;
      at = end;
    }
    while (tip_ != 0) finish_tip();
    finish(0);
    return std::move(document_);
  }

 private:
  Block& block(BlockIndex index) { return document_.blocks[index]; }

  std::uint32_t line_end(std::uint32_t at, std::uint32_t size) {
    const void* found = std::memchr(text_.data() + at, '\n', size - at);
    auto end = found == nullptr ? size : static_cast<std::uint32_t>(static_cast<const char*>(found) - text_.data());
    if (!returns_known_) {
      returns_known_ = true;
      has_returns_ = text_.find('\r', from_) != std::string_view::npos;
    }
    if (has_returns_) {
      const void* cr = std::memchr(text_.data() + at, '\r', end - at);
      if (cr != nullptr) end = static_cast<std::uint32_t>(static_cast<const char*>(cr) - text_.data());
    }
    return end;
  }

  // ---- the tree

  BlockIndex add_child(BlockIndex parent, BlockKind kind, std::uint32_t begin) {
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
    made.first_line = static_cast<std::uint32_t>(document_.lines.size());
    document_.blocks.push_back(made);
    link(parent, index);
    return index;
  }

  void link(BlockIndex parent, BlockIndex child) {
    Block& p = block(parent);
    if (p.last_child == no_block) {
      p.first_child = child;
    } else {
      block(p.last_child).next = child;
      block(child).previous = p.last_child;
    }
    p.last_child = child;
  }

  // Only ever the last child goes: a paragraph that was nothing but definitions.
  void unlink_last(BlockIndex child) {
    Block& p = block(block(child).parent);
    const BlockIndex before = block(child).previous;
    p.last_child = before;
    if (before == no_block) {
      p.first_child = no_block;
    } else {
      block(before).next = no_block;
    }
  }

  void finish_tip() {
    const BlockIndex done = tip_;
    tip_ = block(done).parent;
    finish(done);
  }

  void finish(BlockIndex index) {
    Block& b = block(index);
    if (!b.open) return;
    b.open = false;
    if (b.kind == BlockKind::Paragraph) {
      take_definitions(index);
      if (block(index).line_count == 0) unlink_last(index);
    } else if (b.kind == BlockKind::List) {
      b.tight = is_tight(b);
    } else if (b.kind == BlockKind::IndentedCode) {
      const auto blank = [&](const Line& line) {
        return std::all_of(text_.begin() + line.content, text_.begin() + line.end, is_blank);
      };
      while (b.line_count > 0 && blank(document_.lines[b.first_line + b.line_count - 1])) --b.line_count;
    }
  }

  // A definition takes whole lines, so the paragraph loses lines from its front.
  void take_definitions(BlockIndex index) {
    Block& b = block(index);
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

  bool ends_with_blank_line(BlockIndex index) {
    while (true) {
      Block& b = block(index);
      const bool descend =
          !b.last_line_checked && (b.kind == BlockKind::List || b.kind == BlockKind::Item) && b.last_child != no_block;
      b.last_line_checked = true;
      if (!descend) return b.last_line_blank;
      index = b.last_child;
    }
  }

  bool is_tight(const Block& list) {
    for (BlockIndex item = list.first_child; item != no_block; item = block(item).next) {
      const bool last = block(item).next == no_block;
      if (block(item).last_line_blank && !last) return false;
      for (BlockIndex child = block(item).first_child; child != no_block; child = block(child).next) {
        if ((!last || block(child).next != no_block) && ends_with_blank_line(child)) return false;
      }
    }
    return true;
  }

  // ---- a line

  void process_line(std::uint32_t begin, std::uint32_t end) {
    cursor_.enter(begin, end);
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
      cursor_.find_nonspace();
      const Match match = match_block(child);
      if (match == Match::Finished) return no_block;
      if (match == Match::No) return container;
      container = child;
    }
    all_matched = true;
    return container;
  }

  enum class Match { Yes, No, Finished };

  Match match_block(BlockIndex index) {
    Block& b = block(index);
    switch (b.kind) {
      case BlockKind::BlockQuote:
        return match_if(match_quote());
      case BlockKind::Item:
        return match_if(match_item(b));
      case BlockKind::FootnoteDefinition:
        return match_if(match_footnote());
      case BlockKind::FencedCode:
        return match_fenced(index);
      case BlockKind::IndentedCode:
        return match_if(match_indented());
      case BlockKind::HtmlBlock:
        return match_if(!cursor_.blank || b.level < 6);
      case BlockKind::Paragraph:
        return match_if(!cursor_.blank);
      case BlockKind::Table:
        return match_if(match_table_row());
      case BlockKind::List:
        return Match::Yes;
      default:
        return Match::No;
    }
  }

  static Match match_if(bool yes) { return yes ? Match::Yes : Match::No; }

  bool match_quote() {
    if (cursor_.indent >= code_indent || cursor_.peek(cursor_.nonspace) != '>') return false;
    enter_quote();
    return true;
  }

  void enter_quote() {
    cursor_.advance_to(cursor_.nonspace + 1);
    if (is_blank(cursor_.peek(cursor_.offset))) cursor_.advance_columns(1);
  }

  bool match_item(const Block& item) {
    if (cursor_.indent >= item.marker_offset + item.padding) {
      cursor_.advance_columns(item.marker_offset + item.padding);
      return true;
    }
    if (!cursor_.blank || item.first_child == no_block) return false;
    cursor_.advance_to(cursor_.nonspace);
    return true;
  }

  bool match_footnote() {
    if (cursor_.indent >= code_indent) {
      cursor_.advance_columns(code_indent);
      return true;
    }
    return cursor_.begin == cursor_.end;
  }

  bool match_indented() {
    if (cursor_.indent >= code_indent) {
      cursor_.advance_columns(code_indent);
      return true;
    }
    if (!cursor_.blank) return false;
    cursor_.advance_to(cursor_.nonspace);
    return true;
  }

  Match match_fenced(BlockIndex index) {
    const Block& b = block(index);
    if (cursor_.indent < code_indent && cursor_.peek(cursor_.nonspace) == b.marker &&
        scan_close_fence(text_, cursor_.nonspace, cursor_.end) >= b.padding) {
      while (tip_ != index) finish_tip();
      finish_tip();
      return Match::Finished;
    }
    for (std::uint32_t left = b.marker_offset; left > 0 && is_blank(cursor_.peek(cursor_.offset)); --left) {
      cursor_.advance_columns(1);
    }
    return Match::Yes;
  }

  bool match_table_row() {
    split_cells(text_, cursor_.nonspace, cursor_.end, cells_);
    return !cells_.empty();
  }

  /// Opens what the rest of the line opens, below `container`; gives the deepest block.
  BlockIndex open_new_blocks(BlockIndex container, bool all_matched) {
    bool maybe_lazy = block(tip_).kind == BlockKind::Paragraph;
    while (true) {
      const BlockKind kind = block(container).kind;
      if (kind == BlockKind::IndentedCode || kind == BlockKind::FencedCode || kind == BlockKind::HtmlBlock) break;
      cursor_.find_nonspace();
      const BlockIndex opened = open_one(container, maybe_lazy, all_matched);
      if (opened == no_block) break;
      container = opened;
      ++depth_;
      if (accepts_lines(block(container).kind) || block(container).kind == BlockKind::HtmlBlock) break;
      maybe_lazy = false;
    }
    return container;
  }

  BlockIndex open_one(BlockIndex container, bool maybe_lazy, bool all_matched) {
    const bool indented = cursor_.indent >= code_indent;
    if (!indented && !cursor_.blank) {
      const BlockIndex opened = open_flush(container, all_matched);
      if (opened != no_block) return opened;
    } else if (indented && !cursor_.blank && !maybe_lazy) {
      cursor_.advance_columns(code_indent);
      return add_child(container, BlockKind::IndentedCode, cursor_.offset);
    }
    if (indented || cursor_.blank) return no_block;
    if (block(container).kind == BlockKind::Paragraph) return open_table(container);
    if (block(container).kind == BlockKind::Table) return add_table_row(container);
    return no_block;
  }

  // What starts at a non-blank character with less than four columns before it.
  BlockIndex open_flush(BlockIndex container, bool all_matched) {
    const std::uint32_t at = cursor_.nonspace;
    const char c = text_[at];
    const bool in_paragraph = block(container).kind == BlockKind::Paragraph;
    const bool deep = depth_ >= max_nesting;
    switch (c) {
      case '>':
        return deep ? no_block : open_quote(container);
      case '#':
        return open_heading(container);
      case '`':
      case '~':
        return open_fence(container);
      case '<':
        return open_html(container);
      case '[':
        return deep ? no_block : open_footnote(container);
      default:
        break;
    }
    if (c == '=' || c == '-') {
      const std::uint8_t level = in_paragraph ? scan_setext_line(text_, at, cursor_.end) : 0;
      if (level != 0) {
        make_setext(container, level);
        return container;
      }
    }
    if ((c == '*' || c == '-' || c == '_') && (!in_paragraph || all_matched) &&
        scan_thematic_break(text_, at, cursor_.end)) {
      const BlockIndex opened = add_child(container, BlockKind::ThematicBreak, at);
      cursor_.advance_to(cursor_.end);
      return opened;
    }
    return deep ? no_block : open_item(container);
  }

  BlockIndex open_quote(BlockIndex container) {
    const std::uint32_t at = cursor_.nonspace;
    enter_quote();
    return add_child(container, BlockKind::BlockQuote, at);
  }

  BlockIndex open_heading(BlockIndex container) {
    const std::uint32_t at = cursor_.nonspace;
    std::uint8_t level = 0;
    const std::uint32_t size = scan_atx_start(text_, at, cursor_.end, level);
    if (size == 0) return no_block;
    cursor_.advance_to(at + size);
    const BlockIndex opened = add_child(container, BlockKind::Heading, at);
    block(opened).level = level;
    return opened;
  }

  BlockIndex open_fence(BlockIndex container) {
    const std::uint32_t at = cursor_.nonspace;
    const std::uint32_t size = scan_open_fence(text_, at, cursor_.end);
    if (size == 0) return no_block;
    const BlockIndex opened = add_child(container, BlockKind::FencedCode, at);
    Block& b = block(opened);
    b.marker = text_[at];
    b.padding = size;
    b.marker_offset = at - cursor_.offset;
    cursor_.advance_to(at + size);
    return opened;
  }

  BlockIndex open_html(BlockIndex container) {
    const bool in_paragraph = block(container).kind == BlockKind::Paragraph;
    const std::uint8_t type = scan_html_start(text_, cursor_.nonspace, cursor_.end, !in_paragraph);
    if (type == 0) return no_block;
    const BlockIndex opened = add_child(container, BlockKind::HtmlBlock, cursor_.nonspace);
    block(opened).level = type;
    return opened;
  }

  BlockIndex open_footnote(BlockIndex container) {
    const std::uint32_t at = cursor_.nonspace;
    const std::uint32_t size = scan_footnote_start(text_, at, cursor_.end);
    if (size == 0) return no_block;
    cursor_.advance_to(at + size);
    return add_child(container, BlockKind::FootnoteDefinition, at);
  }

  // A paragraph that holds nothing but definitions stays one, and the underline becomes its text.
  void make_setext(BlockIndex container, std::uint8_t level) {
    take_definitions(container);
    Block& b = block(container);
    if (b.line_count == 0) return;
    b.kind = BlockKind::Heading;
    b.level = level;
    b.setext = true;
    cursor_.advance_to(cursor_.end);
  }

  BlockIndex open_item(BlockIndex container) {
    const std::uint32_t at = cursor_.nonspace;
    const bool in_paragraph = block(container).kind == BlockKind::Paragraph;
    const ListMarker found = scan_list_marker(text_, at, cursor_.end, in_paragraph);
    if (found.size == 0) return no_block;
    const std::uint32_t marker_offset = cursor_.indent;
    const std::uint32_t padding = skip_marker(at, found.size);
    const Block& c = block(container);
    const bool same_list = c.kind == BlockKind::List && c.ordered == found.ordered && c.marker == found.marker;
    if (!same_list) {
      container = add_child(container, BlockKind::List, at);
      Block& list = block(container);
      list.ordered = found.ordered;
      list.marker = found.marker;
      list.start = found.start;
    }
    const BlockIndex item = add_child(container, BlockKind::Item, at);
    block(item).marker_offset = marker_offset;
    block(item).padding = padding;
    return item;
  }

  // Moves behind the marker and its blanks; gives the columns from the marker to the content.
  std::uint32_t skip_marker(std::uint32_t at, std::uint32_t size) {
    cursor_.advance_to(at + size);
    const Cursor behind = cursor_;
    while (cursor_.column - behind.column <= 5 && is_blank(cursor_.peek(cursor_.offset))) cursor_.advance_columns(1);
    const std::uint32_t columns = cursor_.column - behind.column;
    if (columns >= 1 && columns < 5 && cursor_.offset < cursor_.end) return size + columns;
    cursor_ = behind;
    if (columns > 0) cursor_.advance_columns(1);
    return size + 1;
  }

  // ---- tables

  /// A delimiter row below a paragraph whose last line has as many cells makes a table of that line.
  BlockIndex open_table(BlockIndex container) {
    if (block(container).no_table || !is_delimiter_row(text_, cursor_.nonspace, cursor_.end)) return container;
    split_cells(text_, cursor_.nonspace, cursor_.end, cells_);
    const std::size_t columns = cells_.size();
    const Block paragraph = block(container);
    if (paragraph.line_count == 0) return container;
    const std::uint32_t header = paragraph.first_line + paragraph.line_count - 1;
    const Line line = document_.lines[header];
    split_cells(text_, line.content, line.end, cells_);
    if (cells_.size() != columns) {
      block(container).no_table = true;
      return container;
    }
    const BlockIndex table = paragraph.line_count == 1 ? container : split_paragraph(container);
    Block& b = block(table);
    b.kind = BlockKind::Table;
    b.line_count = 0;
    b.begin = line.content;
    b.start = static_cast<std::uint32_t>(columns);
    add_row(table, header, true);
    document_.lines.push_back({cursor_.begin, cursor_.nonspace, cursor_.end, 0});  // the delimiter row
    cursor_.advance_to(cursor_.end);
    return table;
  }

  // The lines above the header stay a paragraph; the table comes after it.
  BlockIndex split_paragraph(BlockIndex paragraph) {
    Block& above = block(paragraph);
    --above.line_count;
    above.open = false;
    above.no_references = true;
    const BlockIndex parent = above.parent;
    return add_child(parent, BlockKind::Table, above.begin);
  }

  // The row's line is lines[line]; its cells take it over.
  BlockIndex add_row(BlockIndex table, std::uint32_t line, bool header) {
    const Line at = document_.lines[line];
    const BlockIndex row = add_child(table, BlockKind::TableRow, at.content);
    block(row).header = header;
    block(row).first_line = line;
    block(row).line_count = 1;
    block(row).open = false;
    const std::uint32_t columns = block(table).start;
    for (std::uint32_t i = 0; i < columns; ++i) {
      const bool there = i < cells_.size();
      const Span cell = there ? cells_[i] : Span{at.end, at.end};
      const BlockIndex index = add_child(row, BlockKind::TableCell, cell.begin);
      Block& b = block(index);
      b.open = false;
      b.header = header;
      if (!there) continue;
      b.first_line = static_cast<std::uint32_t>(document_.lines.size());
      b.line_count = 1;
      document_.lines.push_back({at.begin, cell.begin, cell.end, 0});
    }
    return row;
  }

  BlockIndex add_table_row(BlockIndex table) {
    split_cells(text_, cursor_.nonspace, cursor_.end, cells_);
    if (cells_.empty()) return no_block;
    document_.lines.push_back({cursor_.begin, cursor_.nonspace, cursor_.end, 0});
    const BlockIndex row = add_row(table, static_cast<std::uint32_t>(document_.lines.size()) - 1, false);
    cursor_.advance_to(cursor_.end);
    return row;
  }

  // ---- the rest of the line

  void add_text(BlockIndex container, BlockIndex last_matched) {
    cursor_.find_nonspace();
    note_blank_line(container);
    if (tip_ != last_matched && container == last_matched && !cursor_.blank &&
        block(tip_).kind == BlockKind::Paragraph) {
      cursor_.advance_to(cursor_.nonspace);
      add_line(tip_);  // lazy continuation
      return;
    }
    while (tip_ != last_matched) finish_tip();
    tip_ = place_text(container);
  }

  void note_blank_line(BlockIndex container) {
    const Block& b = block(container);
    if (cursor_.blank && b.last_child != no_block) block(b.last_child).last_line_blank = true;
    const bool counts = b.kind != BlockKind::BlockQuote && b.kind != BlockKind::Heading &&
                        b.kind != BlockKind::ThematicBreak && b.kind != BlockKind::FencedCode &&
                        !(b.kind == BlockKind::Item && b.first_child == no_block && b.start_line == line_number_);
    block(container).last_line_blank = cursor_.blank && counts;
    for (BlockIndex up = b.parent; up != no_block; up = block(up).parent) {
      if (!block(up).last_line_blank) continue;
      block(up).last_line_blank = false;
    }
  }

  BlockIndex place_text(BlockIndex container) {
    const BlockKind kind = block(container).kind;
    if (kind == BlockKind::IndentedCode || kind == BlockKind::FencedCode) {
      add_line(container);
      return container;
    }
    if (kind == BlockKind::HtmlBlock) return add_html_line(container);
    if (cursor_.blank) return container;
    cursor_.advance_to(cursor_.nonspace);
    if (kind == BlockKind::Heading) {
      chop_closing_hashes();
      add_line(container);
      return container;
    }
    if (kind != BlockKind::Paragraph) container = add_child(container, BlockKind::Paragraph, cursor_.nonspace);
    add_line(container);
    return container;
  }

  BlockIndex add_html_line(BlockIndex container) {
    add_line(container);
    const std::uint8_t type = block(container).level;
    if (type >= 6 || !scan_html_end(text_, cursor_.nonspace, cursor_.end, type)) return container;
    finish(container);
    return block(container).parent;
  }

  void add_line(BlockIndex index) {
    std::uint32_t content = cursor_.offset;
    std::uint8_t columns = 0;
    if (cursor_.partial_tab) {
      columns = static_cast<std::uint8_t>(4 - cursor_.column % 4);
      ++content;
    }
    Block& b = block(index);
    if (b.line_count == 0) b.first_line = static_cast<std::uint32_t>(document_.lines.size());
    ++b.line_count;
    document_.lines.push_back({cursor_.begin, content, cursor_.end, columns});
  }

  // "## text ##   ": the closing sequence is no content. Only the heading's line end is moved.
  void chop_closing_hashes() {
    std::uint32_t end = cursor_.end;
    const auto trim = [&] {
      while (end > cursor_.offset && is_blank(text_[end - 1])) --end;
    };
    trim();
    std::uint32_t hashes = end;
    while (hashes > cursor_.offset && text_[hashes - 1] == '#') --hashes;
    if (hashes < end && (hashes == cursor_.offset || is_blank(text_[hashes - 1]))) {
      end = hashes;
      trim();
    }
    cursor_.end = end;
  }

  std::string_view text_;
  std::uint32_t from_;
  Document document_;
  Cursor cursor_;
  std::vector<Span> cells_;
  BlockIndex tip_ = 0;
  std::uint32_t depth_ = 0;
  std::uint32_t line_number_ = 0;
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
