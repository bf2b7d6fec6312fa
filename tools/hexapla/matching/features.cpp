#include "hexapla/matching/features.h"

#include "hexapla/base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <numeric>

namespace hexapla {
namespace {

/// Untrusted texts may have megabytes; what stands past this many trigrams no longer tells two texts apart.
constexpr std::size_t max_grams = 4096;

constexpr char32_t fold_case(char32_t c) {
  if (c < 128) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3A9) || (c >= 0x410 && c <= 0x42F)) return c + 32;
  return c >= 0x400 && c <= 0x40F ? c + 80 : c;
}

/// Letters and digits make words; so does every character beyond ASCII but the commonest punctuation.
constexpr bool in_word(char32_t c) {
  if (c < 128) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
  return c != 0xA0 && !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x3002) && c != 0xFF0C && c != 0xFEFF;
}

std::uint32_t mix(char32_t a, char32_t b, char32_t c) {
  std::uint64_t h = (static_cast<std::uint64_t>(a) << 42) ^ (static_cast<std::uint64_t>(b) << 21) ^ c;
  h *= 0x9E3779B97F4A7C15U;
  return static_cast<std::uint32_t>(h >> 32);
}

constexpr auto ascii = [] {
  std::array<char32_t, 128> folded{};
  for (char32_t c = 0; c < 128; ++c) folded[c] = in_word(fold_case(c)) ? fold_case(c) : U' ';
  return folded;
}();

using Counts = std::array<std::uint16_t, std::size_t{1} << Features::outline_bits>;

constexpr std::size_t first_bits(std::uint32_t gram) {
  return gram >> (32 - Features::outline_bits);
}

}  // namespace

Features::Features(std::string_view text) {
  grams_.reserve(std::min(text.size() + 2, max_grams));
  char32_t before = ' ';
  char32_t last = ' ';
  for (std::size_t at = 0; at < text.size() && grams_.size() < max_grams;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    char32_t c = ' ';
    if (byte < 128) {
      c = ascii[byte];
      ++at;
    } else {
      c = fold_case(next_code_point(text, at));
      if (!in_word(c)) c = ' ';
    }
    if (c == ' ' && last == ' ') continue;
    if (last != ' ') grams_.push_back(mix(before, last, c));
    before = last;
    last = c;
  }
  if (last != ' ') grams_.push_back(mix(before, last, ' '));
  sort();
}

/// Hashes fall evenly into what their first bits part; the few in each are put in order where they stand.
void Features::sort() {
  Counts counts{};
  for (const std::uint32_t gram : grams_) ++counts[first_bits(gram)];
  take_outline(counts);
  Counts ends{};
  std::partial_sum(counts.begin(), counts.end(), ends.begin(),
                   [](std::uint16_t a, std::uint16_t b) -> std::uint16_t { return a + b; });
  std::vector<std::uint32_t> sorted(grams_.size());
  for (const std::uint32_t gram : grams_) sorted[--ends[first_bits(gram)]] = gram;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] < 2) continue;
    const auto begin = sorted.begin() + ends[i];
    std::sort(begin, begin + counts[i]);
  }
  grams_ = std::move(sorted);
}

void Features::take_outline(const Counts& counts) {
  for (std::size_t i = 0; i < counts.size(); ++i) {
    outline_[i] = static_cast<std::uint8_t>(counts[i]);
    has_outline_ = has_outline_ && counts[i] <= std::numeric_limits<std::uint8_t>::max();
  }
}

Features::Features(const Features& first, const Features& second) {
  grams_.reserve(first.size() + second.size());
  std::merge(first.grams_.begin(), first.grams_.end(), second.grams_.begin(), second.grams_.end(),
             std::back_inserter(grams_));
  Counts counts{};
  for (const std::uint32_t gram : grams_) ++counts[first_bits(gram)];
  take_outline(counts);
}

namespace {

/// More than two bags can share, seen from afar.
std::size_t shared_at_most(const Features& a, const Features& b) {
  const Features::Outline* const x = a.outline();
  const Features::Outline* const y = b.outline();
  if (x == nullptr || y == nullptr) return std::min(a.size(), b.size());
  std::uint32_t apart = 0;
  for (std::size_t i = 0; i < x->size(); ++i) {
    apart += static_cast<std::uint32_t>(std::abs(int{(*x)[i]} - int{(*y)[i]}));
  }
  return (a.size() + b.size() - apart) / 2;
}

}  // namespace

double similarity(const Features& a, const Features& b, double least) {
  const std::size_t total = a.size() + b.size();
  if (total == 0) return 0;
  const auto needed = static_cast<std::ptrdiff_t>(least * static_cast<double>(total) / 2 - 1e-9);
  if (needed > 0 && static_cast<std::ptrdiff_t>(shared_at_most(a, b)) < needed) return 0;
  std::ptrdiff_t shared = 0;
  const std::uint32_t* x = a.grams().data();
  const std::uint32_t* y = b.grams().data();
  const std::uint32_t* const x_end = x + a.size();
  const std::uint32_t* const y_end = y + b.size();
  while (x != x_end && y != y_end) {
    if (shared + std::min(x_end - x, y_end - y) < needed) return 0;
    for (int step = 0; step < 16 && x != x_end && y != y_end; ++step) {
      const std::uint32_t left = *x;
      const std::uint32_t right = *y;
      shared += left == right ? 1 : 0;
      x += left <= right ? 1 : 0;
      y += right <= left ? 1 : 0;
    }
  }
  const double score = 2.0 * static_cast<double>(shared) / static_cast<double>(total);
  return score < least ? 0 : score;
}

}  // namespace hexapla
