// string_view::find_first_of for a few fixed characters: the library's calls memchr for every byte of the text.
#pragma once

#include <cstddef>
#include <string_view>

namespace hexapla {

/// The first of `stops` in `text` from `at` on, or text.size().
template <char... stops>
std::size_t find_any(std::string_view text, std::size_t at) {
  while (at < text.size() && ((text[at] != stops) && ...)) ++at;
  return at;
}

}  // namespace hexapla
