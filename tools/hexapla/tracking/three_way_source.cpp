#include "hexapla/tracking/three_way_source.h"

#include "hexapla/tracking/sequences.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace hexapla {
namespace {

bool with_lines(const TextList& references) {
  return std::any_of(references.begin(), references.end(),
                     [](std::string_view reference) { return parse_reference(reference).line != 0; });
}

/// Where lines are named, both sides have moved them, and the later template is the nearest to the truth.
TextList merge_references(const TextList& base, const TextList& ours, const TextList& theirs, MergeSide later) {
  const TextList& latest = later == MergeSide::Ours ? ours : theirs;
  if (const TextList* list = settled(base, ours, theirs)) return *list;
  if (with_lines(ours) || with_lines(theirs)) return latest;
  TextList merged = merge_items(base, ours, theirs, later);
  return merged.empty() ? latest : merged;
}

auto plural_of(const Message& message) {
  return std::pair(message.has_plural, message.msgid_plural);
}

}  // namespace

Message merge_source(const MergeEntry& entry, MergeSide later) {
  const bool ours_live = presence_of(entry.sides[0]) == Presence::Live;
  const bool theirs_live = presence_of(entry.sides[1]) == Presence::Live;
  if (ours_live != theirs_live) return *entry.sides[ours_live ? 0 : 1];
  const Message nothing;
  const Message& base = presence_of(entry.base) == Presence::Live ? *entry.base : nothing;
  const Message& ours = *entry.sides[0];
  const Message& theirs = *entry.sides[1];
  Message source = *entry.at(later);
  const auto plurals = std::array{plural_of(base), plural_of(ours), plural_of(theirs)};
  if (const auto* plural = settled(plurals[0], plurals[1], plurals[2])) {
    std::tie(source.has_plural, source.msgid_plural) = *plural;
  }
  if (const auto* lines = settled(base.extracted, ours.extracted, theirs.extracted)) source.extracted = *lines;
  source.references = merge_references(base.references, ours.references, theirs.references, later);
  source.flags = merge_items(base.flags, ours.flags, theirs.flags, later);
  return source;
}

}  // namespace hexapla
