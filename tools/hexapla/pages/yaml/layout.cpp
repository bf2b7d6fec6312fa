#include "hexapla/pages/yaml/layout.h"

#include "hexapla/base/utf8.h"
#include "hexapla/pages/yaml/scalar.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <vector>

namespace hexapla::yaml {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// A character that only double quotes can say everywhere: controls, and what YAML 1.1 takes for a line break.
bool is_special(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||
         c == 0xFFFE || c == 0xFFFF;
}

bool has_special(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++at;
    } else if (is_special(next_code_point(text, at))) {
      return true;
    }
  }
  return false;
}

void append_escape(std::string& out, char32_t c) {
  static constexpr char digits[] = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(c >> shift) & 0xF];
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  for (;;) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return lines;
    text.remove_prefix(end + 1);
  }
}

/// Whether a block scalar can say these lines: none of blanks alone (editors trim those), and a first line of text
/// that starts with a blank only where the indentation is given.
bool fits_block(const std::vector<std::string_view>& lines, const Layout& layout) {
  if (layout.indent == 0) return false;
  const auto first = std::find_if(lines.begin(), lines.end(), [](std::string_view line) { return !line.empty(); });
  if (first == lines.end()) return false;
  if (is_blank(first->front()) && (layout.flags & explicit_indent) == 0) return false;
  return std::all_of(lines.begin(), lines.end(), [](std::string_view line) {
    return line.empty() || line.find_first_not_of(" \t") != std::string_view::npos;
  });
}

/// What stands on the indicator's line: indicators, and the comment with the blanks before it.
struct BlockHeader {
  std::string_view line;
  std::string_view comment;
};

BlockHeader header_of(const Page& page, const Unit& unit) {
  BlockHeader header;
  const std::string_view raw = slice(page.bytes(), unit.span);
  header.line = raw.substr(0, raw.find_first_of("\r\n"));
  std::size_t comment = header.line.find('#');
  if (comment != std::string_view::npos) {
    while (is_blank(header.line[comment - 1])) --comment;
    header.comment = header.line.substr(comment);
  }
  return header;
}

class BlockWriter {
 public:
  BlockWriter(const Layout& layout, const LayoutOptions& options, std::string& out)
      : layout_(layout), options_(options), out_(out) {}

  void literal(const std::vector<std::string_view>& lines) {
    for (const std::string_view line : lines) put_line(line);
  }

  /// One break is said by an empty line between lines of text, and by itself beside a line that starts with a blank.
  void folded(const std::vector<std::string_view>& lines) {
    bool text_before = false;  // the last line that was not empty starts with no blank
    std::size_t empty = 0;
    for (const std::string_view line : lines) {
      if (line.empty()) {
        ++empty;
        continue;
      }
      const bool text = !is_blank(line.front());
      if (text && text_before) ++empty;
      for (; empty > 0; --empty) put_line({});
      text ? put_wrapped(line) : put_line(line);
      text_before = text;
    }
  }

 private:
  void put_line(std::string_view line) {
    out_ += layout_.line_end;
    if (line.empty()) return;
    out_.append(layout_.indent, ' ');
    out_ += line;
  }
  void put_wrapped(std::string_view line) {
    switch (options_.wrap) {
      case LayoutOptions::Wrap::None:
        return put_line(line);
      case LayoutOptions::Wrap::Column:
        return put_columns(line);
      case LayoutOptions::Wrap::Sentence:
        return put_sentences(line);
    }
  }
  /// A line may be broken at a single space only: more of them would be lost or keep the break.
  static bool can_break(std::string_view line, std::size_t at) {
    return line[at] == ' ' && at > 0 && at + 1 < line.size() && !is_blank(line[at - 1]) && !is_blank(line[at + 1]);
  }
  void put_columns(std::string_view line) {
    const std::size_t room = options_.column > layout_.indent ? options_.column - layout_.indent : 0;
    std::size_t begin = 0;
    std::size_t last_break = 0;
    std::size_t width = 0;
    for (std::size_t at = 0; at <= line.size(); ++at) {
      if (at < line.size() && !can_break(line, at)) continue;
      const std::size_t word = last_break > begin ? last_break : begin;
      width += display_width(line.substr(word, at - word));
      if (width > room && last_break > begin) {
        put_line(line.substr(begin, last_break - begin));
        begin = last_break + 1;
        width = display_width(line.substr(begin, at - begin));
      }
      last_break = at;
    }
    put_line(line.substr(begin));
  }
  void put_sentences(std::string_view line) {
    std::size_t begin = 0;
    for (const Span sentence : sentences_of(line, "en")) {
      if (sentence.end == 0 || sentence.end >= line.size() || !can_break(line, sentence.end - 1)) continue;
      put_line(line.substr(begin, sentence.end - 1 - begin));
      begin = sentence.end;
    }
    put_line(line.substr(begin));
  }

