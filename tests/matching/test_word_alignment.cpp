#include "../made_up_language.h"
#include "hexapla/matching/word_alignment.h"
#include "hexapla/matching/word_hash.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;
using test::MadeUpSentence;
using test::MadeUpWriter;

namespace {

using TextPairs = std::vector<std::pair<std::string, std::string>>;

/// Pairs of texts, cut up and learned from.
class Lesson {
 public:
  explicit Lesson(const TextPairs& texts) {
    std::vector<WordedPair> pairs;
    for (const auto& [source, translation] : texts) {
      std::vector<Word>& a = words_.emplace_back();
      source_.learn(source, a);
      std::vector<Word>& b = words_.emplace_back();
      translation_.learn(translation, b);
      pairs.push_back({a, b});
    }
    alignment_ = std::make_unique<WordAlignment>(std::move(pairs), source_.size(), translation_.size());
  }

  const WordAlignment& alignment() const { return *alignment_; }
  std::uint32_t translation_words() const { return translation_.size(); }
  std::uint32_t source_id(std::string_view word) const { return id_in(source_, word); }
  std::uint32_t translation_id(std::string_view word) const { return id_in(translation_, word); }

 private:
  static std::uint32_t id_in(const Wording& wording, std::string_view word) {
    std::vector<Word> cut;
    wording.cut(word, cut);
    REQUIRE(cut.size() == 1);
    REQUIRE(cut.front().id != Wording::unknown);
    return cut.front().id;
  }

  Wording source_, translation_;
  std::deque<std::vector<Word>> words_;  // those in it stay where they are
  std::unique_ptr<WordAlignment> alignment_;
};

std::vector<MadeUpSentence> some_sentences() {
  std::set<std::string> known;
  return MadeUpWriter(4).sentences(400, known);
}

Lesson lesson_of(const std::vector<MadeUpSentence>& sentences) {
  TextPairs texts;
  texts.reserve(sentences.size());
  for (const MadeUpSentence& sentence : sentences) texts.emplace_back(sentence.text(), sentence.translated());
  return Lesson(texts);
}

}  // namespace

TEST_CASE("every word of a language is told from translated texts alone", "[matching]") {
  const Lesson lesson = lesson_of(some_sentences());
  const auto check = [&](const auto& list) {
    for (const std::string_view word : list) {
      INFO(word);
      const std::uint32_t source = lesson.source_id(word);
      const std::uint32_t right = lesson.translation_id(test::made_up_word(word));
      const float forward = lesson.alignment().forward_of(source, right);
      const float backward = lesson.alignment().backward_of(source, right);
      CHECK(forward > 0.5F);
      CHECK(forward <= 1.01F);
      CHECK(backward > 0.5F);
      CHECK(backward <= 1.01F);
      std::size_t better = 0;
      for (std::uint32_t other = 0; other < lesson.translation_words(); ++other) {
        if (other != right && lesson.alignment().forward_of(source, other) >= forward) ++better;
      }
      CHECK(better == 0);
    }
  };
  check(test::made_up_articles);
  check(test::made_up_adjectives);
  check(test::made_up_nouns);
  check(test::made_up_verbs);
  check(test::made_up_prepositions);
}

TEST_CASE("words are linked with their translations, swapped ones too", "[matching]") {
  const std::vector<MadeUpSentence> sentences = some_sentences();
  const Lesson lesson = lesson_of(sentences);
  std::size_t right = 0;
  std::size_t all = 0;
  WordAlignment::Links links;
  for (std::size_t pair = 0; pair < sentences.size(); ++pair) {
    lesson.alignment().align(pair, links);
    REQUIRE(links.translation.size() == sentences[pair].from.size());
    REQUIRE(links.source.size() == sentences[pair].source.size());
    for (std::size_t j = 0; j < sentences[pair].from.size(); ++j, ++all) {
      const std::size_t i = sentences[pair].from[j];
      const auto& forward = links.translation[j];
      const auto& back = links.source[i];
      if (forward.first == i && forward.last == i && back.first == j && back.last == j) ++right;
    }
  }
  CHECK(static_cast<double>(right) >= 0.95 * static_cast<double>(all));
}

