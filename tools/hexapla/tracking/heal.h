// Making in a translation the edit that was made in its source. What is healed here can be healed back when the edit is
// taken back: each edit is made only where its reverse would find exactly what it left.
#pragma once

#include "hexapla/tracking/change.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// White space changed. The translation's soft line breaks are folded where the source's were, and its ends get the
/// source's line breaks, as msgfmt wants. False: a line break may be more than white space here: before a list marker,
/// a fence or an indented line, or in several paragraphs. `healed` is only looked at after true.
bool heal_reflow(std::string_view before, std::string_view after, std::string_view translation, std::string& healed);

/// Several edits as one: what became what, each once.
class Edits {
 public:
  /// Of the edits between two texts, those that say for every piece of their kind what became of it: two different
  /// changes of the same target, or a number that others became, too, are left out.
  Edits(std::string_view before, std::string_view after, std::span<const Edit> edits);

  /// None was left out.
  bool complete() const { return complete_; }
  bool empty() const { return swaps_.empty(); }

  /// Makes those that can be made exactly: where the translation has a piece as often as the source had it, and what
  /// it became nowhere. Returns how many of swaps() were made; `out` is the translation then.
  std::size_t apply(std::string_view translation, std::string& out) const;
  std::size_t size() const { return swaps_.size(); }

  /// Only those of the classes that the predicate takes.
  template <typename Takes>
  void keep_if(const Takes& takes) {
    const std::size_t had = swaps_.size();
    std::erase_if(swaps_, [&](const Swap& one) { return !takes(one.kind); });
    complete_ = complete_ && had == swaps_.size();
  }

 private:
  struct Swap {
    PieceKind kind;
    std::string_view before;
    std::string_view after;
    std::size_t times;  ///< in the source
  };
  std::vector<Swap> swaps_;
  bool complete_ = true;
};

}  // namespace hexapla
