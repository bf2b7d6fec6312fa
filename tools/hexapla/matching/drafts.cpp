// Phrase-based translation (Koehn, Och and Marcu, "Statistical phrase-based translation", 2003) in small: the likeliest
// sequence of phrases in the order of the source, by dynamic programming. Translators know it as fragment assembly.
#include "hexapla/matching/drafts.h"

#include "hexapla/base/utf8.h"
#include "hexapla/matching/confidence.h"
#include "hexapla/matching/phrase_table.h"
#include "hexapla/matching/word_alignment.h"
#include "hexapla/matching/word_hash.h"
#include "hexapla/matching/word_order.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>

namespace hexapla {
namespace {

// Pairs of words that are learned from: a few texts are learned for from less.
constexpr std::size_t least_cells = 100'000;
constexpr std::size_t cells_per_text = 1'000;
constexpr std::size_t most_cells = 800'000;
constexpr std::size_t beam = 3;  // beginnings of a draft that are kept, at each word
constexpr float order_weight = 0.4F;
constexpr float mark_as_it_is = -1.7F;  // likelihood of leaving a number, code or mark as it is
constexpr float word_as_it_is = -8.7F;
constexpr float met_at_best = 0.8F;  // of a phrase's words, on the average
constexpr double least_worth = 0.5;  // confidence

bool begins_with_letter(std::string_view word) {
  std::size_t at = 0;
  return is_letter(next_code_point(word, at));
}

}  // namespace

/// What all drafts share.
class Drafts::Parts {
 public:
  Parts(std::vector<Example> examples, std::vector<std::string_view> wanted)
      : examples_(std::move(examples)), texts_(std::move(wanted)) {
    cut();
    std::vector<WordedPair> worded;
    worded.reserve(pairs_.size());
    for (const SentencePair& pair : pairs_) worded.push_back({pair.source.of(words_), pair.translation.of(words_)});
    alignment_ =
        std::make_unique<WordAlignment>(std::move(worded), source_wording_.size(), translation_wording_.size());
    order_ = std::make_unique<WordOrder>(alignment_->pairs(), translation_wording_.size());
    table_ = std::make_unique<PhraseTable>(PhraseTable::Input{*alignment_, examples_, pairs_}, words_, wanted_);
  }

  std::string_view text(std::size_t number) const { return texts_[number]; }
  std::span<const Word> words(std::size_t number) const { return wanted_[number].of(words_); }
  const WordOrder& order() const { return *order_; }
  const PhraseTable& table() const { return *table_; }
  const WordedPair& pair(const PhraseOption& option) const { return alignment_->pairs()[option.pair]; }
  const Example& example(const PhraseOption& option) const { return examples_[pairs_[option.pair].example]; }

  std::optional<double> fit(std::string_view source, std::string_view translation) const {
    std::vector<Word> words;
    std::vector<Word> others;
    source_wording_.cut(source, words);
    translation_wording_.cut(translation, others);
    double met = 0;
    std::size_t known = 0;
    for (const Word& word : words) {
      if (word.id == Wording::unknown) continue;
      float best = 0;
      for (const Word& other : others) {
        if (other.id != Wording::unknown) best = std::max(best, alignment_->backward_of(word.id, other.id));
      }
      met += best;
      ++known;
    }
    if (known == 0) return std::nullopt;
    return met / static_cast<double>(known);
  }

 private:
  WordRange learn_words(Wording& wording, std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(words_.size());
    wording.learn(text, words_);
    return {begin, static_cast<std::uint32_t>(words_.size())};
  }

  void cut() {
    std::size_t bytes = 0;
    for (const Example& example : examples_) bytes += example.source.size() + example.translation.size();
    for (const std::string_view text : texts_) bytes += text.size();
    words_.reserve(bytes / 3);  // what is not needed is never touched
    for (std::uint32_t i = 0; i < examples_.size(); ++i) {
      const WordRange source = learn_words(source_wording_, examples_[i].source);
      const WordRange translation = learn_words(translation_wording_, examples_[i].translation);
      add_sentence_pairs(examples_[i], i, words_, source, translation, pairs_);
    }
    wanted_.reserve(texts_.size());
    for (std::string_view text : texts_) {
      const auto begin = static_cast<std::uint32_t>(words_.size());
      source_wording_.cut(text, words_);
      wanted_.push_back({begin, static_cast<std::uint32_t>(words_.size())});
    }
    pairs_ = choose_pairs(pairs_, words_, wanted_, std::min(most_cells, least_cells + cells_per_text * wanted_.size()));
  }

