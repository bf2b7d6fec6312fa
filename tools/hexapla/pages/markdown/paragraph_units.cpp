#include "hexapla/pages/markdown/paragraph_units.h"

#include "hexapla/base/file.h"
#include "hexapla/pages/ascii.h"
#include "hexapla/pages/inline.h"
#include "hexapla/pages/markdown/flags.h"
#include "hexapla/pages/markdown/lines.h"
#include "hexapla/pages/markdown/paragraph.h"
#include "hexapla/pages/markdown/words.h"
#include "hexapla/pages/templates.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::markdown {
namespace {

bool is_image(std::string_view text) {
  if (!text.starts_with("![")) return false;
  std::uint32_t at = 0;
  for (const Inline& item : inline_inventory(text, Markup::Markdown)) {
    if (item.span.begin < at) continue;
    if (item.kind != InlineKind::Image) return false;
    for (; at < item.span.begin; ++at) {
      if (!is_blank(text[at])) return false;
    }
    at = item.span.end;
  }
  return at == text.size();
}

class ParagraphUnits {
 public:
  ParagraphUnits(UnitWriter& to, const Block& paragraph) : to_(to), b_(paragraph), text_(to.text), lines_(to.lines) {}

  void collect() {
    lines_.assign(to_.lines_of(b_).begin(), to_.lines_of(b_).end());
    const BlockKind container = to_.block(b_.parent).kind;
    const bool first = to_.block(b_.parent).first_child == to_.index_of(b_);
    if (first && container == BlockKind::Item) skip_task_marker();
    split_lines(first && container == BlockKind::BlockQuote && alert() ? 1 : 0);
  }

 private:
  UnitKind text_kind() const {
    switch (to_.block(b_.parent).kind) {
      case BlockKind::Item:
        return UnitKind::ListItem;
      case BlockKind::FootnoteDefinition:
        return UnitKind::Footnote;
      default:
        return UnitKind::Paragraph;
    }
  }

  // "[ ] " and "[x] " at the start of an item are its state, not its text.
  void skip_task_marker() {
    Line& first = lines_.front();
    const std::string_view line = text_.substr(first.content, first.end - first.content);
    if (line.size() < 5 || line[0] != '[' || line[2] != ']' || !is_blank(line[3])) return;
    if (line[1] != ' ' && line[1] != 'x' && line[1] != 'X') return;
    to_.landmark(mix(mark_opaque, line[1] == ' ' ? 1 : 2), first.content);
    first.content += 4;
    while (first.content < first.end && is_blank(text_[first.content])) ++first.content;
  }

  // "> [!NOTE]": the marker of an alert; a title may follow it (Obsidian).
  bool alert() {
    Line first = lines_.front();
    const std::string_view line = text_.substr(first.content, trimmed_end(text_, first) - first.content);
    const std::size_t close = line.find(']');
    if (!line.starts_with("[!") || close == std::string_view::npos || close < 3) return false;
    for (const char c : line.substr(2, close - 2)) {
      if (!is_alpha(c) && c != '-') return false;
    }
    std::size_t behind = close + 1;
    if (behind < line.size() && (line[behind] == '-' || line[behind] == '+')) ++behind;
    if (behind < line.size() && !is_blank(line[behind])) return false;
    to_.landmark(mix(mark_opaque, hash_bytes(line.substr(0, behind))), first.content);
    while (behind < line.size() && is_blank(line[behind])) ++behind;
    if (behind == line.size()) return true;
    first.content += static_cast<std::uint32_t>(behind);
    const Span title = {first.content, first.content + static_cast<std::uint32_t>(line.size() - behind)};
    add_title(title, slice(text_, title), 0);
    return true;
  }

