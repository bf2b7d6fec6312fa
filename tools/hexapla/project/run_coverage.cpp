// Messages get numbers once, from the pages; each language then looks every number up once. Words are counted once
// per message, on all threads, and never per language.
#include "hexapla/base/parallel.h"
#include "hexapla/project/coverage.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/merge_catalogs.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include <unistd.h>

namespace hexapla {

namespace {

/// A message of the source, by the text of a page that is kept in memory.
struct SourceMessage {
  std::string_view context;
  std::string_view text;
  std::uint32_t words = 0;
};

struct KeyHash {
  std::size_t operator()(const std::pair<std::string_view, std::string_view>& key) const {
    const std::hash<std::string_view> hash;
    return hash(key.first) * 31 + hash(key.second);
  }
};

/// All messages, and which of them each page uses (each once, in order).
struct Inventory {
  std::vector<SourceMessage> messages;
  std::vector<std::vector<std::uint32_t>> pages;
};

Inventory take_inventory(const std::vector<Page>& pages, unsigned jobs) {
  Inventory inventory;
  std::unordered_map<std::pair<std::string_view, std::string_view>, std::uint32_t, KeyHash> numbers;
  std::vector<std::size_t> last_page;  // that used a message
  for (std::size_t page = 0; page < pages.size(); ++page) {
    std::vector<std::uint32_t>& used = inventory.pages.emplace_back();
    for (const Unit& unit : pages[page].units) {
      const auto next = static_cast<std::uint32_t>(inventory.messages.size());
      const auto [found, added] = numbers.try_emplace({unit.context, unit.text}, next);
      if (added) {
        inventory.messages.push_back({unit.context, unit.text, 0});
        last_page.push_back(pages.size());
      }
      if (std::exchange(last_page[found->second], page) != page) used.push_back(found->second);
    }
  }
  constexpr std::size_t piece = 256;
  const std::size_t count = inventory.messages.size();
  parallel_for((count + piece - 1) / piece, jobs, [&](std::size_t i) {
    for (std::size_t at = i * piece; at < std::min(count, (i + 1) * piece); ++at) {
      SourceMessage& message = inventory.messages[at];
      message.words = static_cast<std::uint32_t>(count_words(message.text));
    }
  });
  return inventory;
}

/// What one language has for one message.
struct Found {
  State state = State::Untranslated;
  bool by_fallback = false;
  const Message* entry = nullptr;  ///< in the language's own catalog
};

/// A stale message on a page.
struct StaleUse {
  std::uint32_t page;
  const Message* message;
};

Found look_up(const SourceMessage& message, const std::vector<const MessageIndex*>& chain) {
  Found found;
  for (std::size_t i = 0; i < chain.size(); ++i) {
    const Message* entry = chain[i]->find(message.context, message.text);
    const State state = entry == nullptr ? State::Untranslated : state_of(*entry);
    if (i == 0) {
      found.entry = entry;
      found.state = state == State::Obsolete ? State::Untranslated : state;
      if (state == State::Translated || state == State::Stale) break;
    } else if (state == State::Translated) {
      found.by_fallback = true;
      break;
    }
  }
  return found;
}

void count(Coverage& coverage, const Found& found, std::uint32_t words) {
  if (found.by_fallback) coverage.from_fallback.add(words);
  coverage.add(found.state, words);
}

std::uint32_t count_obsolete(const Catalog& catalog) {
  return static_cast<std::uint32_t>(std::count_if(catalog.messages.begin(), catalog.messages.end(),
                                                  [](const Message& message) { return message.obsolete; }));
}

class LanguageCounter {
 public:
  LanguageCounter(const MergeCatalogs& catalogs, std::size_t language, const Inventory& inventory,
                  LanguageCoverage& out)
      : catalogs_(catalogs), language_(language), inventory_(inventory), out_(out) {}

