#include "hexapla/base/line_index.h"
#include "hexapla/base/parallel.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/localize/extract.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/merge_catalogs.h"
#include "hexapla/project/stale_units.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace hexapla {

namespace {

enum class Finding { Fine, Stale, Doubtful };

Finding look_at(const Message& message) {
  if (state_of(message) == State::Stale) return Finding::Stale;
  return standing_of(message) == Standing::Doubtful ? Finding::Doubtful : Finding::Fine;
}

std::optional<std::string> context_of(const SourceText& text) {
  return text.has_msgctxt ? std::optional<std::string>(text.msgctxt) : std::nullopt;
}

std::vector<DiffPiece> diff_of_contexts(const StaleUnit& unit) {
  if (unit.previous_context == unit.context) return {};
  return word_diff(unit.previous_context.value_or(""), unit.context.value_or(""));
}

StaleUnit make_unit(const Unit& unit, const Message& message, Finding finding, const std::string& catalog) {
  StaleUnit made;
  made.doubtful = finding == Finding::Doubtful;
  made.unit_kind = unit.kind;
  made.kind = describe_kind(unit);
  made.context = context_of(text_of(message));
  made.text = message.msgid;
  made.translation = message.msgstr.empty() ? "" : message.msgstr[0];
  made.file = catalog;
  made.catalog_line = message.line;
  made.words = static_cast<std::uint32_t>(count_words(made.text));
  if (made.doubtful) return made;
  const SourceText origin = origin_of(message);
  made.what = classify(origin, text_of(message));
  made.previous_context = context_of(origin);
  made.previous_text = origin.msgid;
  made.context_diff = diff_of_contexts(made);
  made.diff = word_diff(made.previous_text, made.text);
  return made;
}

/// Pages, and the lines of them, that all languages share.
struct Source {
  std::vector<Page> pages;
  std::vector<LineIndex> lines;  ///< beside `pages`
};

/// Goes through the pages of one language.
class Finder {
 public:
  Finder(const Source& source, StaleLanguage& out) : source_(source), out_(out) {}

  void look_through(std::size_t page, const LoadedCatalog& catalog);
  /// With catalogs per page the same text on another page is another message.
  void forget_messages() { counted_.clear(); }

 private:
  void count(StaleUnit& unit, const Message* message);

  const Source& source_;
  StaleLanguage& out_;
  std::unordered_set<const Message*> counted_;
};

void Finder::look_through(std::size_t page, const LoadedCatalog& catalog) {
  out_.started = out_.started || catalog.there;
  out_.failed = out_.failed || !catalog.ok;
  StalePage found;
  found.page = static_cast<std::uint32_t>(page);
  std::unordered_map<const Message*, std::size_t> places;  // in found.units
  for (const Unit& unit : source_.pages[page].units) {
    const Message* message = catalog.index->find(unit.context, unit.text);
    const Finding finding = message == nullptr ? Finding::Fine : look_at(*message);
    if (finding == Finding::Fine) continue;
    const auto [place, first_here] = places.try_emplace(message, found.units.size());
    if (first_here) {
      found.units.push_back(make_unit(unit, *message, finding, catalog.file));
      count(found.units.back(), message);
    }
    found.units[place->second].lines.push_back(source_.lines[page].line_of(unit.span.begin));
  }
  if (!found.units.empty()) out_.pages.push_back(std::move(found));
}

void Finder::count(StaleUnit& unit, const Message* message) {
  unit.counted = counted_.insert(message).second;
  if (unit.counted) (unit.doubtful ? out_.doubtful : out_.stale).add(unit.words);
}

Source read_source(const Project& project, const std::vector<PageFile>& files, unsigned jobs) {
  Source source;
  source.pages = project.load_pages(files, jobs);
  for (const Page& page : source.pages) source.lines.emplace_back(page.bytes());
  return source;
}

void find_in(const MergeCatalogs& catalogs, std::size_t language, const Source& source, bool per_page,
             StaleLanguage& out, std::vector<Diagnostic>& diagnostics) {
  Finder finder(source, out);
  for (std::size_t page = 0; page < source.pages.size(); ++page) {
    MergeCatalogs::Cache cache = catalogs.empty_cache();
    if (per_page) finder.forget_messages();
    finder.look_through(page, *catalogs.loaded(language, page, cache, diagnostics).front());
  }
}

StaleQuery query_about(const StaleUnit& unit, std::string_view page) {
  return {{unit.previous_context ? std::string_view(*unit.previous_context) : "", unit.previous_text},
          {unit.context ? std::string_view(*unit.context) : "", unit.text},
          {page}};
}

/// Touched ones (the same text before and now) have no history: nobody changed the source.
bool has_history(const StaleUnit& unit) {
  return !unit.doubtful && unit.what != ChangeClass::None;
}

void add_history(StaleRun& run, GitHistory& history) {
  std::vector<StaleQuery> queries;
  std::vector<std::pair<StaleLanguage*, StaleUnit*>> asked;
  for (StaleLanguage& language : run.languages) {
    for (StalePage& page : language.pages) {
      for (StaleUnit& unit : page.units) {
        if (!has_history(unit)) continue;
        queries.push_back(query_about(unit, run.pages[page.page].path));
        asked.emplace_back(&language, &unit);
      }
    }
  }
  if (queries.empty()) return;
  const std::vector<UnitHistory> answers = history.of(queries);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    asked[i].second->history = answers[i];
    asked[i].first->oldest = earlier(asked[i].first->oldest, answers[i].since);
  }
  history.save_cache();
}

}  // namespace

StaleRun find_stale(const Project& project, const Selection& selection, unsigned jobs, GitHistory* history) {
  StaleRun run;
  run.pages = selection.pages;
  const Source source = read_source(project, run.pages, jobs);
  for (const Page& page : source.pages) append(run.diagnostics, page.diagnostics);
  MergeCatalogs catalogs(project, selection.languages, run.pages, false);
  for (std::size_t i = 0; i < selection.languages.size(); ++i) catalogs.need(i);
  catalogs.load(jobs, run.diagnostics);
  run.languages.resize(selection.languages.size());
  std::vector<std::vector<Diagnostic>> diagnostics(run.languages.size());
  parallel_for(run.languages.size(), jobs, [&](std::size_t i) {
    StaleLanguage& one = run.languages[i];
    one.language = selection.languages[i];
    one.file = project.at(project.catalog_path(one.language, "{path}"));
    find_in(catalogs, i, source, project.config().catalog_per_page(), one, diagnostics[i]);
  });
  for (auto& one : diagnostics) append(run.diagnostics, std::move(one));
  if (history != nullptr) add_history(run, *history);
  return run;
}

bool StaleRun::ok() const {
  return !has_errors(diagnostics);
}

bool StaleRun::any_stale() const {
  return std::any_of(languages.begin(), languages.end(),
                     [](const StaleLanguage& one) { return one.stale.messages > 0; });
}

}  // namespace hexapla
