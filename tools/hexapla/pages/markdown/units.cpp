#include "hexapla/pages/markdown/units.h"

#include "hexapla/base/file.h"
#include "hexapla/pages/ascii.h"
#include "hexapla/pages/html/fragment.h"
#include "hexapla/pages/inline.h"
#include "hexapla/pages/markdown/brackets.h"
#include "hexapla/pages/markdown/directives.h"
#include "hexapla/pages/markdown/flags.h"
#include "hexapla/pages/markdown/lines.h"
#include "hexapla/pages/markdown/paragraph.h"
#include "hexapla/pages/markdown/words.h"
#include "hexapla/pages/templates.h"

#include <algorithm>
#include <span>
#include <string>

namespace hexapla::markdown {
namespace {

// What landmarks are made of besides block kinds.
enum Mark : std::uint64_t { mark_leave = 0x100, mark_text, mark_opaque, mark_title, mark_definition, mark_row };

constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return (a ^ (b + 0x9e3779b97f4a7c15ULL)) * 0xff51afd7ed558ccdULL;
}

class Collector {
 public:
  Collector(Page& page, const Document& document) : page_(page), text_(page.bytes()), document_(document) {
    const std::size_t cr = text_.find_first_of("\r\n");
    if (cr != std::string_view::npos && text_[cr] == '\r')
      line_end_ = text_.substr(cr, text_.substr(cr).starts_with("\r\n") ? 2 : 1);
    mdx_ = page.path().ends_with(".mdx");
  }

  void run() {
    walk();
    for (const Span span : document_.definitions) landmark(hash_bytes(slice(text_, span), 7), span.begin);
  }

 private:
  const Block& block(BlockIndex index) const { return document_.blocks[index]; }
  std::span<const Line> lines_of(const Block& b) const { return {document_.lines.data() + b.first_line, b.line_count}; }
  void landmark(std::uint64_t what, std::uint32_t offset) { page_.structure.push_back({what, offset}); }

  void walk() {
    BlockIndex at = 0;
    while (at != no_block) {
      enter(at);
      if (block(at).first_child != no_block) {
        at = block(at).first_child;
        continue;
      }
      leave(at);
      while (at != no_block && block(at).next == no_block) {
        at = block(at).parent;
        if (at != no_block) leave(at);
      }
      if (at != no_block) at = block(at).next;
    }
  }

  void enter(BlockIndex index) {
    const Block& b = block(index);
    landmark(describe(b), b.begin);
    if (skip_next_ && skipped_ == no_block && !is_comment(b) && index != 0) {
      skipped_ = index;
      skip_next_ = false;
    }
    switch (b.kind) {
      case BlockKind::Paragraph:
        return paragraph(b);
      case BlockKind::Heading:
        return heading(b);
      case BlockKind::TableCell:
        return cell(b);
      case BlockKind::HtmlBlock:
        return html(b);
      case BlockKind::FencedCode:
      case BlockKind::IndentedCode:
        for (const Line& line : lines_of(b)) {
          landmark(hash_bytes(text_.substr(line.content, line.end - line.content), line.columns), line.content);
        }
        return;
      default:
        return;
    }
  }

  void leave(BlockIndex index) {
    const Block& b = block(index);
    landmark(mix(mark_leave, static_cast<std::uint64_t>(b.kind)), b.begin);
    if (skipped_ == index) skipped_ = no_block;
  }

  static std::uint64_t describe(const Block& b) {
    std::uint64_t what = mix(static_cast<std::uint64_t>(b.kind), b.level);
    if (b.kind == BlockKind::List) {
      what = mix(mix(what, b.ordered ? b.start + 1 : 0), mix(static_cast<unsigned char>(b.marker), b.tight ? 1 : 0));
    }
    if (b.kind == BlockKind::Table) what = mix(what, b.start);
    if (b.kind == BlockKind::Heading) what = mix(what, b.setext ? 1 : 0);
    return what;
  }

  bool is_comment(const Block& b) const { return b.kind == BlockKind::HtmlBlock && b.level == 2; }
  bool skipping() const { return skipped_ != no_block || skip_region_; }

  // ---- leaves

  UnitKind paragraph_kind(const Block& b) const {
    switch (block(b.parent).kind) {
      case BlockKind::Item:
        return UnitKind::ListItem;
      case BlockKind::FootnoteDefinition:
        return UnitKind::Footnote;
      default:
        return UnitKind::Paragraph;
    }
  }

