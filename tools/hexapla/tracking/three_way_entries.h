// The messages of three catalogs side by side, and which text each new message was before.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/tracking/match.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/three_way_lists.h"

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace hexapla {

enum class Presence : std::uint8_t { Absent, Obsolete, Live };

inline Presence presence_of(const Message* message) {
  return message == nullptr ? Presence::Absent : message->obsolete ? Presence::Obsolete : Presence::Live;
}

/// One msgctxt and msgid in the three catalogs; nullptr where it is not.
struct MergeEntry {
  /// A message of the base that this one was, by what one side's template did.
  struct Origin {
    std::uint32_t entry;
    Relation relation;
  };

  const Message* base = nullptr;
  std::array<const Message*, 2> sides{};       ///< by MergeSide
  std::array<std::vector<Origin>, 2> origins;  ///< by side; of live messages that the base has not, the likeliest first
  std::array<bool, 2> followed{};  ///< by side: its work went on with a message that the other side made of this one

  const Message* at(MergeSide side) const { return sides[static_cast<std::size_t>(side)]; }
};

/// Entries in the order in which they are met: base, ours, theirs. Headers are none.
class MergeEntries {
 public:
  MergeEntries(const Catalog& base, const Catalog& ours, const Catalog& theirs);

  std::vector<MergeEntry> all;

  /// What becomes of an entry: what the side that changed it made of it. Where both did, what is used is live.
  static Presence presence(const MergeEntry& entry);

  /// Numbers of the entries that are `presence` on a side, in the order of the side that changed it, or else of
  /// `first`, the other side's among them.
  std::vector<std::uint32_t> order(Presence presence, MergeSide first) const;

 private:
  void add(const Catalog& catalog, std::optional<MergeSide> side);
  void find_origins(const Catalog& before, const Catalog& catalog, MergeSide side);
  bool lacks_origins(MergeSide side) const;
  bool reordered(MergeSide side, Presence presence) const;
  void add_origin(std::uint32_t entry, MergeSide side, MergeEntry::Origin origin);

  std::unordered_map<MessageKey, std::uint32_t, MessageKeyHash> numbers_;
  /// By catalog (base, ours, theirs) and presence: the entries in order.
  std::array<std::array<std::vector<std::uint32_t>, 3>, 3> orders_;
};

}  // namespace hexapla
