#include "hexapla/site/script_data.h"

#include "hexapla/base/utf8.h"

#include <cstddef>

namespace hexapla {

namespace {

bool is_escaped(char32_t c) {
  return c < 0x20 || c == U'"' || c == U'\\' || c == U'\'' || c == U'<' || c == U'>' || c == U'&' || c == 0x7F ||
         c == 0x2028 || c == 0x2029 || c == U'`';
}

/// Of ASCII, and not escaped.
bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' ' || c == ',' || c == '.';
}

void append_hex(std::string& out, char32_t c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += digits[(c >> static_cast<unsigned>(shift)) & 15U];
}

}  // namespace

void append_script_text(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (at < text.size() && is_plain(text[at])) ++at;
    if (at > begin) {
      out.append(text.substr(begin, at - begin));
      continue;
    }
    const char32_t c = next_code_point(text, at);
    if (c == 0xFFFD) {
      out += "\uFFFD";
    } else if (is_escaped(c)) {
      append_hex(out, c);
    } else {
      out += text.substr(begin, at - begin);
    }
  }
  out += '"';
}

std::string data_script(std::string_view name, std::string_view data) {
  const std::string list = "self." + std::string(name);
  std::string out = "(" + list + "=" + list + "||[]).push(";
  out.append(data).append(");\n");
  return out;
}

}  // namespace hexapla
