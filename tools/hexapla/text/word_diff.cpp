// Words get numbers, the longest common subsequence of the numbers gives the changes, and these are made readable:
// moved to where sentences begin, and joined where next to nothing stands between two of them. Only then do they become
// bytes, and the white space around a change is given to it or to what is around it.
#include "hexapla/text/word_diff.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/common_words.h"
#include "hexapla/text/diff_words.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <cstddef>
#include <unordered_map>

namespace hexapla {

namespace {

/// The widest stretch, in columns without blanks, that two replacements beside it can take in.
constexpr std::size_t short_stretch = 16;

struct Side {
  std::string_view text;
  std::vector<Span> words;
  std::vector<std::uint32_t> numbers;  ///< equal for equal words
  std::vector<std::size_t> width;      ///< of all words before this one; one more than words

  std::size_t size() const { return words.size(); }
  std::size_t width_of(std::size_t begin, std::size_t end) const { return width[end] - width[begin]; }
  std::string_view word(std::size_t i) const { return slice(text, words[i]); }
  std::uint32_t gap_begin(std::size_t i) const { return i == 0 ? 0 : words[i - 1].end; }
  std::uint32_t gap_end(std::size_t i) const {
    return i == words.size() ? static_cast<std::uint32_t>(text.size()) : words[i].begin;
  }
  /// The white space before word `i`; behind the last one for i = size().
  std::string_view gap(std::size_t i) const { return slice(text, {gap_begin(i), gap_end(i)}); }
};

/// Words [x0, x1) became [y0, y1). Both may be empty: then only the white space before x0 changed.
struct Change {
  std::size_t x0, x1, y0, y1;
  bool replaces_nothing() const { return x0 == x1 || y0 == y1; }
};

using Numbers = std::unordered_map<std::string_view, std::uint32_t>;

Side make_side(std::string_view text, Numbers& numbers) {
  Side side{text, diff_words(text), {}, {0}};
  for (std::size_t i = 0; i < side.size(); ++i) {
    const std::string_view word = side.word(i);
    side.numbers.push_back(numbers.try_emplace(word, static_cast<std::uint32_t>(numbers.size())).first->second);
    side.width.push_back(side.width.back() + display_width(word));
  }
  return side;
}

// --- changes, in words -------------------------------------------------------------------------------------------

std::vector<Change> find_changes(const Side& before, const Side& after) {
  const std::vector<std::uint32_t> partners = common_items(before.numbers, after.numbers);
  std::vector<Change> changes;
  std::size_t x = 0, y = 0;
  const auto until = [&](std::size_t x1, std::size_t y1) {
    if (x < x1 || y < y1) changes.push_back({x, x1, y, y1});
    x = x1 + 1;
    y = y1 + 1;
  };
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] != no_partner) until(i, partners[i]);
  }
  until(before.size(), after.size());
  return changes;
}

/// How good a place before word `i` is for an edge of a change.
int edge_quality(const Side& side, std::size_t i) {
  const std::string_view gap = side.gap(i);
  if (i == 0 || i == side.size() || gap.find('\n') != std::string_view::npos) return 4;
  std::size_t end = side.words[i - 1].end;
  const char32_t last = previous_code_point(side.text, end);
  if (std::u32string_view(U".!?\u2026\u3002\uFF01\uFF1F\u061F\u0964").find(last) != std::u32string_view::npos) return 3;
  if (std::u32string_view(U",;:\u3001\uFF0C\uFF1B\uFF1A\u060C").find(last) != std::u32string_view::npos) return 2;
  return gap.empty() ? 0 : 1;
}

/// What was only added (or only removed) may often as well begin some words earlier or later: "The cat. [The dog.]" or
/// "The [cat. The] dog." On `side`, words [begin, end) may move by as many words as stand equal before and behind, not
/// further than `least` and `most`. Returns by how many, forward.
std::ptrdiff_t best_shift(const Side& side, std::size_t begin, std::size_t end, std::size_t least, std::size_t most) {
  const auto& numbers = side.numbers;
  std::size_t low = begin;
  while (low > least && numbers[low - 1] == numbers[low - 1 + end - begin]) --low;
  std::size_t high = begin;
  while (high + end - begin < most && numbers[high] == numbers[high + end - begin]) ++high;
  std::size_t best = high;
  int best_quality = -1;
  for (std::size_t at = high + 1; at-- > low;) {
    const int quality = edge_quality(side, at) + edge_quality(side, at + end - begin);
    if (quality > best_quality) {
      best = at;
      best_quality = quality;
    }
  }
  return static_cast<std::ptrdiff_t>(best) - static_cast<std::ptrdiff_t>(begin);
}

void shift(Change& change, std::ptrdiff_t by) {
  for (std::size_t* at : {&change.x0, &change.x1, &change.y0, &change.y1}) {
    *at = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(*at) + by);
  }
}

