#include "hexapla/text/search_words.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>
#include <utility>

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

namespace hexapla {

namespace {

/// Marks that readers leave out, and characters that only say how text is laid out.
bool is_dropped(char32_t c, char32_t base) {
  if (c >= 0x300 && c <= 0x36F) {
    const bool own = (c == 0x306 && base == 0x438) || (c == 0x308 && base == 0x456);  // й, ї
    return !own;
  }
  constexpr std::array<std::pair<char32_t, char32_t>, 15> dropped{{{0xAD, 0xAD},
                                                                   {0x591, 0x5BD},
                                                                   {0x5BF, 0x5BF},
                                                                   {0x5C1, 0x5C2},
                                                                   {0x5C4, 0x5C5},
                                                                   {0x5C7, 0x5C7},
                                                                   {0x610, 0x61A},
                                                                   {0x640, 0x640},
                                                                   {0x64B, 0x65F},
                                                                   {0x670, 0x670},
                                                                   {0x6D6, 0x6ED},
                                                                   {0x1AB0, 0x1AFF},
                                                                   {0x200B, 0x200F},
                                                                   {0x202A, 0x202E},
                                                                   {0x2060, 0x2069}}};
  return c == 0xFEFF || std::any_of(dropped.begin(), dropped.end(),
                                    [c](const auto& range) { return c >= range.first && c <= range.second; });
}

void append_alike(std::string& out, char32_t c) {
  constexpr std::array<std::pair<char32_t, std::string_view>, 15> alike{{{U'ß', "ss"},
                                                                         {U'æ', "ae"},
                                                                         {U'œ', "oe"},
                                                                         {U'ø', "o"},
                                                                         {U'đ', "d"},
                                                                         {U'ħ', "h"},
                                                                         {U'ı', "i"},
                                                                         {U'ł', "l"},
                                                                         {U'ς', "σ"},
                                                                         {0x629, "\u0647"},
                                                                         {0x649, "\u064A"},
                                                                         {0x671, "\u0627"},
                                                                         {0x6A9, "\u0643"},
                                                                         {0x6C1, "\u0647"},
                                                                         {0x6CC, "\u064A"}}};
  const auto* const found = std::find_if(alike.begin(), alike.end(), [c](const auto& one) { return one.first == c; });
  if (found != alike.end()) {
    out += found->second;
    return;
  }
  for (const char32_t zero : {0x660U, 0x6F0U, 0x966U}) {
    if (c >= zero && c < zero + 10) c = U'0' + (c - zero);
  }
  append_utf8(out, c);
}

std::string normalized(std::string_view text, const icu::Normalizer2* (*form)(UErrorCode&)) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* how = form(status);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  how->normalizeUTF8(0, {text.data(), static_cast<std::int32_t>(text.size())}, sink, nullptr, status);
  return U_FAILURE(status) ? std::string(text) : out;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Calls `found` with each run of letters, marks and numbers.
void each_run(std::string_view text, const std::function<void(std::string_view)>& found) {
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t here = at;
    if (is_word_character(next_code_point(text, at))) continue;
    if (here > begin) found(text.substr(begin, here - begin));
    begin = at;
  }
  if (begin < text.size()) found(text.substr(begin));
}

bool is_single_cjk(std::string_view word) {
  std::size_t at = 0;
  return !word.empty() && is_unspaced_cjk(next_code_point(word, at)) && at == word.size();
}

}  // namespace

std::string fold_for_search(std::string_view word) {
  std::string out;
  if (is_ascii(word)) {
    out = word;
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
  }
  const std::string compatible = normalized(word, icu::Normalizer2::getNFKCInstance);
  std::string lower;
  for (std::size_t at = 0; at < compatible.size();) append_utf8(lower, lower_case_of(next_code_point(compatible, at)));
  const std::string parts = normalized(lower, icu::Normalizer2::getNFDInstance);
  char32_t base = 0;
  for (std::size_t at = 0; at < parts.size();) {
    const char32_t c = next_code_point(parts, at);
    if (is_dropped(c, base)) continue;
    if (u_getCombiningClass(static_cast<UChar32>(c)) == 0) base = c;
    append_alike(out, c);
  }
  return normalized(out, icu::Normalizer2::getNFCInstance);
}

void each_search_word(std::string_view text, const std::function<void(std::string_view)>& found) {
  Span before{};
  bool before_is_single = false;
  for (const Span& word : words_of(text)) {
    const bool single = is_single_cjk(slice(text, word));
    if (single && before_is_single && before.end == word.begin) {
      found(fold_for_search(text.substr(before.begin, word.end - before.begin)));
    }
    before = word;
    before_is_single = single;
    each_run(fold_for_search(slice(text, word)), found);
  }
}

std::vector<std::string> search_words(std::string_view text) {
  std::vector<std::string> words;
  each_search_word(text, [&words](std::string_view word) { words.emplace_back(word); });
  return words;
}

}  // namespace hexapla
