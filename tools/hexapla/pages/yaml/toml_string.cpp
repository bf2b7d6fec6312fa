#include "hexapla/pages/yaml/toml_string.h"

#include "hexapla/pages/find_any.h"
#include "hexapla/pages/page.h"
#include "hexapla/pages/yaml/arena_writer.h"
#include "hexapla/pages/yaml/layout.h"
#include "hexapla/pages/yaml/toml.h"

namespace hexapla::toml {
namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_break(char c) {
  return c == '\n' || c == '\r';
}

std::size_t hex_digits(char escape) {
  return escape == 'u' ? 4 : escape == 'U' ? 8 : escape == 'x' ? 2 : 0;
}

/// Behind the blanks and breaks that an escaped break takes away; `at` itself when the backslash stands before text.
std::size_t skip_joined_lines(std::string_view text, std::size_t at) {
  std::size_t end = at;
  bool broken = false;
  while (end < text.size() && (is_blank(text[end]) || is_break(text[end]))) broken |= is_break(text[end++]);
  return broken ? end : at;
}

/// Behind the escape whose backslash is at `at`, or npos.
std::size_t skip_escape(std::string_view text, std::size_t at, bool multi_line) {
  if (at + 1 >= text.size()) return std::string_view::npos;
  const char c = text[at + 1];
  const std::size_t digits = hex_digits(c);
  if (digits > 0) {
    for (std::size_t i = at + 2; i < at + 2 + digits; ++i) {
      if (i >= text.size() || !is_hex(text[i])) return std::string_view::npos;
    }
    return at + 2 + digits;
  }
  if (std::string_view("btnfre\"\\").find(c) != std::string_view::npos) return at + 2;
  const std::size_t joined = multi_line ? skip_joined_lines(text, at + 1) : at + 1;
  return joined == at + 1 ? std::string_view::npos : joined;
}

std::optional<std::size_t> find_multi_line_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string_view stops = quote == '"' ? "\"\\" : "'";
  at += 3;
  for (;;) {
    at = text.find_first_of(stops, at);
    if (at == std::string_view::npos) return std::nullopt;
    if (text[at] == '\\') {
      at = skip_escape(text, at, true);
      if (at == std::string_view::npos) return std::nullopt;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && text[end] == quote) ++end;
    // Up to two quotes before the closing three belong to the text.
    if (end - at >= 3) return end - at > 5 ? std::nullopt : std::optional(end);
    at = end;
  }
}

char simple_escape(char c) {
  static constexpr std::string_view from = "btnfre\"\\";
  static constexpr std::string_view to = "\b\t\n\f\r\x1B\"\\";
  return to[from.find(c)];
}

