#include "hexapla/tracking/three_way_entries.h"

#include "hexapla/tracking/three_way_work.h"

namespace hexapla {
namespace {

std::size_t number_of(MergeSide side) {
  return static_cast<std::size_t>(side);
}

bool is_new_and_live(const MergeEntry& entry, MergeSide side) {
  return entry.base == nullptr && presence_of(entry.at(side)) == Presence::Live;
}

}  // namespace

MergeEntries::MergeEntries(const Catalog& base, const Catalog& ours, const Catalog& theirs) {
  const std::size_t most = base.messages.size() + ours.messages.size() / 8 + theirs.messages.size() / 8;
  numbers_.reserve(most);
  all.reserve(most);
  add(base, std::nullopt);
  add(ours, MergeSide::Ours);
  add(theirs, MergeSide::Theirs);
  if (base.messages.empty()) return;
  for (const MergeSide side : {MergeSide::Ours, MergeSide::Theirs}) {
    const Catalog& catalog = side == MergeSide::Ours ? ours : theirs;
    const Catalog& other = side == MergeSide::Ours ? theirs : ours;
    const auto is_new = [&](const MergeEntry& entry) { return is_new_and_live(entry, side); };
    if (std::none_of(all.begin(), all.end(), is_new)) continue;
    find_origins(base, catalog, side);
    if (lacks_origins(side)) find_origins(other, catalog, side);
  }
}

void MergeEntries::add(const Catalog& catalog, std::optional<MergeSide> side) {
  auto& orders = orders_[side ? 1 + number_of(*side) : 0];
  for (const Message& message : catalog.messages) {
    if (message.is_header()) continue;
    const auto [at, is_new] = numbers_.emplace(key_of(message), static_cast<std::uint32_t>(all.size()));
    if (is_new) all.emplace_back();
    MergeEntry& entry = all[at->second];
    const Message*& place = side ? entry.sides[number_of(*side)] : entry.base;
    if (place != nullptr) continue;
    place = &message;
    orders[static_cast<std::size_t>(presence_of(&message))].push_back(at->second);
  }
}

void MergeEntries::add_origin(std::uint32_t entry, MergeSide side, MergeEntry::Origin origin) {
  if (all[origin.entry].base == nullptr) return;
  auto& origins = all[entry].origins[number_of(side)];
  const bool known = std::any_of(origins.begin(), origins.end(),
                                 [&](const MergeEntry::Origin& other) { return other.entry == origin.entry; });
  if (!known && origin.entry != entry) origins.push_back(origin);
}

/// By the means of update, and by what the message itself says.
void MergeEntries::find_origins(const Catalog& before, const Catalog& catalog, MergeSide side) {
  const std::vector<Match> matches = match_messages(before, catalog).messages;
  for (std::size_t i = 0; i < matches.size(); ++i) {
    const Message& message = catalog.messages[i];
    if (message.is_header()) continue;
    const std::uint32_t entry = numbers_.at(key_of(message));
    if (!is_new_and_live(all[entry], side)) continue;
    const Match& match = matches[i];
    const bool whole = match.group == Match::none;  // of what was split or joined, the work stays with the old text
    if (match.old_message != Match::none && match.relation != Relation::SameText && whole) {
      add_origin(entry, side, {numbers_.at(key_of(before.messages[match.old_message])), match.relation});
    }
    if (standing_of(message) != Standing::Stale) continue;
    const auto previous = numbers_.find(key_of(previous_of(message)));
    if (previous != numbers_.end()) add_origin(entry, side, {previous->second, Relation::Aligned});
  }
}

/// The other side has worked on a message that `side` made something else of, and nobody knows of what: the base's had
/// no translation, say, and what is untranslated is not looked for on other pages.
bool MergeEntries::lacks_origins(MergeSide side) const {
  std::vector<bool> named(all.size(), false);
  for (const MergeEntry& entry : all) {
    for (const auto& origin : entry.origins[number_of(side)]) named[origin.entry] = true;
  }
  for (std::uint32_t i = 0; i < all.size(); ++i) {
    const MergeEntry& entry = all[i];
    const Message* worked_on = entry.at(other_side(side));
    if (named[i] || entry.base == nullptr || worked_on == nullptr) continue;
    if (presence_of(entry.at(side)) != Presence::Live && !(work_of(worked_on) == work_of(entry.base))) return true;
  }
  return false;
}

Presence MergeEntries::presence(const MergeEntry& entry) {
  const Presence base = presence_of(entry.base);
  const Presence ours = presence_of(entry.sides[0]);
  const Presence theirs = presence_of(entry.sides[1]);
  if (const Presence* presence = settled(base, ours, theirs)) return *presence;
  return base == Presence::Live ? Presence::Obsolete : Presence::Live;
}

/// What both have stands in another order; what only one has does not matter.
bool MergeEntries::reordered(MergeSide side, Presence presence) const {
  const auto place = static_cast<std::size_t>(presence);
  const auto& before = orders_[0][place];
  const auto& after = orders_[1 + number_of(side)][place];
  auto at = before.begin();
  for (std::uint32_t number : after) {
    if (presence_of(all[number].base) != presence) continue;
    while (at != before.end() && presence_of(all[*at].at(side)) != presence) ++at;
    if (at == before.end() || *at != number) return true;
    ++at;
  }
  return false;
}

std::vector<std::uint32_t> MergeEntries::order(Presence presence, MergeSide first) const {
  if (!reordered(first, presence) && reordered(other_side(first), presence)) first = other_side(first);
  const auto place = static_cast<std::size_t>(presence);
  return merge_order(orders_[1 + number_of(first)][place], orders_[1 + number_of(other_side(first))][place],
                     all.size());
}

}  // namespace hexapla