/// Changes never come to touch: a word in common stays between two of them.
void align_edges(std::vector<Change>& changes, const Side& before, const Side& after) {
  for (std::size_t i = 0; i < changes.size(); ++i) {
    Change& change = changes[i];
    if (!change.replaces_nothing()) continue;
    const bool adds = change.x0 == change.x1;
    const Side& side = adds ? after : before;
    const bool first = i == 0, last = i + 1 == changes.size();
    const std::size_t least = first ? 0 : (adds ? changes[i - 1].y1 : changes[i - 1].x1) + 1;
    const std::size_t most = last ? side.size() : (adds ? changes[i + 1].y0 : changes[i + 1].x0) - 1;
    shift(change, adds ? best_shift(side, change.y0, change.y1, least, most)
                       : best_shift(side, change.x0, change.x1, least, most));
  }
}

std::size_t width_of(const Change& change, const Side& before, const Side& after) {
  return std::max(before.width_of(change.x0, change.x1), after.width_of(change.y0, change.y1));
}

/// What stands between the two is short, in itself and beside them. Two additions, or two removals, stay apart: joined
/// they would say that something was removed that was not.
bool belong_together(const Change& left, const Change& right, const Side& before, const Side& after) {
  const bool adds_only = left.x0 == left.x1 && right.x0 == right.x1;
  const bool removes_only = left.y0 == left.y1 && right.y0 == right.y1;
  if (adds_only || removes_only) return false;
  const std::size_t between = before.width_of(left.x1, right.x0);
  return between <= short_stretch && between <= std::min(width_of(left, before, after), width_of(right, before, after));
}

std::vector<Change> join(const std::vector<Change>& changes, const Side& before, const Side& after) {
  std::vector<Change> joined;
  for (const Change& change : changes) {
    joined.push_back(change);
    while (joined.size() > 1 && belong_together(joined[joined.size() - 2], joined.back(), before, after)) {
      const Change right = joined.back();
      joined.pop_back();
      joined.back().x1 = right.x1;
      joined.back().y1 = right.y1;
    }
  }
  return joined;
}

// --- changes, in bytes -------------------------------------------------------------------------------------------

/// Bytes [x] became [y].
struct Edit {
  Span x, y;
};

/// The white space around a change belongs to it as far as the two sides do not have it in common.
Edit edit_of(const Change& change, const Side& before, const Side& after) {
  Edit edit{{before.gap_begin(change.x0), before.gap_end(change.x1)},
            {after.gap_begin(change.y0), after.gap_end(change.y1)}};
  const std::string_view first = before.gap(change.x0);
  if (first == after.gap(change.y0)) {
    edit.x.begin += static_cast<std::uint32_t>(first.size());
    edit.y.begin += static_cast<std::uint32_t>(first.size());
  }
  const std::string_view last = before.gap(change.x1);
  const auto size = static_cast<std::uint32_t>(last.size());
  if (last == after.gap(change.y1) && edit.x.size() >= size && edit.y.size() >= size) {
    edit.x.end -= size;
    edit.y.end -= size;
  }
  return edit;
}

/// With the changes of nothing but white space, in order. The white space at the edges of a change is its own.
std::vector<Change> with_white_space(const std::vector<Change>& changes, const Side& before, const Side& after) {
  std::vector<Change> all;
  std::size_t x = 0, y = 0;
  const auto gaps_until = [&](std::size_t end) {
    for (; x < end; ++x, ++y) {
      if (before.gap(x) != after.gap(y)) all.push_back({x, x, y, y});
    }
  };
  for (const Change& change : changes) {
    gaps_until(change.x0);
    all.push_back(change);
    x = change.x1 + 1;
    y = change.y1 + 1;
  }
  gaps_until(before.size() + 1);
  return all;
}

std::vector<DiffPiece> pieces_of(const std::vector<Change>& changes, const Side& before, const Side& after) {
  std::vector<DiffPiece> pieces;
  std::uint32_t x = 0, y = 0;
  const auto keep_until = [&](std::size_t x1, std::size_t y1) {
    if (x < x1) pieces.push_back({DiffKind::Same, make_span(x, x1), make_span(y, y1)});
  };
  for (const Change& change : changes) {
    const Edit edit = edit_of(change, before, after);
    keep_until(edit.x.begin, edit.y.begin);
    if (!edit.x.empty()) pieces.push_back({DiffKind::Removed, edit.x, {edit.y.begin, edit.y.begin}});
    if (!edit.y.empty()) pieces.push_back({DiffKind::Added, {edit.x.end, edit.x.end}, edit.y});
    x = edit.x.end;
    y = edit.y.end;
  }
  keep_until(before.text.size(), after.text.size());
  return pieces;
}

}  // namespace

std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after) {
  Numbers numbers;
  const Side x = make_side(before, numbers);
  const Side y = make_side(after, numbers);
  std::vector<Change> changes = find_changes(x, y);
  align_edges(changes, x, y);
  return pieces_of(with_white_space(join(changes, x, y), x, y), x, y);
}

}  // namespace hexapla
