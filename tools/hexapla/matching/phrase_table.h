// How phrases were translated before, found in the translated texts themselves.
#pragma once

#include "hexapla/matching/flat_map.h"
#include "hexapla/matching/sentence_pairs.h"
#include "hexapla/matching/word_alignment.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla {

/// One way to translate a phrase, as it stands in a pair.
struct PhraseOption {
  std::uint64_t hash = 0;  ///< of the translation's words
  float count = 0;
  float score = 0;           ///< logarithm of its likelihood
  float met = 0;             ///< words of the phrase whose usual company the translation has
  std::uint32_t pair = 0;    ///< of the alignment
  std::uint16_t source = 0;  ///< where the phrase begins there, in words
  std::uint16_t begin = 0;   ///< the translation there, in words
  std::uint16_t end = 0;
  std::uint32_t first = 0;  ///< the translation's first word
  std::uint32_t last = 0;   ///< and its last
};

/// Built for the phrases that some texts have. All arguments must outlive it.
class PhraseTable {
 public:
  static constexpr std::size_t longest = 7;  ///< phrase, in words

  struct Input {
    const WordAlignment& alignment;
    std::span<const Example> examples;
    std::span<const SentencePair> pairs;  ///< those of the alignment
  };
  PhraseTable(const Input& input, std::span<const Word> words, std::span<const WordRange> wanted);

  /// By with_word() of the phrase's words, likeliest first. nullptr: neither this phrase is known nor any longer one
  /// that begins with it.
  const std::vector<PhraseOption>* find(std::uint64_t hash) const;

 private:
  struct Ways {
    std::uint32_t seen = 0;
    std::vector<PhraseOption> options;
  };
  class Finder;

  void want(std::span<const Word> words, std::span<const WordRange> wanted, std::span<const WordedPair> pairs);
  void rank();

  FlatMap<std::uint32_t> numbers_;  ///< by hash
  std::vector<Ways> ways_;
};

}  // namespace hexapla
