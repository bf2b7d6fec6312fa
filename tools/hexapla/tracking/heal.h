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

  /// The translation with those edits that can be made exactly: where it has a piece as often as the source had it, and
  /// what that became nowhere. `made` says how many of size() they are.
  std::string apply(std::string_view translation, std::size_t& made) const;
  std::string apply(std::string_view translation) const {
    std::size_t made = 0;
    return apply(translation, made);
  }
  std::size_t size() const { return swaps_.size(); }

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