  const Layout& layout_;
  const LayoutOptions& options_;
  std::string& out_;
};

void append_single_quoted(std::string& out, std::string_view text) {
  out += '\'';
  for (const char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  out += '\'';
}

/// Double quotes, but single ones where those spare escapes.
void append_quoted(std::string& out, std::string_view text) {
  const bool breaks = text.find_first_of("\n\t") != std::string_view::npos;
  if (text.find_first_of("\"\\") != std::string_view::npos && !breaks && !has_special(text) &&
      text.find('\'') == std::string_view::npos) {
    append_single_quoted(out, text);
  } else {
    append_double_quoted(out, text);
  }
}

/// Readers let a block's indicator stand in the column of the key above it, but no quotes.
void pad_to_indent(const Page& page, const Unit& unit, std::string& out) {
  const std::string_view before = page.bytes().substr(0, unit.span.begin);
  const std::size_t text = before.find_last_not_of(' ');
  if (text != std::string_view::npos && before[text] != '\n' && before[text] != '\r') return;
  const std::size_t column = before.size() - (text + 1);
  if (column < unit.layout.indent) out.append(unit.layout.indent - column, ' ');
}

void lay_block(const Page& page, const Unit& unit, std::string_view text, const LayoutOptions& options,
               std::string& out) {
  const BlockHeader header = header_of(page, unit);
  const std::vector<std::string_view> lines = split_lines(text);
  if (!text.empty() && fits_block(lines, unit.layout) && !has_special(text)) {
    out += header.line;
    BlockWriter writer(unit.layout, options, out);
    unit.layout.place == Place::YamlFolded ? writer.folded(lines) : writer.literal(lines);
    return;
  }
  pad_to_indent(page, unit, out);
  std::string value(text);
  if ((unit.layout.flags & strips) == 0 && !text.empty()) value += '\n';
  append_double_quoted(out, value);
  out += header.comment;
}

/// Line breaks at the end of the source's text belong to the place.
void lay_quoted(const Page& page, const Unit& unit, std::string_view text, std::string& out) {
  const std::size_t breaks = trailing_breaks(slice(page.bytes(), unit.span));
  if (breaks > 0) return append_double_quoted(out, std::string(text) + std::string(breaks, '\n'));
  const bool simple = text.find_first_of("\n\t") == std::string_view::npos && !has_special(text);
  unit.layout.place == Place::YamlSingle&& simple ? append_single_quoted(out, text) : append_double_quoted(out, text);
}

}  // namespace

Layout layout_of(const Token& token) {
  static constexpr Place places[] = {Place::YamlPlain, Place::YamlSingle, Place::YamlDouble, Place::YamlLiteral,
                                     Place::YamlFolded};
  Layout layout;
  layout.place = places[static_cast<std::size_t>(token.style)];
  layout.indent = token.indent;
  if (token.in_flow) layout.flags |= in_flow;
  if (token.explicit_indent) layout.flags |= explicit_indent;
  if (token.chomp == Chomp::Strip) layout.flags |= strips;
  if (token.style == Style::Single) layout.quote = '\'';
  if (token.style == Style::Double) layout.quote = '"';
  return layout;
}

bool can_be_plain(std::string_view text, bool flow) {
  if (text.empty() || is_blank(text.front()) || is_blank(text.back()) || text.back() == ':') return false;
  if (std::string_view(",[]{}#&*!|>'\"%@`?:").find(text.front()) != std::string_view::npos) return false;
  if (text.front() == '-' && (text.size() == 1 || is_blank(text[1]) || text[1] == '-')) return false;
  if (text.starts_with("...")) return false;
  if (flow && (text.find_first_of(",[]{}?") != std::string_view::npos || text.front() == '-')) return false;
  if (text.find_first_of("\n\t") != std::string_view::npos) return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
  return !may_be_typed(text) && !has_special(text);
}

void append_double_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (is_special(c)) {
      append_escape(out, c);
    } else {
      out += text.substr(begin, at - begin);
    }
  }
  out += '"';
}

void lay_scalar(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
                std::string& out) {
  while (!translation.empty() && translation.back() == '\n') translation.remove_suffix(1);
  switch (unit.layout.place) {
    case Place::YamlPlain:
      if (can_be_plain(translation, (unit.layout.flags & in_flow) != 0)) {
        out += translation;
      } else {
        append_quoted(out, translation);
      }
      return;
    case Place::YamlSingle:
    case Place::YamlDouble:
      return lay_quoted(page, unit, translation, out);
    default:
      return lay_block(page, unit, translation, options, out);
  }
}

}  // namespace hexapla::yaml
