#include "behaviour.h"

#include "hexapla/matching/features.h"

#include <algorithm>
#include <random>
#include <set>
#include <thread>
#include <tuple>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

constexpr std::int64_t day = 86'400;

MemoryQuery query_of(std::string_view text, double threshold = 0.7, std::size_t limit = 5) {
  return {.source_language = "en", .target_language = "fr", .source = text, .threshold = threshold, .limit = limit};
}

/// Sentences of few words, so that many are alike.
class Sentences {
 public:
  explicit Sentences(unsigned seed) : random_(seed) {}
  std::string next() {
    static const std::vector<std::string> words = {"the",  "support", "group",  "meets",  "every",   "week",  "in",
                                                   "town", "people",  "with",   "health", "trouble", "find",  "help",
                                                   "и",    "помощь",  "здесь",  "快速",   "帮助",    "人们",  "2024",
                                                   "a",    "of",      "online", "call",   "number",  "nurse", "Écoute"};
    std::string text;
    for (std::size_t i = 1 + random_() % 12; i > 0; --i) {
      text += (text.empty() ? "" : " ") + words[random_() % words.size()];
    }
    return text;
  }
  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  std::mt19937 random_;
};

using Row = std::tuple<double, std::string, std::string>;

/// Nearest first, by looking at every pair.
std::vector<Row> brute_force(const std::vector<MemoryPair>& pairs, const MemoryQuery& query) {
  std::vector<Row> rows;
  const Features features(query.source);
  for (const auto& pair : pairs) {
    if (pair.source_language != query.source_language || pair.target_language != query.target_language) continue;
    const double score = pair.source == query.source ? 1 : similarity(features, Features(pair.source));
    if (score >= query.threshold) rows.emplace_back(-score, pair.source, pair.target);
  }
  std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) {
    return std::make_tuple(std::get<0>(a), std::get<1>(a) != query.source) <
           std::make_tuple(std::get<0>(b), std::get<1>(b) != query.source);
  });
  return rows;
}

void check_searches(Memory& memory, const std::vector<MemoryPair>& pairs, Sentences& sentences, int searches) {
  for (int i = 0; i < searches; ++i) {
    const std::string text = i % 3 == 0 ? pairs[sentences.below(pairs.size())].source : sentences.next();
    const double threshold = 0.4 + 0.1 * static_cast<double>(i % 6);
    const std::size_t limit = 1 + sentences.below(8);
    auto expected = brute_force(pairs, query_of(text, threshold));
    if (expected.size() > limit) expected.resize(limit);
    std::vector<Row> found;
    for (const auto& hit : memory.search(query_of(text, threshold, limit))) {
      CHECK(hit.same_text == (hit.pair.source == text));
      found.emplace_back(-hit.similarity, hit.pair.source, hit.pair.target);
    }
    INFO(text << " at " << threshold << ", " << limit);
    CHECK(found == expected);
  }
}

}  // namespace

MemoryPair pair_of(std::string source, std::string target, std::string from, std::string to) {
  MemoryPair pair;
  pair.source_language = std::move(from);
  pair.target_language = std::move(to);
  pair.source = std::move(source);
  pair.target = std::move(target);
  return pair;
}

std::vector<MemoryPair> all_of(Memory& memory, const MemoryFilter& filter) {
  std::vector<MemoryPair> pairs;
  memory.each(filter, [&](const MemoryPair& pair) { pairs.push_back(pair); });
  return pairs;
}

void keeps_each_pair_once(const OpenMemory& open) {
  auto memory = open();
  auto heron = pair_of("A heron waits.", "Un héron attend.");
  heron.date = 1000 * day;
  heron.author = "Ann";
  heron.origin = "birds";
  auto again = heron;
  again.date = 0;
  again.author = "Bob";
  auto other_context = heron;
  other_context.context = "title";
  const auto german = pair_of("A heron waits.", "Ein Reiher wartet.", "en", "de");
  const auto added = memory->add(std::vector{heron, again, heron, other_context, german});
  CHECK(added.added == 3);
  CHECK(added.known == 2);
  CHECK(memory->add(std::vector{heron}).known == 1);

  auto newer = heron;
  newer.date = 2000 * day;
  newer.author = "Cem";
  newer.origin = "";
  CHECK(memory->add(std::vector{newer}).renewed == 1);
  CHECK(memory->add(std::vector{newer, again}).known == 2);
  const auto all = all_of(*open());
  REQUIRE(all.size() == 3);
  CHECK(all[0].source == "A heron waits.");
  CHECK(all[0].target == "Un héron attend.");
  CHECK(all[0].date == 2000 * day);
  CHECK(all[0].author == "Cem");
  CHECK(all[0].origin == "birds");
  CHECK(all[0].uses == 1);
  CHECK(all[1].context == "title");
  CHECK(all[1].date == 1000 * day);
  CHECK(all[2].target_language == "de");
  CHECK(all[2].author.empty());

  const auto stats = memory->stats();
  CHECK(stats.pairs == 3);
  CHECK(stats.sources == 1);
  REQUIRE(stats.languages.size() == 2);
  CHECK(stats.languages[0].target_language == "de");
  CHECK(stats.languages[0].first_date == 0);
  CHECK(stats.languages[1].pairs == 2);
  CHECK(stats.languages[1].first_date == 1000 * day);
  CHECK(stats.languages[1].last_date == 2000 * day);
  CHECK(stats.bytes > 0);
}

