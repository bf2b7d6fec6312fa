// Whether a text has anything to translate. Each format says what in its texts is no text: shortcodes in all of them,
// entities in HTML (html/text_run.cpp), those and footnote references in Markdown (markdown/words.h).
#pragma once

#include "hexapla/base/utf8.h"
#include "hexapla/pages/ascii.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace hexapla {

/// An answer of `pass` below: what starts here stands for a letter.
inline constexpr std::size_t stands_for_letter = std::string_view::npos;

/// The text holds a letter of any script outside of what `pass` passes over: pass(at), asked at every ASCII byte that
/// is no letter, gives the byte behind what starts there, or 0 where nothing does.
template <typename Pass>
bool has_letters(std::string_view text, Pass pass) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_alpha(text[at])) return true;
    if (static_cast<unsigned char>(text[at]) >= 0x80) {
      if (is_letter(next_code_point(text, at))) return true;
      continue;
    }
    const std::size_t end = pass(at);
    if (end == stands_for_letter) return true;
    at = std::max(end, at + 1);
  }
  return false;
}

/// A letter outside of shortcodes. Tags and entities' names are the caller's concern.
bool has_letters(std::string_view text);

}  // namespace hexapla