  std::vector<Example> examples_;
  std::vector<std::string_view> texts_;
  Wording source_wording_, translation_wording_;
  std::vector<Word> words_;  ///< of the examples, source and translation by turns, then of the texts
  std::vector<WordRange> wanted_;
  std::vector<SentencePair> pairs_;
  std::unique_ptr<WordAlignment> alignment_;
  std::unique_ptr<WordOrder> order_;
  std::unique_ptr<PhraseTable> table_;
};

namespace {

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
  void clear() { size_ = 0; }
  std::size_t size() const { return size_; }
  const Beginning& operator[](std::size_t i) const { return all_[i]; }
  /// What has less cannot get in.
  bool may_enter(float score) const { return size_ < beam || score > all_[size_ - 1].score; }

  void enter(const Beginning& made) {
    std::size_t at = 0;
    while (at < size_ && all_[at].last != made.last) ++at;
    if (at < size_) {
      if (all_[at].score >= made.score) return;
    } else if (size_ < beam) {
      ++size_;
    } else {
      at = size_ - 1;
      if (all_[at].score >= made.score) return;
    }
    for (; at > 0 && all_[at - 1].score < made.score; --at) all_[at] = all_[at - 1];
    all_[at] = made;
  }

 private:
  std::array<Beginning, beam> all_;
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

  Found run() {
    if (space_.size() <= words_.size()) space_.resize(words_.size() + 1);
    for (std::size_t at = 0; at <= words_.size(); ++at) space_[at].clear();
    space_[0].enter({0, nullptr, 0, 0, 0, order_.edge()});
    for (std::size_t at = 0; at < words_.size(); ++at) extend(at);
    Found found;
    const Best& ends = space_[words_.size()];
    std::size_t best = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
      const float score = ends[i].score + order_weight * order_.follows(ends[i].last, order_.edge());
      if (i > 0 && score <= found.score) continue;
      best = i;
      found.score = score;
    }
    for (std::size_t at = words_.size(); at > 0;) {
      const Beginning& part = space_[at][best];
      found.parts.push_back(&part);
      at = part.begin;
      best = part.before;
    }
    std::reverse(found.parts.begin(), found.parts.end());
    return found;
  }

 private:
  void extend(std::size_t at) {
    std::uint64_t hash = 0;
    bool word_known = false;
    for (std::size_t k = at; k < std::min(words_.size(), at + PhraseTable::longest); ++k) {
      if (words_[k].id == Wording::unknown) break;
      hash = with_word(hash, words_[k].id);
      const auto* const options = table_.find(hash);
      if (options == nullptr) break;
      for (const PhraseOption& option : *options) {
        if (!add(&option, at, k + 1, option.score, option.first, option.last)) break;
      }
      word_known = word_known || (k == at && !options->empty());
    }
    if (!word_known) leave_word(at);
  }

  void leave_word(std::size_t at) {
    const bool carried = Wording::is_carried(words_[at].id);
    const bool mark = !begins_with_letter(text_.substr(words_[at].begin));
    const std::uint32_t as = carried ? words_[at].id : order_.edge();
    add(nullptr, at, at + 1, carried || mark ? mark_as_it_is : word_as_it_is, as, as);
  }

  /// False: nothing with this score or less gets in, as an order of words never adds to it.
  bool add(const PhraseOption* option, std::size_t begin, std::size_t end, float score, std::uint32_t first,
           std::uint32_t last) {
    const Best& from = space_[begin];
    Best& to = space_[end];
    for (std::uint32_t i = 0; i < from.size(); ++i) {
      if (!to.may_enter(from[i].score + score)) return i > 0;
      const float whole = from[i].score + score + order_weight * order_.follows(from[i].last, first);
      to.enter({whole, option, static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end), i, last});
    }
    return true;
  }

  std::string_view text_;
  std::span<const Word> words_;
  const PhraseTable& table_;
  const WordOrder& order_;
  Space& space_;
};

/// Whether a draft can come out well, as far as can be seen from the phrases that are known: with the fewest that make
/// up the text, all of them translated well.
bool is_worth_a_search(std::string_view text, std::span<const Word> words, const PhraseTable& table) {
  DraftMeasures best;
  best.words = static_cast<std::uint32_t>(words.size());
  for (std::size_t at = 0; at < words.size(); ++best.phrases) {
    const std::size_t begin = at++;
    std::uint64_t hash = 0;
    bool known = false;
    for (std::size_t k = begin; k < std::min(words.size(), begin + PhraseTable::longest); ++k) {
      if (words[k].id == Wording::unknown) break;
      hash = with_word(hash, words[k].id);
      const auto* const options = table.find(hash);
      if (options == nullptr) break;
      if (options->empty()) continue;
      at = k + 1;
      known = true;
    }
    if (known) {
      best.met += met_at_best * static_cast<float>(at - begin);
    } else if (!Wording::is_carried(words[begin].id) && begins_with_letter(text.substr(words[begin].begin))) {
      ++best.left;
    }
  }
  return confidence_of(best) >= least_worth;
}

