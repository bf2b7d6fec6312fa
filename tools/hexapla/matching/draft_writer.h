// A draft written down, phrase by phrase. For drafts.cpp.
#pragma once

#include "hexapla/matching/drafts.h"
#include "hexapla/matching/phrase_search.h"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

class DraftWriter {
 public:
  DraftWriter(std::string_view text, std::span<const Word> words)
      : text_(text), words_(words), own_(words.size(), false) {}

  /// `part` in the words of the example it comes from. What that has from its source as it is comes from the text in
  /// the same way.
  void phrase(const Beginning& part, const WordedPair& pair, const Example& example);
  /// A word of the text as it is.
  void own(std::size_t at);
  /// The draft, between the blanks and line ends that the text has at its edges.
  std::string take() const;
  /// What stands in the draft as in the text, and what is lost.
  void measure(DraftMeasures& measures) const;

 private:
  void blank_before(std::size_t at);
  void own_word(std::size_t at);

  std::string_view text_;
  std::span<const Word> words_;
  std::vector<bool> own_;  ///< by word: stands in the draft as it is
  std::string draft_;
};

}  // namespace hexapla
