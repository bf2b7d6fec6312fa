// As in patience diff, what is certain comes first: anchors are units whose text stands on both sides. The longest
// run of anchors that keeps its order (longest increasing subsequence) cuts both sides into gaps; anchors off that
// run have moved, they stand in no gap's way. What is left between two neighbours is paired by dynamic programming:
// in order, each unit once, the greatest sum of similarity above the threshold. A gap too large for that is cut by
// its own most similar pairs, found with an index. Last, what is still alone on both sides of the page is paired
// regardless of order where the texts are very near: a paragraph that was moved and edited.
#include "hexapla/matching/align.h"

#include "hexapla/matching/index.h"

#include <algorithm>

namespace hexapla {
namespace {

/// Cells of the largest table; more become several gaps. Bounds time (each cell is a comparison of two texts) and
/// memory for two pages that have nothing in common.
constexpr std::size_t max_cells = 2048;
/// How many near texts a unit of a large gap is offered.
constexpr std::size_t candidates_each = 4;

/// The longest subsequence of pairs (sorted by new_item) whose old_item ascends, too.
std::vector<AlignPair> longest_chain(const std::vector<AlignPair>& pairs) {
  std::vector<std::size_t> tails;  // the pair that ends the best chain of each length
  std::vector<std::size_t> before(pairs.size(), pairs.size());
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const auto at =
        std::lower_bound(tails.begin(), tails.end(), pairs[i].old_item,
                         [&](std::size_t tail, std::uint32_t value) { return pairs[tail].old_item < value; });
    if (at != tails.begin()) before[i] = *(at - 1);
    if (at == tails.end()) {
      tails.push_back(i);
    } else {
      *at = i;
    }
  }
  std::vector<AlignPair> chain;
  for (std::size_t i = tails.empty() ? pairs.size() : tails.back(); i < pairs.size(); i = before[i])
    chain.push_back(pairs[i]);
  std::reverse(chain.begin(), chain.end());
  return chain;
}

void sort_by_new(std::vector<AlignPair>& pairs) {
  std::sort(pairs.begin(), pairs.end(), [](const AlignPair& a, const AlignPair& b) { return a.new_item < b.new_item; });
}

class Aligner {
 public:
  Aligner(std::span<const AlignItem> old_items, std::span<const AlignItem> new_items, const AlignThresholds& thresholds)
      : old_(old_items),
        new_(new_items),
        thresholds_(thresholds),
        old_taken_(old_items.size()),
        new_taken_(new_items.size()) {}

  std::vector<AlignPair> run(std::span<const AlignPair> anchors) {
    std::vector<AlignPair> fixed(anchors.begin(), anchors.end());
    for (const AlignPair& anchor : fixed) take(anchor);
    sort_by_new(fixed);
    between(longest_chain(fixed), true);
    pair_by_similarity(free_items(old_taken_, 0, old_.size()), free_items(new_taken_, 0, new_.size()),
                       thresholds_.anywhere);
    return std::move(result_);
  }

 private:
  using Items = std::vector<std::uint32_t>;

  void take(const AlignPair& pair) {
    old_taken_[pair.old_item] = true;
    new_taken_[pair.new_item] = true;
  }

  static Items free_items(const std::vector<bool>& taken, std::size_t begin, std::size_t end) {
    Items items;
    for (std::size_t i = begin; i < end; ++i) {
      if (!taken[i]) items.push_back(static_cast<std::uint32_t>(i));
    }
    return items;
  }

  /// Works on every gap that a chain leaves. `may_cut`: a large gap may be cut once more.
  void between(const std::vector<AlignPair>& chain, bool may_cut) {
    std::size_t old_at = 0;
    std::size_t new_at = 0;
    for (std::size_t i = 0; i <= chain.size(); ++i) {
      const std::size_t old_end = i < chain.size() ? chain[i].old_item : old_.size();
      const std::size_t new_end = i < chain.size() ? chain[i].new_item : new_.size();
      gap(free_items(old_taken_, old_at, old_end), free_items(new_taken_, new_at, new_end), may_cut);
      old_at = old_end + 1;
      new_at = new_end + 1;
    }
  }

  void gap(const Items& olds, const Items& news, bool may_cut) {
    const std::size_t first = result_.size();
    if (pair_gap(olds, news) && may_cut) cut(olds, news, first);
  }

  /// True: the gap is a large one, whose pairs were found without regard to their order.
  bool pair_gap(const Items& olds, const Items& news) {
    if (olds.empty() || news.empty()) return false;
    if (olds.size() * news.size() <= max_cells) {
      pair_in_order(olds, news);
      return false;
    }
    pair_by_similarity(olds, news, thresholds_.in_gap);
    return true;
  }

  /// The pairs just found in a large gap are its anchors; what is left between them is small enough, or left alone.
  void cut(const Items& olds, const Items& news, std::size_t first) {
    std::vector<AlignPair> found(result_.begin() + static_cast<std::ptrdiff_t>(first), result_.end());
    sort_by_new(found);
    auto old_at = olds.begin();
    auto new_at = news.begin();
    auto chain = longest_chain(found);
    chain.push_back({olds.back() + 1, news.back() + 1, 0});
    for (const AlignPair& anchor : chain) {
      const auto old_end = std::lower_bound(old_at, olds.end(), anchor.old_item);
      const auto new_end = std::lower_bound(new_at, news.end(), anchor.new_item);
      pair_gap(still_free(old_at, old_end, old_taken_), still_free(new_at, new_end, new_taken_));
      old_at = old_end;
      new_at = new_end;
    }
  }

