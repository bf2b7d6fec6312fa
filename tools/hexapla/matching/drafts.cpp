// Phrase-based translation (Koehn, Och and Marcu, "Statistical phrase-based translation", 2003) in small. Translators
// know it as fragment assembly.
#include "hexapla/matching/drafts.h"

#include "hexapla/matching/confidence.h"
#include "hexapla/matching/draft_writer.h"
#include "hexapla/matching/phrase_search.h"
#include "hexapla/matching/phrase_table.h"
#include "hexapla/matching/word_alignment.h"
#include "hexapla/matching/word_hash.h"
#include "hexapla/matching/word_order.h"

#include <algorithm>

namespace hexapla {
namespace {

// Pairs of words that are learned from: a few texts are learned for from less.
constexpr std::size_t least_cells = 100'000;
constexpr std::size_t cells_per_text = 1'000;
constexpr std::size_t most_cells = 800'000;
constexpr float met_at_best = 0.8F;  // of a phrase's words, on the average
constexpr double least_worth = 0.5;  // confidence

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
