// Translated texts as pairs of sentences, and which of them to learn from when there are too many.
#pragma once

#include "hexapla/matching/word_alignment.h"
#include "hexapla/matching/wording.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hexapla {

/// A text and what it was translated to.
struct Example {
  std::string_view source;
  std::string_view translation;
};

/// Words by their places in one list of words.
struct WordRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t size() const { return end - begin; }
  std::span<const Word> of(std::span<const Word> words) const { return words.subspan(begin, size()); }
};

struct SentencePair {
  std::uint32_t example = 0;
  WordRange source;
  WordRange translation;
  /// What learning from it costs.
  std::size_t cells() const { return std::size_t{source.size()} * translation.size(); }
};

/// Finds in a phrase the words that its translation has as they are, each of them once. Phrases have at most 64 words.
class Copies {
 public:
  Copies(std::string_view text, std::span<const Word> phrase) : text_(text), phrase_(phrase) {}

  /// The first word that is `word` and was not found before; phrase.size(): there is none.
  std::size_t find(std::string_view word);

 private:
  std::string_view text_;
  std::span<const Word> phrase_;
  std::uint64_t found_ = 0;
};

/// Texts with more words are not learned from, nor translated.
inline constexpr std::size_t most_words = 160;

/// Appends example number `number`, whose words are `words`: sentence by sentence where both sides have as many, whole
/// where they do not.
void add_sentence_pairs(const Example& example, std::uint32_t number, std::span<const Word> words, WordRange source,
                        WordRange translation, std::vector<SentencePair>& pairs);

/// At most `cells` of work: the pairs that show most of what `wanted` says, at first a few examples of everything, then
/// more of them; short ones before long ones. In their order.
std::vector<SentencePair> choose_pairs(const std::vector<SentencePair>& pairs, std::span<const Word> words,
                                       std::span<const WordRange> wanted, std::size_t cells);

}  // namespace hexapla