void finds_what_brute_force_finds(const OpenMemory& open) {
  auto memory = open();
  Sentences sentences(1);
  std::vector<MemoryPair> pairs;
  std::set<std::string> sources;
  // Batches of all sizes: tails, small segments, merged ones, with another language in between.
  for (const std::size_t size : {1U, 300U, 150U, 500U, 900U, 20U, 2500U, 450U, 450U, 30U}) {
    std::vector<MemoryPair> batch;
    while (batch.size() < size) {
      const std::string source = sentences.next();
      if (!sources.insert(source).second) continue;
      batch.push_back(pair_of(source, "«" + source + "»", batch.size() % 7 == 3 ? "de" : "en"));
      if (batch.size() % 5 == 0) batch.push_back(pair_of(source, "(" + source + ")"));
      if (batch.size() % 11 == 0) batch.push_back(pair_of(source, "[" + source + "]", "en", "nl"));
    }
    CHECK(memory->add(batch).added == batch.size());
    pairs.insert(pairs.end(), batch.begin(), batch.end());
    check_searches(*memory, pairs, sentences, 12);
  }
  CHECK(memory->stats().indexed > 4000);
  memory->settle();
  check_searches(*memory, pairs, sentences, 60);
  check_searches(*open(), pairs, sentences, 10);
}

void finds_the_same_text(const OpenMemory& open) {
  auto memory = open();
  auto plain = pair_of("Open", "Ouvrir");
  plain.date = 5 * day;
  auto state = pair_of("Open", "Ouvert");
  state.context = "state";
  state.date = 4 * day;
  const auto folded = pair_of("OPEN", "OUVRIR");
  const auto british = pair_of("Open", "Ouvrez", "en-GB", "fr-CA");
  const auto serbian = pair_of("Open", "Отвори", "en", "sr");
  const auto symbol = pair_of("***", "•••");
  memory->add(std::vector{plain, state, folded, british, serbian, symbol});

  const auto find = [&](std::string_view context, bool only) {
    auto query = query_of("Open");
    query.context = context;
    std::vector<std::string> found;
    for (const auto& hit : memory->find(query, only)) found.push_back(hit.pair.target);
    return found;
  };
  CHECK(find("", false) == std::vector<std::string>{"Ouvrir", "Ouvrez", "Ouvert"});
  CHECK(find("state", false) == std::vector<std::string>{"Ouvert", "Ouvrir", "Ouvrez"});
  CHECK(find("state", true) == std::vector<std::string>{"Ouvert"});
  CHECK(find("verb", true).empty());
  CHECK(memory->find(query_of("open")).empty());

  // A text without a letter has no features, and is found all the same.
  REQUIRE(memory->search(query_of("***")).size() == 1);
  CHECK(memory->search(query_of("**")).empty());
  const auto hits = memory->search(query_of("Open"));
  REQUIRE(hits.size() == 4);
  CHECK(hits[3].pair.target == "OUVRIR");
  CHECK(hits[3].similarity == 1);
  CHECK_FALSE(hits[3].same_text);
  CHECK(hits[1].pair.source_language == "en-GB");
  CHECK(memory->search({"en", "sr-Cyrl", "Open"}).size() == 1);
  CHECK(memory->search({"en", "sr-Latn", "Open"}).empty());
  CHECK(memory->search({"en", "ja", "Open"}).empty());
  CHECK(memory->search(query_of("Open", 0.7, 0)).empty());
  CHECK(memory->search(query_of("")).empty());
}

void counts_days_of_use(const OpenMemory& open) {
  auto memory = open();
  auto pair = pair_of("Next", "Suivant");
  pair.used = 100 * day;
  memory->add(std::vector{pair});
  pair.used = 100 * day + 5;
  CHECK(memory->add(std::vector{pair}).known == 1);
  pair.used = 103 * day;
  CHECK(memory->add(std::vector{pair}).renewed == 1);
  CHECK(all_of(*memory)[0].uses == 2);
  pair.uses = 9;
  memory->add(std::vector{pair});
  CHECK(all_of(*memory)[0].uses == 9);
  const std::int64_t id = memory->find(query_of("Next")).at(0).id;
  memory->used(std::vector{id, id + 1000});
  memory->used(std::vector{id});
  const auto now = all_of(*memory)[0];
  CHECK(now.uses == 10);
  CHECK(now.used > 103 * day);
}

