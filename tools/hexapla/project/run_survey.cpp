#include "hexapla/base/line_index.h"
#include "hexapla/base/parallel.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/merge_catalogs.h"
#include "hexapla/project/survey.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"

#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace hexapla {

struct Survey::Storage {
  std::vector<Page> pages;
  std::optional<MergeCatalogs> catalogs;
  std::vector<std::vector<MergeCatalogs::Cache>> caches;  // by language and page; catalogs per page only
};

namespace {

MessageKey key_of(const Unit& unit) {
  return {unit.context, unit.text, !unit.context.empty()};
}

/// Units that use the same message of the page, as one.
void gather_units(const Page& page, SurveyPage& out) {
  const LineIndex lines(page.bytes());
  std::unordered_map<MessageKey, std::size_t, MessageKeyHash> places;
  for (const Unit& unit : page.units) {
    const auto [place, added] = places.try_emplace(key_of(unit), out.units.size());
    if (added) {
      SurveyUnit& made = out.units.emplace_back();
      made.unit = &unit;
      made.words = static_cast<std::uint32_t>(count_words(unit.text));
    }
    out.units[place->second].lines.push_back(lines.line_of(unit.span.begin));
  }
}

void number_messages(Survey& survey, bool per_page) {
  std::unordered_map<MessageKey, std::uint32_t, MessageKeyHash> numbers;
  for (SurveyPage& page : survey.pages) {
    if (per_page) numbers.clear();
    for (SurveyUnit& unit : page.units) {
      const auto [found, added] = numbers.try_emplace(key_of(*unit.unit), survey.messages);
      unit.message = found->second;
      if (!added) continue;
      ++survey.messages;
      survey.source.add(unit.words);
    }
  }
}

SurveyEntry look_up(const SurveyUnit& unit, const LoadedCatalog& catalog) {
  SurveyEntry entry;
  entry.message = catalog.index->find(unit.unit->context, unit.unit->text);
  if (entry.message != nullptr) entry.state = state_of(*entry.message);
  if (entry.state == State::Obsolete) entry = {};
  return entry;
}

void survey_language(const Survey& survey, std::size_t number, SurveyLanguage& out,
                     std::vector<Diagnostic>& diagnostics) {
  Survey::Storage& storage = *survey.storage;
  std::vector<bool> counted(survey.messages);
  out.pages.resize(survey.pages.size());
  out.entries.resize(survey.pages.size());
  for (std::size_t page = 0; page < survey.pages.size(); ++page) {
    MergeCatalogs::Cache& cache = storage.caches[number].emplace_back(storage.catalogs->empty_cache());
    const LoadedCatalog& catalog = *storage.catalogs->loaded(number, page, cache, diagnostics).front();
    out.started = out.started || catalog.there;
    out.failed = out.failed || !catalog.ok;
    for (const SurveyUnit& unit : survey.pages[page].units) {
      const SurveyEntry entry = look_up(unit, catalog);
      out.entries[page].push_back(entry);
      out.pages[page].add(entry.state, unit.words);
      if (!counted[unit.message]) out.whole.add(entry.state, unit.words);
      counted[unit.message] = true;
    }
  }
}

}  // namespace

Survey survey(const Project& project, const std::vector<Language>& languages, unsigned jobs) {
  Survey made;
  made.storage = std::make_shared<Survey::Storage>();
  Survey::Storage& storage = *made.storage;
  const std::vector<PageFile> files = project.find_pages(made.diagnostics);
  if (has_errors(made.diagnostics)) return made;
  storage.pages = project.load_pages(files, jobs);
  for (const Page& page : storage.pages) append(made.diagnostics, page.diagnostics);
  for (const PageFile& file : files) made.pages.push_back({file, {}});
  parallel_for(files.size(), jobs, [&](std::size_t i) { gather_units(storage.pages[i], made.pages[i]); });
  number_messages(made, project.config().catalog_per_page());

  storage.catalogs.emplace(project, languages, files, false);
  for (std::size_t i = 0; i < languages.size(); ++i) storage.catalogs->need(i);
  storage.catalogs->load(jobs, made.diagnostics);
  storage.caches.resize(languages.size());
  made.languages.resize(languages.size());
  std::vector<std::vector<Diagnostic>> diagnostics(languages.size());
  parallel_for(languages.size(), jobs, [&](std::size_t i) {
    SurveyLanguage& one = made.languages[i];
    one.language = languages[i];
    one.file = project.at(project.catalog_path(one.language, "{path}"));
    survey_language(made, i, one, diagnostics[i]);
  });
  for (auto& one : diagnostics) append(made.diagnostics, std::move(one));
  return made;
}

bool Survey::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
