// Phrases are what the alignment of a pair's words closes off on both sides (Koehn, Och and Marcu, "Statistical
// phrase-based translation", 2003); a frequent one is judged by some of its occurrences (Lopez, "Tera-scale
// translation models via pattern matching", 2008). The weights were chosen on histories of real catalogs.
#include "hexapla/matching/phrase_table.h"

#include "hexapla/matching/word_hash.h"

#include <algorithm>
#include <cmath>

namespace hexapla {
namespace {

constexpr std::size_t longest_translation = 12;  // words, without those at the edges that have no link
constexpr std::size_t most_unlinked = 2;         // at an edge
constexpr std::size_t most_occurrences = 24;
constexpr std::size_t most_options = 4;
constexpr float with_unlinked = 0.7F;  // what such an occurrence counts
constexpr float count_weight = 0.6F;
constexpr float lexical_weight = 0.3F;
constexpr float word_gain = 0.3F;
constexpr float phrase_cost = 0.7F;  // fewer phrases are better

std::uint64_t key_of(std::uint64_t hash) {
  return hash | 1;
}

/// A set that says yes too often, never no too often.
class Sieve {
 public:
  void add(std::uint64_t hash) { bits_[place(hash)] |= std::uint64_t{1} << (hash & 63); }
  bool may_have(std::uint64_t hash) const { return (bits_[place(hash)] >> (hash & 63) & 1) != 0; }

 private:
  std::size_t place(std::uint64_t hash) const { return (hash >> 6) & (bits_.size() - 1); }
  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>(std::size_t{1} << 15);
};

}  // namespace

/// Looks through the pairs.
class PhraseTable::Finder {
 public:
  Finder(const Input& input, PhraseTable& table) : input_(input), table_(table) {}

  void run() {
    for (pair_ = 0; pair_ < input_.pairs.size(); ++pair_) {
      source_ = input_.alignment.pairs()[pair_].source;
      translation_ = input_.alignment.pairs()[pair_].translation;
      input_.alignment.align(pair_, links_);
      for (std::size_t i = 0; i < source_.size(); ++i) from(i);
    }
  }

 private:
  /// All phrases that begin with word i.
  void from(std::size_t i) {
    std::uint64_t hash = 0;
    WordAlignment::Reach reach;
    for (std::size_t k = i; k < std::min(source_.size(), i + longest); ++k) {
      hash = with_word(hash, source_[k].id);
      const std::uint32_t* const number = table_.numbers_.find(key_of(hash));
      if (number == nullptr) break;
      if (links_.source[k].is_linked()) {
        reach.add(links_.source[k].first);
        reach.add(links_.source[k].last);
      }
      Ways& ways = table_.ways_[*number];
      if (ways.seen >= most_occurrences || !reach.is_linked() || !is_closed(i, k, reach)) continue;
      ++ways.seen;
      add_options(ways, i, k, reach);
    }
  }

  bool is_closed(std::size_t i, std::size_t k, const WordAlignment::Reach& reach) const {
    if (reach.last - reach.first >= longest_translation) return false;
    for (std::size_t j = reach.first; j <= reach.last; ++j) {
      const WordAlignment::Reach& back = links_.translation[j];
      if (back.is_linked() && (back.first < i || back.last > k)) return false;
    }
    return true;
  }

  /// The phrase's translation, and the same with words at its edges that have no link.
  void add_options(Ways& ways, std::size_t i, std::size_t k, const WordAlignment::Reach& reach) {
    for (std::size_t begin = reach.first;; --begin) {
      for (std::size_t end = reach.last;; ++end) {
        const bool exact = begin == reach.first && end == reach.last;
        if (!add_option(ways, i, k, begin, end, exact ? 1 : with_unlinked)) break;
        if (end + 1 >= translation_.size() || end - reach.last >= most_unlinked ||
            links_.translation[end + 1].is_linked()) {
          break;
        }
      }
      if (begin == 0 || reach.first - begin >= most_unlinked || links_.translation[begin - 1].is_linked()) break;
    }
  }

  bool add_option(Ways& ways, std::size_t i, std::size_t k, std::size_t begin, std::size_t end, float count) {
    const std::uint64_t hash = hash_of(i, k, begin, end);
    if (hash == 0) return false;
    auto option =
        std::find_if(ways.options.begin(), ways.options.end(), [&](const PhraseOption& o) { return o.hash == hash; });
    if (option == ways.options.end()) {
      PhraseOption made{hash,
                        0,
                        0,
                        0,
                        static_cast<std::uint32_t>(pair_),
                        static_cast<std::uint16_t>(i),
                        static_cast<std::uint16_t>(begin),
                        static_cast<std::uint16_t>(end + 1),
                        translation_[begin].id,
                        translation_[end].id};
      judge(made, i, k);
      option = ways.options.insert(ways.options.end(), made);
    }
    option->count += count;
    return true;
  }

