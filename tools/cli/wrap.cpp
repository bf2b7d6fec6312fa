#include "cli/wrap.h"

#include "cli/console.h"
#include "hexapla/base/span.h"
#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>
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

/// The text of styled runs, and where lines may end in it.
class StyledText {
 public:
  explicit StyledText(const std::vector<Styled>& runs) : runs_(runs) {
    for (const auto& run : runs) {
      begins_.push_back(text_.size());
      text_ += run.text;
    }
    begins_.push_back(text_.size());
  }

  /// Bytes of each line, without its end or the blanks at which it was broken.
  std::vector<Span> lines(std::size_t width);
  /// The bytes, painted.
  std::string painted(Span line, bool colors) const;

 private:
  /// A line could end at `end`, and the next begin at `next`.
  struct Break {
    std::size_t end = 0, next = 0;
  };

  /// Two marks and what they surround are not parted here.
  bool is_glued(std::size_t at) const;
  void end_line(std::size_t end, std::size_t next) {
    lines_.push_back(make_span(begin_, end));
    begin_ = next;
    break_ = {next, next};
    column_ = 0;
  }
  /// The character at [start, end) does not fit in any more.
  void overflow(std::size_t start);

  const std::vector<Styled>& runs_;
  std::string text_;
  std::vector<std::size_t> begins_;  ///< of the runs, and the text's end
  std::vector<Span> lines_;
  std::size_t begin_ = 0, column_ = 0;
  Break break_;  ///< the last one in this line; at begin_: none
};

bool StyledText::is_glued(std::size_t at) const {
  for (std::size_t i = 0; i < runs_.size() && begins_[i] <= at; ++i) {
    if (begins_[i] == at && runs_[i].mark == Styled::Mark::Closes) return true;
    if (begins_[i + 1] == at && runs_[i].mark == Styled::Mark::Opens) return true;
  }
  return false;
}

void StyledText::overflow(std::size_t start) {
  if (break_.next > begin_) {
    end_line(break_.end, break_.next);
    column_ = display_width(std::string_view(text_).substr(begin_, start - begin_));
  } else {
    end_line(start, start);
  }
}

std::vector<Span> StyledText::lines(std::size_t width) {
  char32_t before = 0;
  for (std::size_t at = 0; at < text_.size();) {
    const std::size_t start = at;
    const char32_t c = next_code_point(text_, at);
    if (c == '\n') {
      end_line(start, at);
    } else if (c == ' ') {
      // Of several blanks, the line ends before the first and the next one begins behind the last.
      const bool goes_on = before == ' ' && break_.next == start;
      if (goes_on || (start > begin_ && !is_glued(start))) break_ = {goes_on ? break_.end : start, at};
      ++column_;
    } else {
      if (before && before != ' ' && may_break(before, c) && !is_glued(start)) break_ = {start, start};
      const std::size_t size = display_width(std::string_view(text_).substr(start, at - start));
      if (column_ + size > width && size > 0 && start > begin_) overflow(start);
      column_ += size;
    }
    before = c == '\n' ? 0 : c;
  }
  if (begin_ < text_.size() || lines_.empty()) end_line(text_.size(), text_.size());
  return std::move(lines_);
}

std::string StyledText::painted(Span line, bool colors) const {
  const Paint paint{colors};
  std::string out;
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const std::size_t begin = std::max<std::size_t>(line.begin, begins_[i]);
    const std::size_t end = std::min<std::size_t>(line.end, begins_[i + 1]);
    if (begin >= end) continue;
    const auto part = std::string_view(text_).substr(begin, end - begin);
    out += *runs_[i].color ? paint(runs_[i].color, part) : std::string(part);
  }
  return out;
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

void append_styled(std::string& out, const std::vector<Styled>& runs, const Frame& frame) {
  constexpr std::size_t least = 16;  // however deep the indent
  StyledText text(runs);
  std::string margin = frame.label;
  const std::size_t used = display_width(margin);
  if (used < frame.indent && !frame.hanging) margin.append(frame.indent - used, ' ');
  for (const Span line : text.lines(std::max(frame.width, frame.indent + least) - frame.indent)) {
    out += margin;
    if (frame.isolated) out += "\u2067";  // right-to-left isolate … pop directional isolate
    out += text.painted(line, frame.colors);
    out += frame.isolated ? "\u2069\n" : "\n";
    margin.assign(frame.indent, ' ');
  }
}

}  // namespace hexapla::cli