  void count_one_catalog(std::vector<Diagnostic>& diagnostics);
  void count_page_catalogs(std::vector<Diagnostic>& diagnostics);
  /// What to ask of git, and where the answers belong. Views live as long as this and the catalogs.
  const std::vector<StaleUse>& stale_uses() const { return stale_; }

 private:
  void count_whole(const Found& found, std::uint32_t words);
  void count_on_page(std::size_t page, const Found& found, std::uint32_t words);
  /// The chain for a page, with whatever could be read of it.
  std::vector<const MessageIndex*> chain(std::size_t page, MergeCatalogs::Cache& cache,
                                         std::vector<Diagnostic>& diagnostics);

  const MergeCatalogs& catalogs_;
  std::size_t language_;
  const Inventory& inventory_;
  LanguageCoverage& out_;
  std::vector<StaleUse> stale_;
  std::vector<MergeCatalogs::Cache> kept_;  // catalogs per page that stale_ points into
};

void LanguageCounter::count_whole(const Found& found, std::uint32_t words) {
  count(out_.whole, found, words);
  if (found.state != State::Stale) return;
  const ChangeClass what = classify(origin_of(*found.entry), text_of(*found.entry));
  out_.stale_by_class[static_cast<std::size_t>(what)].add(words);
}

void LanguageCounter::count_on_page(std::size_t page, const Found& found, std::uint32_t words) {
  count(out_.pages[page], found, words);
  if (found.state != State::Stale) return;
  // Touched ones (the same text before and now) have no history: nobody changed the source.
  if (origin_of(*found.entry) == text_of(*found.entry)) return;
  stale_.push_back({static_cast<std::uint32_t>(page), found.entry});
}

std::vector<const MessageIndex*> LanguageCounter::chain(std::size_t page, MergeCatalogs::Cache& cache,
                                                        std::vector<Diagnostic>& diagnostics) {
  std::vector<const MessageIndex*> indexes;
  for (const LoadedCatalog* loaded : catalogs_.loaded(language_, page, cache, diagnostics)) {
    if (indexes.empty()) {
      out_.failed = out_.failed || !loaded->ok;
      out_.started = out_.started || loaded->there;
      out_.obsolete += count_obsolete(loaded->catalog);
    }
    indexes.push_back(&*loaded->index);
  }
  return indexes;
}

void LanguageCounter::count_one_catalog(std::vector<Diagnostic>& diagnostics) {
  MergeCatalogs::Cache cache;
  const auto indexes = chain(0, cache, diagnostics);
  std::vector<Found> found(inventory_.messages.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    found[i] = look_up(inventory_.messages[i], indexes);
    count_whole(found[i], inventory_.messages[i].words);
  }
  for (std::size_t page = 0; page < inventory_.pages.size(); ++page) {
    for (const std::uint32_t message : inventory_.pages[page]) {
      count_on_page(page, found[message], inventory_.messages[message].words);
    }
  }
}

void LanguageCounter::count_page_catalogs(std::vector<Diagnostic>& diagnostics) {
  for (std::size_t page = 0; page < inventory_.pages.size(); ++page) {
    MergeCatalogs::Cache cache = catalogs_.empty_cache();
    const auto indexes = chain(page, cache, diagnostics);
    for (const std::uint32_t message : inventory_.pages[page]) {
      const Found found = look_up(inventory_.messages[message], indexes);
      // Two pages may translate the same text apart, so the whole is the sum.
      count_on_page(page, found, inventory_.messages[message].words);
      count_whole(found, inventory_.messages[message].words);
    }
    if (!stale_.empty() && stale_.back().page == page) kept_.push_back(std::move(cache));
  }
}

void prepare(const Project& project, const MergeCatalogs& catalogs, std::size_t language, std::size_t pages,
             LanguageCoverage& out) {
  out.file = project.at(project.catalog_path(out.language, "{path}"));
  out.pages.resize(pages);
  for (const Language& one : catalogs.chain(language)) {
    if (one.tag != out.language.tag) out.fallbacks.push_back(one.tag);
  }
}

/// Asks git about everything that is stale, all languages at once: what is stale in one mostly is in the others.
void add_history(CoverageRun& run, const std::vector<LanguageCounter>& counters, GitHistory& history) {
  std::vector<StaleQuery> queries;
  for (const LanguageCounter& counter : counters) {
    for (const StaleUse& use : counter.stale_uses()) {
      queries.push_back(stale_query(*use.message));
      queries.back().pages = {run.pages[use.page]};
    }
  }
  if (queries.empty()) return;
  const std::vector<UnitHistory> answers = history.of(queries);
  auto answer = answers.begin();
  for (std::size_t i = 0; i < counters.size(); ++i) {
    LanguageCoverage& one = run.languages[i];
    for (const StaleUse& use : counters[i].stale_uses()) {
      const Moment& since = (answer++)->since;
      for (Coverage* coverage : {&one.whole, &one.pages[use.page]}) {
        coverage->stale_since = earlier(coverage->stale_since, since);
      }
    }
  }
  history.save_cache();
}

}  // namespace

void Coverage::add(State state, std::uint32_t message_words) {
  switch (state) {
    case State::Translated:
      return translated.add(message_words);
    case State::Stale:
      return stale.add(message_words);
    case State::Guess:
      return guess.add(message_words);
    case State::Untranslated:
    case State::Obsolete:
      return untranslated.add(message_words);
  }
}

Tally Coverage::total() const {
  Tally sum;
  for (const Tally* tally : {&translated, &stale, &guess, &untranslated}) {
    sum.messages += tally->messages;
    sum.words += tally->words;
  }
  return sum;
}

double Coverage::percent() const {
  const Tally all = total();
  // Messages without words ("→") would make 0 of 0.
  if (all.words == 0) {
    return all.messages == 0 ? 100.0 : 100.0 * translated.messages / all.messages;
  }
  const double share = 100.0 * static_cast<double>(translated.words) / static_cast<double>(all.words);
  const bool complete = translated.messages == all.messages;
  return complete ? 100.0 : std::min(share, std::nextafter(100.0, 0.0));
}

CoverageRun run_coverage(const Project& project, const RunOptions& options, GitHistory* history) {
  CoverageRun run;
  const std::vector<Language> languages = project.choose_languages(options.languages, false, run.diagnostics);
  const std::vector<PageFile> files = project.find_pages(run.diagnostics);
  if (has_errors(run.diagnostics)) return run;
  const std::vector<Page> pages = project.load_pages(files, options.jobs);
  for (const Page& page : pages) append(run.diagnostics, page.diagnostics);
  for (const PageFile& file : files) run.pages.push_back(file.path);
  const Inventory inventory = take_inventory(pages, options.jobs);
  for (const SourceMessage& message : inventory.messages) run.source.add(message.words);

  MergeCatalogs catalogs(project, languages, files);
  for (std::size_t i = 0; i < languages.size(); ++i) catalogs.need(i);
  catalogs.load(options.jobs, run.diagnostics);
  run.languages.resize(languages.size());
  std::vector<std::vector<Diagnostic>> diagnostics(languages.size());
  std::vector<LanguageCounter> counters;
  for (std::size_t i = 0; i < languages.size(); ++i) counters.emplace_back(catalogs, i, inventory, run.languages[i]);
  parallel_for(languages.size(), options.jobs, [&](std::size_t i) {
    LanguageCoverage& one = run.languages[i];
    one.language = languages[i];
    prepare(project, catalogs, i, files.size(), one);
    LanguageCounter& counter = counters[i];
    if (project.config().catalog_per_page()) {
      counter.count_page_catalogs(diagnostics[i]);
    } else {
      counter.count_one_catalog(diagnostics[i]);
    }
  });
  for (auto& one : diagnostics) append(run.diagnostics, std::move(one));
  if (history != nullptr) add_history(run, counters, *history);
  return run;
}

bool CoverageRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
