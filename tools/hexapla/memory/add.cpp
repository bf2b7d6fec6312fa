// Adding: what is known is looked up for the whole batch at once, and what the batch has twice is one, too.
#include "hexapla/base/file.h"
#include "hexapla/base/utf8.h"
#include "hexapla/memory/parts.h"
#include "hexapla/memory/segments.h"

#include <algorithm>
#include <ctime>
#include <deque>

namespace hexapla {
namespace {

/// A text of that size is no text, and would be compared with all others.
constexpr std::size_t longest_text = 1 << 20;

bool is_text(std::string_view text) {
  return text.size() < longest_text && text.find('\0') == std::string_view::npos &&
         find_invalid_utf8(text) == std::string_view::npos;
}

bool is_sound(const MemoryPair& pair) {
  return !pair.source.empty() && !pair.target.empty() && !pair.source_language.empty() &&
         !pair.target_language.empty() && is_text(pair.source) && is_text(pair.target) && is_text(pair.context) &&
         is_text(pair.origin) && is_text(pair.author) && is_text(pair.source_language) && is_text(pair.target_language);
}

struct SourceKey {
  std::int64_t language;
  std::int64_t hash;
  std::string_view text;
  friend bool operator==(const SourceKey&, const SourceKey&) = default;
};
struct PairKey {
  std::int64_t source;
  std::int64_t language;
  std::string_view context;
  std::string_view target;
  friend bool operator==(const PairKey&, const PairKey&) = default;
};
struct KeyHash {
  std::size_t operator()(const SourceKey& key) const { return static_cast<std::size_t>(key.hash); }
  std::size_t operator()(const PairKey& key) const {
    return hash_bytes(key.target, static_cast<std::uint64_t>(key.source * 0x9E3779B9 + key.language));
  }
};

/// Pairs on their way into the store.
class Batch {
 public:
  Batch(Store& store, MemoryNames& names, std::int64_t now) : store_(store), names_(names), now_(now) {}

  MemoryAdded add(std::span<const MemoryPair> pairs) {
    choose(pairs);
    find_sources();
    find_pairs();
    for (const auto& one : chosen_) add_one(one);
    write();
    return added_;
  }

 private:
  struct Chosen {
    const MemoryPair* pair;
    SourceKey key;
    std::int64_t source = 0;
  };
  enum class Fate { New, Known, Renewed };
  struct Entry {
    StoredPair* pair;
    Fate fate;
  };

  void choose(std::span<const MemoryPair> pairs) {
    chosen_.reserve(pairs.size());
    for (const auto& pair : pairs) {
      if (!is_sound(pair)) {
        ++added_.refused;
        continue;
      }
      chosen_.push_back({&pair, {names_.add(pair.source_language), source_hash(pair.source), pair.source}});
    }
  }

  void find_sources() {
    std::vector<std::int64_t> hashes;
    hashes.reserve(chosen_.size());
    for (const auto& one : chosen_) hashes.push_back(one.key.hash);
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    old_sources_ = store_.sources_by_hash(hashes);
    sources_.reserve(old_sources_.size() + chosen_.size());
    for (const auto& one : old_sources_) sources_.emplace(SourceKey{one.language, one.hash, one.text}, one.id);
    std::int64_t next = std::max(store_.last_source(), indexed_up_to(store_.segments())) + 1;
    for (auto& one : chosen_) {
      const auto [at, is_new] = sources_.emplace(one.key, next);
      one.source = at->second;
      if (!is_new) continue;
      new_sources_.push_back({next, one.key.hash, one.key.language, one.pair->source});
      ++next;
    }
  }

  void find_pairs() {
    std::vector<std::int64_t> ids;
    ids.reserve(old_sources_.size());
    for (const auto& one : old_sources_) ids.push_back(one.id);
    std::sort(ids.begin(), ids.end());
    old_pairs_ = store_.pairs_of(ids);
    entries_.reserve(old_pairs_.size() + chosen_.size());
    for (auto& one : old_pairs_) {
      entries_.emplace(PairKey{one.source, one.language, one.context, one.target}, Entry{&one, Fate::Known});
    }
    next_pair_ = store_.last_pair() + 1;
  }

