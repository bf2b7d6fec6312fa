// Finding the next byte that matters in a run of text, sixteen bytes at a time where the machine can.
#pragma once

#include <bit>
#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hexapla {

#if defined(__SSE2__)
/// The vector half of the searches below: `matches` maps 16 bytes to a mask of the ones looked for.
template <typename Matches>
inline std::size_t scan_blocks(std::string_view text, std::size_t from, Matches matches, bool& found) {
  for (; from + 16 <= text.size(); from += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(matches(bytes)));
    if (mask != 0) {
      found = true;
      return from + static_cast<std::size_t>(std::countr_zero(mask));
    }
  }
  return from;
}
#endif

/// What ends or interrupts the inside of a quoted string: '"', '\\', '\n'.
inline bool is_string_stop(char c) {
  return c == '"' || c == '\\' || c == '\n';
}

/// Offset of the first such byte at or after `from`, or the text's size.
inline std::size_t find_string_stop(std::string_view text, std::size_t from) {
#if defined(__SSE2__)
  bool found = false;
  from = scan_blocks(
      text, from,
      [](__m128i bytes) {
        return _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))),
            _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
      },
      found);
  if (found) return from;
#endif
  while (from < text.size() && !is_string_stop(text[from])) ++from;
  return from;
}

/// What is written with a backslash: '"', '\\', and \a to \r (7 to 13).
inline bool is_escaped(char c) {
  return c == '"' || c == '\\' || (c >= 7 && c <= 13);
}

/// Offset of the first such byte at or after `from`, or the text's size.
inline std::size_t find_escaped(std::string_view text, std::size_t from) {
#if defined(__SSE2__)
  bool found = false;
  from = scan_blocks(
      text, from,
      [](__m128i bytes) {
        const __m128i controls =
            _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(6)), _mm_cmplt_epi8(bytes, _mm_set1_epi8(14)));
        return _mm_or_si128(
            _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))),
            controls);
      },
      found);
  if (found) return from;
#endif
  while (from < text.size() && !is_escaped(text[from])) ++from;
  return from;
}

}  // namespace hexapla
