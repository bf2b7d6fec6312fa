// Myers, "An O(ND) Difference Algorithm and Its Variations", in linear space: from both corners of a box of the edit
// graph the furthest reaching paths of 1, 2, 3… edits are followed until two of them meet; where they meet the box
// falls into two. A box in which none meet after `patience` edits is divided where the forward paths got furthest. Each
// such step costs at most patience² and leaves patience items behind, so all of them cost size × patience.
#include "hexapla/text/common_words.h"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <unordered_set>

namespace hexapla {

namespace {

using Index = std::ptrdiff_t;

constexpr Index patience = 1000;

/// A box of the edit graph: before[x0, x1) against after[y0, y1).
struct Box {
  Index x0, x1, y0, y1;
};

struct Point {
  Index x, y;
};

class Search {
 public:
  Search(const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& after,
         std::vector<std::uint32_t>& partners);
  void run();

 private:
  /// One front of paths: on diagonal d = x - y the x that is reached.
  struct Front {
    std::vector<Index> reached;
    Index low = 0, high = 0;  ///< diagonals in use
  };

  void trim(Box& box);
  Point divide(const Box& box);
  void widen(Front& front, const Box& box, Index beyond) const;
  bool step_forward(const Box& box, Point& meeting);
  bool step_backward(const Box& box, Point& meeting);
  Point furthest(const Box& box) const;
  Index& at(std::vector<Index>& reached, Index diagonal) const {
    return reached[static_cast<std::size_t>(diagonal + offset_)];
  }
  Index at(const std::vector<Index>& reached, Index diagonal) const {
    return reached[static_cast<std::size_t>(diagonal + offset_)];
  }
  bool same(Index x, Index y) const {
    return before_[static_cast<std::size_t>(x)] == after_[static_cast<std::size_t>(y)];
  }

