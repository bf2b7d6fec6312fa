#include "hexapla/tracking/three_way_lists.h"

namespace hexapla {

TextList merge_items(const TextList& base, const TextList& first, const TextList& second) {
  TextList merged;
  for (std::string_view item : first) {
    if (!holds(base, item) || holds(second, item)) merged.push_back(item);
  }
  for (std::string_view item : second) {
    if (!holds(base, item) && !holds(first, item)) merged.push_back(item);
  }
  return merged;
}

TextList merge_items(const TextList& base, const TextList& ours, const TextList& theirs, MergeSide first) {
  if (const TextList* list = settled(base, ours, theirs)) return *list;
  return first == MergeSide::Ours ? merge_items(base, ours, theirs) : merge_items(base, theirs, ours);
}

std::vector<std::uint32_t> merge_order(const std::vector<std::uint32_t>& first,
                                       const std::vector<std::uint32_t>& second, std::size_t end) {
  // A chain through all that is placed; `start` is before the first of them.
  const auto start = static_cast<std::uint32_t>(end);
  const std::uint32_t nothing = start + 1;
  std::vector<std::uint32_t> next(end + 1, nothing);
  std::vector<bool> placed(end, false);
  const auto insert = [&](std::uint32_t behind, std::uint32_t item) {
    next[item] = next[behind];
    next[behind] = item;
    placed[item] = true;
  };
  std::uint32_t last = start;
  for (std::uint32_t item : first) {
    insert(last, item);
    last = item;
  }
  last = start;
  for (std::uint32_t item : second) {
    if (!placed[item]) insert(last, item);
    last = item;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t item = next[start]; item != nothing; item = next[item]) order.push_back(item);
  return order;
}

}  // namespace hexapla
