// Random Markdown, the nastier the better, the same for the same seed on every machine; and the way from a long
// document that breaks a property to a short one.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::oracle {

/// splitmix64: the standard library's distributions differ between implementations.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// 0 … below - 1.
  std::uint32_t pick(std::uint32_t below) { return static_cast<std::uint32_t>(next() % below); }
  bool one_in(std::uint32_t n) { return pick(n) == 0; }
  std::string_view of(const std::vector<std::string_view>& choices) {
    return choices[pick(static_cast<std::uint32_t>(choices.size()))];
  }

 private:
  std::uint64_t state_;
};

/// A document: every block within every block, with tabs, lazy continuation lines, trailing blanks, all line ends,
/// odd characters; or, one time in three, lines of nothing but pieces of syntax. It never starts with front matter.
std::string random_document(Random& random);

/// The same below front matter, which some pages have: YAML or TOML, with every style of value.
std::string random_page(Random& random);

/// A smaller document that is still `bad`: lines are taken out, then characters.
std::string shrink(std::string document, const std::function<bool(const std::string&)>& bad);

/// As a C++ literal, a line of text a line.
std::string as_literal(std::string_view text);

/// From the environment: HEXAPLA_SEED (1), HEXAPLA_RUNS (`runs`).
std::uint64_t first_seed();
std::uint64_t run_count(std::uint64_t runs);

}  // namespace hexapla::oracle