void prunes_what_is_named(const OpenMemory& open) {
  auto memory = open();
  std::vector<MemoryPair> pairs;
  for (int i = 0; i < 1500; ++i) {
    auto pair = pair_of("text number " + std::to_string(i), "texte", "en", i % 3 == 0 ? "fr" : "de");
    pair.origin = i % 2 == 0 ? "even" : "";
    pair.used = (i + 1) * day;
    pairs.push_back(pair);
  }
  memory->add(pairs);
  MemoryFilter filter;
  filter.target_language = "fr";
  filter.origin = "even";
  filter.used_before = 600 * day;
  CHECK(memory->prune(filter, true) == 100);
  CHECK(all_of(*memory).size() == 1500);
  CHECK(memory->prune(filter) == 100);
  CHECK(memory->prune(filter) == 0);
  CHECK(all_of(*memory).size() == 1400);
  CHECK(memory->search(query_of("text number 12", 0.95)).empty());
  CHECK(memory->search(query_of("text number 603", 0.95)).at(0).pair.source == "text number 603");
  CHECK(memory->prune({.source_language = {}, .target_language = {}, .origin = "nobody", .used_before = {}}) == 0);
  CHECK(memory->prune({.source_language = {}, .target_language = {}, .origin = "", .used_before = {}}) == 750);
  CHECK(memory->prune({.source_language = "xx", .target_language = {}, .origin = {}, .used_before = {}}) == 0);
  CHECK(memory->stats().sources == 650);
  CHECK(memory->stats().indexed == 650);  // made anew
  CHECK(memory->search(query_of("text number 602", 0.95)).empty());
  CHECK(memory->search(query_of("text number 606", 0.95)).at(0).similarity == 1);
  CHECK(memory->prune({.source_language = "en", .target_language = {}, .origin = {}, .used_before = {}}) == 650);
  CHECK(memory->stats().sources == 0);
  memory->add(pairs);
  CHECK(memory->search(query_of("text number 603", 0.95)).at(0).pair.source == "text number 603");
}

void takes_two_writers(const OpenMemory& open) {
  open();
  // Both have the same pairs, in other orders and batches.
  const auto write = [&open](int seed) {
    auto memory = open();
    for (int batch = 0; batch < 12; ++batch) {
      std::vector<MemoryPair> pairs;
      for (int i = 0; i < 100; ++i) {
        const int number = (batch * 100 + i) * seed % 1201;
        pairs.push_back(pair_of("shared text " + std::to_string(number), "texte " + std::to_string(number)));
        pairs.back().author = "author " + std::to_string(number % 10);
      }
      memory->add(pairs);
    }
  };
  std::thread other(write, 7);
  write(5);
  other.join();
  auto memory = open();
  const auto all = all_of(*memory);
  std::set<std::string> sources;
  for (const auto& pair : all) {
    sources.insert(pair.source);
    const int number = std::stoi(pair.source.substr(12));
    CHECK(pair.author == "author " + std::to_string(number % 10));
  }
  CHECK(sources.size() == all.size());
  CHECK(memory->stats().sources == all.size());
  CHECK(all.size() >= 1200);
  for (int i = 1; i < 1201; i += 97) {
    const std::string text = "shared text " + std::to_string(i);
    CHECK(memory->search(query_of(text, 1.0, 1)).at(0).pair.source == text);
  }
}

void takes_any_text(const OpenMemory& open) {
  auto memory = open();
  const std::string quotes = R"(it's "quoted" \ $1 ?1 {}; DROP TABLE pair; --)";
  const std::string wide = "𝔘nicode\n\tline\r\n\x01 end";
  std::vector<MemoryPair> pairs = {pair_of(quotes, wide), pair_of(wide, quotes)};
  pairs[0].context = quotes;
  pairs[0].author = quotes;
  pairs[0].origin = wide;
  const std::string nul("a\0b", 3);
  for (const std::string& bad : {nul, std::string("\xff\xfe"), std::string(1 << 20, 'x'), std::string()}) {
    pairs.push_back(pair_of(bad, "x"));
    pairs.push_back(pair_of("x", bad));
  }
  pairs.push_back(pair_of("x", "y", ""));
  pairs.push_back(pair_of(std::string(300'000, 'x') + " long", "long"));
  const auto added = memory->add(pairs);
  CHECK(added.added == 3);
  CHECK(added.refused == 9);
  const auto all = all_of(*memory);
  REQUIRE(all.size() == 3);
  CHECK(all[0].source == quotes);
  CHECK(all[0].target == wide);
  CHECK(all[0].context == quotes);
  CHECK(all[0].author == quotes);
  CHECK(all[0].origin == wide);
  CHECK(all[1].source == wide);
  CHECK(memory->search(query_of(wide)).at(0).pair.target == quotes);
  CHECK(memory->search(query_of(nul)).empty());
  MemoryFilter filter;
  filter.origin = wide;
  CHECK(memory->prune(filter) == 1);
}

void reads_while_somebody_writes(const OpenMemory& open) {
  auto memory = open();
  memory->add(std::vector{pair_of("first", "premier"), pair_of("second", "deuxième")});
  std::size_t seen = 0;
  memory->each({}, [&](const MemoryPair&) {
    if (seen++ > 0) return;
    auto writer = open();
    writer->add(std::vector{pair_of("third", "troisième")});
    CHECK(writer->stats().pairs == 3);
  });
  CHECK(seen == 2);
  CHECK(all_of(*memory).size() == 3);
}
