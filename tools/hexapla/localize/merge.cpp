// Merging is a loop of three steps: choose a text for each unit, put the texts in, look whether the page is still
// the same. What one text alone shows (links, HTML, invisible characters) is looked at when it is chosen; what only
// the page shows (a translation that opens a code block or ends a quote) is found by parsing the result. There the
// first place where the two pages part names the unit: its text is taken back, the next one of the chain (in the
// end the source's own) takes its place, and the page is looked at again. Every round takes one text back, so it
// ends; how many rounds there may be is bounded by the page's size.
#include "hexapla/localize/merge.h"

#include "hexapla/localize/anchors.h"
#include "hexapla/localize/assemble.h"
#include "hexapla/localize/difference.h"
#include "hexapla/localize/safety.h"
#include "hexapla/text/language.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hexapla {

namespace {

/// A catalog that breaks every unit of a huge page would cost units × page: bytes parsed again, at most.
constexpr std::size_t most_bytes_again = 32 * 1024 * 1024;
constexpr std::size_t fewest_rounds = 8;

struct Choice {
  std::size_t source = 0;  ///< in the chain
  const Message* message = nullptr;
};

class Merge {
 public:
  Merge(const Page& page, std::span<const MergeSource> chain, const MergeOptions& options)
      : page_(page),
        chain_(chain),
        options_(options),
        hosts_(page.bytes()),
        choices_(page.units.size()),
        texts_(page.units.size()),
        states_(page.units.size()) {}

  MergeResult run() {
    const auto counted = options_.unit_words == nullptr ? count_unit_words(page_) : std::vector<std::uint32_t>();
    const auto& words = options_.unit_words == nullptr ? counted : *options_.unit_words;
    for (std::size_t i = 0; i < page_.units.size(); ++i) {
      states_[i] = count(page_.units[i], words[i]);
      choose(i, 0);
    }
    if (anything_chosen() || marks()) {
      build();
    } else {
      result_.bytes = page_.bytes();
      if (options_.tell_shown) {
        std::vector<Span> places;
        for (const Unit& unit : page_.units) places.push_back(unit.span);
        tell_shown(places);
      }
    }
    std::stable_sort(faults_.begin(), faults_.end(), [](const Fault& a, const Fault& b) { return a.unit < b.unit; });
    for (Fault& fault : faults_) result_.diagnostics.push_back(std::move(fault.diagnostic));
    return std::move(result_);
  }

 private:
  struct Fault {
    std::size_t unit;
    Diagnostic diagnostic;
  };

  State count(const Unit& unit, std::uint32_t words);
  void tell_shown(const std::vector<Span>& places);
  void choose(std::size_t unit, std::size_t from);
  void set(std::size_t unit, Choice choice);
  bool anything_chosen() const;
  bool marks() const { return options_.mark_source || options_.mark_stale; }
  std::string mark_of(std::size_t unit) const;
  void mark(Around& around, Markup markup) const;
  bool is_same_with(const Around& around) const;

  void build();
  std::optional<Difference> look(const Assembly& assembly) const;
  void settle(Assembly& assembly);
  std::optional<std::size_t> suspect(const Assembly& assembly, std::uint32_t offset) const;
  void give_up_from(const Assembly& assembly, std::uint32_t offset);
  void restore_innocent(Assembly& assembly);

  std::string place_of(const Choice& choice) const;
  void blame(std::size_t unit, Phrase what);
  void blame_structure(std::size_t unit);

