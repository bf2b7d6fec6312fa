// The nearest pairs: candidates of all segments and the texts that no segment has yet, compared in the order of what
// they can be at best, until the rest cannot be as near as the last one wanted.
#include "hexapla/matching/features.h"
#include "hexapla/memory/parts.h"
#include "hexapla/memory/segment_search.h"
#include "hexapla/memory/segments.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace hexapla {
namespace {

constexpr std::size_t compared_at_once = 32;
constexpr std::int64_t most_in_tail = 1 << 20;

bool is_in(const std::vector<std::int64_t>& some, std::int64_t id) {
  return std::find(some.begin(), some.end(), id) != some.end();
}

struct Found {
  MemoryHit hit;
  int strange_languages;  ///< 0 to 2: relatives only
};

bool comes_first(const Found& a, const Found& b) {
  const auto rank = [](const Found& one) {
    return std::make_tuple(-one.hit.similarity, !one.hit.same_text, !one.hit.same_context, one.strange_languages,
                           -one.hit.pair.date, -static_cast<std::int64_t>(one.hit.pair.uses), one.hit.id);
  };
  return rank(a) < rank(b);
}

class Searcher {
 public:
  Searcher(Store& store, const MemoryNames& names, const MemoryQuery& query, std::vector<std::uint16_t>& seen)
      : store_(store),
        names_(names),
        query_(query),
        seen_(seen),
        from_(names.relatives(query.source_language)),
        to_(names.relatives(query.target_language)),
        hash_(source_hash(query.source)) {}

  std::vector<MemoryHit> search() {
    if (from_.empty() || to_.empty() || query_.limit == 0) return {};
    features_ = Features(query_.source);
    add_same_texts();
    if (features_.size() > 0) {
      const auto segments = usable_segments(store_.segments());
      for (const auto& segment : segments) {
        if (is_in(from_, segment.language)) {
          search_segment(store_, segment, features_, query_.threshold, seen_, candidates_);
        }
      }
      add_candidates();
      search_tail(indexed_up_to(segments));
    }
    return take();
  }

  std::vector<MemoryHit> find(bool only_context) {
    if (from_.empty() || to_.empty()) return {};
    add_same_texts();
    if (only_context) std::erase_if(found_, [](const Found& one) { return !one.hit.same_context; });
    return take();
  }

 private:
  void add_same_texts() {
    std::vector<StoredSource> same;
    for (auto& source : store_.sources_by_hash(std::span(&hash_, 1))) {
      if (source.text == query_.source && is_in(from_, source.language)) same.push_back(std::move(source));
    }
    add_pairs(same, std::vector<double>(same.size(), 1.0));
  }

  void add_candidates() {
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.bound > b.bound; });
    std::vector<std::int64_t> ids;
    for (std::size_t at = 0; at < candidates_.size() && candidates_[at].bound >= least();) {
      ids.clear();
      for (; at < candidates_.size() && ids.size() < compared_at_once; ++at) ids.push_back(candidates_[at].source);
      compare(store_.sources_by_id(ids));
    }
  }

  void search_tail(std::int64_t after) {
    for (;;) {
      auto sources = store_.sources_after(after, most_in_tail);
      if (sources.empty()) return;
      after = sources.back().id;
      compare(std::move(sources));
    }
  }

  void compare(std::vector<StoredSource> sources) {
    std::vector<StoredSource> near;
    std::vector<double> scores;
    for (auto& source : sources) {
      if (!is_in(from_, source.language) || source.text == query_.source) continue;
      const double score = similarity(features_, Features(source.text), least());
      if (score < least() || score <= 0) continue;
      near.push_back(std::move(source));
      scores.push_back(score);
    }
    if (!near.empty()) add_pairs(near, scores);
  }

  void add_pairs(const std::vector<StoredSource>& sources, const std::vector<double>& scores) {
    std::vector<std::int64_t> ids;
    std::unordered_map<std::int64_t, std::size_t> by_id;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      ids.push_back(sources[i].id);
      by_id.emplace(sources[i].id, i);
    }
    if (ids.empty()) return;
    for (const auto& stored : store_.pairs_of(ids)) {
      if (!is_in(to_, stored.language)) continue;
      const std::size_t at = by_id.at(stored.source);
      Found one{{stored.id, scores[at], sources[at].text == query_.source, stored.context == query_.context,
                 pair_from(stored, names_)},
                0};
      one.hit.pair.source = sources[at].text;
      one.hit.pair.source_language = names_.text(sources[at].language);
      one.strange_languages = (one.hit.pair.source_language == query_.source_language ? 0 : 1) +
                              (one.hit.pair.target_language == query_.target_language ? 0 : 1);
      found_.push_back(std::move(one));
    }
    if (found_.size() > query_.limit) sort_and_cut();
  }

  void sort_and_cut() {
    std::sort(found_.begin(), found_.end(), comes_first);
    if (found_.size() > query_.limit) found_.resize(query_.limit);
  }

  /// Below this nothing is of use any more.
  double least() const {
    if (found_.size() < query_.limit) return query_.threshold;
    double worst = 1;
    for (const auto& one : found_) worst = std::min(worst, one.hit.similarity);
    return std::max(query_.threshold, worst);
  }

  std::vector<MemoryHit> take() {
    sort_and_cut();
    std::vector<MemoryHit> hits;
    hits.reserve(found_.size());
    for (auto& one : found_) hits.push_back(std::move(one.hit));
    return hits;
  }

  Store& store_;
  const MemoryNames& names_;
  const MemoryQuery& query_;
  std::vector<std::uint16_t>& seen_;
  std::vector<std::int64_t> from_, to_;  ///< languages
  std::int64_t hash_;
  Features features_;
  std::vector<Candidate> candidates_;
  std::vector<Found> found_;
};

}  // namespace

std::vector<MemoryHit> Memory::search(const MemoryQuery& query) {
  StoreTransaction transaction(*parts_->store, false);
  parts_->names.refresh(*parts_->store);
  auto hits = Searcher(*parts_->store, parts_->names, query, parts_->seen).search();
  transaction.commit();
  return hits;
}

std::vector<MemoryHit> Memory::find(const MemoryQuery& query, bool only_context) {
  StoreTransaction transaction(*parts_->store, false);
  parts_->names.refresh(*parts_->store);
  auto hits = Searcher(*parts_->store, parts_->names, query, parts_->seen).find(only_context);
  transaction.commit();
  return hits;
}

}  // namespace hexapla
