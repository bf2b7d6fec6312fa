// Prefix filtering (Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins", 2006). To reach the
// threshold two bags must share a least number of features; so a text that is near enough must be met among all but
// that many of the query's features, and the rarest ones are the cheapest to look through. Candidates found there
// are compared in full, bounded first by their sizes.
//
// Postings are grouped by the leading bits of the hash, not by the hash itself: an array instead of a table, and what
// falls together only adds candidates, never loses one.
#include "hexapla/matching/index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

namespace hexapla {
namespace {

/// Thousands of texts that differ in a number alone ("Row 17 of 5000") would all be candidates for each other, and the
/// time quadratic. The rarest features come first, so what a spent budget leaves out are the likest of the alike; and
/// only the candidates that share most of the rare features are compared in full.
constexpr std::size_t max_postings = 1 << 13;
constexpr std::size_t max_compared = 48;

/// Least number of features that a query of `size` shares with any text at `threshold`: with a text as short as the
/// threshold allows at all, which is threshold / (2 - threshold) of the query.
std::size_t least_shared(std::size_t size, double threshold) {
  return static_cast<std::size_t>(std::ceil(static_cast<double>(size) * threshold / (2 - threshold) - 1e-9));
}

}  // namespace

FuzzyIndex::FuzzyIndex(std::span<const Features* const> items) : items_(items) {
  std::size_t total = 0;
  sizes_.reserve(items.size());
  for (const Features* item : items) {
    total += item->size();
    sizes_.push_back(static_cast<std::uint32_t>(item->size()));
  }
  const auto bits = std::clamp<unsigned>(static_cast<unsigned>(std::bit_width(total)), 8, 22);
  shift_ = 32 - bits;
  starts_.assign((std::size_t{1} << bits) + 1, 0);
  for (const Features* item : items) {
    for (std::size_t i = 0; i < item->size(); ++i) {
      const std::uint32_t gram = item->grams()[i];
      if (i == 0 || bucket(item->grams()[i - 1]) != bucket(gram)) ++starts_[bucket(gram) + 1];
    }
  }
  for (std::size_t i = 1; i < starts_.size(); ++i) starts_[i] += starts_[i - 1];
  postings_.resize(starts_.back());
  std::vector<std::uint32_t> next(starts_.begin(), starts_.end() - 1);
  for (std::uint32_t at = 0; at < items.size(); ++at) {
    const auto& grams = items[at]->grams();
    for (std::size_t i = 0; i < grams.size(); ++i) {
      if (i == 0 || bucket(grams[i - 1]) != bucket(grams[i])) postings_[next[bucket(grams[i])]++] = at;
    }
  }
}

FuzzyIndex::Search::Search(const FuzzyIndex& index) : index_(index), seen_(index.items_.size(), 0) {}

void FuzzyIndex::Search::count_shared(const Features& query, double threshold) {
  rare_first_.clear();
  for (std::uint32_t gram : query.grams()) {
    const std::uint32_t at = index_.bucket(gram);
    rare_first_.emplace_back(index_.starts_[at + 1] - index_.starts_[at], at);
  }
  std::sort(rare_first_.begin(), rare_first_.end());
  const std::size_t look_at =
      std::min(query.size() - std::min(query.size(), least_shared(query.size(), threshold)) + 1, rare_first_.size());
  std::size_t budget = max_postings;
  looked_at_ = 0;
  while (looked_at_ < look_at && budget > 0) {
    const std::uint32_t at = rare_first_[looked_at_].second;
    std::uint16_t times = 0;
    for (; looked_at_ < rare_first_.size() && rare_first_[looked_at_].second == at; ++looked_at_) ++times;
    const std::uint32_t begin = index_.starts_[at];
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(index_.starts_[at + 1], begin + budget));
    if (end < index_.starts_[at + 1]) looked_at_ -= times;  // others may have it, too
    budget -= end - begin;
    for (std::uint32_t p = begin; p < end; ++p) {
      const std::uint32_t item = index_.postings_[p];
      if (seen_[item] == 0) candidates_.push_back(item);
      seen_[item] = static_cast<std::uint16_t>(seen_[item] + times);
    }
  }
}

/// Of the candidates whose size allows the threshold, those that share most; the earlier ones among equals.
void FuzzyIndex::Search::keep_likely(std::size_t query_size, double threshold) {
  std::array<std::size_t, 64> sharing{};
  const std::size_t not_looked_at = query_size - looked_at_;
  const auto rank = [&](std::uint32_t item) { return std::min<std::size_t>(seen_[item], sharing.size() - 1); };
  std::erase_if(candidates_, [&](std::uint32_t item) {
    // What it shares is at most what was seen of it and all features that were not looked at.
    const std::size_t shared = std::min<std::size_t>(seen_[item] + not_looked_at, index_.sizes_[item]);
    const bool too_far =
        2.0 * static_cast<double>(shared) < threshold * static_cast<double>(query_size + index_.sizes_[item]) - 1e-9;
    if (too_far) {
      seen_[item] = 0;
    } else {
      ++sharing[rank(item)];
    }
    return too_far;
  });
  std::size_t least = sharing.size();
  std::size_t likelier = 0;
  while (least > 1 && likelier + sharing[least - 1] <= max_compared) likelier += sharing[--least];
  std::size_t room = max_compared - likelier;
  std::erase_if(candidates_, [&](std::uint32_t item) {
    const std::size_t shared = rank(item);
    seen_[item] = 0;
    if (shared >= least) return false;
    return shared + 1 < least || room == 0 || room-- == 0;
  });
}

const std::vector<FuzzyIndex::Hit>& FuzzyIndex::Search::find(const Features& query, double threshold,
                                                             std::size_t limit) {
  hits_.clear();
  candidates_.clear();
  count_shared(query, threshold);
  keep_likely(query.size(), threshold);
  for (std::uint32_t item : candidates_) {
    const double score = similarity(query, *index_.items_[item], threshold);
    if (score >= threshold && score > 0) hits_.push_back({item, score});
  }
  const std::size_t kept = std::min(limit, hits_.size());
  std::partial_sort(hits_.begin(), hits_.begin() + static_cast<std::ptrdiff_t>(kept), hits_.end(),
                    [](const Hit& a, const Hit& b) {
                      return a.similarity != b.similarity ? a.similarity > b.similarity : a.item < b.item;
                    });
  hits_.resize(kept);
  return hits_;
}

}  // namespace hexapla