  const Page& page_;
  std::span<const MergeSource> chain_;
  const MergeOptions& options_;
  TrustedHosts hosts_;
  std::vector<Choice> choices_;
  Texts texts_;
  std::vector<State> states_;  ///< of the units in the first catalog
  std::vector<Fault> faults_;
  std::vector<std::pair<std::size_t, Choice>> doubtful_;  ///< taken back without any effect
  MergeResult result_;
};

State Merge::count(const Unit& unit, std::uint32_t words) {
  MergeCounts& counts = result_.counts;
  const Message* message = chain_.empty() ? nullptr : chain_.front().index->find(unit.context, unit.text);
  const State state = message == nullptr ? State::Untranslated : state_of(*message);
  ++counts.units;
  counts.words += words;
  switch (state) {
    case State::Translated:
      ++counts.translated;
      counts.translated_words += words;
      break;
    case State::Stale:
      ++counts.stale;
      counts.stale_words += words;
      if (!is_published(*message, options_)) counts.hidden_words += words;
      break;
    case State::Guess:
      ++counts.guess;
      counts.guess_words += words;
      break;
    case State::Untranslated:
    case State::Obsolete:
      ++counts.untranslated;
      counts.untranslated_words += words;
      break;
  }
  return state;
}

void Merge::tell_shown(const std::vector<Span>& places) {
  result_.shown.reserve(places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool translated = texts_[i].has_value();
    const auto source = translated ? static_cast<std::uint32_t>(choices_[i].source) : ShownUnit::the_source;
    result_.shown.push_back({places[i], translated ? *texts_[i] : page_.units[i].text, source, states_[i]});
  }
}

void Merge::set(std::size_t unit, Choice choice) {
  choices_[unit] = choice;
  texts_[unit].reset();
  if (choice.message != nullptr) texts_[unit] = choice.message->msgstr.front();
}

/// The first text from `from` on in the chain that brings no danger with it; else the source's.
void Merge::choose(std::size_t unit, std::size_t from) {
  const Unit& it = page_.units[unit];
  for (std::size_t i = from; i < chain_.size(); ++i) {
    const Message* message = chain_[i].index->find(it.context, it.text);
    if (message == nullptr || !is_published(*message, options_)) continue;
    set(unit, {i, message});
    if (*texts_[unit] == it.text) return;
    auto danger =
        find_danger(it.text, *texts_[unit], it.markup, place_of(choices_[unit]), {hosts_, chain_[i].language});
    if (!danger) return;
    blame(unit, std::move(*danger));
    if (options_.force) return;
  }
  set(unit, {});
}

bool Merge::anything_chosen() const {
  for (std::size_t i = 0; i < texts_.size(); ++i) {
    if (texts_[i] && *texts_[i] != page_.units[i].text) return true;
  }
  return false;
}

void Merge::build() {
  Assembly assembly = assemble(page_, texts_, options_.layout);
  const Texts asked = texts_;
  settle(assembly);
  if (options_.force) texts_ = asked;
  if (options_.force || options_.pin_anchors || marks()) {
    // Anchors are letters, digits and hyphens behind a heading that was found to be one: nothing to look at again.
    // So are tags of ours around what is one text within a block already.
    auto around = options_.pin_anchors ? Around{{}, pinned_anchors(page_, texts_)} : Around();
    if (marks()) {
      Around marked = around;
      mark(marked, Markup::Markdown);
      if (is_same_with(marked)) around = std::move(marked);
      mark(around, Markup::Html);
    }
    assembly = assemble(page_, texts_, options_.layout, around);
  }
  if (options_.tell_shown) tell_shown(assembly.places);
  result_.bytes = std::move(assembly.bytes);
  result_.identical = result_.bytes == page_.bytes();
}

/// The tag that begins a mark; empty: the unit gets none.
std::string Merge::mark_of(std::size_t unit) const {
  const Unit& it = page_.units[unit];
  const bool in_text = it.kind != UnitKind::FrontMatter && it.kind != UnitKind::Value &&
                       it.kind != UnitKind::HtmlAttribute && it.markup != Markup::None;
  if (!in_text || count_words(it.text) == 0) return {};
  const Choice& choice = choices_[unit];
  const std::string_view shown = choice.message == nullptr ? options_.source_language : chain_[choice.source].language;
  std::string tag;
  if (options_.mark_source && !shown.empty() && shown != options_.language) {
    tag = " lang=\"" + std::string(shown) + "\" dir=\"" + (is_right_to_left(shown) ? "rtl" : "ltr") + "\"";
  }
  const bool stale = choice.message != nullptr && state_of(*choice.message) == State::Stale;
  if (options_.mark_stale && stale) tag += " class=\"translation-stale\"";
  return tag.empty() ? tag : "<span" + tag + ">";
}

void Merge::mark(Around& around, Markup markup) const {
  around.before.resize(page_.units.size());
  around.after.resize(page_.units.size());
  for (std::size_t i = 0; i < page_.units.size(); ++i) {
    if (page_.units[i].markup != markup) continue;
    around.before[i] = mark_of(i);
    if (!around.before[i].empty()) around.after[i].insert(0, "</span>");
  }
}

/// Marks stay away from a page where one would make another block of what it stands in.
bool Merge::is_same_with(const Around& around) const {
  const auto landmarks = [&](const Around& with) {
    const Page made(page_.path(), assemble(page_, texts_, options_.layout, with).bytes, page_.format(), options_.parse);
    std::vector<std::uint64_t> what;
    for (const Landmark& one : made.structure) what.push_back(one.what);
    return what;
  };
  return landmarks({}) == landmarks(around);
}

std::optional<Difference> Merge::look(const Assembly& assembly) const {
  const Page merged(page_.path(), assembly.bytes, page_.format(), options_.parse);
  return find_difference(page_, merged, assembly, texts_);
}

void Merge::settle(Assembly& assembly) {
  const std::size_t rounds = fewest_rounds + most_bytes_again / (assembly.bytes.size() + 1);
  std::optional<std::pair<std::size_t, Choice>> last;
  std::uint64_t last_step = 0;
  for (std::size_t round = 0;; ++round) {
    const auto difference = look(assembly);
    // Taking the text back changed nothing: perhaps it was another's fault.
    if (last && difference && difference->step == last_step) doubtful_.push_back(*last);
    if (!difference) break;
    const auto unit = suspect(assembly, difference->offset);
    if (!unit) break;
    if (round >= rounds) {
      // From the second time on nothing can be left but the page's beginning.
      give_up_from(assembly, round == rounds ? difference->offset : 0);
      assembly = assemble(page_, texts_, options_.layout);
      continue;
    }
    last.emplace(*unit, choices_[*unit]);
    last_step = difference->step;
    blame_structure(*unit);
    choose(*unit, choices_[*unit].source + 1);
    assembly = assemble(page_, texts_, options_.layout);
  }
  restore_innocent(assembly);
}

/// The unit with a translation that stands at `offset`, or the nearest before it, or the nearest after it.
std::optional<std::size_t> Merge::suspect(const Assembly& assembly, std::uint32_t offset) const {
  const auto after = std::upper_bound(assembly.places.begin(), assembly.places.end(), offset,
                                      [](std::uint32_t at, const Span& place) { return at < place.begin; });
  const auto count = static_cast<std::size_t>(after - assembly.places.begin());
  for (std::size_t i = count; i > 0; --i) {
    if (texts_[i - 1]) return i - 1;
  }
  for (std::size_t i = count; i < texts_.size(); ++i) {
    if (texts_[i]) return i;
  }
  return std::nullopt;
}

void Merge::give_up_from(const Assembly& assembly, std::uint32_t offset) {
  const std::size_t first = suspect(assembly, offset).value_or(0);
  for (std::size_t i = first; i < texts_.size(); ++i) {
    if (!texts_[i]) continue;
    blame(i, {N_("the translation ({1}) is left out: too many others change the structure of this page"),
              {place_of(choices_[i])}});
    set(i, {});
  }
}

/// Texts that were taken back for nothing come back together, if the page stays the same with them.
void Merge::restore_innocent(Assembly& assembly) {
  if (doubtful_.empty()) return;
  Texts before = texts_;
  for (const auto& [unit, choice] : doubtful_) texts_[unit] = choice.message->msgstr.front();
  Assembly with = assemble(page_, texts_, options_.layout);
  if (look(with)) {
    texts_ = std::move(before);
    return;
  }
  assembly = std::move(with);
  for (const auto& [unit, choice] : doubtful_) {
    choices_[unit] = choice;
    std::erase_if(faults_, [unit = unit](const Fault& fault) { return fault.unit == unit; });
  }
}

std::string Merge::place_of(const Choice& choice) const {
  std::string place(chain_[choice.source].file);
  if (choice.message->line != 0) place += ":" + std::to_string(choice.message->line);
  return place;
}

void Merge::blame_structure(std::size_t unit) {
  blame(unit, {N_("the translation ({1}) changes the structure of the page"), {place_of(choices_[unit])}});
}

void Merge::blame(std::size_t unit, Phrase what) {
  const Phrase hint = options_.force ? Phrase(N_("it was put in because of --force"))
                                     : Phrase(N_("it was not put in; correct the translation, or use --force if you "
                                                 "trust the catalog"));
  faults_.push_back(
      {unit, make_diagnostic(options_.force ? Severity::Warning : Severity::Error, "merge-unsafe", page_.path(),
                             page_.bytes(), page_.units[unit].span.begin, std::move(what), hint)});
}

}  // namespace

bool is_published(const Message& message, const MergeOptions& options) {
  if (message.msgstr.empty() || message.msgstr.front().empty()) return false;
  const State state = state_of(message);
  if (state != State::Stale) return state == State::Translated;
  return options.stale == MergeOptions::Stale::Translation &&
         (options.expired == nullptr || !options.expired->contains(&message));
}

std::vector<std::uint32_t> count_unit_words(const Page& page) {
  std::vector<std::uint32_t> words;
  words.reserve(page.units.size());
  for (const Unit& unit : page.units) words.push_back(static_cast<std::uint32_t>(count_words(unit.text)));
  return words;
}

MergeResult merge(const Page& page, std::span<const MergeSource> chain, const MergeOptions& options) {
  return Merge(page, chain, options).run();
}

}  // namespace hexapla
