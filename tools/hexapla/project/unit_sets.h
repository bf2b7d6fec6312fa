// Which units a version of a page has, as a set of 64-bit numbers: a page's bytes are parsed once, then it is asked by
// the name of its blob. For this room only.
#pragma once

#include "hexapla/pages/page.h"
#include "hexapla/project/git_repository.h"
#include "hexapla/project/packed.h"

#include <cstdint>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hexapla {

/// The number of a text with its context (empty: none), as a unit has it and as a message has it.
std::uint64_t unit_number(std::string_view context, std::string_view text);

/// The number of a way to parse.
std::uint64_t parse_number(const PageFormat& format, const ParseOptions& options);

/// Any number of threads may ask at once.
class UnitSets {
 public:
  /// Sorted. Nothing: the repository does not have the blob, as in a partial clone.
  using Set = std::optional<std::span<const std::uint64_t>>;

  /// Reads and parses the blob unless that is known. What is returned lives as long as this.
  Set of(const GitRepository& repository, const ObjectId& blob, const PageFormat& format, const ParseOptions& options,
         std::uint64_t parse);
  /// How many had to be parsed.
  std::uint32_t parsed() const { return static_cast<std::uint32_t>(fresh_.size()); }

  /// Those that a history with these blobs, parsed in these ways, may still ask for.
  void put(PackedWriter& out, const std::unordered_set<ObjectId, ObjectIdHash>& blobs,
           const std::set<std::uint64_t>& parses) const;
  /// False: the bytes are no sets.
  bool get(PackedReader& in);
  /// Forgets what get() read.
  void clear();

 private:
  struct Key {
    ObjectId blob;
    std::uint32_t count = 0;  ///< not of the key: of its run in numbers_
    std::uint64_t parse = 0;
    std::uint64_t first = 0;
    bool before(const ObjectId& other, std::uint64_t other_parse) const {
      return blob != other ? blob < other : parse < other_parse;
    }
  };
  struct PairHash {
    std::size_t operator()(const std::pair<ObjectId, std::uint64_t>& key) const {
      return ObjectIdHash()(key.first) ^ key.second;
    }
  };
  using Fresh = std::unordered_map<std::pair<ObjectId, std::uint64_t>, std::vector<std::uint64_t>, PairHash>;

  std::vector<Key> known_;  // read from the cache; sorted
  std::vector<std::uint64_t> numbers_;
  std::mutex mutex_;
  Fresh fresh_;
};

}  // namespace hexapla