  const std::vector<std::uint32_t>& before_;
  const std::vector<std::uint32_t>& after_;
  std::vector<std::uint32_t>& partners_;
  Index offset_;
  bool odd_ = false;
  Front forward_, backward_;
};

Search::Search(const std::vector<std::uint32_t>& before, const std::vector<std::uint32_t>& after,
               std::vector<std::uint32_t>& partners)
    : before_(before), after_(after), partners_(partners), offset_(static_cast<Index>(after.size()) + 1) {
  forward_.reached.resize(before.size() + after.size() + 3);
  backward_.reached.resize(before.size() + after.size() + 3);
}

void Search::run() {
  std::vector<Box> open = {{0, static_cast<Index>(before_.size()), 0, static_cast<Index>(after_.size())}};
  while (!open.empty()) {
    Box box = open.back();
    open.pop_back();
    trim(box);
    if (box.x0 == box.x1 || box.y0 == box.y1) continue;
    const Point at = divide(box);
    open.push_back({at.x, box.x1, at.y, box.y1});
    open.push_back({box.x0, at.x, box.y0, at.y});
  }
}

/// Equal items at both ends of the box are partners.
void Search::trim(Box& box) {
  const auto join = [this](Index x, Index y) {
    partners_[static_cast<std::size_t>(x)] = static_cast<std::uint32_t>(y);
  };
  while (box.x0 < box.x1 && box.y0 < box.y1 && same(box.x0, box.y0)) join(box.x0++, box.y0++);
  while (box.x0 < box.x1 && box.y0 < box.y1 && same(box.x1 - 1, box.y1 - 1)) join(--box.x1, --box.y1);
}

/// A point on a best path through a trimmed box that is not empty; never one of its two corners.
Point Search::divide(const Box& box) {
  forward_.low = forward_.high = box.x0 - box.y0;
  backward_.low = backward_.high = box.x1 - box.y1;
  at(forward_.reached, forward_.low) = box.x0;
  at(backward_.reached, backward_.low) = box.x1;
  odd_ = ((forward_.low - backward_.low) & 1) != 0;
  Point meeting{};
  for (Index edits = 1; edits <= patience; ++edits) {
    if (step_forward(box, meeting) || step_backward(box, meeting)) return meeting;
  }
  return furthest(box);
}

/// One diagonal more on both sides, or one less where the box ends.
void Search::widen(Front& front, const Box& box, Index beyond) const {
  if (front.low > box.x0 - box.y1) {
    at(front.reached, --front.low - 1) = beyond;
  } else {
    ++front.low;
  }
  if (front.high < box.x1 - box.y0) {
    at(front.reached, ++front.high + 1) = beyond;
  } else {
    --front.high;
  }
}

bool Search::step_forward(const Box& box, Point& meeting) {
  widen(forward_, box, -1);
  for (Index d = forward_.high; d >= forward_.low; d -= 2) {
    Index x = std::max(at(forward_.reached, d - 1) + 1, at(forward_.reached, d + 1));
    Index y = x - d;
    while (x < box.x1 && y < box.y1 && same(x, y)) ++x, ++y;
    at(forward_.reached, d) = x;
    if (odd_ && d >= backward_.low && d <= backward_.high && at(backward_.reached, d) <= x) {
      meeting = {x, y};
      return true;
    }
  }
  return false;
}

bool Search::step_backward(const Box& box, Point& meeting) {
  widen(backward_, box, std::numeric_limits<Index>::max());
  for (Index d = backward_.high; d >= backward_.low; d -= 2) {
    Index x = std::min(at(backward_.reached, d - 1), at(backward_.reached, d + 1) - 1);
    Index y = x - d;
    while (x > box.x0 && y > box.y0 && same(x - 1, y - 1)) --x, --y;
    at(backward_.reached, d) = x;
    if (!odd_ && d >= forward_.low && d <= forward_.high && x <= at(forward_.reached, d)) {
      meeting = {x, y};
      return true;
    }
  }
  return false;
}

Point Search::furthest(const Box& box) const {
  Point best{box.x0, box.y0};
  for (Index d = forward_.high; d >= forward_.low; d -= 2) {
    Index x = std::min(at(forward_.reached, d), box.x1);
    if (x - d > box.y1) x = box.y1 + d;  // a path that left the box
    if (x + x - d > best.x + best.y) best = {x, x - d};
  }
  return best;
}

/// The numbers of `items` whose value the other side has, too: no other can have a partner.
std::vector<std::uint32_t> shared_with(const std::vector<std::uint32_t>& items,
                                       const std::vector<std::uint32_t>& others) {
  const std::unordered_set<std::uint32_t> there(others.begin(), others.end());
  std::vector<std::uint32_t> shared;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (there.count(items[i]) != 0) shared.push_back(static_cast<std::uint32_t>(i));
  }
  return shared;
}

std::vector<std::uint32_t> values_at(const std::vector<std::uint32_t>& items,
                                     const std::vector<std::uint32_t>& numbers) {
  std::vector<std::uint32_t> values;
  values.reserve(numbers.size());
  for (const std::uint32_t number : numbers) values.push_back(items[number]);
  return values;
}

}  // namespace

std::vector<std::uint32_t> common_items(const std::vector<std::uint32_t>& before,
                                        const std::vector<std::uint32_t>& after) {
  const std::vector<std::uint32_t> old_numbers = shared_with(before, after);
  const std::vector<std::uint32_t> new_numbers = shared_with(after, before);
  const std::vector<std::uint32_t> old_values = values_at(before, old_numbers);
  const std::vector<std::uint32_t> new_values = values_at(after, new_numbers);
  std::vector<std::uint32_t> found(old_values.size(), no_partner);
  Search(old_values, new_values, found).run();
  std::vector<std::uint32_t> partners(before.size(), no_partner);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i] != no_partner) partners[old_numbers[i]] = new_numbers[found[i]];
  }
  return partners;
}

}  // namespace hexapla
