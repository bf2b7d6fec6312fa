#include "hexapla/pages/yaml/scalar.h"

#include "hexapla/pages/find_any.h"
#include "hexapla/pages/yaml/arena_writer.h"

#include <algorithm>

namespace hexapla::yaml {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_break(char c) {
  return c == '\n' || c == '\r';
}

std::string_view without_last_breaks(std::string_view text) {
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text;
}

std::size_t skip_break(std::string_view text, std::size_t at) {
  return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? at + 2 : at + 1;
}

/// At the line break `at` of a plain or quoted scalar: one break is a space, more are breaks less one; blanks around
/// them are indentation. Returns where the text goes on.
std::size_t fold_break(std::string_view text, std::size_t at, ArenaWriter& out, std::size_t floor) {
  out.trim_blanks(floor);
  std::size_t breaks = 0;
  while (at < text.size()) {
    if (is_break(text[at])) {
      ++breaks;
      at = skip_break(text, at);
    } else if (is_blank(text[at])) {
      ++at;
    } else {
      break;
    }
  }
  if (breaks == 1) {
    out.put(' ');
  } else {
    out.put(breaks - 1, '\n');
  }
  return at;
}

std::string_view decode_plain(std::string_view raw, Arena& arena) {
  ArenaWriter out(arena, raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    if (is_break(raw[at])) {
      at = fold_break(raw, at, out, 0);
    } else {
      out.put(raw[at++]);
    }
  }
  return out.finish();
}

std::string_view decode_single(std::string_view raw, Arena& arena) {
  ArenaWriter out(arena, raw.size());
  for (std::size_t at = 0; at < raw.size();) {
    if (is_break(raw[at])) {
      at = fold_break(raw, at, out, 0);
      continue;
    }
    if (raw[at] == '\'') ++at;
    out.put(raw[at++]);
  }
  return out.finish();
}

std::uint32_t read_hex(std::string_view digits) {
  std::uint32_t value = 0;
  for (const char c : digits) {
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = (value << 4) | static_cast<std::uint32_t>(digit);
  }
  return value;
}

char simple_escape(char c) {
  static constexpr std::string_view from = "0abt\tnvfre \"/\\";
  static constexpr std::string_view to("\0\a\b\t\t\n\v\f\r\x1B \"/\\", 14);
  const std::size_t found = from.find(c);
  return found == std::string_view::npos ? c : to[found];
}

/// The escape whose backslash is at `at`; the scanner has checked it. Returns behind it.
std::size_t decode_escape(std::string_view raw, std::size_t at, ArenaWriter& out) {
  const char c = raw[at + 1];
  std::size_t digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
  if (digits != 0) {
    std::uint32_t value = read_hex(raw.substr(at + 2, digits));
    if (c == 'u' && value >= 0xD800 && value < 0xDC00) {
      // JSON writes what is above U+FFFF as two escapes.
      const std::string_view rest = raw.substr(at + 6);
      const std::uint32_t low = rest.size() >= 6 && rest.starts_with("\\u") ? read_hex(rest.substr(2, 4)) : 0;
      if (low >= 0xDC00 && low < 0xE000) {
        value = 0x10000 + ((value - 0xD800) << 10) + (low - 0xDC00);
        digits += 6;
      }
    }
    out.put_code_point(value);
  } else if (c == 'N') {
    out.put_code_point(0x85);
  } else if (c == '_') {
    out.put_code_point(0xA0);
  } else if (c == 'L' || c == 'P') {
    out.put_code_point(c == 'L' ? 0x2028 : 0x2029);
  } else {
    out.put(simple_escape(c));
  }
  return at + 2 + digits;
}

std::string_view decode_double(std::string_view raw, Arena& arena) {
  // \L and \P grow from two bytes to three.
  ArenaWriter out(arena, raw.size() + raw.size() / 2 + 1);
  std::size_t floor = 0;  // blanks before it came from escapes and stay
  for (std::size_t at = 0; at < raw.size();) {
    if (is_break(raw[at])) {
      at = fold_break(raw, at, out, floor);
    } else if (raw[at] != '\\') {
      out.put(raw[at++]);
    } else if (is_break(raw[at + 1])) {
      // An escaped break joins the lines; empty lines below it are breaks still.
      at = skip_break(raw, at + 1);
      for (; at < raw.size() && (is_blank(raw[at]) || is_break(raw[at])); at = skip_break(raw, at)) {
        if (is_break(raw[at])) out.put('\n');
      }
      floor = out.size();
    } else {
      at = decode_escape(raw, at, out);
      floor = out.size();
    }
  }
  return out.finish();
}

/// Lines of a block scalar one by one, indentation taken off.
class BlockLines {
 public:
  BlockLines(std::string_view raw, std::size_t indent) : raw_(raw), indent_(indent) {
    at_ = find_any<'\r', '\n'>(raw, 0);
    if (at_ < raw.size()) at_ = skip_break(raw, at_);
  }
  bool next(std::string_view& line) {
    if (at_ >= raw_.size()) return false;
    std::size_t begin = at_;
    const std::size_t end = find_any<'\r', '\n'>(raw_, at_);
    while (begin < end && begin - at_ < indent_ && raw_[begin] == ' ') ++begin;
    line = raw_.substr(begin, end - begin);
    // Less than the indentation and still within the span: a line of blanks that the scanner let pass.
    if (begin - at_ < indent_) line = {};
    at_ = end < raw_.size() ? skip_break(raw_, end) : end;
    return true;
  }