  /// 0 where the translation has a number, code or the like that the phrase does not have.
  std::uint64_t hash_of(std::size_t i, std::size_t k, std::size_t begin, std::size_t end) const {
    const Example& example = input_.examples[input_.pairs[pair_].example];
    std::uint64_t hash = 0;
    const std::size_t length = k - i + 1;
    Copies copies(example.source, source_.subspan(i, length));
    for (std::size_t j = begin; j <= end; ++j) {
      hash = with_word(hash, translation_[j].id);
      if (!Wording::is_carried(translation_[j].id)) continue;
      if (copies.find(text_of(example.translation, translation_[j])) == length) return 0;
    }
    return hash;
  }

  /// How well the words of a phrase go with those of its translation.
  void judge(PhraseOption& option, std::size_t i, std::size_t k) const {
    constexpr float least = 1e-6F;
    const WordAlignment& alignment = input_.alignment;
    float score = 0;
    for (std::size_t j = option.begin; j < option.end; ++j) {
      float best = 0.5F * alignment.forward_of_nothing(translation_[j].id);
      for (std::size_t x = i; x <= k; ++x) best = std::max(best, alignment.forward(pair_, x, j));
      score += std::log(best + least);
    }
    for (std::size_t x = i; x <= k; ++x) {
      float best = 0;
      for (std::size_t j = option.begin; j < option.end; ++j) best = std::max(best, alignment.backward(pair_, x, j));
      score += std::log(best + least);
      option.met += best;
    }
    option.score = score;
  }

  const Input& input_;
  PhraseTable& table_;
  WordAlignment::Links links_;
  std::size_t pair_ = 0;
  std::span<const Word> source_, translation_;
};

PhraseTable::PhraseTable(const Input& input, std::span<const Word> words, std::span<const WordRange> wanted) {
  want(words, wanted, input.alignment.pairs());
  Finder(input, *this).run();
  rank();
}

/// Numbers the phrases that any wanted text has, as far as the pairs may have them.
void PhraseTable::want(std::span<const Word> words, std::span<const WordRange> wanted,
                       std::span<const WordedPair> pairs) {
  Sieve known;
  for (const WordedPair& pair : pairs) {
    for (std::size_t i = 0; i + 1 < pair.source.size(); ++i) {
      known.add(with_word(with_word(0, pair.source[i].id), pair.source[i + 1].id));
    }
  }
  numbers_ = FlatMap<std::uint32_t>(std::size_t{1} << 14);
  for (const WordRange& range : wanted) {
    const std::span<const Word> text = range.of(words);
    if (text.size() > most_words) continue;
    for (std::size_t i = 0; i < text.size(); ++i) {
      std::uint64_t hash = 0;
      for (std::size_t k = i; k < std::min(text.size(), i + longest) && text[k].id != Wording::unknown; ++k) {
        if (k > i && !known.may_have(with_word(with_word(0, text[k - 1].id), text[k].id))) break;
        hash = with_word(hash, text[k].id);
        const auto [value, is_new] = numbers_.insert(key_of(hash));
        if (is_new) *value = static_cast<std::uint32_t>(numbers_.size() - 1);
      }
    }
  }
  ways_.resize(numbers_.size());
}

void PhraseTable::rank() {
  for (Ways& ways : ways_) {
    float total = 0.5F;
    for (const PhraseOption& option : ways.options) total += option.count;
    for (PhraseOption& option : ways.options) {
      option.score = count_weight * std::log(option.count / total) + lexical_weight * option.score +
                     word_gain * static_cast<float>(option.end - option.begin) - phrase_cost;
    }
    std::stable_sort(ways.options.begin(), ways.options.end(),
                     [](const PhraseOption& a, const PhraseOption& b) { return a.score > b.score; });
    if (ways.options.size() > most_options) ways.options.resize(most_options);
  }
}

const std::vector<PhraseOption>* PhraseTable::find(std::uint64_t hash) const {
  const std::uint32_t* const number = numbers_.find(key_of(hash));
  return number == nullptr ? nullptr : &ways_[*number].options;
}

}  // namespace hexapla
