#include "../made_up_language.h"
#include "hexapla/base/parallel.h"
#include "hexapla/matching/drafts.h"
#include "hexapla/matching/word_hash.h"

#include <algorithm>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;
using test::MadeUpSentence;
using test::MadeUpWriter;

namespace {

/// Texts with their storage.
struct Texts {
  std::vector<std::string> sources, translations;

  void add(std::string source, std::string translation) {
    sources.push_back(std::move(source));
    translations.push_back(std::move(translation));
  }
  void add(const std::vector<MadeUpSentence>& sentences) {
    for (const MadeUpSentence& sentence : sentences) add(sentence.text(), sentence.translated());
  }
  std::vector<Example> examples() const {
    std::vector<Example> all;
    for (std::size_t i = 0; i < sources.size(); ++i) all.push_back({sources[i], translations[i]});
    return all;
  }
  std::vector<std::string_view> wanted() const { return {sources.begin(), sources.end()}; }
};

/// Examples of the made-up language, and other texts of it with their true translations.
struct School {
  Texts learned, asked;
  explicit School(bool carried = false) {
    MadeUpWriter writer(6);
    std::set<std::string> known;
    learned.add(writer.sentences(400, known));
    if (carried) learned.add(writer.sentences(200, known, true));
    asked.add(writer.sentences(150, known, carried));
  }
  Drafts drafts() const { return Drafts(learned.examples(), asked.wanted()); }
};

/// Numbers, code, targets… of a text, as they stand in it, sorted.
std::vector<std::string> carried_in(std::string_view text) {
  Wording wording;
  std::vector<Word> words;
  wording.learn(text, words);
  std::vector<std::string> carried;
  for (const Word& word : words) {
    if (Wording::is_carried(word.id)) carried.emplace_back(text_of(text, word));
  }
  std::sort(carried.begin(), carried.end());
  return carried;
}

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

bool same(const std::optional<Draft>& a, const std::optional<Draft>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->text == b->text && a->confidence == b->confidence && a->measures.score == b->measures.score;
}

}  // namespace

TEST_CASE("most texts of known words are drafted as a translator would have it", "[matching]") {
  const School school;
  const Drafts drafts = school.drafts();
  std::size_t right = 0;
  for (std::size_t i = 0; i < school.asked.sources.size(); ++i) {
    const auto draft = drafts.draft(i);
    REQUIRE(draft);
    if (draft->text == school.asked.translations[i]) ++right;
    CHECK(draft->confidence > 0.6);
    CHECK(draft->confidence <= 1);
    CHECK(draft->measures.left == 0);
    CHECK(draft->measures.lost == 0);
    CHECK(draft->measures.phrases < draft->measures.words);
  }
  CHECK(right * 100 >= school.asked.sources.size() * 80);
}

TEST_CASE("a draft has the numbers, code and targets of its own text, and none of another's", "[matching]") {
  const School school(true);
  const Drafts drafts = school.drafts();
  std::size_t right = 0;
  std::size_t whole = 0;
  for (std::size_t i = 0; i < school.asked.sources.size(); ++i) {
    const auto draft = drafts.draft(i);
    REQUIRE(draft);
    const std::vector<std::string> own = carried_in(school.asked.sources[i]);
    const std::vector<std::string> there = carried_in(draft->text);
    INFO(school.asked.sources[i] << " -> " << draft->text);
    REQUIRE(own.size() == 3);
    CHECK(std::includes(own.begin(), own.end(), there.begin(), there.end()));
    CHECK(own.size() - there.size() == draft->measures.lost);
    if (there == own) ++whole;
    if (draft->text == school.asked.translations[i]) ++right;
  }
  CHECK(whole * 100 >= school.asked.sources.size() * 95);
  CHECK(right * 100 >= school.asked.sources.size() * 80);
}

TEST_CASE("a number that is written otherwise in an example's translation is in no draft", "[matching]") {
  School school;
  school.asked = {};
  const auto sentence = [](const std::string& number, std::string_view noun, bool translated) {
    return translated ? number + " " + test::made_up_word(noun) + " " + test::made_up_word("opens") + "."
                      : number + " " + std::string(noun) + " opens.";
  };
  for (int round = 0; round < 3; ++round) {
    for (const std::string_view noun : test::made_up_nouns) {
      school.learned.add(sentence("7,431", noun, false), sentence("7 431", noun, true));
    }
  }
  for (const std::string_view noun : test::made_up_nouns) school.asked.add(sentence("2,500", noun, false), "");
  const Drafts drafts = school.drafts();
  std::size_t made = 0;
  for (std::size_t i = 0; i < school.asked.sources.size(); ++i) {
    const auto draft = drafts.draft(i);
    if (!draft) continue;
    ++made;
    INFO(school.asked.sources[i] << " -> " << draft->text);
    CHECK(draft->text.find_first_of("7431") == std::string::npos);
    CHECK((draft->text.find("2,500") == std::string::npos) == (draft->measures.lost == 1));
  }
  CHECK(made > 0);
}

