#include "hexapla/matching/index.h"

#include <algorithm>
#include <memory>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string sentence(std::mt19937& random) {
  std::string text;
  for (auto words = 1 + random() % 12; words > 0; --words) {
    for (auto letters = 1 + random() % 5; letters > 0; --letters) text += "etaoinshr"[random() % 9];
    text += ' ';
  }
  return text;
}

/// Dice's coefficient, spelt out.
double slow_similarity(const Features& a, const Features& b) {
  std::vector<std::uint32_t> shared;
  std::set_intersection(a.grams().begin(), a.grams().end(), b.grams().begin(), b.grams().end(),
                        std::back_inserter(shared));
  return a.size() + b.size() == 0 ? 0
                                  : 2.0 * static_cast<double>(shared.size()) / static_cast<double>(a.size() + b.size());
}

}  // namespace

TEST_CASE("similarity looks at words, not at case, markup and spacing", "[matching]") {
  CHECK(similarity(Features("The *Ministry*"), Features("the   ministry.")) == 1);
  CHECK(similarity(Features("Ministry of State"), Features("Ministry of Statues")) > 0.75);
  CHECK(similarity(Features("apples"), Features("mountain")) == 0);
  CHECK(similarity(Features(""), Features("")) == 0);
  CHECK(similarity(Features("国家安全部"), Features("国家安全局")) == Approx(0.6));
  CHECK(similarity(Features("МИНИСТЕРСТВО"), Features("министерство")) == 1);
}

TEST_CASE("similarity is Dice's coefficient, and nothing below the least that is asked for", "[matching]") {
  std::mt19937 random(3);
  for (int round = 0; round < 3000; ++round) {
    const Features a(sentence(random));
    const Features b(sentence(random));
    const double all = slow_similarity(a, b);
    CHECK(similarity(a, b) == Approx(all));
    CHECK(similarity_bound(a.size(), b.size()) >= all);
    for (double least : {0.1, 0.3, 0.5}) CHECK(similarity(a, b, least) == Approx(all < least ? 0 : all));
  }
}

TEST_CASE("the index finds what comparing with every text finds", "[matching]") {
  std::mt19937 random(5);
  std::vector<Features> texts;
  std::vector<std::string> sentences;
  for (int i = 0; i < 400; ++i) texts.emplace_back(sentences.emplace_back(sentence(random)));
  std::vector<const Features*> items;
  for (const Features& text : texts) items.push_back(&text);
  const FuzzyIndex index(items);
  FuzzyIndex::Search search(index);
  std::size_t found = 0;
  for (int round = 0; round < 400; ++round) {
    const Features query(sentences[random() % sentences.size()] + (round % 2 == 0 ? "" : sentence(random)));
    for (double threshold : {0.4, 0.6, 0.8}) {
      std::vector<double> wanted;
      for (const Features& text : texts) {
        const double score = slow_similarity(query, text);
        if (score >= threshold) wanted.push_back(score);
      }
      std::sort(wanted.rbegin(), wanted.rend());
      wanted.resize(std::min<std::size_t>(wanted.size(), 5));
      const auto& hits = search.find(query, threshold, 5);
      REQUIRE(hits.size() == wanted.size());
      for (std::size_t i = 0; i < hits.size(); ++i) {
        CHECK(hits[i].similarity == Approx(wanted[i]));
        CHECK(slow_similarity(query, texts[hits[i].item]) == Approx(wanted[i]));
      }
      found += hits.size();
    }
  }
  CHECK(found > 500);
}

TEST_CASE("an empty index and an empty query find nothing", "[matching]") {
  const FuzzyIndex none({});
  FuzzyIndex::Search search(none);
  CHECK(search.find(Features("anything at all"), 0.5, 3).empty());
  const Features text("something");
  const Features* const items[] = {&text};
  const FuzzyIndex one(items);
  FuzzyIndex::Search other(one);
  CHECK(other.find(Features(""), 0.5, 3).empty());
  CHECK(other.find(Features("something"), 0.5, 0).empty());
}
