#include "hexapla/pages/markdown/references.h"

#include "hexapla/pages/ascii.h"

namespace hexapla::markdown {
namespace {

constexpr std::uint32_t max_label = 1000;

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

// Reads the contents of several lines as if they were one text with \n between them.
class LineReader {
 public:
  LineReader(std::string_view text, std::span<const Line> lines) : text_(text), lines_(lines) { enter(0); }

  /// The character here: \n at the end of a line, \0 behind the last line.
  char peek() const {
    if (line_ == lines_.size()) return '\0';
    return at_ < lines_[line_].end ? text_[at_] : '\n';
  }
  char peek_next() const { return peek() == '\n' || at_ + 1 >= lines_[line_].end ? '\n' : text_[at_ + 1]; }
  void step() {
    if (at_ < lines_[line_].end) {
      ++at_;
    } else {
      enter(line_ + 1);
    }
  }
  void skip_blanks() {
    while (is_blank(peek())) step();
  }
  /// Blanks and at most one line end.
  void skip_space_and_line_end() {
    skip_blanks();
    if (peek() == '\n') step();
    skip_blanks();
  }
  std::size_t line() const { return line_; }

 private:
  void enter(std::size_t line) {
    line_ = line;
    at_ = line < lines_.size() ? lines_[line].content : 0;
  }

  std::string_view text_;
  std::span<const Line> lines_;
  std::size_t line_ = 0;
  std::uint32_t at_ = 0;
};

bool scan_label(LineReader& in) {
  if (in.peek() != '[') return false;
  in.step();
  bool letter = false;
  for (std::uint32_t size = 0; size <= max_label; ++size) {
    const char c = in.peek();
    if (c == '\0' || c == '[') return false;
    if (c == ']') {
      in.step();
      return letter;
    }
    letter = letter || (!is_blank(c) && c != '\n');
    in.step();
    if (c == '\\' && is_punctuation(in.peek())) in.step();
  }
  return false;
}

bool scan_pointed_destination(LineReader& in) {
  in.step();
  while (true) {
    const char c = in.peek();
    if (c == '\n' || c == '\0' || c == '<') return false;
    in.step();
    if (c == '>') return true;
    if (c == '\\' && is_punctuation(in.peek())) in.step();
  }
}

bool scan_destination(LineReader& in) {
  if (in.peek() == '<') return scan_pointed_destination(in);
  std::uint32_t open = 0;
  bool any = false;
  while (true) {
    const char c = in.peek();
    if (c == '\\' && is_punctuation(in.peek_next())) {
      in.step();
    } else if (c == '(') {
      if (++open > 32) return false;
    } else if (c == ')') {
      if (open == 0) break;
      --open;
    } else if (static_cast<unsigned char>(c) <= ' ' || c == 0x7f) {
      break;
    }
    in.step();
    any = true;
  }
  return any && open == 0;
}

bool scan_title(LineReader& in) {
  const char open = in.peek();
  if (open != '"' && open != '\'' && open != '(') return false;
  const char close = open == '(' ? ')' : open;
  in.step();
  while (true) {
    const char c = in.peek();
    if (c == '\0' || (open == '(' && c == '(')) return false;
    in.step();
    if (c == close) return true;
    if (c == '\\' && in.peek() != '\0' && in.peek() != '\n') in.step();
  }
}

bool at_line_end(LineReader& in) {
  in.skip_blanks();
  return in.peek() == '\n' || in.peek() == '\0';
}

}  // namespace

std::uint32_t scan_definition(std::string_view text, std::span<const Line> lines) {
  LineReader in(text, lines);
  if (!scan_label(in) || in.peek() != ':') return 0;
  in.step();
  in.skip_space_and_line_end();
  if (!scan_destination(in)) return 0;
  LineReader titled = in;
  titled.skip_space_and_line_end();
  const bool spaced = is_blank(in.peek()) || in.peek() == '\n';
  if (spaced && titled.peek() != '\0' && scan_title(titled) && at_line_end(titled)) {
    return static_cast<std::uint32_t>(titled.line() + 1);
  }
  return at_line_end(in) ? static_cast<std::uint32_t>(in.line() + 1) : 0;
}

bool is_delimiter_row(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const auto blanks = [&] {
    while (at < end && (is_blank(text[at]) || text[at] == '\v' || text[at] == '\f')) ++at;
  };
  if (at < end && text[at] == '|') ++at;
  while (true) {
    blanks();
    if (at < end && text[at] == ':') ++at;
    const std::uint32_t dashes = at;
    while (at < end && text[at] == '-') ++at;
    if (at == dashes) return false;
    if (at < end && text[at] == ':') ++at;
    blanks();
    if (at == end) return true;
    if (text[at] != '|') return false;
    ++at;
    std::uint32_t rest = at;
    while (rest < end && (is_blank(text[rest]) || text[rest] == '\v' || text[rest] == '\f')) ++rest;
    if (rest == end) return true;
  }
}

void split_cells(std::string_view text, std::uint32_t at, std::uint32_t end, std::vector<Span>& cells) {
  cells.clear();
  const auto blank_at = [&](std::uint32_t pos) {
    return is_blank(text[pos]) || text[pos] == '\v' || text[pos] == '\f';
  };
  const auto skip_blanks = [&] {
    while (at < end && blank_at(at)) ++at;
  };
  if (at < end && text[at] == '|') ++at;
  skip_blanks();
  while (at < end) {
    const std::uint32_t begin = at;
    while (at < end && (text[at] != '|' || (at > begin && text[at - 1] == '\\'))) ++at;
    std::uint32_t last = at;
    while (last > begin && blank_at(last - 1)) --last;
    cells.push_back({begin, last});
    if (at < end) ++at;
    skip_blanks();
  }
}

}  // namespace hexapla::markdown
