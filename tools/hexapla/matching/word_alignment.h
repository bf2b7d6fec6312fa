// Which words of a translation go with which words of its source, learned from translated texts alone.
#pragma once

#include "hexapla/matching/wording.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hexapla {

/// A text and its translation, as words. The words are the caller's.
struct WordedPair {
  std::span<const Word> source;
  std::span<const Word> translation;
};

/// Learned once from all pairs. Every pair must have words on both sides, and not very many: time and memory go with
/// the product of the two.
class WordAlignment {
 public:
  WordAlignment(std::vector<WordedPair> pairs, std::uint32_t source_words, std::uint32_t translation_words);

  const std::vector<WordedPair>& pairs() const { return pairs_; }

  /// What a word is linked with: positions on the other side, first > last where there is none.
  struct Reach {
    std::uint32_t first = ~std::uint32_t{0};
    std::uint32_t last = 0;
    bool is_linked() const { return first <= last; }
    void add(std::uint32_t at) {
      first = first < at ? first : at;
      last = last > at ? last : at;
    }
  };
  struct Links {
    std::vector<Reach> source;
    std::vector<Reach> translation;
  };
  /// The links of pair number `pair`, into `links`.
  void align(std::size_t pair, Links& links) const;

  /// Probability that word j of the pair's translation is what word i of its source becomes, and the other way round.
  float forward(std::size_t pair, std::size_t i, std::size_t j) const { return cell(pair, i, j).forward; }
  float backward(std::size_t pair, std::size_t i, std::size_t j) const { return cell(pair, i, j).backward; }

  /// Of any two words; 0 where they were never in one pair.
  float forward_of(std::uint32_t source, std::uint32_t translation) const;
  float backward_of(std::uint32_t source, std::uint32_t translation) const;
  /// Word j of a translation stands for nothing in the source.
  float forward_of_nothing(std::uint32_t translation) const { return from_nothing_[translation]; }

 private:
  /// What is known of two words that were met together.
  struct Cell {
    float forward = 1;
    float backward = 1;
    float forward_count = 0;
    float backward_count = 0;
  };
  struct Work;

  const Cell& cell(std::size_t pair, std::size_t i, std::size_t j) const {
    return cells_[cell_of_[starts_[pair] + i * pairs_[pair].translation.size() + j]];
  }
  void number_cells();
  void count(std::size_t pair, Work& work);
  void normalize();

  std::vector<WordedPair> pairs_;
  std::uint32_t source_words_;
  std::vector<std::size_t> starts_;     ///< by pair, into cell_of_
  std::vector<std::uint32_t> cell_of_;  ///< by pair, word of the source, word of the translation
  std::vector<Cell> cells_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words_of_;  ///< by cell
  FlatMap<std::uint32_t> cell_of_words_;
  std::vector<float> from_nothing_, from_nothing_count_;  ///< by word of the translation
  std::vector<float> to_nothing_, to_nothing_count_;      ///< by word of the source
};

}  // namespace hexapla
