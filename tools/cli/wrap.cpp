#include "cli/wrap.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <vector>

namespace hexapla::cli {
namespace {

/// What cannot be broken, and whether a blank stands before it.
struct Piece {
  std::string text;
  bool blank_before;
};

/// Closing brackets, commas and full stops, wide and narrow: no line starts with one.
bool closes(char32_t c) {
  constexpr std::u32string_view closing =
      U"\u3001\u3002\uFF0C\uFF0E\uFF1A\uFF1B\uFF01\uFF1F\uFF09\u300D\u300F\u300B\u3011\u201D\u2019";
  return closing.find(c) != std::u32string_view::npos;
}

bool opens(char32_t c) {
  constexpr std::u32string_view opening = U"\uFF08\u300C\u300E\u300A\u3010\u201C\u2018";
  return opening.find(c) != std::u32string_view::npos;
}

/// A break is allowed between these two neighbours although no blank stands there.
bool may_break(char32_t before, char32_t after) {
  if (closes(after) || opens(before)) return false;
  return is_unspaced_cjk(before) || is_unspaced_cjk(after);
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  bool blank = false, literal = false;
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text, at);
    if (c == '`') literal = !literal;
    if (c == ' ' && !literal) {
      blank = true;
      before = 0;
      continue;
    }
    if (pieces.empty() || blank || (!literal && before && may_break(before, c))) pieces.push_back({{}, blank});
    blank = false;
    pieces.back().text += text.substr(start, at - start);
    before = c;
  }
  return pieces;
}

std::size_t width_of(std::string_view piece) {
  std::size_t ticks = 0;
  for (char c : piece) ticks += c == '`';
  return display_width(piece) - ticks;
}

/// Backticks become bold or nothing.
void append_marked(std::string& out, std::string_view text, bool colors) {
  bool bold = false;
  for (char c : text) {
    if (c != '`') {
      out += c;
      continue;
    }
    bold = !bold;
    if (colors) out += bold ? "\033[1m" : "\033[0m";
  }
}

}  // namespace

void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width, bool colors) {
  std::size_t column = 0;
  std::string line;
  auto end_line = [&] {
    out.append(indent, ' ');
    append_marked(out, line, colors);
    out += '\n';
    line.clear();
    column = 0;
  };
  for (const auto& piece : pieces_of(text)) {
    const std::size_t size = width_of(piece.text);
    const std::size_t gap = piece.blank_before && column ? 1 : 0;
    if (column && indent + column + gap + size > width) end_line();
    if (column && gap) line += ' ', ++column;
    line += piece.text;
    column += size;
  }
  if (!line.empty()) end_line();
}

}  // namespace hexapla::cli
