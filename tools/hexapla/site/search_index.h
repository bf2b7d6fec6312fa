// What a browser searches in: files that a page loads when its reader begins to search. For this room only.
//   words-N.js  the Nth 32 pages of the language: addresses, titles, words, and which page has which word
//   text-N.js   the Nth 16 pages: what they say, for the lines that are shown below a result
#pragma once

#include "hexapla/site/page_text.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

inline constexpr std::size_t search_part = 32;  ///< pages in a file of words
inline constexpr std::size_t search_text = 16;  ///< pages in a file of texts

struct SearchPage {
  std::string address;  ///< from the site's root on, encoded
  TextRun title;
  std::vector<TextBlock> blocks;
};

/// The words that stand in `pages`, the part `number`. The data of the script is
///   {"part": number,
///    "pages": [["fr/a/", "Title"], ["fr/b/", "Title", "en", "ltr"]],   with its language where that is another one
///    "words": "word word …",                                           folded, sorted
///    "places": "3ab 8C …"}                                             beside words
/// A place is a page's number as a character (see search_places); a digit says how much the word weighs on the pages
/// behind it, 1 to 9, the most first.
std::string search_words_script(const std::vector<SearchPage>& pages, std::size_t number);

/// {"text": number, "pages": [[block, …], …]}; a block is a text, or a list of texts and [language, direction, text].
std::string search_text_script(const std::vector<SearchPage>& pages, std::size_t number);

/// The characters that number the pages of a part.
inline constexpr std::string_view search_places = "abcdefghijklmnopqrstuvwxyzABCDEF";
static_assert(search_places.size() >= search_part);

}  // namespace hexapla