 private:
  std::string_view raw_;
  std::size_t indent_;
  std::size_t at_;
};

std::string_view decode_literal(std::string_view raw, std::size_t indent, Arena& arena) {
  ArenaWriter out(arena, raw.size() + 1);
  BlockLines lines(raw, indent);
  std::string_view line;
  for (bool first = true; lines.next(line); first = false) {
    if (!first) out.put('\n');
    out.put(line);
  }
  return out.finish();
}

/// Breaks between two lines of text are folded; around lines that start with a blank ("more indented") they stay.
std::string_view decode_folded(std::string_view raw, std::size_t indent, Arena& arena) {
  ArenaWriter out(arena, raw.size() + 1);
  BlockLines lines(raw, indent);
  std::string_view line;
  std::size_t breaks = 0;
  bool first = true;
  bool spaced_before = false;
  while (lines.next(line)) {
    if (line.empty()) {
      ++breaks;
      continue;
    }
    const bool spaced = is_blank(line.front());
    if (first) {
      out.put(breaks, '\n');
    } else if (spaced || spaced_before) {
      out.put(breaks + 1, '\n');
    } else if (breaks == 0) {
      out.put(' ');
    } else {
      out.put(breaks, '\n');
    }
    out.put(line);
    breaks = 0;
    first = false;
    spaced_before = spaced;
  }
  return out.finish();
}

std::string_view decode_whole(std::string_view raw, const Token& token, Arena& arena) {
  switch (token.style) {
    case Style::Plain:
      return token.lines ? decode_plain(raw, arena) : raw;
    case Style::Single:
    case Style::Double: {
      const std::string_view inner = raw.substr(1, raw.size() - 2);
      const char special = token.style == Style::Single ? '\'' : '\\';
      if (!token.lines && inner.find(special) == std::string_view::npos) return inner;
      return token.style == Style::Single ? decode_single(inner, arena) : decode_double(inner, arena);
    }
    case Style::Literal:
      return decode_literal(raw, token.indent, arena);
    case Style::Folded:
      return decode_folded(raw, token.indent, arena);
  }
  return raw;
}

}  // namespace

std::string_view decode_scalar(std::string_view text, const Token& token, Arena& arena) {
  return without_last_breaks(decode_whole(slice(text, token.span), token, arena));
}

std::size_t trailing_breaks(std::string_view quoted) {
  Arena arena;
  const std::string_view inner = quoted.substr(1, quoted.size() - 2);
  const std::string_view value = quoted[0] == '"' ? decode_double(inner, arena) : decode_single(inner, arena);
  return value.size() - without_last_breaks(value).size();
}

}  // namespace hexapla::yaml
