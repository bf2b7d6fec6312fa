#include "hexapla/base/html.h"

#include "hexapla/base/utf8.h"

namespace hexapla {

namespace {

bool is_forbidden(char32_t c) {
  if (c < 0x20) return c != '\n' && c != '\t';
  return (c >= 0x7F && c <= 0x9F) || (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE;
}

void append_character(std::string& out, char32_t c, std::string_view bytes) {
  if (!is_forbidden(c)) {
    out += c == 0xFFFD ? std::string_view("\uFFFD") : bytes;
  } else if (c < 0x20) {
    append_utf8(out, 0x2400 + c);
  } else {
    out += "\uFFFD";
  }
}

void append_ascii(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      break;
    case '<':
      out += "&lt;";
      break;
    case '>':
      out += "&gt;";
      break;
    case '"':
      out += "&quot;";
      break;
    default:
      out += c;
  }
}

bool is_plain(unsigned char c) {
  return c >= 0x20 && c < 0x7F;
}

}  // namespace

void append_escaped(std::string& out, std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_plain(static_cast<unsigned char>(text[at]))) {
      append_ascii(out, text[at++]);
      continue;
    }
    const std::size_t begin = at;
    const char32_t c = next_code_point(text, at);
    append_character(out, c, text.substr(begin, at - begin));
  }
}

Html escaped(std::string_view text) {
  Html html;
  html.text.reserve(text.size() + text.size() / 16);
  append_escaped(html.text, text);
  return html;
}

std::string url_path(std::string_view path) {
  static constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (alphanumeric || std::string_view("-._~/").find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return out;
}

}  // namespace hexapla
