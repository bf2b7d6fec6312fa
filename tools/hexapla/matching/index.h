// The nearest of many texts: an inverted index over trigrams that answers "which are at least this similar". Exact
// where a text has few near ones; where it has a great many, a fixed amount of work goes into the likeliest.
#pragma once

#include "hexapla/matching/features.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla {

/// Built once from all texts, then asked as often as wanted, by several threads if each has its own Search. The
/// bags of features stay the caller's and must outlive the index.
class FuzzyIndex {
 public:
  struct Hit {
    std::uint32_t item;  ///< position among the texts the index was built from
    double similarity;
  };

  explicit FuzzyIndex(std::span<const Features* const> items);

  /// Working space of one asker.
  class Search {
   public:
    explicit Search(const FuzzyIndex& index);
    /// At most `limit` texts with similarity >= `threshold`, best first, equals by position.
    const std::vector<Hit>& find(const Features& query, double threshold, std::size_t limit);

   private:
    void choose_sizes(std::size_t query_size, double threshold);
    void count_shared(const Features& query, double threshold);
    void keep_likely(std::size_t query_size, double threshold);

    const FuzzyIndex& index_;
    std::uint32_t first_ = 0;                ///< ranks whose sizes allow the threshold
    std::uint32_t last_ = 0;                 ///< one behind them
    std::vector<std::uint16_t> seen_;        ///< by rank: features found so far; zero between searches
    std::size_t looked_at_ = 0;              ///< features of the query whose postings were counted
    std::vector<std::uint32_t> candidates_;  ///< ranks
    std::vector<std::uint64_t> rare_first_;  ///< the query's buckets, each with how many have it in the upper half
    std::vector<Hit> hits_;
  };

 private:
  std::uint32_t bucket(std::uint32_t gram) const { return gram >> shift_; }

  std::span<const Features* const> items_;
  std::vector<std::uint32_t> by_size_;   ///< items, the shortest first; a place in this list is a rank
  std::vector<std::uint32_t> sizes_;     ///< by rank
  std::vector<std::uint32_t> starts_;    ///< by bucket, into postings_
  std::vector<std::uint32_t> postings_;  ///< ranks, ascending within a bucket
  unsigned shift_ = 0;
};

}  // namespace hexapla
