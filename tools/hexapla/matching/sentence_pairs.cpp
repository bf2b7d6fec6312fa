#include "hexapla/matching/sentence_pairs.h"

#include "hexapla/matching/word_hash.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace hexapla {
namespace {

bool is_sentence_mark(std::string_view mark) {
  static constexpr std::array<std::string_view, 9> marks = {".", "!", "?", "。", "！", "？", "।", "؟", "։"};
  return std::find(marks.begin(), marks.end(), mark) != marks.end();
}

bool is_full_width(std::string_view mark) {
  return mark.size() == 3;
}

/// Where sentences end, by words: after their mark where a blank follows, or none is usual.
std::vector<std::uint32_t> sentence_ends(std::string_view text, std::span<const Word> words) {
  std::vector<std::uint32_t> ends;
  for (std::uint32_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].end - words[i].begin > 3 || Wording::is_carried(words[i].id)) continue;
    const std::string_view mark = text_of(text, words[i]);
    if (is_sentence_mark(mark) && (words[i + 1].spaced || is_full_width(mark))) ends.push_back(i + 1);
  }
  ends.push_back(static_cast<std::uint32_t>(words.size()));
  return ends;
}

/// Counts by hash, up to 255; what falls together counts together.
class Tally {
 public:
  std::uint8_t& operator[](std::uint64_t hash) { return counts_[hash & (counts_.size() - 1)]; }

 private:
  std::vector<std::uint8_t> counts_ = std::vector<std::uint8_t>(std::size_t{1} << 20);
};

/// Calls visit(hash) for each word, each two and each three words that follow each other.
template <typename Visit>
void each_gram(std::span<const Word> text, Visit visit) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::uint64_t hash = 0;
    for (std::size_t k = i; k < std::min(text.size(), i + 3) && text[k].id != Wording::unknown; ++k) {
      hash = with_word(hash, text[k].id);
      visit(hash);
    }
  }
}

class Choice {
 public:
  Choice(const std::vector<SentencePair>& pairs, std::span<const Word> words, std::size_t cells)
      : pairs_(pairs), words_(words), room_(cells), taken_(pairs.size(), false) {}

  void want(std::span<const Word> text) {
    each_gram(text, [&](std::uint64_t hash) { wanted_[hash] = 1; });
  }

  std::vector<SentencePair> run() {
    std::vector<std::uint32_t> order(pairs_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return pairs_[a].cells() < pairs_[b].cells(); });
    for (const int enough : {2, 6, 18, 60}) {
      for (const std::uint32_t i : order) {
        if (!taken_[i] && pairs_[i].cells() <= room_ && shows_something(pairs_[i], enough)) take(i);
      }
    }
    std::vector<SentencePair> chosen;
    for (std::size_t i = 0; i < pairs_.size(); ++i) {
      if (taken_[i]) chosen.push_back(pairs_[i]);
    }
    return chosen;
  }

 private:
  bool shows_something(const SentencePair& pair, int enough) {
    bool shows = false;
    each_gram(pair.source.of(words_),
              [&](std::uint64_t hash) { shows = shows || (wanted_[hash] != 0 && shown_[hash] < enough); });
    return shows;
  }

  void take(std::uint32_t i) {
    taken_[i] = true;
    room_ -= pairs_[i].cells();
    each_gram(pairs_[i].source.of(words_), [&](std::uint64_t hash) {
      if (wanted_[hash] != 0 && shown_[hash] < 255) ++shown_[hash];
    });
  }

  const std::vector<SentencePair>& pairs_;
  std::span<const Word> words_;
  std::size_t room_;
  std::vector<bool> taken_;
  Tally wanted_, shown_;
};

}  // namespace

std::size_t Copies::find(std::string_view word) {
  for (std::size_t i = 0; i < phrase_.size(); ++i) {
    if ((found_ >> i & 1) != 0 || text_of(text_, phrase_[i]) != word) continue;
    found_ |= std::uint64_t{1} << i;
    return i;
  }
  return phrase_.size();
}

void add_sentence_pairs(const Example& example, std::uint32_t number, std::span<const Word> words, WordRange source,
                        WordRange translation, std::vector<SentencePair>& pairs) {
  if (source.size() == 0 || translation.size() == 0) return;
  std::vector<std::uint32_t> source_ends = sentence_ends(example.source, source.of(words));
  std::vector<std::uint32_t> ends = sentence_ends(example.translation, translation.of(words));
  if (source_ends.size() != ends.size()) {
    source_ends = {source.size()};
    ends = {translation.size()};
  }
  WordRange a{source.begin, source.begin};
  WordRange b{translation.begin, translation.begin};
  for (std::size_t i = 0; i < ends.size(); ++i) {
    a = {a.end, source.begin + source_ends[i]};
    b = {b.end, translation.begin + ends[i]};
    if (a.size() <= most_words && b.size() <= most_words) pairs.push_back({number, a, b});
  }
}

std::vector<SentencePair> choose_pairs(const std::vector<SentencePair>& pairs, std::span<const Word> words,
                                       std::span<const WordRange> wanted, std::size_t cells) {
  std::size_t all = 0;
  for (const SentencePair& pair : pairs) all += pair.cells();
  if (all <= cells) return pairs;
  Choice choice(pairs, words, cells);
  for (const WordRange& text : wanted) choice.want(text.of(words));
  return choice.run();
}

}  // namespace hexapla
