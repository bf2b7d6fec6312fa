#include "hexapla/pages/markdown/units.h"

#include "hexapla/base/file.h"
#include "hexapla/pages/html/fragment.h"
#include "hexapla/pages/markdown/brackets.h"
#include "hexapla/pages/markdown/paragraph.h"
#include "hexapla/pages/markdown/paragraph_units.h"
#include "hexapla/pages/markdown/unit_writer.h"
#include "hexapla/pages/markdown/words.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::markdown {
namespace {

class Collector {
 public:
  Collector(Page& page, const Document& document)
      : to_(page, document), text_(to_.text), lines_(to_.lines), mdx_(page.path().ends_with(".mdx")) {}

  void run() {
    walk();
    for (const Span span : to_.document.definitions) to_.landmark(hash_bytes(slice(text_, span), 7), span.begin);
  }

 private:
  const Block& block(BlockIndex index) const { return to_.block(index); }

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
    to_.landmark(describe(b), b.begin);
    to_.directives.enter(index, is_comment(b));
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
        for (const Line& line : to_.lines_of(b)) {
          to_.landmark(hash_bytes(to_.content_of(line), line.columns), line.content);
        }
        return;
      default:
        return;
    }
  }

  void leave(BlockIndex index) {
    const Block& b = block(index);
    to_.landmark(mix(mark_leave, static_cast<std::uint64_t>(b.kind)), b.begin);
    to_.directives.leave(index);
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

  static bool is_comment(const Block& b) { return b.kind == BlockKind::HtmlBlock && b.level == 2; }

  // ---- leaves

  void paragraph(const Block& b) {
    if (!mdx_ || !is_module_syntax(b)) return collect_paragraph(to_, b);
    for (const Line& line : to_.lines_of(b)) to_.opaque_line(line);
  }

  // MDX: a paragraph that starts with import or export is code.
  bool is_module_syntax(const Block& b) const {
    const Line& first = to_.document.lines[b.first_line];
    const std::string_view line = to_.content_of(first);
    return first.content == first.begin &&
           (line.starts_with("import ") || line.starts_with("export ") || line.starts_with("import{"));
  }

  void heading(const Block& b) {
    lines_.assign(to_.lines_of(b).begin(), to_.lines_of(b).end());
    if (lines_.empty()) return to_.directives.drop_notes();
    strip_attributes(lines_.back());
    Unit unit;
    unit.text = fold_lines(to_.page, lines_, unit.layout.flags);
    if (to_.directives.skipping()) return;
    if (!has_text(unit.text)) return to_.directives.drop_notes();
    unit.kind = UnitKind::Heading;
    unit.level = b.level;
    unit.span = {lines_.front().content, trimmed_end(text_, lines_.back())};
    unit.layout.place = b.setext ? Place::MarkdownSetext : Place::MarkdownAtx;
    if (b.setext) {
      unit.layout.prefix = to_.continuation.prefix(lines_, b, false);
      unit.layout.indent = to_.continuation.block_proof_indent(b);
    }
    to_.add(unit);
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
      to_.landmark(mix(mark_opaque, hash_bytes(text_.substr(at, end - at))), at);
      line.end = at;
      end = trimmed_end(text_, line);
    }
  }

  void cell(const Block& b) {
    if (b.line_count == 0 || to_.directives.skipping()) return;
    const Line& line = to_.document.lines[b.first_line];
    Unit unit;
    unit.text = without_pipe_escapes(to_.content_of(line));
    if (!has_text(unit.text)) return to_.directives.drop_notes();
    unit.kind = b.header ? UnitKind::TableHeader : UnitKind::TableCell;
    unit.span = {line.content, line.end};
    unit.layout.place = Place::MarkdownCell;
    to_.add(unit);
  }

  std::string_view without_pipe_escapes(std::string_view cell) {
    if (cell.find("\\|") == std::string_view::npos) return cell;
    std::string plain;
    for (std::size_t i = 0; i < cell.size(); ++i) {
      if (cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == '|') continue;
      plain += cell[i];
    }
    return to_.page.arena.keep(plain);
  }

  // ---- HTML blocks and directives

  void html(const Block& b) {
    const std::span<const Line> lines = to_.lines_of(b);
    if (lines.empty()) return;
    const Span inside = {lines.front().content, lines.back().end};
    if (b.level == 2 && directive(inside)) return;
    if (to_.directives.skipping() || to_.highlight) {
      for (const Line& line : lines) to_.opaque_line(line);
      return;
    }
    HtmlOptions options;
    for (const Line& line : lines.subspan(1)) {
      if (line.content > line.begin) options.gaps.push_back({line.begin, line.content});
    }
    const std::size_t first = to_.page.units.size();
    options.prefix = lines.size() > 1 ? text_.substr(lines[1].begin, lines[1].content - lines[1].begin)
                                      : to_.continuation.container_prefix(b.parent);
    options.line_end = to_.line_end;
    scan_html_block(to_.page, inside, options);
    if (to_.page.units.size() > first) to_.directives.give_notes(to_.page.units[first]);
  }

  bool directive(Span at) {
    const std::string_view comment = slice(text_, at);
    if (!to_.directives.obey(parse_directive(comment))) return false;
    to_.landmark(mix(mark_opaque, hash_bytes(comment)), at.begin);
    return true;
  }

  UnitWriter to_;
  std::string_view text_;
  std::vector<Line>& lines_;
  bool mdx_;
};

}  // namespace

void collect_units(Page& page, const Document& document) {
  Collector(page, document).run();
}

}  // namespace hexapla::markdown