  void add_one(const Chosen& chosen) {
    const MemoryPair& pair = *chosen.pair;
    const std::int64_t language = names_.add(pair.target_language);
    const PairKey key{chosen.source, language, pair.context, pair.target};
    const auto found = entries_.find(key);
    if (found != entries_.end()) {
      const bool changed = renew(*found->second.pair, pair);
      if (found->second.fate == Fate::Known && changed) found->second.fate = Fate::Renewed;
      return;
    }
    new_pairs_.push_back({next_pair_++, chosen.source, language, names_.add(pair.origin), names_.add(pair.author),
                          pair.date, pair.used == 0 ? now_ : pair.used, std::max<std::uint32_t>(pair.uses, 1),
                          pair.context, pair.target});
    entries_.emplace(key, Entry{&new_pairs_.back(), Fate::New});
  }

  /// True: something is other now.
  bool renew(StoredPair& old, const MemoryPair& pair) {
    const StoredPair before = old;
    if (pair.date > old.date) {
      old.date = pair.date;
      if (!pair.author.empty()) old.author = names_.add(pair.author);
      if (!pair.origin.empty()) old.origin = names_.add(pair.origin);
    }
    if (old.origin == 0) old.origin = names_.add(pair.origin);
    if (old.author == 0) old.author = names_.add(pair.author);
    const std::int64_t used = pair.used == 0 ? now_ : pair.used;
    if (used / seconds_per_day > old.used / seconds_per_day) {
      old.used = used;
      ++old.uses;
    }
    old.uses = std::max<std::int64_t>(old.uses, pair.uses);
    return old.origin != before.origin || old.author != before.author || old.date != before.date ||
           old.used != before.used || old.uses != before.uses;
  }

  void write() {
    std::vector<StoredPair> renewed;
    for (const auto& one : old_pairs_) {
      const auto found = entries_.find({one.source, one.language, one.context, one.target});
      if (found != entries_.end() && found->second.fate == Fate::Renewed) renewed.push_back(one);
    }
    names_.insert(store_);
    if (!new_sources_.empty()) store_.insert_sources(new_sources_);
    const std::vector<StoredPair> fresh(std::make_move_iterator(new_pairs_.begin()),
                                        std::make_move_iterator(new_pairs_.end()));
    if (!fresh.empty()) store_.insert_pairs(fresh);
    if (!renewed.empty()) store_.update_pairs(renewed);
    added_.added = fresh.size();
    added_.renewed = renewed.size();
    added_.known = chosen_.size() - fresh.size() - renewed.size();
  }

  Store& store_;
  MemoryNames& names_;
  std::int64_t now_;
  MemoryAdded added_;
  std::vector<Chosen> chosen_;
  std::vector<StoredSource> old_sources_, new_sources_;
  std::unordered_map<SourceKey, std::int64_t, KeyHash> sources_;
  std::vector<StoredPair> old_pairs_;
  std::deque<StoredPair> new_pairs_;
  std::unordered_map<PairKey, Entry, KeyHash> entries_;
  std::int64_t next_pair_ = 0;
};

}  // namespace

MemoryAdded& MemoryAdded::operator+=(const MemoryAdded& more) {
  added += more.added;
  renewed += more.renewed;
  known += more.known;
  refused += more.refused;
  return *this;
}

MemoryAdded Memory::add(std::span<const MemoryPair> pairs) {
  Store& store = *parts_->store;
  StoreTransaction transaction(store, true);
  try {
    parts_->names.refresh(store);
    const MemoryAdded added = Batch(store, parts_->names, std::time(nullptr)).add(pairs);
    index_tail(store);
    transaction.commit();
    return added;
  } catch (...) {
    parts_->names.forget();
    throw;
  }
}

void Memory::used(std::span<const std::int64_t> ids) {
  Store& store = *parts_->store;
  StoreTransaction transaction(store, true);
  const std::int64_t now = std::time(nullptr);
  auto pairs = store.pairs_by_id(ids);
  std::erase_if(pairs, [&](const StoredPair& one) { return one.used / seconds_per_day >= now / seconds_per_day; });
  for (auto& one : pairs) {
    one.used = now;
    ++one.uses;
  }
  store.update_pairs(pairs);
  transaction.commit();
}

}  // namespace hexapla
