// From each unit that is gone, or that was paired although its text changed, the search looks at the neighbours of the
// place where it stands on the other side, and adds one after the other as long as all together become liker to it.
// A split and a join are the same seen from either side, so one search serves both.
#include "hexapla/matching/regroup.h"

#include <algorithm>
#include <optional>

namespace hexapla {
namespace {

constexpr std::uint32_t none = ~std::uint32_t{0};
/// How far from its place the parts of a unit are looked for, and how many there may be.
constexpr std::uint32_t window = 12;
constexpr std::uint32_t most_parts = 8;

/// One side of a page as the search sees it.
struct Side {
  std::span<const AlignItem> items;
  std::vector<std::uint32_t> partner;  ///< by item: the unit on the other side that it is, or was paired with; none
  std::vector<bool> closed;            ///< anchors, and what is in a group already

  explicit Side(std::span<const AlignItem> all) : items(all), partner(all.size(), none), closed(all.size(), false) {}
  const Features& features(std::uint32_t item) const { return *items[item].features; }
  bool is_open(std::uint32_t item) const { return !closed[item] && items[item].features != nullptr; }
};

struct Run {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  double similarity = 0;
};

class Search {
 public:
  Search(const Side& ones, const Side& parts, const RegroupThresholds& thresholds)
      : ones_(ones), parts_(parts), thresholds_(thresholds) {}

  /// The neighbours that `one` became, or that became it.
  std::optional<Run> parts_of(std::uint32_t one) const {
    if (!ones_.is_open(one) || ones_.features(one).size() < 2 * thresholds_.least_part) return std::nullopt;
    const auto [begin, end] = place_of(one);
    Run best;
    const std::uint32_t partner = ones_.partner[one];
    double alone = partner == none ? 0 : similarity(ones_.features(one), parts_.features(partner));
    for (std::uint32_t at = begin; at < end; ++at) {
      const double likeness = likeness_of_part(one, at);
      if (likeness <= 0) continue;
      alone = std::max(alone, likeness);
      const Run run = grow(one, {at, at + 1, likeness}, end);
      if (run.end - run.begin > 1 && run.similarity > best.similarity) best = run;
    }
    if (best.similarity < std::max(thresholds_.together, alone + thresholds_.gain)) return std::nullopt;
    return best;
  }

 private:
  /// Around the partner, or between the partners of the neighbours.
  std::pair<std::uint32_t, std::uint32_t> place_of(std::uint32_t one) const {
    const auto count = static_cast<std::uint32_t>(parts_.items.size());
    if (ones_.partner[one] != none) {
      const std::uint32_t at = ones_.partner[one];
      return {at - std::min(at, window), std::min(count, at + window + 1)};
    }
    std::uint32_t before = one;
    while (before > 0 && ones_.partner[before - 1] == none && one - before < window) --before;
    const std::uint32_t begin = before == 0                         ? 0
                                : ones_.partner[before - 1] == none ? none
                                                                    : ones_.partner[before - 1] + 1;
    if (begin != none) return {begin, std::min(count, begin + window)};
    std::uint32_t after = one + 1;
    while (after < ones_.items.size() && ones_.partner[after] == none && after - one < window) ++after;
    if (after >= ones_.items.size() || ones_.partner[after] == none) return {0, 0};
    const std::uint32_t end = ones_.partner[after];
    return {end - std::min(end, window), end};
  }

  /// 0 where `part` cannot be one: most of it must stand in `one`.
  double likeness_of_part(std::uint32_t one, std::uint32_t part) const {
    if (!parts_.is_open(part)) return 0;
    if (parts_.partner[part] != none && parts_.partner[part] != one) return 0;
    const std::size_t size = parts_.features(part).size();
    if (size < thresholds_.least_part) return 0;
    const auto total = static_cast<double>(size + ones_.features(one).size());
    const double least_shared = thresholds_.contained * static_cast<double>(size);
    const double least = 2 * least_shared / total - 1e-9;
    const double likeness = similarity(parts_.features(part), ones_.features(one), least);
    return likeness * total / 2 >= least_shared ? likeness : 0;
  }

  Run grow(std::uint32_t one, Run run, std::uint32_t end) const {
    Features together;
    while (run.end < end && run.end - run.begin < most_parts && likeness_of_part(one, run.end) > 0) {
      if (together.size() == 0) together = parts_.features(run.begin);
      together = Features(together, parts_.features(run.end));
      const double likeness = similarity(together, ones_.features(one));
      if (likeness <= run.similarity) break;
      run.similarity = likeness;
      ++run.end;
    }
    return run;
  }

  const Side& ones_;
  const Side& parts_;
  const RegroupThresholds& thresholds_;
};

class Regrouper {
 public:
  Regrouper(std::span<const AlignItem> old_items, std::span<const AlignItem> new_items,
            const RegroupThresholds& thresholds)
      : old_(old_items), new_(new_items), thresholds_(thresholds) {}

  std::vector<Regrouping> run(std::span<const AlignPair> settled, std::span<const AlignPair> pairs) {
    for (const AlignPair& pair : settled) {
      join(pair);
      old_.closed[pair.old_item] = true;
      new_.closed[pair.new_item] = true;
    }
    for (const AlignPair& pair : pairs) join(pair);
    for (std::uint32_t i = 0; i < old_.items.size(); ++i) {
      if (const auto parts = Search(old_, new_, thresholds_).parts_of(i)) add({i, i + 1, parts->begin, parts->end});
    }
    for (std::uint32_t i = 0; i < new_.items.size(); ++i) {
      if (const auto parts = Search(new_, old_, thresholds_).parts_of(i)) add({parts->begin, parts->end, i, i + 1});
    }
    return std::move(result_);
  }

 private:
  void join(const AlignPair& pair) {
    old_.partner[pair.old_item] = pair.new_item;
    new_.partner[pair.new_item] = pair.old_item;
  }

  /// The pair that one of the parts was in is no pair any more; its units are in the group, all of them.
  void add(const Regrouping& group) {
    for (std::uint32_t i = group.old_begin; i < group.old_end; ++i) old_.closed[i] = true;
    for (std::uint32_t i = group.new_begin; i < group.new_end; ++i) new_.closed[i] = true;
    result_.push_back(group);
  }

  Side old_;
  Side new_;
  const RegroupThresholds& thresholds_;
  std::vector<Regrouping> result_;
};

}  // namespace

std::vector<Regrouping> find_regroupings(std::span<const AlignItem> old_items, std::span<const AlignItem> new_items,
                                         std::span<const AlignPair> settled, std::span<const AlignPair> pairs,
                                         const RegroupThresholds& thresholds) {
  return Regrouper(old_items, new_items, thresholds).run(settled, pairs);
}

}  // namespace hexapla
