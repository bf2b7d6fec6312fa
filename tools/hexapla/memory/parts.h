// What a Memory is made of. Only for this room.
#pragma once

#include "hexapla/memory/memory.h"
#include "hexapla/memory/store.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla {

/// The memory's names in both directions. Names are never changed, so what is known stays right, unless the
/// transaction in which they were added came to nothing.
class MemoryNames {
 public:
  /// Learns those that were added since. In a transaction.
  void refresh(Store& store);
  void forget() { *this = {}; }
  /// 0: the empty name, or none that there is.
  std::int64_t find(std::string_view text) const;
  /// Adds it where it is new; insert() stores those.
  std::int64_t add(std::string_view text);
  void insert(Store& store);
  const std::string& text(std::int64_t id) const;
  /// Names that are languages read alike with this one (language_and_script), itself first.
  std::vector<std::int64_t> relatives(std::string_view language) const;

 private:
  std::unordered_map<std::string, std::int64_t> by_text_;
  std::unordered_map<std::int64_t, std::string> by_id_;
  std::vector<StoredName> fresh_;
  std::int64_t last_ = 0;
};

struct Memory::Parts {
  std::unique_ptr<Store> store;
  MemoryNames names;
  std::vector<std::uint16_t> seen;  ///< working space of searches
};

/// What the store finds a source text by.
std::int64_t source_hash(std::string_view text);

/// Without its source.
MemoryPair pair_from(const StoredPair& stored, const MemoryNames& names);

inline constexpr std::int64_t seconds_per_day = 86'400;

}  // namespace hexapla
