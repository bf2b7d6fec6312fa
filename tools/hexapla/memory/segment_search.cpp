// Prefix filtering (Chaudhuri, Ganti and Kaushik, "A primitive operator for similarity joins", 2006), as in
// matching/index.cpp. To be near enough, an item must share a least number of features with the query; so it is met in
// the postings of all but that many features, of which the rarest cost least. What was counted there, and what the
// postings not read can add at most, bounds the similarity: where too many items are left, more postings are read.
#include "hexapla/memory/segment_search.h"

#include "hexapla/memory/postings.h"
#include "hexapla/memory/segments.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace hexapla {
namespace {

/// So many can be compared in the time that it takes to read more postings.
constexpr std::size_t few_candidates = 64;

/// Features of the query in one bucket.
struct List {
  std::int64_t key;
  std::uint16_t weight;  ///< how many
  std::int64_t count;    ///< items in the posting
};

class SegmentSearch {
 public:
  SegmentSearch(Store& store, const StoredSegment& segment, const Features& query, double threshold,
                std::vector<std::uint16_t>& seen)
      : store_(store), segment_(segment), query_(query), threshold_(threshold), seen_(seen) {}

  void run(std::vector<Candidate>& candidates) {
    if (!bound_items() || !find_lists()) return;
    seen_.assign(end_ - begin_, 0);
    read_lists(needed_lists());
    collect();
    while (items_.size() > few_candidates && read_ < lists_.size()) {
      read_lists(std::min(lists_.size(), read_ + std::max<std::size_t>(4, (lists_.size() - read_) / 2)));
      std::erase_if(items_, [&](std::uint32_t item) { return !is_near(item); });
    }
    tell(candidates);
  }

 private:
  /// Of sizes that can be near enough.
  bool bound_items() {
    starts_ = size_starts(store_, segment_);
    const std::size_t sizes = starts_.size() - 1;
    std::size_t from = 0;
    while (from < sizes && similarity_bound(query_.size(), from) < threshold_) ++from;
    std::size_t to = from;
    while (to < sizes && similarity_bound(query_.size(), to) >= threshold_) ++to;
    smallest_ = from;
    begin_ = starts_[from];
    end_ = starts_[to];
    return begin_ < end_;
  }

  bool find_lists() {
    std::vector<std::int64_t> keys;
    std::vector<std::uint16_t> weights;
    for (const std::uint32_t gram : query_.grams()) {
      const std::int64_t key = posting_key(segment_.id, gram >> (32 - bucket_bits));
      if (keys.empty() || keys.back() != key) {
        keys.push_back(key);
        weights.push_back(0);
      }
      ++weights.back();
    }
    auto counts = store_.posting_counts(keys);
    for (const auto& one : counts) {
      const auto at = std::lower_bound(keys.begin(), keys.end(), one.key) - keys.begin();
      lists_.push_back({one.key, weights[static_cast<std::size_t>(at)], one.count});
      unread_ += lists_.back().weight;
    }
    std::sort(lists_.begin(), lists_.end(),
              [](const List& a, const List& b) { return a.count != b.count ? a.count < b.count : a.key < b.key; });
    return unread_ >= least_shared(query_.size(), smallest_, threshold_);
  }

  /// How many, from the rarest on, so that the rest alone cannot be enough.
  std::size_t needed_lists() const {
    const std::size_t least = std::max<std::size_t>(1, least_shared(query_.size(), smallest_, threshold_));
    std::size_t rest = unread_;
    std::size_t lists = 0;
    while (lists < lists_.size() && rest >= least) rest -= lists_[lists++].weight;
    return lists;
  }

