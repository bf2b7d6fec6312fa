#include "hexapla/pages/markdown/brackets.h"

#include "hexapla/pages/ascii.h"

namespace hexapla::markdown {

std::uint32_t scan_footnote_reference(std::string_view text, std::uint32_t at) {
  if (at + 1 >= text.size() || text[at + 1] != '^') return 0;
  const std::size_t end = text.find_first_of("[] \t\n", at + 2);
  if (end == std::string_view::npos || text[end] != ']' || end == at + 2) return 0;
  return static_cast<std::uint32_t>(end + 1);
}

std::uint32_t scan_attributes(std::string_view text, std::uint32_t at) {
  std::size_t pos = at + 1;
  while (pos < text.size() && is_blank(text[pos])) ++pos;
  if (pos >= text.size() || (text[pos] != '#' && text[pos] != '.' && text[pos] != ':')) return 0;
  const std::size_t end = text.find_first_of("{}\n", pos);
  if (end == std::string_view::npos || text[end] != '}' || end == pos + 1) return 0;
  return static_cast<std::uint32_t>(end + 1);
}

}  // namespace hexapla::markdown
