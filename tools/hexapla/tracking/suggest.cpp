// A guess that does not help costs a translator more than an empty field. What is offered is what is likely enough to
// be half of what people finally write; see matching/confidence.
#include "hexapla/tracking/suggest.h"

#include "hexapla/base/parallel.h"
#include "hexapla/matching/confidence.h"
#include "hexapla/matching/drafts.h"
#include "hexapla/matching/index.h"
#include "hexapla/tracking/guess.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/withdraw.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

namespace hexapla {
namespace {

constexpr double least_confidence = 0.6;
constexpr double least_likeness = 0.75;      // of a whole text; below it drafts are better
constexpr std::size_t least_examples = 100;  // of what the confidence in drafts was fitted on there were always more
constexpr std::size_t batch = 64;            // messages that a thread takes at a time

/// The best that there is for one message.
struct Offer {
  double confidence = 0;
  double similarity = 0;
  const Message* near = nullptr;
  std::optional<Draft> draft;
};

class Suggester {
 public:
  Suggester(Catalog& catalog, const SuggestOptions& options)
      : catalog_(catalog), jobs_(options.jobs), memory_(options.memory) {}

  std::uint32_t run() {
    find_wanted();
    if (wanted_.empty()) return 0;
    find_sources();
    learn_and_find_near();
    offers_.resize(wanted_.size());
    in_batches(wanted_.size(), [&](std::size_t i) { choose(i); });
    std::uint32_t filled = 0;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      Message& message = catalog_.messages[wanted_[i]];
      if (fill(message, offers_[i]) || fill_from_memory(message, near_[i].size)) ++filled;
    }
    return filled;
  }

 private:
  static std::size_t batches(std::size_t count) { return (count + batch - 1) / batch; }

  template <typename Work>
  void in_batches(std::size_t count, Work work) const {
    parallel_for(batches(count), jobs_, [&](std::size_t i) {
      for (std::size_t k = i * batch; k < std::min(count, (i + 1) * batch); ++k) work(k);
    });
  }

  void find_wanted() {
    for (std::uint32_t i = 0; i < catalog_.messages.size(); ++i) {
      const Message& message = catalog_.messages[i];
      if (!message.obsolete && !message.is_header() && !has_any_text(message)) wanted_.push_back(i);
    }
  }

  /// Everything that was translated by people, by the text they translated.
  void find_sources() {
    for (std::uint32_t i = 0; i < catalog_.messages.size(); ++i) {
      const Message& message = catalog_.messages[i];
      if (message.is_header() || !message.has_translation()) continue;
      const Standing standing = standing_of(message);
      if (standing == Standing::Translated || standing == Standing::Stale) sources_.push_back(i);
    }
  }

  /// Learning is one long piece of work, so it is begun first; the others look for near texts meanwhile.
  void learn_and_find_near() {
    std::vector<Features> features(sources_.size());
    in_batches(sources_.size(),
               [&](std::size_t i) { features[i] = Features(origin_of(catalog_.messages[sources_[i]]).msgid); });
    std::vector<const Features*> items;
    items.reserve(features.size());
    for (const Features& one : features) items.push_back(&one);
    const FuzzyIndex index(items);
    near_.resize(wanted_.size());
    parallel_for(1 + batches(wanted_.size()), jobs_,
                 [&](std::size_t i) { i == 0 ? learn_phrases() : find_near(index, i - 1); });
  }

  void learn_phrases() {
    if (sources_.size() < least_examples) return;
    std::vector<Example> examples;
    examples.reserve(sources_.size());
    for (const std::uint32_t i : sources_) {
      const Message& message = catalog_.messages[i];
      examples.push_back({origin_of(message).msgid, message.msgstr.front()});
    }
    std::vector<std::string_view> texts;
    texts.reserve(wanted_.size());
    for (const std::uint32_t i : wanted_) texts.push_back(catalog_.messages[i].msgid);
    drafts_ = std::make_unique<Drafts>(std::move(examples), std::move(texts));
  }

  struct Near {
    std::vector<FuzzyIndex::Hit> hits;  ///< among sources_
    std::size_t size = 0;               ///< of the text, in trigrams
  };

  void find_near(const FuzzyIndex& index, std::size_t number) {
    FuzzyIndex::Search search(index);
    for (std::size_t i = number * batch; i < std::min(wanted_.size(), (number + 1) * batch); ++i) {
      const Features text(catalog_.messages[wanted_[i]].msgid);
      near_[i] = {search.find(text, least_likeness, 4), text.size()};
    }
  }

  void choose(std::size_t number) {
    const Message& message = catalog_.messages[wanted_[number]];
    Offer& offer = offers_[number];
    for (const auto& hit : near_[number].hits) {
      const Message& near = catalog_.messages[sources_[hit.item]];
      if (near.has_plural != message.has_plural || near.msgstr.size() != message.msgstr.size()) continue;
      const std::string_view translation = near.msgstr.front();
      if (repeats(origin_of(near).msgid, translation) || repeats(message.msgid, translation)) continue;
      const auto fit = drafts_ ? drafts_->fit(message.msgid, translation) : std::nullopt;
      const double confidence = confidence_of_near(hit.similarity, near_[number].size, fit);
      if (confidence > offer.confidence) offer = {confidence, hit.similarity, &near, std::nullopt};
    }
    if (!drafts_ || message.has_plural) return;
    auto draft = drafts_->draft(number);
    if (draft && draft->confidence > offer.confidence) offer = {draft->confidence, 0, nullptr, std::move(draft)};
  }

  bool fill(Message& message, const Offer& offer) {
    if (offer.confidence < least_confidence) return false;
    if (offer.draft) {
      make_draft(catalog_, message, catalog_.keep(offer.draft->text), offer.confidence);
    } else {
      const SourceText source = origin_of(*offer.near);
      std::vector<std::string_view> forms = offer.near->msgstr;
      if (!message.has_plural) forms = {catalog_.keep(adapted(forms.front(), source.msgid, message.msgid))};
      make_guess(catalog_, message, std::move(forms), source, offer.similarity, place_of(*offer.near));
    }
    return true;
  }

  /// A memory does not say which plural form a translation is.
  bool fill_from_memory(Message& message, std::size_t size) {
    if (!memory_ || message.has_plural) return false;
    const std::vector<MemoryMatch> matches = memory_(message);
    const MemoryMatch* best = nullptr;
    double confidence = least_confidence;
    for (const MemoryMatch& match : matches) {
      const auto fit = drafts_ ? drafts_->fit(message.msgid, match.translation) : std::nullopt;
      const double here = confidence_of_near(match.similarity, size, fit);
      if (here < confidence || (best != nullptr && here == confidence)) continue;
      best = &match;
      confidence = here;
    }
    if (best == nullptr) return false;
    make_guess(catalog_, message, *best);
    return true;
  }

  static std::string_view place_of(const Message& source) {
    if (source.obsolete) return "an obsolete message";
    return source.references.empty() ? "another message" : source.references.front();
  }

  Catalog& catalog_;
  unsigned jobs_;
  const MemoryLookup& memory_;
  std::vector<std::uint32_t> wanted_, sources_;  ///< messages
  std::vector<Near> near_;                       ///< by wanted_
  std::unique_ptr<Drafts> drafts_;
  std::vector<Offer> offers_;  ///< by wanted_
};

}  // namespace

std::uint32_t suggest(Catalog& catalog, const SuggestOptions& options) {
  return Suggester(catalog, options).run();
}

}  // namespace hexapla