std::size_t decode_escape(std::string_view inner, std::size_t at, bool multi_line, ArenaWriter& out) {
  const char c = inner[at + 1];
  const std::size_t digits = hex_digits(c);
  if (digits > 0) {
    std::uint32_t value = 0;
    for (const char digit : inner.substr(at + 2, digits)) {
      value = (value << 4) | static_cast<std::uint32_t>(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    out.put_code_point(value);
    return at + 2 + digits;
  }
  const std::size_t joined = multi_line ? skip_joined_lines(inner, at + 1) : at + 1;
  if (joined != at + 1) return joined;
  out.put(simple_escape(c));
  return at + 2;
}

std::string_view inner_of(std::string_view raw) {
  if (!is_multi_line(raw)) return raw.substr(1, raw.size() - 2);
  std::string_view inner = raw.substr(3, raw.size() - 6);
  if (inner.starts_with("\r\n")) return inner.substr(2);
  return !inner.empty() && is_break(inner[0]) ? inner.substr(1) : inner;
}

std::string_view decode_basic(std::string_view inner, bool multi_line, Arena& arena) {
  ArenaWriter out(arena, inner.size() + 1);
  for (std::size_t at = 0; at < inner.size();) {
    if (inner[at] == '\\') {
      at = decode_escape(inner, at, multi_line, out);
    } else if (inner[at] == '\r' && at + 1 < inner.size() && inner[at + 1] == '\n') {
      ++at;
    } else {
      out.put(inner[at++]);
    }
  }
  return out.finish();
}

std::string_view without_returns(std::string_view inner, Arena& arena) {
  if (inner.find('\r') == std::string_view::npos) return inner;
  ArenaWriter out(arena, inner.size());
  for (std::size_t at = 0; at < inner.size(); ++at) {
    if (inner[at] != '\r' || at + 1 == inner.size() || inner[at + 1] != '\n') out.put(inner[at]);
  }
  return out.finish();
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return true;
  }
  return false;
}

class StringLayout {
 public:
  StringLayout(std::string_view source, std::string_view line_end, std::string& out)
      : source_(source), line_end_(line_end), out_(out) {}

  void lay(std::string_view text) {
    const bool multi_line = is_multi_line(source_);
    if (source_[0] == '\'' && can_be_literal(text, multi_line)) {
      multi_line ? lay_multi_line(text, false) : lay_literal(text);
    } else if (multi_line) {
      lay_multi_line(text, true);
    } else {
      yaml::append_double_quoted(out_, text);
    }
  }

 private:
  static bool can_be_literal(std::string_view text, bool multi_line) {
    if (has_control(text)) return false;
    if (multi_line) return text.find("'''") == std::string_view::npos && !text.ends_with('\'');
    return text.find_first_of("'\n") == std::string_view::npos;
  }
  void lay_literal(std::string_view text) {
    out_ += '\'';
    out_ += text;
    out_ += '\'';
  }
  void lay_multi_line(std::string_view text, bool basic) {
    const std::string_view quotes = basic ? R"(""")" : "'''";
    out_ += quotes;
    // The break behind the opening quotes is no part of the text.
    if (is_break(source_[3]) || text.starts_with('\n')) out_ += line_end_;
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') {
        out_ += line_end_;
      } else {
        basic ? put_escaped(text, at) : out_.push_back(text[at]);
      }
    }
    out_ += quotes;
  }
  void put_escaped(std::string_view text, std::size_t at) {
    const char c = text[at];
    const bool quote = c == '"' && (at + 1 == text.size() || (at > 0 && text[at - 1] == '"'));
    if (c == '\\' || quote) {
      out_ += '\\';
      out_ += c;
    } else if (c != '\t' && has_control({&c, 1})) {
      static constexpr char digits[] = "0123456789abcdef";
      const auto byte = static_cast<unsigned char>(c);
      out_ += "\\u00";
      out_ += digits[byte >> 4];
      out_ += digits[byte & 0xF];
    } else {
      out_ += c;
    }
  }

  std::string_view source_;
  std::string_view line_end_;
  std::string& out_;
};

}  // namespace

bool is_multi_line(std::string_view raw) {
  return raw.size() >= 6 && (raw.starts_with(R"(""")") || raw.starts_with("'''"));
}

std::optional<std::size_t> find_string_end(std::string_view text, std::size_t at) {
  const char quote = text[at];
  if (text.substr(at, 3) == (quote == '"' ? R"(""")" : "'''")) return find_multi_line_end(text, at);
  for (++at;;) {
    at = quote == '"' ? find_any<'"', '\\', '\n', '\r'>(text, at) : find_any<'\'', '\n', '\r'>(text, at);
    if (at == text.size() || is_break(text[at])) return std::nullopt;
    if (text[at] == quote) return at + 1;
    at = skip_escape(text, at, false);
    if (at == std::string_view::npos) return std::nullopt;
  }
}

std::string_view decode_string(std::string_view raw, Arena& arena) {
  const std::string_view inner = inner_of(raw);
  if (raw[0] == '\'') return without_returns(inner, arena);
  if (inner.find_first_of("\\\r") == std::string_view::npos) return inner;
  return decode_basic(inner, is_multi_line(raw), arena);
}

void lay_string(const Page& page, const Unit& unit, std::string_view translation, std::string& out) {
  while (!translation.empty() && translation.back() == '\n') translation.remove_suffix(1);
  const std::string_view source = slice(page.bytes(), unit.span);
  Arena arena;
  const std::string_view value = decode_string(source, arena);
  const std::size_t last = value.find_last_not_of('\n');
  const std::size_t breaks = last == std::string_view::npos ? 0 : value.size() - last - 1;
  // A lone return ends no line in TOML.
  StringLayout layout(source, unit.layout.line_end == "\r" ? "\n" : unit.layout.line_end, out);
  layout.lay(breaks == 0 ? translation : std::string(translation) + std::string(breaks, '\n'));
}

}  // namespace hexapla::toml
