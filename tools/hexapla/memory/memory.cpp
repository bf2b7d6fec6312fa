#include "hexapla/memory/memory.h"

#include "hexapla/memory/parts.h"
#include "hexapla/memory/segments.h"

#include <algorithm>
#include <unordered_map>

namespace hexapla {
namespace {

constexpr std::int64_t pairs_at_once = 8192;

/// A filter with names for texts.
class Chooser {
 public:
  Chooser(const MemoryFilter& filter, const MemoryNames& names)
      : filter_(filter),
        source_language_(names.find(filter.source_language)),
        target_language_(names.find(filter.target_language)),
        origin_(filter.origin ? names.find(*filter.origin) : 0) {}

  /// Nothing can be chosen: a name that the memory does not have.
  bool none() const {
    return (source_language_ == 0 && !filter_.source_language.empty()) ||
           (target_language_ == 0 && !filter_.target_language.empty()) ||
           (filter_.origin && origin_ == 0 && !filter_.origin->empty());
  }
  bool needs_source() const { return source_language_ != 0; }
  bool takes_source(std::int64_t language) const { return source_language_ == 0 || source_language_ == language; }
  bool takes(const StoredPair& pair) const {
    return (target_language_ == 0 || pair.language == target_language_) &&
           (!filter_.origin || pair.origin == origin_) && (!filter_.used_before || pair.used < *filter_.used_before);
  }

 private:
  const MemoryFilter& filter_;
  std::int64_t source_language_;
  std::int64_t target_language_;
  std::int64_t origin_;
};

using Sources = std::unordered_map<std::int64_t, StoredSource>;

Sources sources_of(Store& store, const std::vector<StoredPair>& pairs) {
  std::vector<std::int64_t> ids;
  ids.reserve(pairs.size());
  for (const auto& pair : pairs) ids.push_back(pair.source);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  Sources sources;
  for (auto& source : store.sources_by_id(ids)) {
    const std::int64_t id = source.id;
    sources.emplace(id, std::move(source));
  }
  return sources;
}

/// Calls each(pairs, sources) for the chosen ones, some thousand at a time.
template <typename Each>
void each_chosen(Store& store, const Chooser& chooser, bool with_sources, const Each& each) {
  if (chooser.none()) return;
  for (std::int64_t after = 0;;) {
    auto pairs = store.pairs_after(after, pairs_at_once);
    if (pairs.empty()) return;
    after = pairs.back().id;
    std::erase_if(pairs, [&](const StoredPair& pair) { return !chooser.takes(pair); });
    Sources sources;
    if (with_sources || chooser.needs_source()) {
      sources = sources_of(store, pairs);
      std::erase_if(pairs, [&](const StoredPair& pair) {
        const auto source = sources.find(pair.source);
        return source == sources.end() || !chooser.takes_source(source->second.language);
      });
    }
    each(pairs, sources);
  }
}

std::uint64_t count_of(std::int64_t number) {
  return number < 0 ? 0 : static_cast<std::uint64_t>(number);
}

}  // namespace

Memory::Memory(std::unique_ptr<Store> store) : parts_(std::make_unique<Parts>()) {
  parts_->store = std::move(store);
}

Memory::~Memory() = default;

void Memory::settle() {
  Store& store = *parts_->store;
  StoreTransaction transaction(store, true);
  index_tail(store);
  merge_segments(store);
  transaction.commit();
}

void Memory::each(const MemoryFilter& filter, const std::function<void(const MemoryPair&)>& each) {
  Store& store = *parts_->store;
  StoreTransaction transaction(store, false);
  parts_->names.refresh(store);
  const auto tell = [&](const std::vector<StoredPair>& pairs, const Sources& sources) {
    for (const auto& stored : pairs) {
      const StoredSource& source = sources.at(stored.source);
      MemoryPair pair = pair_from(stored, parts_->names);
      pair.source = source.text;
      pair.source_language = parts_->names.text(source.language);
      each(pair);
    }
  };
  each_chosen(store, Chooser(filter, parts_->names), true, tell);
  transaction.commit();
}

MemoryStats Memory::stats() {
  Store& store = *parts_->store;
  StoreTransaction transaction(store, false);
  parts_->names.refresh(store);
  MemoryStats stats;
  for (const auto& one : store.languages()) {
    stats.languages.push_back({parts_->names.text(one.source_language), parts_->names.text(one.target_language),
                               count_of(one.pairs), one.first_date, one.last_date});
  }
  std::sort(stats.languages.begin(), stats.languages.end(), [](const auto& a, const auto& b) {
    return std::tie(a.source_language, a.target_language) < std::tie(b.source_language, b.target_language);
  });
  stats.sources = count_of(store.count_sources());
  stats.pairs = count_of(store.count_pairs());
  stats.bytes = count_of(store.bytes());
  for (const auto& segment : usable_segments(store.segments())) stats.indexed += count_of(segment.items);
  transaction.commit();
  return stats;
}

std::uint64_t Memory::prune(const MemoryFilter& filter, bool check) {
  Store& store = *parts_->store;
  StoreTransaction transaction(store, !check);
  parts_->names.refresh(store);
  std::uint64_t pruned = 0;
  const auto drop = [&](const std::vector<StoredPair>& pairs, const Sources&) {
    pruned += pairs.size();
    if (check) return;
    std::vector<std::int64_t> ids;
    ids.reserve(pairs.size());
    for (const auto& pair : pairs) ids.push_back(pair.id);
    store.delete_pairs(ids);
  };
  each_chosen(store, Chooser(filter, parts_->names), false, drop);
  if (pruned > 0 && !check) {
    const std::int64_t before = store.count_sources();
    store.delete_unused_sources();
    // What is gone is passed over by searches. Where a good part is, they are better off with a new index; so are those
    // of other versions, which nobody may use any more.
    const auto all = store.segments();
    const bool outdated = store.count_sources() < before - before / 4;
    std::vector<std::int64_t> ids;
    for (const auto& one : all) {
      if (outdated || one.features != features_version()) ids.push_back(one.id);
    }
    store.delete_segments(ids);
    index_tail(store);
  }
  transaction.commit();
  return pruned;
}

}  // namespace hexapla
