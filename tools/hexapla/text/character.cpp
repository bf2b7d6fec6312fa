// Properties of single characters.
#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>

#include <unicode/uchar.h>

namespace hexapla {

namespace {

struct Range {
  char32_t first, last;
};

/// In ascending order. The parts of 3200–33FF that are Korean are left out: Hangul puts spaces between words.
constexpr std::array<Range, 21> unspaced{{
    {0x2E80, 0x2FDF},    // radicals
    {0x2FF0, 0x303F},    // description characters, punctuation
    {0x3041, 0x312F},    // Hiragana, Katakana, Bopomofo
    {0x3190, 0x319F},    // Kanbun
    {0x31A0, 0x31FF},    // Bopomofo and Katakana extensions, strokes
    {0x3220, 0x325F},    // enclosed ideographs
    {0x3280, 0x33FF},    // enclosed and squared ideographs and Kana
    {0x3400, 0x4DBF},    // Han, extension A
    {0x4E00, 0x9FFF},    // Han
    {0xA000, 0xA4CF},    // Yi
    {0xF900, 0xFAFF},    // compatibility ideographs
    {0xFE30, 0xFE4F},    // compatibility forms
    {0xFF01, 0xFF60},    // fullwidth forms
    {0xFF61, 0xFF9F},    // halfwidth Katakana and punctuation
    {0xFFE0, 0xFFE6},    // fullwidth signs
    {0x16FF0, 0x16FF1},  // Vietnamese reading marks
    {0x1AFF0, 0x1AFFF},  // Kana extension B
    {0x1B000, 0x1B16F},  // Kana supplements
    {0x1F200, 0x1F265},  // enclosed ideographs, supplement
    {0x20000, 0x2FFFD},  // Han, extensions
    {0x30000, 0x3FFFD},
}};

std::size_t width_of(char32_t code_point) {
  if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) return 0;
  if (code_point < 0x300) return 1;  // the soft hyphen, too, as wcwidth has it
  const auto c = static_cast<UChar32>(code_point);
  if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0) return 0;
  // Vowels and final consonants that join a Hangul syllable begun before.
  if (code_point >= 0x1160 && code_point <= 0x11FF) return 0;
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7F) {
      ++width;
      ++at;
    } else {
      width += width_of(next_code_point(text, at));
    }
  }
  return width;
}

bool is_unspaced_cjk(char32_t code_point) {
  const auto* const range = std::partition_point(unspaced.begin(), unspaced.end(),
                                                 [code_point](const Range& r) { return r.last < code_point; });
  return range != unspaced.end() && range->first <= code_point;
}

bool is_letter(char32_t code_point) {
  if (code_point < 0x80) return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
  return u_isalpha(static_cast<UChar32>(code_point)) != 0;
}

bool is_white_space(char32_t code_point) {
  return u_isUWhiteSpace(static_cast<UChar32>(code_point)) != 0;
}

char32_t lower_case_of(char32_t code_point) {
  return static_cast<char32_t>(u_tolower(static_cast<UChar32>(code_point)));
}

bool is_word_character(char32_t code_point) {
  if (code_point < 0x80) return is_letter(code_point) || (code_point >= '0' && code_point <= '9');
  return (U_GET_GC_MASK(static_cast<UChar32>(code_point)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

}  // namespace hexapla