  void paragraph(const Block& b) {
    if (mdx_ && is_module_syntax(b)) return opaque_lines(b);
    lines_.assign(lines_of(b).begin(), lines_of(b).end());
    if (block(b.parent).kind == BlockKind::Item && block(b.parent).first_child == block_index(b)) skip_task_marker();
    split_lines(b, paragraph_kind(b));
  }

  BlockIndex block_index(const Block& b) const { return static_cast<BlockIndex>(&b - document_.blocks.data()); }

  void opaque_lines(const Block& b) {
    for (const Line& line : lines_of(b)) {
      opaque_line(line);
    }
  }

  void opaque_line(const Line& line) {
    const std::string_view content = text_.substr(line.content, trimmed_end(text_, line) - line.content);
    landmark(mix(mark_opaque, hash_bytes(content)), line.content);
    if (content.find("highlight") == std::string_view::npos) return;
    // Hugo's shortcode for code: what stands up to its end is no text.
    if (content.starts_with("{{< highlight") || content.starts_with("{{% highlight")) {
      highlight_ = text_.find("/highlight", line.end) != std::string_view::npos;
    }
    if (content.starts_with("{{< /highlight") || content.starts_with("{{% /highlight")) highlight_ = false;
  }

  // MDX: a paragraph that starts with import or export is code.
  bool is_module_syntax(const Block& b) const {
    const Line& first = document_.lines[b.first_line];
    const std::string_view line = text_.substr(first.content, first.end - first.content);
    return first.content == first.begin &&
           (line.starts_with("import ") || line.starts_with("export ") || line.starts_with("import{"));
  }

  // "[ ] " and "[x] " at the start of an item are its state, not its text.
  void skip_task_marker() {
    Line& first = lines_.front();
    const std::string_view line = text_.substr(first.content, first.end - first.content);
    if (line.size() < 5 || line[0] != '[' || line[2] != ']' || !is_blank(line[3])) return;
    if (line[1] != ' ' && line[1] != 'x' && line[1] != 'X') return;
    landmark(mix(mark_opaque, line[1] == ' ' ? 1 : 2), first.content);
    first.content += 4;
    while (first.content < first.end && is_blank(text_[first.content])) ++first.content;
  }

  // "> [!NOTE]": the marker of an alert; a title may follow it (Obsidian).
  bool alert(const Block& b) {
    if (block(b.parent).kind != BlockKind::BlockQuote || block(b.parent).first_child != block_index(b)) return false;
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
    landmark(mix(mark_opaque, hash_bytes(line.substr(0, behind))), first.content);
    while (behind < line.size() && is_blank(line[behind])) ++behind;
    if (behind == line.size()) return true;
    first.content += static_cast<std::uint32_t>(behind);
    const Span title = {first.content, first.content + static_cast<std::uint32_t>(line.size() - behind)};
    add_title(title, slice(text_, title), 0);
    return true;
  }

  // Runs of text between lines that are something else; each run is a unit.
  void split_lines(const Block& b, UnitKind kind) {
    std::size_t run = 0;
    std::size_t i = alert(b) ? 1 : 0;
    run = i;
    UnitKind run_kind = kind;
    TemplateMemo memo;
    const std::uint32_t end = lines_.back().end;
    while (i < lines_.size()) {
      const Piece piece = piece_at(i, end, memo);
      if (piece.shape.kind == LineKind::Text) {
        ++i;
        continue;
      }
      flush(run, i, run_kind, b);
      run_kind = kind;
      if (piece.shape.kind == LineKind::Definition) {
        landmark(mix(mark_definition, lines_[i].content < piece.shape.title.begin ? 1 : 0), lines_[i].content);
        lines_[i].content = piece.shape.title.begin;
        run_kind = UnitKind::Definition;
        run = i++;
        continue;
      }
      for (std::size_t k = 0; k < piece.count; ++k) single_line(lines_[i + k], piece.shape);
      i += piece.count;
      run = i;
    }
    flush(run, lines_.size(), run_kind, b);
  }

  // What lines_[i] is, and how many lines of it there are.
  struct Piece {
    LineShape shape;
    std::size_t count = 1;
  };

  Piece piece_at(std::size_t i, std::uint32_t end, TemplateMemo& memo) const {
    Piece piece;
    const std::size_t templated = template_lines(i, end, memo);
    if (templated == 0 && !highlight_) {
      piece.shape = shape_of(text_, lines_[i].content, lines_[i].end);
    } else {
      piece.shape.kind = LineKind::Opaque;
      piece.count = std::max<std::size_t>(templated, 1);
    }
    return piece;
  }

