#include "hexapla/pages/markdown/layout.h"

#include "hexapla/pages/ascii.h"
#include "hexapla/pages/html/fragment.h"
#include "hexapla/pages/markdown/block_starts.h"
#include "hexapla/pages/markdown/flags.h"
#include "hexapla/pages/markdown/lines.h"
#include "hexapla/pages/markdown/references.h"
#include "hexapla/pages/markdown/wrap.h"
#include "hexapla/pages/yaml/front_matter.h"
#include "hexapla/text/segment.h"

#include <array>

namespace hexapla::markdown {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::size_t trailing(std::string_view text, char c) {
  std::size_t count = 0;
  while (count < text.size() && text[text.size() - 1 - count] == c) ++count;
  return count;
}

// Where a backslash keeps the line from opening a block, or npos.
std::size_t escape_at(std::string_view line) {
  const auto end = static_cast<std::uint32_t>(line.size());
  std::uint8_t level = 0;
  const ListMarker marker = scan_list_marker(line, 0, end, false);
  if (marker.size > 0) return marker.size - 1;
  switch (line.front()) {
    case '#':
      return scan_atx_start(line, 0, end, level) != 0 ? 0 : std::string_view::npos;
    case '>':
      return 0;
    case '~':
      return scan_open_fence(line, 0, end) != 0 ? 0 : std::string_view::npos;
    case '=':
    case '-':
    case '*':
    case '_':
      if (scan_setext_line(line, 0, end) != 0 || scan_thematic_break(line, 0, end)) return 0;
      break;
    case '[': {
      const std::array<Line, 1> lines = {Line{0, 0, end, 0}};
      return scan_footnote_start(line, 0, end) != 0 || scan_definition(line, lines) != 0 ? 0 : std::string_view::npos;
    }
    case ':':
    case '/':
    case '!':
    case '?':
      if (shape_of(line, 0, end).kind != LineKind::Text) return 0;
      break;
    case '|':
      break;
    default:
      return std::string_view::npos;
  }
  return is_delimiter_row(line, 0, end) ? 0 : std::string_view::npos;
}

// Tags and backticks at the start of a further line open a block, and a backslash would make text of them; but such a
// line may be indented at will, and so far (four columns more than all containers take from it) no block starts.
bool needs_indent(std::string_view line) {
  const auto end = static_cast<std::uint32_t>(line.size());
  return scan_html_start(line, 0, end, false) != 0 || (line.front() == '`' && scan_open_fence(line, 0, end) != 0);
}

void append_line(std::string_view line, std::uint16_t indent, std::string& out) {
  if (indent > 0 && needs_indent(line)) out.append(indent, ' ');
  const std::size_t at = escape_at(line);
  if (at == std::string_view::npos) {
    out += line;
    return;
  }
  out += line.substr(0, at);
  out += '\\';
  out += line.substr(at);
}

void break_line(const Layout& layout, std::string& out) {
  out += layout.line_end;
  out += layout.prefix;
}

// What makes the line end that follows a hard one, unless the translator wrote it out.
void append_hard_break(const Unit& unit, bool blank_before, std::string& out) {
  if ((unit.layout.flags & flag_hard_breaks) == 0) return;
  const bool style = (unit.layout.flags & flag_backslash_break) != 0;
  const bool backslash = trailing(out, '\\') % 2 == 1;
  // A backslash at a line's end is the translator's own break, unless the source has one there besides its break.
  if (backslash && !blank_before && (style || unit.text.find("\\\n") == std::string_view::npos)) return;
  if (backslash && style) out += ' ';
  out += style ? "\\" : "  ";
}

void lay_paragraph(const Unit& unit, std::string_view text, const LayoutOptions& options, std::string& out) {
  const std::size_t indent = options.wrap == LayoutOptions::Wrap::Column ? display_width(unit.layout.prefix) : 0;
  bool first = true;
  bool blank_before = false;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view raw = text.substr(0, end);
    const std::string_view piece = trim(raw);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (piece.empty()) continue;
    if (!first) {
      append_hard_break(unit, blank_before, out);
      break_line(unit.layout, out);
    }
    bool wrapped = false;
    for (const std::string_view line : wrap(piece, options, indent)) {
      if (wrapped) break_line(unit.layout, out);
      append_line(line, wrapped || !first ? unit.layout.indent : 0, out);
      wrapped = true;
    }
    first = false;
    blank_before = !raw.empty() && is_blank(raw.back());
  }
}

void append_one_line(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\n' && text[i] != '\r') {
      out += text[i];
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

void lay_atx(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  append_one_line(text, out);
  const std::size_t hashes = trailing(std::string_view(out).substr(begin), '#');
  const std::size_t at = out.size() - hashes;
  if (hashes > 0 && (at == begin || is_blank(out[at - 1]))) out.insert(at, 1, '\\');
}

void lay_cell(std::string_view text, std::string& out) {
  std::string line;
  append_one_line(text, line);
  for (const char c : line) {
    if (c == '|') out += '\\';
    out += c;
  }
}

void append_quotable(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
}

void lay_title(const Unit& unit, std::string_view text, std::string& out) {
  std::string line;
  append_one_line(text, line);
  const auto style = static_cast<TitleStyle>(unit.layout.flags >> title_shift & 7);
  switch (style) {
    case TitleStyle::Pipe:
      out += " | " + line;
      return;
    case TitleStyle::Quotes:
      out += " \"";
      append_quotable(line, out);
      out += '"';
      return;
    case TitleStyle::Bracket:
      out += '[' + line + ']';
      return;
    case TitleStyle::Space:
      out += ' ' + line;
      return;
    case TitleStyle::Plain:
      break;
  }
  if ((unit.layout.flags & flag_quoted) != 0) return append_quotable(line, out);
  out += line;
}

}  // namespace

void lay(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
         std::string& out) {
  const std::string_view text = trim(translation);
  switch (unit.layout.place) {
    case Place::MarkdownParagraph:
    case Place::MarkdownSetext:
      return lay_paragraph(unit, text, options, out);
    case Place::MarkdownAtx:
      return (unit.layout.flags & flag_title) != 0 ? lay_title(unit, text, out) : lay_atx(text, out);
    case Place::MarkdownCell:
      return lay_cell(text, out);
    case Place::HtmlText:
    case Place::HtmlAttribute:
      return lay_html(page, unit, translation, options, out);
    default:
      return lay_data_value(page, unit, translation, options, out);
  }
}

}  // namespace hexapla::markdown
