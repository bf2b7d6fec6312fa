#include "hexapla/matching/align.h"

#include <chrono>
#include <map>
#include <memory>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// Two pages of text, a line each; equal lines are anchors. "h:" before a line makes it a heading.
class TwoPages {
 public:
  TwoPages(const std::vector<std::string>& old_lines, const std::vector<std::string>& new_lines) {
    std::map<std::string, std::uint32_t> olds;
    for (std::uint32_t i = 0; i < old_lines.size(); ++i) olds.emplace(old_lines[i], i);
    for (std::uint32_t i = 0; i < new_lines.size(); ++i) {
      const auto same = olds.find(new_lines[i]);
      if (same == olds.end()) continue;
      anchors_.push_back({same->second, i, 1});
      olds.erase(same);
    }
    add(old_lines, old_);
    add(new_lines, new_);
  }

  /// "old>new" for each pair, by new line.
  std::string pairs() const {
    std::map<std::uint32_t, std::uint32_t> by_new;
    for (const AlignPair& pair : align(old_, new_, anchors_))
      CHECK(by_new.emplace(pair.new_item, pair.old_item).second);
    std::string text;
    for (const auto& [now, before] : by_new) text += std::to_string(before) + ">" + std::to_string(now) + " ";
    return text;
  }

 private:
  void add(const std::vector<std::string>& lines, std::vector<AlignItem>& items) {
    for (const std::string& line : lines) {
      features_.push_back(std::make_unique<Features>(line.starts_with("h:") ? line.substr(2) : line));
      items.push_back({features_.back().get(), line.starts_with("h:") ? 2U : 1U});
    }
  }

  std::vector<std::unique_ptr<Features>> features_;
  std::vector<AlignItem> old_;
  std::vector<AlignItem> new_;
  std::vector<AlignPair> anchors_;
};

}  // namespace

TEST_CASE("a changed line is paired between its neighbours", "[matching]") {
  CHECK(TwoPages({"alpha", "The ministry was founded in 1983.", "omega"},
                 {"alpha", "The ministry was established in July 1983.", "omega"})
            .pairs() == "1>1 ");
}

TEST_CASE("two lines that were inserted and deleted in one place are not each other", "[matching]") {
  CHECK(TwoPages({"alpha", "The ministry was founded in 1983.", "omega"},
                 {"alpha", "Corrections can be sent by post to our office.", "omega"})
            .pairs()
            .empty());
}

TEST_CASE("the same similarity that makes one line of two is not enough among strangers", "[matching]") {
  const std::string before = "The agency keeps files on most of the people who work for it abroad.";
  const std::string after = "The agency keeps archives about many people that it once employed abroad.";
  CHECK(TwoPages({"alpha", before, "omega"}, {"alpha", after, "omega"}).pairs() == "1>1 ");
  CHECK(TwoPages({"alpha", before, "omega", "one two three"}, {"alpha", "omega", "one two three", after})
            .pairs()
            .empty());
}

TEST_CASE("in a gap of several lines the order decides between like ones", "[matching]") {
  CHECK(TwoPages({"a", "Read the report of the first committee.", "Read the report of the second committee.", "z"},
                 {"a", "Read the long report of the first committee.", "Something inserted between the two of them.",
                  "Read the long report of the second committee.", "z"})
            .pairs() == "1>1 2>3 ");
}

TEST_CASE("a moved line does not stand in the way of its neighbours", "[matching]") {
  CHECK(TwoPages({"moved away", "The first long paragraph of it.", "stays", "The second long paragraph of it."},
                 {"The first long paragraph of it, changed.", "stays", "The second long paragraph of it, changed.",
                  "moved away"})
            .pairs() == "1>0 3>2 ");
}

TEST_CASE("a line that was moved and edited is found when it is nearly the same", "[matching]") {
  const std::string text = "The directorate for foreign affairs reports to the prime minister every month";
  CHECK(TwoPages({text, "a", "b", "c"}, {"a", "b", "c", text + " in person."}).pairs() == "0>3 ");
}

TEST_CASE("a heading is not a paragraph of similar words", "[matching]") {
  CHECK(
      TwoPages({"a", "h:Human rights in the country", "z"}, {"a", "Human rights and the state", "z"}).pairs().empty());
}

TEST_CASE("every line is paired once at most, whatever the pages", "[matching]") {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const auto page = [&] {
      std::vector<std::string> lines;
      for (auto count = random() % 120; count > 0; --count) {
        std::string line;
        for (auto words = 1 + random() % 6; words > 0; --words) line += std::to_string(random() % 30 + 100) + " ";
        lines.push_back(line);
      }
      return lines;
    };
    (void)TwoPages(page(), page()).pairs();
  }
}

TEST_CASE("two long pages with no line in common cost no square of their length", "[matching]") {
  std::vector<std::string> before;
  std::vector<std::string> after;
  for (int i = 0; i < 8000; ++i) {
    before.push_back("Row number " + std::to_string(i) + " of the very large table");
    after.push_back("Row number " + std::to_string(i) + " of the very big table");
  }
  const TwoPages pages(before, after);
  const auto start = std::chrono::steady_clock::now();
  const std::string pairs = pages.pairs();
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
  CHECK(std::count(pairs.begin(), pairs.end(), '>') == 8000);
  CHECK(pairs.starts_with("0>0 1>1 2>2 "));
}
