// Prefix filtering (Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins", 2006). To reach the
// threshold two bags must share a least number of features; so a text that is near enough must be met among all but
// that many of the query's features, and the rarest ones are the cheapest to look through. Candidates found there
// are compared in full. Texts are numbered by their size, so that of a feature's postings only the stretch is looked at
// whose sizes allow the threshold (Bayardo, Ma and Srikant, "Scaling up all pairs similarity search", 2007).
//
// Postings are grouped by the leading bits of the hash, not by the hash itself: an array instead of a table, and what
// falls together only adds candidates, never loses one.
#include "hexapla/matching/index.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

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

FuzzyIndex::FuzzyIndex(std::span<const Features* const> items) : items_(items), by_size_(items.size()) {
  std::size_t total = 0;
  for (const Features* item : items) total += item->size();
  std::iota(by_size_.begin(), by_size_.end(), 0);
  std::stable_sort(by_size_.begin(), by_size_.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return items[a]->size() < items[b]->size(); });
  sizes_.reserve(items.size());
  for (const std::uint32_t item : by_size_) sizes_.push_back(static_cast<std::uint32_t>(items[item]->size()));
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
  for (std::uint32_t rank = 0; rank < by_size_.size(); ++rank) {
    const auto& grams = items[by_size_[rank]]->grams();
    for (std::size_t i = 0; i < grams.size(); ++i) {
      if (i == 0 || bucket(grams[i - 1]) != bucket(grams[i])) postings_[next[bucket(grams[i])]++] = rank;
    }
  }
}

FuzzyIndex::Search::Search(const FuzzyIndex& index) : index_(index), seen_(index.items_.size(), 0) {}

void FuzzyIndex::Search::choose_sizes(std::size_t query_size, double threshold) {
  const auto& sizes = index_.sizes_;
  const double longest = threshold > 0 ? static_cast<double>(query_size) * (2 - threshold) / threshold + 1e-9
                                       : std::numeric_limits<double>::max();
  const auto first = std::lower_bound(sizes.begin(), sizes.end(), least_shared(query_size, threshold));
  const auto last = std::upper_bound(first, sizes.end(), longest);
  first_ = static_cast<std::uint32_t>(first - sizes.begin());
  last_ = static_cast<std::uint32_t>(last - sizes.begin());
}

void FuzzyIndex::Search::count_shared(const Features& query, double threshold) {
  rare_first_.clear();
  for (std::uint32_t gram : query.grams()) {
    const std::uint32_t at = index_.bucket(gram);
    rare_first_.push_back(std::uint64_t{index_.starts_[at + 1] - index_.starts_[at]} << 32 | at);
  }
  const std::size_t look_at =
      std::min(query.size() - std::min(query.size(), least_shared(query.size(), threshold)) + 1, rare_first_.size());
  const auto behind = rare_first_.begin() + static_cast<std::ptrdiff_t>(look_at);
  if (behind != rare_first_.end()) std::nth_element(rare_first_.begin(), behind, rare_first_.end());
  std::sort(rare_first_.begin(), behind);
  std::size_t budget = max_postings;
  looked_at_ = 0;
  const std::uint32_t* const postings = index_.postings_.data();
  while (looked_at_ < look_at && budget > 0) {
    const auto at = static_cast<std::uint32_t>(rare_first_[looked_at_]);
    std::uint16_t times = 0;
    for (; looked_at_ < look_at && rare_first_[looked_at_] == rare_first_[looked_at_ - times]; ++looked_at_) ++times;
    const std::uint32_t* const all_end = postings + index_.starts_[at + 1];
    const std::uint32_t* p = std::lower_bound(postings + index_.starts_[at], all_end, first_);
    const std::uint32_t* const end = p + std::min<std::size_t>(static_cast<std::size_t>(all_end - p), budget);
    const std::uint32_t* const begin = p;
    for (; p != end && *p < last_; ++p) {
      if (seen_[*p] == 0) candidates_.push_back(*p);
      seen_[*p] = static_cast<std::uint16_t>(seen_[*p] + times);
    }
    budget -= static_cast<std::size_t>(p - begin);
    if (p == end && end != all_end && *p < last_) looked_at_ -= times;  // others may have it, too
  }
}

/// Of the candidates that may reach the threshold those that share most, with these first.
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
    const bool drop = shared < least && (shared + 1 < least || room == 0 || room-- == 0);
    if (drop) seen_[item] = 0;
    return drop;
  });
  std::sort(candidates_.begin(), candidates_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return seen_[a] != seen_[b] ? seen_[a] > seen_[b] : a < b; });
  for (const std::uint32_t item : candidates_) seen_[item] = 0;
}

const std::vector<FuzzyIndex::Hit>& FuzzyIndex::Search::find(const Features& query, double threshold,
                                                             std::size_t limit) {
  hits_.clear();
  candidates_.clear();
  if (limit == 0) return hits_;
  choose_sizes(query.size(), threshold);
  count_shared(query, threshold);
  keep_likely(query.size(), threshold);
  const auto before = [](const Hit& a, const Hit& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.item < b.item;
  };
  for (const std::uint32_t rank : candidates_) {
    const double least = hits_.size() < limit ? threshold : hits_.back().similarity;
    const Hit hit{index_.by_size_[rank], similarity(query, *index_.items_[index_.by_size_[rank]], least)};
    if (hit.similarity < threshold || hit.similarity <= 0) continue;
    hits_.insert(std::upper_bound(hits_.begin(), hits_.end(), hit, before), hit);
    if (hits_.size() > limit) hits_.pop_back();
  }
  return hits_;
}

}  // namespace hexapla
