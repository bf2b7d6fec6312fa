// A text as the sequence of its words, for comparing texts word by word and for putting new ones together.
#pragma once

#include "hexapla/matching/flat_map.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

/// A word, a mark, or something that stands in a translation as it stands in the source.
struct Word {
  std::uint32_t id;  ///< by spelling, but for case; see Wording
  std::uint32_t begin;
  std::uint32_t end;  ///< bytes of the text
  bool spaced;        ///< white space stands before it
};

/// Numbers the words of one language. Every number is the same word, as is every code span, link target, HTML tag and
/// placeholder: what is carried over counts by its kind. Scripts without blanks between words give a word a character.
class Wording {
 public:
  static constexpr std::uint32_t unknown = ~std::uint32_t{0};
  /// The first ids are those of what is carried over.
  enum Carried : std::uint32_t { Number, Code, Target, Tag, Placeholder, carried_kinds };
  static bool is_carried(std::uint32_t id) { return id < carried_kinds; }

  /// Appends the words of `text`; new ones get a number.
  void learn(std::string_view text, std::vector<Word>& words);
  /// The same, but words that were never learned are unknown.
  void cut(std::string_view text, std::vector<Word>& words) const;
  std::uint32_t size() const { return static_cast<std::uint32_t>(carried_kinds + ids_.size()); }

 private:
  FlatMap<std::uint32_t> ids_;
};

/// Of any script; what does not is a mark or a number.
bool begins_with_letter(std::string_view word);

}  // namespace hexapla