  void single_line(const Line& line, const LineShape& shape) {
    if (shape.kind == LineKind::Opaque) return opaque_line(line);
    landmark(mix(mark_title, hash_bytes(text_.substr(line.content, 3))), line.content);
    const bool there = !shape.title.empty();
    auto flags = static_cast<std::uint8_t>(static_cast<unsigned>(shape.style) << title_shift);
    if (shape.quoted) flags |= flag_quoted;
    add_title(shape.title, there ? slice(text_, shape.title) : capitalized(shape.name), flags);
  }

  std::string_view capitalized(std::string_view name) {
    std::string copy(name);
    if (copy[0] >= 'a' && copy[0] <= 'z') copy[0] = static_cast<char>(copy[0] - 32);
    return page_.arena.keep(copy);
  }

  void add_title(Span span, std::string_view text, std::uint8_t flags) {
    if (!has_text(text) || skipping()) return;
    Unit unit;
    unit.span = span;
    unit.text = text;
    unit.kind = UnitKind::Title;
    unit.layout.place = Place::MarkdownAtx;
    unit.layout.flags = static_cast<std::uint8_t>(flags | flag_title);
    unit.layout.line_end = line_end_;
    add_unit(unit);
  }

  // How many lines, from lines_[i] on, one template spans that has several lines and nothing beside it; 0: none.
  std::size_t template_lines(std::size_t i, std::uint32_t end, TemplateMemo& memo) const {
    const Line& first = lines_[i];
    if (first.content == first.end || text_[first.content] != '{') return 0;
    const std::uint32_t close = scan_template(text_.substr(0, end), first.content, memo);
    if (close <= first.end) return 0;
    std::size_t last = i;
    while (lines_[last].end < close) ++last;
    for (std::uint32_t at = close; at < lines_[last].end; ++at) {
      if (!is_blank(text_[at])) return 0;
    }
    return last - i + 1;
  }

  void flush(std::size_t begin, std::size_t end, UnitKind kind, const Block& b) {
    if (begin == end) return;
    const std::span<const Line> run(lines_.data() + begin, end - begin);
    landmark(mix(mark_text, static_cast<std::uint64_t>(kind)), run[0].content);
    if (skipping()) return;
    Unit unit;
    unit.text = fold_lines(page_, run, unit.layout.flags);
    if (!has_text(unit.text)) return drop_notes();
    unit.kind = is_image(unit.text) ? UnitKind::Image : kind;
    unit.span = {run.front().content, trimmed_end(text_, run.back())};
    unit.layout.place = Place::MarkdownParagraph;
    unit.layout.prefix = continuation(run, b, begin > 0 || kind == UnitKind::Definition);
    unit.layout.indent = block_proof_indent(b);
    unit.layout.line_end = line_end_;
    add_unit(unit);
  }