  // Runs of text between lines that are something else, from lines_[i] on; each run is a unit.
  void split_lines(std::size_t i) {
    std::size_t run = i;
    const UnitKind kind = text_kind();
    UnitKind run_kind = kind;
    while (i < lines_.size()) {
      const Piece piece = piece_at(i);
      if (piece.shape.kind == LineKind::Text) {
        ++i;
        continue;
      }
      flush(run, i, run_kind);
      run_kind = kind;
      if (piece.shape.kind == LineKind::Definition) {
        to_.landmark(mix(mark_definition, lines_[i].content < piece.shape.title.begin ? 1 : 0), lines_[i].content);
        lines_[i].content = piece.shape.title.begin;
        run_kind = UnitKind::Definition;
        run = i++;
        continue;
      }
      for (std::size_t k = 0; k < piece.count; ++k) single_line(lines_[i + k], piece.shape);
      i += piece.count;
      run = i;
    }
    flush(run, lines_.size(), run_kind);
  }

  // What lines_[i] is, and how many lines of it there are.
  struct Piece {
    LineShape shape;
    std::size_t count = 1;
  };

  Piece piece_at(std::size_t i) {
    Piece piece;
    const std::size_t templated = template_lines(i);
    if (templated == 0 && !to_.highlight) {
      piece.shape = shape_of(text_, lines_[i].content, lines_[i].end);
    } else {
      piece.shape.kind = LineKind::Opaque;
      piece.count = std::max<std::size_t>(templated, 1);
    }
    return piece;
  }

  void single_line(const Line& line, const LineShape& shape) {
    if (shape.kind == LineKind::Opaque) return to_.opaque_line(line);
    to_.landmark(mix(mark_title, hash_bytes(text_.substr(line.content, 3))), line.content);
    const bool there = !shape.title.empty();
    auto flags = static_cast<std::uint8_t>(static_cast<unsigned>(shape.style) << title_shift);
    if (shape.quoted) flags |= flag_quoted;
    add_title(shape.title, there ? slice(text_, shape.title) : capitalized(shape.name), flags);
  }

  std::string_view capitalized(std::string_view name) {
    std::string copy(name);
    if (copy[0] >= 'a' && copy[0] <= 'z') copy[0] = static_cast<char>(copy[0] - 32);
    return to_.page.arena.keep(copy);
  }

  void add_title(Span span, std::string_view text, std::uint8_t flags) {
    if (!has_text(text) || to_.directives.skipping()) return;
    Unit unit;
    unit.span = span;
    unit.text = text;
    unit.kind = UnitKind::Title;
    unit.layout.place = Place::MarkdownAtx;
    unit.layout.flags = static_cast<std::uint8_t>(flags | flag_title);
    to_.add(unit);
  }

  // How many lines, from lines_[i] on, one template spans that has several lines and nothing beside it; 0: none.
  std::size_t template_lines(std::size_t i) {
    const Line& first = lines_[i];
    if (first.content == first.end || text_[first.content] != '{') return 0;
    const std::uint32_t close = scan_template(text_.substr(0, lines_.back().end), first.content, memo_);
    if (close <= first.end) return 0;
    std::size_t last = i;
    while (lines_[last].end < close) ++last;
    for (std::uint32_t at = close; at < lines_[last].end; ++at) {
      if (!is_blank(text_[at])) return 0;
    }
    return last - i + 1;
  }

  void flush(std::size_t begin, std::size_t end, UnitKind kind) {
    if (begin == end) return;
    const std::span<const Line> run(lines_.data() + begin, end - begin);
    to_.landmark(mix(mark_text, static_cast<std::uint64_t>(kind)), run[0].content);
    if (to_.directives.skipping()) return;
    Unit unit;
    unit.text = fold_lines(to_.page, run, unit.layout.flags);
    if (!has_text(unit.text)) return to_.directives.drop_notes();
    unit.kind = is_image(unit.text) ? UnitKind::Image : kind;
    unit.span = {run.front().content, trimmed_end(text_, run.back())};
    unit.layout.place = Place::MarkdownParagraph;
    unit.layout.prefix = to_.continuation.prefix(run, b_, begin > 0 || kind == UnitKind::Definition);
    unit.layout.indent = to_.continuation.block_proof_indent(b_);
    to_.add(unit);
  }

  UnitWriter& to_;
  const Block& b_;
  std::string_view text_;
  std::vector<Line>& lines_;
  TemplateMemo memo_;
};

}  // namespace

void collect_paragraph(UnitWriter& to, const Block& paragraph) {
  ParagraphUnits(to, paragraph).collect();
}

}  // namespace hexapla::markdown
