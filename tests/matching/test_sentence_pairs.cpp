#include "../made_up_language.h"
#include "hexapla/matching/sentence_pairs.h"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// Texts cut up as Drafts does it: all words in one list.
struct Corpus {
  Wording source, translation;
  std::vector<Word> words;
  std::vector<SentencePair> pairs;
  std::uint32_t count = 0;

  void add(std::string_view text, std::string_view translated) {
    const WordRange a = learn(source, text);
    const WordRange b = learn(translation, translated);
    add_sentence_pairs({text, translated}, count++, words, a, b, pairs);
  }

  WordRange learn(Wording& wording, std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(words.size());
    wording.learn(text, words);
    return {begin, static_cast<std::uint32_t>(words.size())};
  }

  std::string_view part(std::string_view text, WordRange range) const {
    const auto of = range.of(words);
    return text.substr(of.front().begin, of.back().end - of.front().begin);
  }
};

using Sentences = std::vector<std::pair<std::string, std::string>>;

Sentences sentences_of(std::string_view text, std::string_view translated) {
  Corpus corpus;
  corpus.add(text, translated);
  Sentences all;
  for (const SentencePair& pair : corpus.pairs) {
    CHECK(pair.example == 0);
    CHECK(pair.cells() == std::size_t{pair.source.size()} * pair.translation.size());
    all.emplace_back(corpus.part(text, pair.source), corpus.part(translated, pair.translation));
  }
  return all;
}

std::string many_words(std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += "word ";
  return text;
}

std::size_t cells_of(const std::vector<SentencePair>& pairs) {
  std::size_t cells = 0;
  for (const SentencePair& pair : pairs) cells += pair.cells();
  return cells;
}

/// One pair of one sentence for each of 300 texts.
Corpus many_pairs() {
  test::MadeUpWriter writer(8);
  std::set<std::string> known;
  static const std::vector<test::MadeUpSentence> sentences = writer.sentences(300, known);
  Corpus corpus;
  for (const auto& sentence : sentences) corpus.add(sentence.text(), sentence.translated());
  return corpus;
}

}  // namespace

TEST_CASE("texts of as many sentences are paired sentence by sentence", "[matching]") {
  CHECK(sentences_of("One here. Two! Three? Four", "Un ici. Deux ! Trois ? Quatre") ==
        Sentences{{"One here.", "Un ici."}, {"Two!", "Deux !"}, {"Three?", "Trois ?"}, {"Four", "Quatre"}});
  CHECK(sentences_of("First one. Second one.", "第一。第二。") ==
        Sentences{{"First one.", "第一。"}, {"Second one.", "第二。"}});
  CHECK(sentences_of("One! Two?", "一！二？") == Sentences{{"One!", "一！"}, {"Two?", "二？"}});
}

TEST_CASE("texts of unlike numbers of sentences are paired whole", "[matching]") {
  CHECK(sentences_of("One. Two.", "Un et deux.") == Sentences{{"One. Two.", "Un et deux."}});
  CHECK(sentences_of("One.", "Un. Deux. Trois.") == Sentences{{"One.", "Un. Deux. Trois."}});
}

TEST_CASE("a mark within a sentence does not end it", "[matching]") {
  CHECK(sentences_of("See a.md or 3.5 now", "Voir a.md ou 3.5") ==
        Sentences{{"See a.md or 3.5 now", "Voir a.md ou 3.5"}});
  CHECK(sentences_of("Run `a. b` now. Stop.", "Lancez `a. b`. Stop.") ==
        Sentences{{"Run `a. b` now.", "Lancez `a. b`."}, {"Stop.", "Stop."}});
}

TEST_CASE("what has no words, or too many, is not learned from", "[matching]") {
  CHECK(sentences_of("", "Un.").empty());
  CHECK(sentences_of("One.", " \n").empty());
  CHECK(sentences_of("", "").empty());
  CHECK(sentences_of(many_words(most_words), "court").size() == 1);
  CHECK(sentences_of(many_words(most_words + 1), "court").empty());
  CHECK(sentences_of("short", many_words(most_words + 1)).empty());
  CHECK(sentences_of(many_words(most_words) + ". Short.", "Long. Court.") == Sentences{{"Short.", "Court."}});
}

TEST_CASE("all pairs are chosen where there is room for them", "[matching]") {
  const Corpus corpus = many_pairs();
  CHECK(choose_pairs(corpus.pairs, corpus.words, {}, cells_of(corpus.pairs)).size() == corpus.pairs.size());
  CHECK(choose_pairs({}, corpus.words, {}, 0).empty());
}

TEST_CASE("chosen pairs stay in order and below the work that is allowed", "[matching]") {
  Corpus corpus = many_pairs();
  std::vector<WordRange> wanted;
  for (std::size_t i = 0; i < 40; ++i) wanted.push_back(corpus.pairs[i * 7].source);
  std::size_t before = 0;
  for (const std::size_t cells : {0U, 30U, 500U, 3'000U, 10'000U}) {
    const std::vector<SentencePair> chosen = choose_pairs(corpus.pairs, corpus.words, wanted, cells);
    CHECK(cells_of(chosen) <= cells);
    CHECK(chosen.size() >= before);
    CHECK((cells < 500 || chosen.size() > 3));
    CHECK(std::is_sorted(chosen.begin(), chosen.end(),
                         [](const SentencePair& a, const SentencePair& b) { return a.example < b.example; }));
    CHECK(std::adjacent_find(chosen.begin(), chosen.end(), [](const SentencePair& a, const SentencePair& b) {
            return a.example == b.example;
          }) == chosen.end());
    before = chosen.size();
  }
}

TEST_CASE("pairs that show something of what is wanted are chosen, others are not", "[matching]") {
  Corpus corpus;
  for (int i = 0; i < 50; ++i) corpus.add("alpha beta gamma", "a b c");
  corpus.add("delta epsilon zeta", "d e f");
  for (int i = 0; i < 50; ++i) corpus.add("alpha beta gamma eta", "a b c h");
  const WordRange wanted = corpus.learn(corpus.source, "the epsilon of it");
  const auto chosen = choose_pairs(corpus.pairs, corpus.words, std::span(&wanted, 1), 100);
  REQUIRE(chosen.size() == 1);
  CHECK(chosen[0].example == 50);
}

TEST_CASE("a little of everything that is wanted comes before more of the same", "[matching]") {
  Corpus corpus;
  for (int i = 0; i < 50; ++i) corpus.add("alpha one", "a un");
  for (int i = 0; i < 3; ++i) corpus.add("a long text that says beta", "un long texte qui dit b");
  const std::vector<WordRange> wanted{corpus.learn(corpus.source, "alpha"), corpus.learn(corpus.source, "beta")};
  const auto chosen = choose_pairs(corpus.pairs, corpus.words, wanted, 100);
  const auto beta = std::count_if(chosen.begin(), chosen.end(), [](const SentencePair& p) { return p.example >= 50; });
  CHECK(beta == 2);
  CHECK(chosen.size() > 2);
}
