// The translation memory: every pair of a text and its translation that was ever made, found again by the very text or
// by one that is like it. It lives in a database, of one person (SQLite, sqlite_store.h) or of a team (PostgreSQL,
// postgresql/), and is the same in both.
//
// A Memory is one connection: one thread at a time. Several threads, and several programs, have one each; a writer
// waits for another one, and readers see what was there when they began. Everything here throws Error (ids
// "memory-open", "memory-foreign", "memory-damaged", "memory-busy", "memory-database") and then has changed nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

class Store;

/// Languages are canonical BCP 47. Pairs with the same languages, context, source and target are one pair.
struct MemoryPair {
  std::string source_language;
  std::string target_language;
  std::string source;
  std::string target;
  std::string context;     ///< msgctxt; empty: none
  std::string origin;      ///< where it was learned: a project, a catalog, a file; may be empty
  std::string author;      ///< may be empty
  std::int64_t date = 0;   ///< when it was translated, in seconds since 1970; 0: not known
  std::int64_t used = 0;   ///< when it was added or taken last, the same way; 0 given to add(): now
  std::uint32_t uses = 1;  ///< on how many days it was
};

struct MemoryHit {
  std::int64_t id = 0;     ///< for used()
  double similarity = 0;   ///< of the source texts, 0 to 1, as similarity() of matching/features.h has it
  bool same_text = false;  ///< the source is the text that was asked for, byte for byte
  bool same_context = false;
  MemoryPair pair;
};

struct MemoryQuery {
  std::string_view source_language;
  std::string_view target_language;
  std::string_view source;
  std::string_view context = {};  ///< only ranks: among equals, pairs with this one come first
  double threshold = 0.7;         ///< least similarity; above 0
  std::size_t limit = 5;          ///< of hits
};

/// Which pairs: those for which all that is set holds.
struct MemoryFilter {
  std::string source_language;  ///< these languages, not their relatives
  std::string target_language;
  std::optional<std::string> origin;        ///< exactly this one
  std::optional<std::int64_t> used_before;  ///< not added or taken since then
};

/// What became of pairs that were added.
struct MemoryAdded {
  std::uint64_t added = 0;
  std::uint64_t renewed = 0;  ///< known ones that got a newer date, author, origin or use
  std::uint64_t known = 0;    ///< nothing new
  std::uint64_t refused = 0;  ///< without source or target, with a NUL or broken UTF-8, of a megabyte or more
  MemoryAdded& operator+=(const MemoryAdded& more);
};

struct MemoryStats {
  struct Languages {
    std::string source_language;
    std::string target_language;
    std::uint64_t pairs = 0;
    std::int64_t first_date = 0, last_date = 0;  ///< of those with a date; 0: none has one
  };
  std::vector<Languages> languages;  ///< sorted
  std::uint64_t sources = 0;         ///< distinct source texts, each language's own
  std::uint64_t pairs = 0;
  std::uint64_t bytes = 0;    ///< of the database
  std::uint64_t indexed = 0;  ///< source texts that the index has; a few of the last ones it need not have
};

class Memory {
 public:
  explicit Memory(std::unique_ptr<Store> store);
  ~Memory();
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  /// All of them or, where it throws, none. When it returns they are on the disk. Best in thousands at a time.
  MemoryAdded add(std::span<const MemoryPair> pairs);
  /// After a great many were added: what makes the next searches quick. Others can read meanwhile.
  void settle();
  /// These were taken for a translation today.
  void used(std::span<const std::int64_t> ids);

  /// The nearest `limit` pairs, best first: by similarity, then the same text, context and languages, then the newest.
  /// None that is as near is left out. Languages also match relatives that read the same (en for en-US,
  /// language_and_script() in text/language.h): look at the pair's own.
  std::vector<MemoryHit> search(const MemoryQuery& query);
  /// Those with this very text, in that order; with `only_context`, with this very context too (empty: none).
  std::vector<MemoryHit> find(const MemoryQuery& query, bool only_context = false);

  /// Calls `each` for the pairs, in the order in which they came, all as of one moment.
  void each(const MemoryFilter& filter, const std::function<void(const MemoryPair&)>& each);
  MemoryStats stats();
  /// Removes pairs, and says how many; with `check`, how many there would be.
  std::uint64_t prune(const MemoryFilter& filter, bool check = false);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace hexapla