TEST_CASE("drafts are the same from several threads and every time", "[matching]") {
  const School school(true);
  const Drafts drafts = school.drafts();
  const Drafts again = school.drafts();
  const std::size_t count = school.asked.sources.size();
  std::vector<std::optional<Draft>> together(count);
  parallel_for(count, 4, [&](std::size_t i) { together[i] = drafts.draft(i); });
  std::size_t unlike = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (!same(together[i], drafts.draft(i)) || !same(together[i], again.draft(i))) ++unlike;
  }
  CHECK(unlike == 0);
}

TEST_CASE("a draft that would be its text is none", "[matching]") {
  School school;
  for (int i = 0; i < 20; ++i) {
    school.learned.add("Hexapla", "Hexapla");
    school.learned.add("this Hexapla opens", test::made_up_word("this") + " Hexapla " + test::made_up_word("opens"));
  }
  school.asked = {};
  for (const char* const text : {"Hexapla", "Hexapla 12", "12", "`code`", "…", "?!"}) school.asked.add(text, text);
  const Drafts drafts = school.drafts();
  for (std::size_t i = 0; i < school.asked.sources.size(); ++i) {
    INFO(school.asked.sources[i]);
    CHECK_FALSE(drafts.draft(i));
  }
}

TEST_CASE("a text without words, or with too many, gets no draft", "[matching]") {
  School school;
  const std::string sentence = "the house opens the garden. ";  // six words
  school.asked = {};
  school.asked.add("", "");
  school.asked.add(" \n", "");
  school.asked.add(repeated(sentence, most_words / 6), "");
  school.asked.add(repeated(sentence, most_words / 6) + "the house opens the garden", "");
  school.asked.add(repeated(sentence, 50), "");
  const Drafts drafts = school.drafts();
  CHECK_FALSE(drafts.draft(0));
  CHECK_FALSE(drafts.draft(1));
  const auto longest = drafts.draft(2);
  REQUIRE(longest);
  CHECK(longest->measures.words == most_words / 6 * 6);
  CHECK_FALSE(drafts.draft(3));
  CHECK_FALSE(drafts.draft(4));
}

TEST_CASE("nothing is drafted from nothing", "[matching]") {
  const Drafts none({}, {"the house opens", "12"});
  CHECK_FALSE(none.draft(0));
  CHECK_FALSE(none.draft(1));
  CHECK_FALSE(none.fit("the house", "karum"));
  const Drafts nobody_asked({{"the house", "karum"}}, {});
  CHECK(nobody_asked.fit("the house", "karum"));
  CHECK_FALSE(nobody_asked.fit("a lamp", "karum"));
}

TEST_CASE("a translation fits its own text and not another", "[matching]") {
  const School school;
  const Drafts drafts = school.drafts();
  const std::size_t count = school.asked.sources.size();
  double own = 0;
  double others = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto here = drafts.fit(school.asked.sources[i], school.asked.translations[i]);
    const auto there = drafts.fit(school.asked.sources[i], school.asked.translations[(i + 1) % count]);
    REQUIRE(here);
    REQUIRE(there);
    CHECK(*here > *there);
    CHECK(*here <= 1.01);
    CHECK(*there >= 0);
    own += *here;
    others += *there;
  }
  CHECK(own / static_cast<double>(count) > 0.7);
  CHECK(others / static_cast<double>(count) < 0.5);
}

TEST_CASE("a draft of known words is trusted more than one with words that nobody has met", "[matching]") {
  School school;
  const std::size_t count = school.asked.sources.size();
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = school.asked.sources[i];
    const std::size_t word = text.find(' ', text.find(' ') + 1);
    text.insert(word, " zzgrob qwyx");
    school.asked.add(text, "");
  }
  const Drafts drafts = school.drafts();
  for (std::size_t i = 0; i < count; ++i) {
    const auto known = drafts.draft(i);
    const auto unknown = drafts.draft(count + i);
    REQUIRE(known);
    if (!unknown) continue;
    INFO(unknown->text);
    CHECK(unknown->confidence < known->confidence);
    CHECK(unknown->measures.left == 2);
    CHECK(unknown->text.find("zzgrob qwyx") != std::string::npos);
  }
}