/// Writes a draft down, phrase by phrase.
class DraftWriter {
 public:
  DraftWriter(std::string_view text, std::span<const Word> words)
      : text_(text), words_(words), own_(words.size(), false) {}

  /// Words that the example's translation has from its source as they are come from the text in the same way.
  void phrase(const Beginning& part, const WordedPair& pair, const Example& example) {
    const PhraseOption& option = *part.option;
    const std::size_t length = part.end - part.begin;
    std::uint64_t taken = 0;
    for (std::size_t j = option.begin; j < option.end; ++j) {
      const Word& word = pair.translation[j];
      const std::string_view text = text_of(example.translation, word);
      std::size_t x = 0;
      while (x < length && ((taken >> x & 1) != 0 || text_of(example.source, pair.source[option.source + x]) != text))
        ++x;
      if (j == option.begin) {
        if (is_spaced(words_[part.begin], word, pair.source[option.source])) blank_before(part.begin);
      } else if (word.spaced) {
        draft_ += ' ';
      }
      if (x == length) {
        draft_ += text;
      } else {
        taken |= std::uint64_t{1} << x;
        own_word(part.begin + x);
      }
    }
  }

  void own(std::size_t at) {
    if (words_[at].spaced) blank_before(at);
    own_word(at);
  }

  /// The draft, between the blanks and line ends that the text has at its edges.
  std::string take() const {
    const std::size_t end = words_.back().end;
    return std::string(text_.substr(0, words_.front().begin)) + draft_ + std::string(text_.substr(end));
  }

  void measure(DraftMeasures& measures) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      if (Wording::is_carried(words_[i].id)) {
        measures.lost += own_[i] ? 0U : 1U;
      } else if (own_[i] && begins_with_letter(text_.substr(words_[i].begin))) {
        ++measures.left;
      }
    }
  }

 private:
  /// The blanks of the text before this word, as they may be a line end; one where it has none.
  void blank_before(std::size_t at) {
    if (draft_.empty()) return;
    const std::string_view own = at == 0 ? "" : text_.substr(words_[at - 1].end, words_[at].begin - words_[at - 1].end);
    draft_ += own.empty() ? " " : own;
  }

  void own_word(std::size_t at) {
    draft_ += text_of(text_, words_[at]);
    own_[at] = true;
  }

  /// Whether a blank comes before a phrase: as in the text, where the example has blanks as its own source has them.
  static bool is_spaced(const Word& own, const Word& translation, const Word& source) {
    return translation.spaced == source.spaced ? own.spaced : translation.spaced;
  }

  std::string_view text_;
  std::span<const Word> words_;
  std::vector<bool> own_;  ///< by word: stands in the draft as it is
  std::string draft_;
};

}  // namespace

Drafts::Drafts(std::vector<Example> examples, std::vector<std::string_view> wanted)
    : parts_(std::make_unique<Parts>(std::move(examples), std::move(wanted))) {}

Drafts::~Drafts() = default;

std::optional<Draft> Drafts::draft(std::size_t number) const {
  const std::string_view text = parts_->text(number);
  const std::span<const Word> words = parts_->words(number);
  if (words.empty() || words.size() > most_words) return std::nullopt;
  if (!is_worth_a_search(text, words, parts_->table())) return std::nullopt;
  thread_local PhraseSearch::Space space;
  Draft draft;
  DraftMeasures& measures = draft.measures;
  const auto found = PhraseSearch(text, words, parts_->table(), parts_->order(), space).run();
  measures.score = found.score;
  measures.words = static_cast<std::uint32_t>(words.size());
  measures.phrases = static_cast<std::uint32_t>(found.parts.size());
  DraftWriter writer(text, words);
  for (const Beginning* part : found.parts) {
    if (part->option == nullptr) {
      writer.own(part->begin);
    } else {
      writer.phrase(*part, parts_->pair(*part->option), parts_->example(*part->option));
      measures.met += part->option->met;
    }
  }
  writer.measure(measures);
  draft.text = writer.take();
  if (draft.text == text) return std::nullopt;
  draft.confidence = confidence_of(measures);
  return draft;
}

std::optional<double> Drafts::fit(std::string_view source, std::string_view translation) const {
  return parts_->fit(source, translation);
}

}  // namespace hexapla
