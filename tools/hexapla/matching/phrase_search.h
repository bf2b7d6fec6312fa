// The likeliest sequence of known phrases that makes up a text. For drafts.cpp.
#pragma once

#include "hexapla/matching/phrase_table.h"
#include "hexapla/matching/word_order.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hexapla {

/// A draft up to some word of the text.
struct Beginning {
  float score = 0;
  const PhraseOption* option = nullptr;  ///< of its last phrase; nullptr: one word, as it is
  std::uint16_t begin = 0;               ///< that phrase, in words of the text
  std::uint16_t end = 0;
  std::uint32_t before = 0;  ///< the one that it continues, among those that end at `begin`
  std::uint32_t last = 0;    ///< word of the translation
};

/// The likeliest beginnings that end at one place, each with a last word of its own: of two with the same one, only the
/// better can ever win.
class Best {
 public:
  static constexpr std::size_t most = 3;

  void clear() { size_ = 0; }
  std::size_t size() const { return size_; }
  const Beginning& operator[](std::size_t i) const { return all_[i]; }
  /// What has less cannot get in.
  bool may_enter(float score) const { return size_ < most || score > all_[size_ - 1].score; }

  void enter(const Beginning& made);

 private:
  std::array<Beginning, most> all_;
  std::size_t size_ = 0;
};

/// The search for the likeliest sequence of phrases.
class PhraseSearch {
 public:
  using Space = std::vector<Best>;  ///< by word: what ends before it; kept from one text to the next

  PhraseSearch(std::string_view text, std::span<const Word> words, const PhraseTable& table, const WordOrder& order,
               Space& space)
      : text_(text), words_(words), table_(table), order_(order), space_(space) {}

  struct Found {
    std::vector<const Beginning*> parts;  ///< in order
    float score = 0;
  };
  Found run();

 private:
  void extend(std::size_t at);
  void leave_word(std::size_t at);
  bool add(const PhraseOption* option, std::size_t begin, std::size_t end, float score, std::uint32_t first,
           std::uint32_t last);

  std::string_view text_;
  std::span<const Word> words_;
  const PhraseTable& table_;
  const WordOrder& order_;
  Space& space_;
};

}  // namespace hexapla