TEST_CASE("a word that becomes two is linked with both", "[matching]") {
  TextPairs texts;
  std::vector<std::size_t> places;  // of the word
  for (const MadeUpSentence& sentence : some_sentences()) {
    std::string text = sentence.text();
    const std::size_t lamp = text.find(" lamp");
    if (lamp == std::string::npos || text.find(" lamp", lamp + 1) != std::string::npos) continue;
    const std::string one = test::made_up_word("lamp");
    std::string translated = sentence.translated();
    translated.replace(translated.find(one), one.size(), "wexla rudo");
    texts.emplace_back(text, translated);
    places.push_back(
        static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(lamp) + 1, ' ')));
  }
  REQUIRE(texts.size() > 20);
  for (const MadeUpSentence& sentence : some_sentences()) {
    if (sentence.text().find(" lamp") == std::string::npos) texts.emplace_back(sentence.text(), sentence.translated());
  }
  const Lesson lesson(texts);
  std::size_t right = 0;
  WordAlignment::Links links;
  for (std::size_t pair = 0; pair < places.size(); ++pair) {
    lesson.alignment().align(pair, links);
    const auto& reach = links.source.at(places[pair]);
    if (!reach.is_linked() || reach.last != reach.first + 1) continue;
    const std::string_view first =
        text_of(texts[pair].second, lesson.alignment().pairs()[pair].translation[reach.first]);
    if (first == "wexla") ++right;
  }
  CHECK(right * 10 >= places.size() * 9);
}

TEST_CASE("what is asked of a pair is what is asked of its words", "[matching]") {
  const std::vector<MadeUpSentence> sentences = some_sentences();
  const Lesson lesson = lesson_of(sentences);
  const WordAlignment& alignment = lesson.alignment();
  REQUIRE(alignment.pairs().size() == sentences.size());
  std::size_t wrong = 0;
  for (std::size_t pair = 0; pair < 20; ++pair) {
    const WordedPair& words = alignment.pairs()[pair];
    for (std::size_t i = 0; i < words.source.size(); ++i) {
      for (std::size_t j = 0; j < words.translation.size(); ++j) {
        const std::uint32_t a = words.source[i].id;
        const std::uint32_t b = words.translation[j].id;
        if (alignment.forward(pair, i, j) != alignment.forward_of(a, b)) ++wrong;
        if (alignment.backward(pair, i, j) != alignment.backward_of(a, b)) ++wrong;
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("words that were never in one pair have nothing to do with each other", "[matching]") {
  const Lesson lesson(TextPairs{{"green house", "kasil karum"}, {"old bridge", "wom lak"}});
  CHECK(lesson.alignment().forward_of(lesson.source_id("green"), lesson.translation_id("wom")) == 0);
  CHECK(lesson.alignment().backward_of(lesson.source_id("old"), lesson.translation_id("karum")) == 0);
  CHECK(lesson.alignment().forward_of(Wording::unknown, lesson.translation_id("wom")) == 0);
  CHECK(lesson.alignment().forward_of(lesson.source_id("old"), Wording::unknown) == 0);
}

TEST_CASE("a single pair is aligned along its diagonal", "[matching]") {
  const Lesson lesson(TextPairs{{"one two three", "eins zwei drei"}});
  WordAlignment::Links links;
  lesson.alignment().align(0, links);
  REQUIRE(links.source.size() == 3);
  for (std::uint32_t i = 0; i < 3; ++i) {
    CHECK(links.source[i].first == i);
    CHECK(links.source[i].last == i);
    CHECK(links.translation[i].first == i);
    CHECK(links.translation[i].last == i);
  }
  const Lesson one(TextPairs{{"word", "Wort"}});
  one.alignment().align(0, links);
  REQUIRE(links.source.size() == 1);
  CHECK(links.source[0].is_linked());
}

TEST_CASE("nothing is learned from no pairs", "[matching]") {
  const WordAlignment alignment({}, Wording::carried_kinds, Wording::carried_kinds);
  CHECK(alignment.pairs().empty());
  CHECK(alignment.forward_of(Wording::Number, Wording::Number) == 0);
  CHECK(alignment.backward_of(Wording::Number, Wording::Number) == 0);
}