  static Items still_free(Items::const_iterator begin, Items::const_iterator end, const std::vector<bool>& taken) {
    Items items;
    std::copy_if(begin, end, std::back_inserter(items), [&](std::uint32_t item) { return !taken[item]; });
    return items;
  }

  bool same_kind(std::uint32_t old_item, std::uint32_t new_item) const {
    return old_[old_item].kind == new_[new_item].kind;
  }

  /// Few letters are alike by chance more easily than many.
  double needed(std::uint32_t old_item, std::uint32_t new_item, double threshold) const {
    const std::size_t length = std::max(old_[old_item].features->size(), new_[new_item].features->size());
    const double missing =
        1 - static_cast<double>(std::min(length, thresholds_.long_text)) / static_cast<double>(thresholds_.long_text);
    return threshold + thresholds_.short_text * missing + (same_kind(old_item, new_item) ? 0 : thresholds_.other_kind);
  }

  double compare(std::uint32_t old_item, std::uint32_t new_item, double least) const {
    return similarity(*old_[old_item].features, *new_[new_item].features, least);
  }

  /// Dynamic programming over two short lists. gain_[i][j]: the best that the first i and j can do.
  void pair_in_order(const Items& olds, const Items& news) {
    const std::size_t width = news.size() + 1;
    const double threshold = olds.size() == 1 && news.size() == 1 ? thresholds_.alone : thresholds_.in_gap;
    gain_.assign((olds.size() + 1) * width, 0);
    score_.assign((olds.size() + 1) * width, 0);
    for (std::size_t i = 1; i <= olds.size(); ++i) {
      for (std::size_t j = 1; j <= news.size(); ++j) {
        const double need = needed(olds[i - 1], news[j - 1], threshold);
        const std::size_t cell = i * width + j;
        gain_[cell] = std::max(gain_[cell - 1], gain_[cell - width]);
        if (similarity_bound(old_[olds[i - 1]].features->size(), new_[news[j - 1]].features->size()) < need) continue;
        score_[cell] = compare(olds[i - 1], news[j - 1], need);
        if (score_[cell] < need) continue;
        gain_[cell] = std::max(gain_[cell], gain_[cell - width - 1] + score_[cell] - threshold + 0.01);
      }
    }
    collect(olds, news);
  }

  void collect(const Items& olds, const Items& news) {
    const std::size_t width = news.size() + 1;
    std::size_t i = olds.size();
    std::size_t j = news.size();
    while (i > 0 && j > 0) {
      const std::size_t cell = i * width + j;
      if (gain_[cell] == gain_[cell - width]) {
        --i;
      } else if (gain_[cell] == gain_[cell - 1]) {
        --j;
      } else {
        accept({olds[i - 1], news[j - 1], score_[cell]});
        --i;
        --j;
      }
    }
  }

  void accept(const AlignPair& pair) {
    take(pair);
    result_.push_back(pair);
  }

  /// Greedy: the nearest pair first, whatever the order.
  void pair_by_similarity(const Items& olds, const Items& news, double threshold) {
    if (olds.empty() || news.empty()) return;
    std::vector<AlignPair> offers = offered(olds, news, threshold);
    std::sort(offers.begin(), offers.end(), [](const AlignPair& a, const AlignPair& b) {
      if (a.score != b.score) return a.score > b.score;
      return a.new_item != b.new_item ? a.new_item < b.new_item : a.old_item < b.old_item;
    });
    for (const AlignPair& offer : offers) {
      if (!old_taken_[offer.old_item] && !new_taken_[offer.new_item]) accept(offer);
    }
  }

  std::vector<AlignPair> offered(const Items& olds, const Items& news, double threshold) const {
    std::vector<const Features*> texts;
    texts.reserve(olds.size());
    for (std::uint32_t item : olds) texts.push_back(old_[item].features);
    const FuzzyIndex index(texts);
    FuzzyIndex::Search search(index);
    std::vector<AlignPair> offers;
    for (std::uint32_t item : news) {
      for (const auto& hit : search.find(*new_[item].features, threshold, candidates_each)) {
        const std::uint32_t old_item = olds[hit.item];
        if (hit.similarity >= needed(old_item, item, threshold)) offers.push_back({old_item, item, hit.similarity});
      }
    }
    return offers;
  }

  std::span<const AlignItem> old_;
  std::span<const AlignItem> new_;
  const AlignThresholds& thresholds_;
  std::vector<bool> old_taken_;
  std::vector<bool> new_taken_;
  std::vector<double> gain_;
  std::vector<double> score_;
  std::vector<AlignPair> result_;
};

}  // namespace

std::vector<AlignPair> align(std::span<const AlignItem> old_items, std::span<const AlignItem> new_items,
                             std::span<const AlignPair> anchors, const AlignThresholds& thresholds) {
  return Aligner(old_items, new_items, thresholds).run(anchors);
}

}  // namespace hexapla
