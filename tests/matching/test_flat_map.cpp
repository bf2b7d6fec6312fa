#include "hexapla/matching/flat_map.h"

#include <random>
#include <unordered_map>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// Keys that are hashes, small numbers, or two numbers in one, as the callers have them; many of them come again.
std::uint64_t some_key(std::mt19937_64& random, std::uint64_t range) {
  const std::uint64_t number = random() % range;
  switch (random() % 3) {
    case 0:
      return number + 1;
    case 1:
      return (number + 1) << 32 | random() % 4;
    default:
      return (number * 0x9E3779B97F4A7C15U) | 1;
  }
}

}  // namespace

TEST_CASE("a flat map has what was put in, and nothing else", "[matching]") {
  std::mt19937_64 random(1);
  for (const std::uint64_t range : {3U, 50U, 2'000U, 40'000U}) {
    FlatMap<std::uint32_t> map(random() % 2 == 0 ? 0 : range);
    std::unordered_map<std::uint64_t, std::uint32_t> model;
    std::size_t wrong = 0;
    for (int i = 0; i < 60'000; ++i) {
      const std::uint64_t key = some_key(random, range);
      if (random() % 2 == 0) {
        const auto [value, is_new] = map.insert(key);
        const auto [expected, is_new_too] = model.try_emplace(key, 0U);
        if (is_new != is_new_too || *value != expected->second) ++wrong;
        *value = expected->second = static_cast<std::uint32_t>(random());
      } else {
        const std::uint32_t* const value = map.find(key);
        const auto expected = model.find(key);
        if ((value != nullptr) != (expected != model.end())) ++wrong;
        if (value != nullptr && expected != model.end() && *value != expected->second) ++wrong;
      }
    }
    for (const auto& [key, expected] : model) {
      const std::uint32_t* const value = map.find(key);
      if (value == nullptr || *value != expected) ++wrong;
    }
    CHECK(wrong == 0);
    CHECK(map.size() == model.size());
  }
}

TEST_CASE("an empty flat map has nothing", "[matching]") {
  FlatMap<float> map;
  CHECK(map.size() == 0);
  CHECK(map.find(1) == nullptr);
  CHECK(map.find(~std::uint64_t{0}) == nullptr);
  CHECK(*map.insert(7).first == 0);
  CHECK_FALSE(map.insert(7).second);
}
