// Finding the next byte that matters in a run of text, sixteen bytes at a time where the machine can.
#pragma once

#include <bit>
#include <cstddef>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hexapla {

/// Offset of the first byte at or after `from` for which Wanted::is(byte) holds, or the text's size. Wanted::are is the
/// same question of 16 bytes at once: all ones in each byte for which it holds.
template <typename Wanted>
inline std::size_t find_byte(std::string_view text, std::size_t from) {
#if defined(__SSE2__)
  for (; from + 16 <= text.size(); from += 16) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    const auto mask = static_cast<unsigned>(_mm_movemask_epi8(Wanted::are(bytes)));
    if (mask != 0) return from + static_cast<std::size_t>(std::countr_zero(mask));
  }
#endif
  while (from < text.size() && !Wanted::is(text[from])) ++from;
  return from;
}

/// What ends or interrupts the inside of a quoted string: '"', '\\', '\n'.
struct StringStop {
  static bool is(char c) { return c == '"' || c == '\\' || c == '\n'; }
#if defined(__SSE2__)
  static __m128i are(__m128i bytes) {
    return _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))),
        _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')));
  }
#endif
};

/// What is written with a backslash: '"', '\\', and \a to \r (7 to 13).
struct Escaped {
  static bool is(char c) { return c == '"' || c == '\\' || (c >= 7 && c <= 13); }
#if defined(__SSE2__)
  static __m128i are(__m128i bytes) {
    const __m128i controls =
        _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(6)), _mm_cmplt_epi8(bytes, _mm_set1_epi8(14)));
    return _mm_or_si128(
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')), _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))), controls);
  }
#endif
};

inline std::size_t find_string_stop(std::string_view text, std::size_t from) {
  return find_byte<StringStop>(text, from);
}
inline std::size_t find_escaped(std::string_view text, std::size_t from) {
  return find_byte<Escaped>(text, from);
}
inline bool is_escaped(char c) {
  return Escaped::is(c);
}

}  // namespace hexapla