  void read_lists(std::size_t until) {
    std::vector<std::int64_t> keys;
    for (std::size_t i = read_; i < until; ++i) keys.push_back(lists_[i].key);
    auto blobs = store_.postings(keys);
    std::uint16_t* const seen = seen_.data();
    for (const auto& blob : blobs) {
      const auto list =
          std::find_if(lists_.begin(), lists_.end(), [&](const List& one) { return one.key == blob.key; });
      if (list == lists_.end()) continue;
      const std::uint16_t weight = list->weight;
      const auto count = [seen, weight, begin = begin_](std::uint32_t item) {
        if (item >= begin) seen[item - begin] = static_cast<std::uint16_t>(seen[item - begin] + weight);
      };
      if (!decode_postings(blob.bytes, end_, count)) fail_damaged_index(store_);
    }
    for (; read_ < until; ++read_) unread_ -= lists_[read_].weight;
  }

  std::size_t size_of(std::uint32_t item) const {
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), item);
    return static_cast<std::size_t>(next - starts_.begin()) - 1;
  }

  bool is_near(std::uint32_t item) const {
    const std::size_t size = size_of(item);
    return std::min(seen_[item - begin_] + unread_, size) >= least_shared(query_.size(), size, threshold_);
  }

  /// Size by size, so that what is needed is a number; eight items at once where none was met.
  void collect() {
    for (std::size_t size = smallest_; size + 1 < starts_.size() && starts_[size] < end_; ++size) {
      const std::size_t least = std::max<std::size_t>(1, least_shared(query_.size(), size, threshold_));
      const std::size_t needed = least > unread_ ? least - unread_ : 1;
      for (std::uint32_t item = starts_[size]; item < starts_[size + 1]; ++item) {
        if (seen_[item - begin_] >= needed) items_.push_back(item);
      }
    }
  }

  void tell(std::vector<Candidate>& candidates) {
    std::vector<std::int64_t> keys;
    for (const std::uint32_t item : items_) {
      const std::int64_t key = item_key(segment_.id, item / items_per_chunk);
      if (keys.empty() || keys.back() != key) keys.push_back(key);
    }
    auto chunks = store_.item_chunks(keys);
    std::sort(chunks.begin(), chunks.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
    std::size_t chunk = 0;
    for (const std::uint32_t item : items_) {
      const std::int64_t key = item_key(segment_.id, item / items_per_chunk);
      while (chunk < chunks.size() && chunks[chunk].key < key) ++chunk;
      const std::size_t at = static_cast<std::size_t>(item % items_per_chunk) * 4;
      if (chunk == chunks.size() || chunks[chunk].key != key || at + 4 > chunks[chunk].bytes.size())
        fail_damaged_index(store_);
      std::uint32_t offset = 0;
      for (unsigned i = 0; i < 4; ++i) {
        offset |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(chunks[chunk].bytes[at + i])) << (8 * i);
      }
      const std::size_t size = size_of(item);
      const std::size_t shared = std::min({seen_[item - begin_] + unread_, size, query_.size()});
      candidates.push_back(
          {segment_.first + offset, 2.0 * static_cast<double>(shared) / static_cast<double>(size + query_.size())});
    }
  }

  Store& store_;
  const StoredSegment& segment_;
  const Features& query_;
  double threshold_;
  std::vector<std::uint16_t>& seen_;  ///< by item from begin_ on: features met
  std::vector<std::uint32_t> starts_;
  std::size_t smallest_ = 0;  ///< size
  std::uint32_t begin_ = 0, end_ = 0;
  std::vector<List> lists_;  ///< the rarest first
  std::size_t read_ = 0;     ///< lists
  std::size_t unread_ = 0;   ///< weight of the others
  std::vector<std::uint32_t> items_;
};

}  // namespace

std::size_t least_shared(std::size_t a, std::size_t b, double threshold) {
  return static_cast<std::size_t>(std::ceil(static_cast<double>(a + b) * threshold / 2 - 1e-9));
}

void search_segment(Store& store, const StoredSegment& segment, const Features& query, double threshold,
                    std::vector<std::uint16_t>& seen, std::vector<Candidate>& candidates) {
  SegmentSearch(store, segment, query, threshold, seen).run(candidates);
}

}  // namespace hexapla
