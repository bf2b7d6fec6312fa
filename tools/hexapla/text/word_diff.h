// What changed between two texts, in words: for people who look at an edit, in any script.
#pragma once

#include "hexapla/base/span.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

enum class DiffKind : std::uint8_t { Same, Removed, Added };

/// A stretch of text. The span on the side where it does not stand is empty and says where it would.
struct DiffPiece {
  DiffKind kind = DiffKind::Same;
  Span before;
  Span after;
  friend bool operator==(const DiffPiece&, const DiffPiece&) = default;
};

/// Same and Removed pieces together are `before`, Same and Added ones `after`, byte for byte; no piece is empty, no two
/// neighbours have the same kind, and what was removed stands before what was added in its place.
///
/// Compared are words as ICU tells them apart; an address, a `code span` and a number are one each; white space alone
/// is never what two texts have in common. Short common stretches between two replacements belong to them, so that a
/// sentence written anew is one change. The number of words in common is the largest possible where at most 2,000
/// words (of those that both texts have) differ; beyond that it may be smaller, and the time grows no more than with
/// the size of the texts. The texts are valid UTF-8, at most 2 GiB.
std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after);

/// The piece's bytes: of `before` if it was removed, else of `after`.
inline std::string_view text_of(const DiffPiece& piece, std::string_view before, std::string_view after) {
  return piece.kind == DiffKind::Removed ? slice(before, piece.before) : slice(after, piece.after);
}

}  // namespace hexapla