  static bool is_image(std::string_view text) {
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

  // What a further line starts with: as the second line does, else as its containers want it.
  std::string_view continuation(std::span<const Line> run, const Block& b, bool own_line) {
    if (run.size() > 1) return text_.substr(run[1].begin, run[1].content - run[1].begin);
    if (own_line) {
      const std::string_view before = text_.substr(run[0].begin, run[0].content - run[0].begin);
      if (before.find_first_not_of(" \t>") == std::string_view::npos) return before;
    }
    return container_prefix(b.parent);
  }

  // Columns before a further line that keep it from opening a block, whether its containers take theirs or not.
  std::uint16_t block_proof_indent(const Block& b) {
    return static_cast<std::uint16_t>(std::min<std::size_t>(container_prefix(b.parent).size(), 1000) + 4);
  }

  std::string_view container_prefix(BlockIndex index) {
    if (index == prefix_of_) return prefix_;
    std::string reversed;
    for (BlockIndex at = index; at != no_block; at = block(at).parent) {
      const Block& b = block(at);
      if (b.kind == BlockKind::BlockQuote) reversed += " >";
      if (b.kind == BlockKind::Item) reversed.append(b.marker_offset + b.padding, ' ');
      if (b.kind == BlockKind::FootnoteDefinition) reversed.append(4, ' ');
    }
    prefix_ = page_.arena.keep(std::string(reversed.rbegin(), reversed.rend()));
    prefix_of_ = index;
    return prefix_;
  }

  void heading(const Block& b) {
    lines_.assign(lines_of(b).begin(), lines_of(b).end());
    if (lines_.empty()) return drop_notes();
    strip_attributes(lines_.back());
    Unit unit;
    unit.text = fold_lines(page_, lines_, unit.layout.flags);
    if (skipping()) return;
    if (!has_text(unit.text)) return drop_notes();
    unit.kind = UnitKind::Heading;
    unit.level = b.level;
    unit.span = {lines_.front().content, trimmed_end(text_, lines_.back())};
    unit.layout.place = b.setext ? Place::MarkdownSetext : Place::MarkdownAtx;
    if (b.setext) {
      unit.layout.prefix = continuation(lines_, b, false);
      unit.layout.indent = block_proof_indent(b);
    }
    unit.layout.line_end = line_end_;
    add_unit(unit);
  }

  // "Title {#id}" and "Title {/* #id */}": the anchor is not the heading's text.
  void strip_attributes(Line& line) {
    std::uint32_t end = trimmed_end(text_, line);
    while (end > line.content && text_[end - 1] == '}') {
      const std::size_t open = text_.substr(0, end).rfind('{');
      if (open == std::string_view::npos || open < line.content) return;
      const auto at = static_cast<std::uint32_t>(open);
      const bool comment = text_.substr(at, 3) == "{/*";
      if (!comment && scan_attributes(text_, at) != end) return;
      landmark(mix(mark_opaque, hash_bytes(text_.substr(at, end - at))), at);
      line.end = at;
      end = trimmed_end(text_, line);
    }
  }

  void cell(const Block& b) {
    if (b.line_count == 0 || skipping()) return;
    const Line& line = document_.lines[b.first_line];
    Unit unit;
    unit.text = without_pipe_escapes(text_.substr(line.content, line.end - line.content));
    if (!has_text(unit.text)) return drop_notes();
    unit.kind = b.header ? UnitKind::TableHeader : UnitKind::TableCell;
    unit.span = {line.content, line.end};
    unit.layout.place = Place::MarkdownCell;
    unit.layout.line_end = line_end_;
    add_unit(unit);
  }

  std::string_view without_pipe_escapes(std::string_view cell) {
    if (cell.find("\\|") == std::string_view::npos) return cell;
    std::string plain;
    for (std::size_t i = 0; i < cell.size(); ++i) {
      if (cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == '|') continue;
      plain += cell[i];
    }
    return page_.arena.keep(plain);
  }

  // ---- HTML blocks and directives

  void html(const Block& b) {
    const std::span<const Line> lines = lines_of(b);
    if (lines.empty()) return;
    const Span inside = {lines.front().content, lines.back().end};
    if (b.level == 2 && directive(parse_directive(slice(text_, inside)), inside)) return;
    if (skipping() || highlight_) {
      for (const Line& line : lines) opaque_line(line);
      return;
    }
    HtmlOptions options;
    for (const Line& line : lines.subspan(1)) {
      if (line.content > line.begin) options.gaps.push_back({line.begin, line.content});
    }
    const std::size_t first = page_.units.size();
    options.prefix =
        lines.size() > 1 ? text_.substr(lines[1].begin, lines[1].content - lines[1].begin) : container_prefix(b.parent);
    options.line_end = line_end_;
    scan_html_block(page_, inside, options);
    if (page_.units.size() > first) give_notes(page_.units[first]);
  }

  bool directive(const Directive& found, Span at) {
    switch (found.kind) {
      case DirectiveKind::None:
        return false;
      case DirectiveKind::Skip:
        skip_next_ = true;
        break;
      case DirectiveKind::SkipBegin:
        skip_region_ = true;
        break;
      case DirectiveKind::SkipEnd:
        skip_region_ = false;
        break;
      case DirectiveKind::Comment:
        note_ = note_.empty() ? found.value : page_.arena.keep(std::string(note_) + "\n" + std::string(found.value));
        break;
      case DirectiveKind::Context:
        context_ = found.value;
        break;
    }
    landmark(mix(mark_opaque, hash_bytes(slice(text_, at))), at.begin);
    return true;
  }

  void give_notes(Unit& unit) {
    unit.note = note_;
    unit.context = context_;
    drop_notes();
  }
  void drop_notes() { note_ = context_ = {}; }

  void add_unit(Unit unit) {
    give_notes(unit);
    page_.units.push_back(unit);
  }

  Page& page_;
  std::string_view text_;
  const Document& document_;
  std::string_view line_end_ = "\n";
  std::vector<Line> lines_;
  std::string_view note_;
  std::string_view context_;
  std::string_view prefix_;
  BlockIndex prefix_of_ = no_block;
  BlockIndex skipped_ = no_block;
  bool skip_next_ = false;
  bool skip_region_ = false;
  bool highlight_ = false;
  bool mdx_ = false;
};

}  // namespace

void collect_units(Page& page, const Document& document) {
  Collector(page, document).run();
}

}  // namespace hexapla::markdown
