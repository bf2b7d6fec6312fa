// English of a few dozen words, and a made-up language to translate it to: a word for each word, adjectives behind
// their nouns. So the one right translation of any text is known.
#pragma once

#include <array>
#include <cstddef>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::test {

inline constexpr std::array<std::string_view, 4> made_up_articles{"the", "this", "every", "no"};
inline constexpr std::array<std::string_view, 10> made_up_adjectives{"green",  "small", "old",   "quiet", "broken",
                                                                     "remote", "clean", "heavy", "first", "secret"};
inline constexpr std::array<std::string_view, 20> made_up_nouns{
    "house",  "server", "bridge", "letter", "garden", "window", "engine", "report", "river", "teacher",
    "market", "folder", "island", "camera", "ticket", "forest", "minute", "doctor", "key",   "lamp"};
inline constexpr std::array<std::string_view, 10> made_up_verbs{"opens",  "follows", "carries", "paints", "replaces",
                                                                "checks", "finds",   "closes",  "needs",  "shows"};
inline constexpr std::array<std::string_view, 3> made_up_prepositions{"near", "behind", "without"};

/// What an English word of the list becomes; anything else is the same in both languages.
inline std::string made_up_word(std::string_view english) {
  constexpr std::array<std::string_view, 8> beginnings{"ka", "lo", "vi", "ru", "mep", "dax", "zun", "ti"};
  constexpr std::array<std::string_view, 8> ends{"rum", "sil", "bo", "nath", "gex", "pu", "lak", "wom"};
  std::size_t number = 0;
  const auto stands_in = [&](const auto& list) {
    for (std::string_view word : list) {
      if (word == english) return true;
      ++number;
    }
    return false;
  };
  if (!stands_in(made_up_articles) && !stands_in(made_up_adjectives) && !stands_in(made_up_nouns) &&
      !stands_in(made_up_verbs) && !stands_in(made_up_prepositions)) {
    return std::string(english);
  }
  return std::string(beginnings[number % 8]) + std::string(ends[number / 8]);
}

/// A sentence and its translation.
struct MadeUpSentence {
  std::vector<std::string> source, translation;  ///< words
  std::vector<std::size_t> from;                 ///< by word of the translation: the word of the source

  static std::string text_of(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) {
      if (!text.empty() && word != ".") text += ' ';
      text += word;
    }
    return text;
  }
  std::string text() const { return text_of(source); }
  std::string translated() const { return text_of(translation); }
};

/// Writes sentences, the same ones from the same start.
class MadeUpWriter {
 public:
  explicit MadeUpWriter(std::uint32_t start) : random_(start) {}

  /// Of 6 to 12 words, the last of which is the full stop.
  MadeUpSentence sentence() {
    MadeUpSentence made;
    noun_phrase(made, one_of(made_up_articles));
    word(made, one_of(made_up_verbs));
    noun_phrase(made, one_of(made_up_articles));
    if (random_() % 2 == 0) {
      word(made, one_of(made_up_prepositions));
      noun_phrase(made, one_of(made_up_articles));
    }
    word(made, ".");
    return made;
  }

  /// With a number, code and a link, which are the same in both languages.
  MadeUpSentence sentence_with_carried() {
    MadeUpSentence made;
    noun_phrase(made, std::to_string(random_() % 9000 + 10));
    word(made, one_of(made_up_verbs));
    word(made, one_of(made_up_articles));
    word(made, "`name_" + std::to_string(random_() % 9000) + "`");
    word(made, one_of(made_up_prepositions));
    const std::string target = "](https://example.org/" + std::to_string(random_() % 9000) + ")";
    const std::string_view noun = one_of(made_up_nouns);
    add(made, "[" + std::string(noun) + target, "[" + made_up_word(noun) + target);
    word(made, ".");
    return made;
  }

  /// Texts that are all different, and none of `known`.
  std::vector<MadeUpSentence> sentences(std::size_t count, std::set<std::string>& known, bool carried = false) {
    std::vector<MadeUpSentence> all;
    while (all.size() < count) {
      MadeUpSentence made = carried ? sentence_with_carried() : sentence();
      if (known.insert(made.text()).second) all.push_back(std::move(made));
    }
    return all;
  }

 private:
  template <std::size_t size>
  std::string_view one_of(const std::array<std::string_view, size>& list) {
    return list[random_() % size];
  }

  static void add(MadeUpSentence& made, std::string source, std::string translation) {
    made.from.push_back(made.source.size());
    made.source.push_back(std::move(source));
    made.translation.push_back(std::move(translation));
  }

  static void word(MadeUpSentence& made, std::string_view english) {
    add(made, std::string(english), made_up_word(english));
  }

  void noun_phrase(MadeUpSentence& made, std::string_view article) {
    word(made, article);
    const std::string_view adjective = random_() % 2 == 0 ? one_of(made_up_adjectives) : std::string_view{};
    if (!adjective.empty()) word(made, adjective);
    word(made, one_of(made_up_nouns));
    if (adjective.empty()) return;
    std::swap(made.translation.back(), made.translation[made.translation.size() - 2]);
    std::swap(made.from.back(), made.from[made.from.size() - 2]);
  }

  std::mt19937 random_;
};

}  // namespace hexapla::test
