// The tables of a memory, in whatever database they are. Only for this room and for those that are such a database.
//
//   name      languages, origins and authors, by number
//   source    distinct source texts of each language
//   pair      a translation of a source: many of them per source
//   segment, posting, item    the index over sources (segments.h)
//
// Numbers are given by who writes, not by the database: there is one writer at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct StoredName {
  std::int64_t id = 0;
  std::string text;
};

struct StoredSource {
  std::int64_t id = 0;
  std::int64_t hash = 0;      ///< of the text
  std::int64_t language = 0;  ///< a name
  std::string text;
};

struct StoredPair {
  std::int64_t id = 0;
  std::int64_t source = 0;
  std::int64_t language = 0;  ///< of the target: a name
  std::int64_t origin = 0;    ///< a name; 0: none
  std::int64_t author = 0;    ///< the same
  std::int64_t date = 0;
  std::int64_t used = 0;
  std::int64_t uses = 1;
  std::string context;
  std::string target;
};

/// Sources of one language whose numbers are `first` to `last`: all that there were, when it was made.
struct StoredSegment {
  std::int64_t id = 0;
  std::int64_t features = 0;  ///< which features it was made of: segments.h
  std::int64_t language = 0;
  std::int64_t first = 0;
  std::int64_t last = 0;
  std::int64_t items = 0;
  std::string sizes;
};

/// A piece of the index.
struct StoredBlob {
  std::int64_t key = 0;
  std::int64_t count = 0;  ///< of what is in it
  std::string bytes;
};

struct StoredLanguages {
  std::int64_t source_language = 0;
  std::int64_t target_language = 0;
  std::int64_t pairs = 0;
  std::int64_t first_date = 0;
  std::int64_t last_date = 0;
};

/// A connection. Whatever fails throws Error, and takes the transaction with it.
class Store {
 public:
  Store() = default;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;
  virtual ~Store() = default;

  /// What errors call it: a path, or a URL without password.
  virtual std::string shown() const = 0;

  /// Everything below belongs into a transaction. A writing one waits for the other writer; a reading one sees the
  /// database as it was when it began. commit() returns when the disk has it.
  virtual void begin(bool write) = 0;
  virtual void commit() = 0;
  /// Does not throw.
  virtual void rollback() noexcept = 0;

  virtual std::vector<StoredName> names_after(std::int64_t id) = 0;
  virtual void insert_names(std::span<const StoredName> names) = 0;

  virtual std::int64_t last_source() = 0;
  virtual std::int64_t last_pair() = 0;
  virtual std::vector<StoredSource> sources_by_hash(std::span<const std::int64_t> hashes) = 0;
  virtual std::vector<StoredSource> sources_by_id(std::span<const std::int64_t> ids) = 0;
  /// In the order of their numbers: those after `id`, at most `limit`.
  virtual std::vector<StoredSource> sources_after(std::int64_t id, std::int64_t limit) = 0;
  virtual void insert_sources(std::span<const StoredSource> sources) = 0;
  /// Those that no pair needs any more.
  virtual void delete_unused_sources() = 0;

  virtual std::vector<StoredPair> pairs_of(std::span<const std::int64_t> sources) = 0;
  virtual std::vector<StoredPair> pairs_by_id(std::span<const std::int64_t> ids) = 0;
  /// In the order of their numbers: those after `id`, at most `limit`.
  virtual std::vector<StoredPair> pairs_after(std::int64_t id, std::int64_t limit) = 0;
  virtual void insert_pairs(std::span<const StoredPair> pairs) = 0;
  /// Origin, author, date, used and uses.
  virtual void update_pairs(std::span<const StoredPair> pairs) = 0;
  virtual void delete_pairs(std::span<const std::int64_t> ids) = 0;

  /// In the order of their numbers.
  virtual std::vector<StoredSegment> segments() = 0;
  virtual void insert_segment(const StoredSegment& segment) = 0;
  /// With the pieces whose keys are in the segments' ranges: posting_key() and item_key().
  virtual void delete_segments(std::span<const std::int64_t> ids) = 0;
  /// Without bytes; keys that are not there are left out. Any order.
  virtual std::vector<StoredBlob> posting_counts(std::span<const std::int64_t> keys) = 0;
  virtual std::vector<StoredBlob> postings(std::span<const std::int64_t> keys) = 0;
  virtual std::vector<StoredBlob> postings_between(std::int64_t first, std::int64_t last) = 0;
  virtual void insert_postings(std::span<const StoredBlob> blobs) = 0;
  virtual std::vector<StoredBlob> item_chunks(std::span<const std::int64_t> keys) = 0;
  virtual void insert_item_chunks(std::span<const StoredBlob> blobs) = 0;

  virtual std::vector<StoredLanguages> languages() = 0;
  virtual std::int64_t count_sources() = 0;
  virtual std::int64_t count_pairs() = 0;
  virtual std::int64_t bytes() = 0;
};

/// Rolls back unless it was committed.
class StoreTransaction {
 public:
  StoreTransaction(Store& store, bool write) : store_(store) { store_.begin(write); }
  StoreTransaction(const StoreTransaction&) = delete;
  StoreTransaction& operator=(const StoreTransaction&) = delete;
  ~StoreTransaction() {
    if (!done_) store_.rollback();
  }
  void commit() {
    store_.commit();
    done_ = true;
  }

 private:
  Store& store_;
  bool done_ = false;
};

inline constexpr int bucket_bits = 16;
inline constexpr std::int64_t items_per_chunk = 512;

/// Where a segment's postings of a bucket, and its n-th chunk of items, are.
constexpr std::int64_t posting_key(std::int64_t segment, std::int64_t bucket) {
  return segment << bucket_bits | bucket;
}
constexpr std::int64_t item_key(std::int64_t segment, std::int64_t chunk) {
  return segment << 24 | chunk;
}

}  // namespace hexapla
