#include "hexapla/pages/html/words.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

namespace hexapla {
namespace {

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

std::size_t skip_shortcode(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  const std::string_view close = rest.starts_with("{{") ? "}}" : rest.starts_with("{%") ? "%}" : "";
  if (close.empty()) return at;
  // Far longer than any real one: a page of nothing but "{{" must not be searched to its end for each.
  constexpr std::size_t longest = 4096;
  const std::size_t end = rest.substr(0, longest).find(close, 2);
  return end == std::string_view::npos ? at : at + end + close.size();
}

bool has_letters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (is_ascii_letter(c)) return true;
    if (static_cast<unsigned char>(c) >= 0x80) {
      if (is_letter(next_code_point(text, at))) return true;
      continue;
    }
    const std::size_t next = c == '{' ? skip_shortcode(text, at) : at;
    at = next == at ? at + 1 : next;
  }
  return false;
}

}  // namespace hexapla
