#include "hexapla/matching/regroup.h"

#include <memory>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// Two pages of text, a line each. A line that is the same on both sides, in the same place of `anchors`, is settled.
class Pages {
 public:
  Pages(const std::vector<std::string>& olds, const std::vector<std::string>& news) {
    for (std::uint32_t i = 0; i < olds.size(); ++i) {
      for (std::uint32_t j = 0; j < news.size(); ++j) {
        if (olds[i] == news[j]) settled_.push_back({i, j, 1});
      }
    }
    add(olds, old_);
    add(news, new_);
  }

  std::vector<Regrouping> groups() const { return find_regroupings(old_, new_, settled_, align(old_, new_, settled_)); }

  /// "0>1-2" for a split, "0-1>2" for a join; items from and to, both included.
  std::string text() const {
    std::string text;
    for (const Regrouping& group : groups()) {
      text += range(group.old_begin, group.old_end) + ">" + range(group.new_begin, group.new_end) + " ";
    }
    return text;
  }

 private:
  static std::string range(std::uint32_t begin, std::uint32_t end) {
    return std::to_string(begin) + (end - begin > 1 ? "-" + std::to_string(end - 1) : "");
  }
  void add(const std::vector<std::string>& lines, std::vector<AlignItem>& items) {
    for (const std::string& line : lines) {
      features_.push_back(std::make_unique<Features>(line));
      items.push_back({features_.back().get(), 1});
    }
  }

  std::vector<std::unique_ptr<Features>> features_;
  std::vector<AlignItem> old_;
  std::vector<AlignItem> new_;
  std::vector<AlignPair> settled_;
};

const std::string first = "A meadow full of flowers lay behind the house.";
const std::string second = "Nobody had ever walked across it in winter.";
const std::string third = "Only deer came to drink from the brook.";

}  // namespace

TEST_CASE("a text and the neighbours that it became", "[matching]") {
  CHECK(Pages({"x", first + " " + second, "y"}, {"x", first, second, "y"}).text() == "1>1-2 ");
  CHECK(Pages({first + " " + second + " " + third}, {first, second, third}).text() == "0>0-2 ");
  CHECK(Pages({"x", first, second, third, "y"}, {"x", first + " " + second + " " + third, "y"}).text() == "1-3>1 ");
}

TEST_CASE("parts may have been edited", "[matching]") {
  CHECK(Pages({first + " " + second}, {"A meadow full of red flowers lay behind the old house.", second}).text() ==
        "0>0-1 ");
}

TEST_CASE("a text that got a new neighbour was not split", "[matching]") {
  CHECK(Pages({first}, {first + " Indeed.", second}).text().empty());
  CHECK(Pages({first + " " + third}, {first + " " + third + " So.", second}).text().empty());
}

TEST_CASE("no group reaches across a text that stands on both sides", "[matching]") {
  CHECK(Pages({first + " " + second, "the anchor"}, {first, "the anchor", second}).text().empty());
}

TEST_CASE("no unit is in two groups, whatever the pages", "[matching]") {
  std::mt19937 random(7);
  const std::vector<std::string> pool{first,
                                      second,
                                      third,
                                      first + " " + second,
                                      second + " " + third,
                                      first + " " + second + " " + third,
                                      third + " " + first};
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> olds(random() % 9);
    std::vector<std::string> news(random() % 9);
    for (std::string& line : olds) line = pool[random() % pool.size()] + (random() % 3 ? " Then." : "");
    for (std::string& line : news) line = pool[random() % pool.size()] + (random() % 3 ? " Now." : "");
    std::vector<int> old_uses(olds.size());
    std::vector<int> new_uses(news.size());
    for (const Regrouping& group : Pages(olds, news).groups()) {
      ++found;
      REQUIRE(group.old_end <= olds.size());
      REQUIRE(group.new_end <= news.size());
      CHECK((group.old_end - group.old_begin == 1) != (group.new_end - group.new_begin == 1));
      for (std::uint32_t i = group.old_begin; i < group.old_end; ++i) CHECK(++old_uses[i] == 1);
      for (std::uint32_t i = group.new_begin; i < group.new_end; ++i) CHECK(++new_uses[i] == 1);
    }
  }
  CHECK(found > 10);
}
