#include "hexapla/pages/find_any.h"
#include "hexapla/pages/yaml/scanner.h"

#include <algorithm>
#include <array>

namespace hexapla::yaml {
namespace {

/// Bytes at which scanning a plain scalar must look closer, in block (1) and in flow context (2).
constexpr std::array<std::uint8_t, 256> make_stops() {
  std::array<std::uint8_t, 256> stops{};
  for (const char c : {'\n', '\r', ':', '#'}) stops[static_cast<unsigned char>(c)] = 3;
  for (const char c : {',', '[', ']', '{', '}'}) stops[static_cast<unsigned char>(c)] = 2;
  return stops;
}
constexpr std::array<std::uint8_t, 256> stops = make_stops();

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

/// Behind the last character of the plain scalar on this line, trailing blanks included.
std::size_t Scanner::plain_line_end(std::size_t from) const {
  const std::uint8_t mask = in_flow() ? 2 : 1;
  std::size_t at = from;
  for (; at < end_; ++at) {
    const char c = text_[at];
    if ((stops[static_cast<unsigned char>(c)] & mask) == 0) continue;
    if (c == ':') {
      if (blank_or_end(at + 1)) break;
      if (in_flow() && (stops[static_cast<unsigned char>(text_[at + 1])] & 3) == 2) break;
    } else if (c == '#') {
      if (at > from && is_blank(text_[at - 1])) break;
    } else {
      break;
    }
  }
  return at;
}

/// Whether the text goes on in a line below the break at `line_end`: deeper than the indentation, no comment, no
/// document marker. `next` is where it goes on.
bool Scanner::plain_continues(std::size_t line_end, std::size_t& next, std::size_t& line_start) const {
  std::size_t at = line_end;
  while (at_break(at)) {
    at = skip_break(at);
    line_start = at;
    while (char_at(at) == ' ') ++at;
    const auto indent = static_cast<std::ptrdiff_t>(at - line_start);
    while (at < end_ && is_blank(text_[at])) ++at;
    if (at >= end_) return false;
    if (at_break(at)) continue;
    if (!in_flow() && indent <= indent_) return false;
    if (text_[at] == '#' || (at == line_start && is_document_marker(at))) return false;
    next = at;
    return true;
  }
  return false;
}

bool Scanner::scan_plain() {
  save_simple_key();
  simple_key_allowed_ = false;
  const std::size_t begin = at_;
  bool lines = false;
  std::size_t content_end = at_;
  for (std::size_t from = at_;;) {
    const std::size_t stop = plain_line_end(from);
    content_end = stop;
    while (content_end > from && is_blank(text_[content_end - 1])) --content_end;
    if (from != begin) lines = true;
    at_ = content_end;
    if (!at_break(stop)) break;
    std::size_t line_start = line_start_;
    if (!plain_continues(stop, from, line_start)) break;
    // A line that starts with ": " or, in flow context, with an indicator is no more of the text.
    if (plain_line_end(from) == from) break;
    line_start_ = line_start;
  }
  push(Kind::Scalar, begin, content_end);
  tokens_.back().lines = lines;
  return true;
}

/// Moves past the break within a quoted scalar; a document marker below it ends the document, not the quotes.
bool Scanner::check_quoted_break(std::size_t& at) {
  at = skip_break(at);
  line_start_ = at;
  if (at < end_ && is_document_marker(at)) return fail(at, N_("a document starts or ends within a quoted text"));
  return true;
}

bool Scanner::check_escape(std::size_t& at) {
  const char c = char_at(at + 1);
  const int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits == 0 && std::string_view("0abt\tnvfre \"/\\N_LP").find(c) == std::string_view::npos) {
    return fail(at, N_("YAML has no such escape"), N_("write \\\\ for a backslash, or use single quotes"));
  }
  for (int i = 0; i < digits; ++i) {
    if (!is_hex(char_at(at + 2 + static_cast<std::size_t>(i)))) {
      return fail(at, {N_("this escape needs {1} hexadecimal digits"), {std::to_string(digits)}});
    }
  }
  at += 2 + static_cast<std::size_t>(digits);
  return true;
}

bool Scanner::scan_quoted(Style style) {
  save_simple_key();
  simple_key_allowed_ = false;
  const std::size_t begin = at_;
  const std::size_t first_line = line_start_;
  std::size_t at = begin + 1;
  if (!(style == Style::Double ? find_double_end(at) : find_single_end(at))) return false;
  push(Kind::Scalar, begin, at + 1);
  tokens_.back().style = style;
  tokens_.back().lines = line_start_ != first_line;
  json_end_ = at_ = at + 1;
  return true;
}

/// From behind the opening quote, which at_ stands at, to the closing one.
bool Scanner::find_double_end(std::size_t& at) {
  const std::string_view text = text_.substr(0, end_);
  for (;;) {
    at = find_any<'"', '\\', '\n', '\r'>(text, at);
    if (at == end_) return fail(at_, N_("this quote is never closed"));
    if (text[at] == '"') return true;
    if (text[at] == '\\' && at_break(at + 1)) ++at;
    if (text[at] == '\\' ? !check_escape(at) : !check_quoted_break(at)) return false;
  }
}

bool Scanner::find_single_end(std::size_t& at) {
  const std::string_view text = text_.substr(0, end_);
  for (;;) {
    at = find_any<'\'', '\n', '\r'>(text, at);
    if (at == end_) return fail(at_, N_("this quote is never closed"));
    if (text[at] != '\'') {
      if (!check_quoted_break(at)) return false;
    } else if (char_at(at + 1) == '\'') {
      at += 2;
    } else {
      return true;
    }
  }
}

bool Scanner::scan_block_scalar() {
  if (!drop_key()) return false;
  simple_key_allowed_ = true;
  Token token;
  token.kind = Kind::Scalar;
  token.style = text_[at_] == '|' ? Style::Literal : Style::Folded;
  std::size_t at = at_ + 1;
  std::size_t increment = 0;
  if (!scan_block_header(token, at, increment)) return false;
  token.span = make_span(at_, at);
  if (at < end_) at = skip_break(at);
  const std::size_t least = static_cast<std::size_t>(indent_ + 1);
  std::size_t indent = increment != 0 ? static_cast<std::size_t>(std::max<std::ptrdiff_t>(indent_, 0)) + increment
                                      : detect_block_indent(at, least);
  indent = std::min<std::size_t>(indent, 0xFFFF);
  token.indent = static_cast<std::uint16_t>(indent);
  return scan_block_lines(token, at);
}

/// "|", then an indentation and a chomping indicator in either order, then at most a comment. `at` ends at the break.
bool Scanner::scan_block_header(Token& token, std::size_t& at, std::size_t& increment) {
  for (int i = 0; i < 2; ++i) {
    const char c = char_at(at);
    if (c == '+' || c == '-') {
      token.chomp = c == '+' ? Chomp::Keep : Chomp::Strip;
    } else if (c >= '1' && c <= '9') {
      token.explicit_indent = true;
      increment = static_cast<std::size_t>(c - '0');
    } else {
      break;
    }
    ++at;
  }
  const std::size_t indicators_end = at;
  while (at < end_ && is_blank(text_[at])) ++at;
  if (char_at(at) == '#' && at > indicators_end) at = line_end(at);
  if (at < end_ && !at_break(at)) {
    return fail(at, {N_("'{1}' must stand alone at the end of its line"), {std::string(1, text_[at_])}},
                N_("a text that starts with this character needs quotes"));
  }
  return true;
}

/// The columns of the first line with text, or of a longer line of spaces before it.
std::size_t Scanner::detect_block_indent(std::size_t at, std::size_t least) const {
  std::size_t indent = least;
  while (at < end_) {
    const std::size_t start = at;
    while (char_at(at) == ' ') ++at;
    indent = std::max(indent, at - start);
    if (!at_break(at)) break;
    at = skip_break(at);
  }
  return indent;
}

bool Scanner::scan_block_lines(Token& token, std::size_t at) {
  while (at < end_) {
    const std::size_t start = at;
    const std::size_t stop = line_end(at);
    while (at < stop && at - start < token.indent && text_[at] == ' ') ++at;
    if (at - start < token.indent) {
      while (at < stop && is_blank(text_[at])) ++at;
      if (at < stop) {
        at = start;
        break;
      }
    } else if (token.indent == 0 && is_document_marker(start)) {
      at = start;
      break;
    } else if (at < stop) {
      token.span.end = static_cast<std::uint32_t>(stop);
    }
    at = stop < end_ ? skip_break(stop) : stop;
  }
  at_ = at;
  line_start_ = at;
  tokens_.push_back(token);
  return true;
}

}  // namespace hexapla::yaml
