#include "hexapla/tracking/spelling.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace hexapla {
namespace {

constexpr std::size_t shortest = 5;   // letters; in shorter words one letter makes another word
constexpr std::size_t long_word = 8;  // from here on two letters may differ
constexpr std::size_t longest = 64;

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size();) letters += lower_case_of(next_code_point(word, at));
  return letters;
}

/// Insertions, deletions, replacements and swaps of neighbours (optimal string alignment).
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
      }
    }
  }
  return cost[a.size()][b.size()];
}

/// Words that differ in an ending are forms of one word, which says something else.
bool differ_in_form(std::u32string_view a, std::u32string_view b) {
  constexpr std::array<std::u32string_view, 12> endings{U"",   U"s",  U"es", U"d",  U"ed",  U"ing",
                                                        U"'s", U"ly", U"r",  U"er", U"n't", U"y"};
  std::size_t same = 0;
  while (same < a.size() && same < b.size() && a[same] == b[same]) ++same;
  const auto is_ending = [&](std::u32string_view rest) {
    return std::find(endings.begin(), endings.end(), rest) != endings.end();
  };
  return same >= 3 && is_ending(a.substr(same)) && is_ending(b.substr(same));
}

bool negates(std::u32string_view longer, std::u32string_view shorter) {
  for (std::u32string_view prefix : {U"un", U"in", U"im", U"il", U"ir", U"dis", U"non", U"a", U"re", U"de"}) {
    if (longer.size() == shorter.size() + prefix.size() && longer.starts_with(prefix) && longer.ends_with(shorter)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_variant(std::string_view before, std::string_view after) {
  const std::u32string a = letters_of(before);
  const std::u32string b = letters_of(after);
  if (a == b) return a.size() > 2 && before.substr(1) == after.substr(1);
  const auto alike = [](char32_t one, char32_t other) {
    return one == other || (one == U's' && other == U'z') || (one == U'z' && other == U's');
  };
  return a.size() >= long_word && a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), alike);
}

bool is_respelled(std::string_view before, std::string_view after) {
  const std::u32string a = letters_of(before);
  const std::u32string b = letters_of(after);
  if (a == b) return true;
  const std::size_t length = std::min(a.size(), b.size());
  if (length < shortest || a.size() > longest || b.size() > longest) return false;
  if (differ_in_form(a, b) || negates(a, b) || negates(b, a)) return false;
  return distance(a, b) <= (length < long_word ? 1 : 2);
}

}  // namespace hexapla
