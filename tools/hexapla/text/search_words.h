// Words as a search index and its queries have them: what a reader takes for the same letter is the same. A browser
// does the same in site/theme/assets/search.js; the two must agree.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Compatibility forms, case, accents, Arabic vowel signs, tatweel and Hebrew points are gone; the Arabic forms of
/// alef, yeh, kaf and teh marbuta are one each; Arabic and Devanagari digits are 0 to 9. Vowel signs of Indic and Thai
/// scripts, the dots of kana and Cyrillic short i are letters' own and stay.
std::string fold_for_search(std::string_view word);

/// The words of a text by ICU's breaker (of its dictionaries, for scripts without spaces), folded, in order: "can't"
/// and "example.org" are two each. A word that a dictionary lacks falls to single Han characters or kana: two
/// neighbours of those are one word, too.
std::vector<std::string> search_words(std::string_view text);
/// The same, one after the other; each is valid during the call.
void each_search_word(std::string_view text, const std::function<void(std::string_view)>& found);

}  // namespace hexapla
