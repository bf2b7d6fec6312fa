// Widths, words and sentences of text in any script.
#pragma once

#include "hexapla/base/span.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Columns on a terminal: 2 for wide and fullwidth characters, 0 for combining and format ones.
std::size_t display_width(std::string_view text);
/// Words as ICU's word breaker counts them (a Chinese or Thai text has words, too); punctuation is no word.
std::size_t count_words(std::string_view text);
/// The words themselves, in order.
std::vector<Span> words_of(std::string_view text);
/// Everything that ICU's word breaker tells apart: words, marks, blanks, joined emoji; together they cover the text.
std::vector<Span> segments_of(std::string_view text);
/// Sentences in the rules of `language`, in order; together they cover the text.
std::vector<Span> sentences_of(std::string_view text, std::string_view language);
/// Han, Kana, Bopomofo, Yi and CJK punctuation: scripts that put no space between words. Hangul does.
bool is_unspaced_cjk(char32_t code_point);
/// White space of any script, line ends among it.
bool is_white_space(char32_t code_point);
/// A letter of any script; digits and marks are none.
bool is_letter(char32_t code_point);
/// Letter, mark or number of any script.
bool is_word_character(char32_t code_point);
/// The lower-case character of this one, itself if there is none; no language's rules, no special cases.
char32_t lower_case_of(char32_t code_point);

}  // namespace hexapla
