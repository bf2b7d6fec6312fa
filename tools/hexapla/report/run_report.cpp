#include "hexapla/base/owned_folder.h"
#include "hexapla/base/parallel.h"
#include "hexapla/report/assets.h"
#include "hexapla/report/report.h"
#include "hexapla/report/site.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace hexapla {

namespace {

constexpr FolderOwner report_owner{
    .id = "report-folder",
    .marker = ".hexapla-report",
    .title = "Written by hexapla report, which removes the files named here.\n",
    .not_ours = N_("this folder holds files that are no report of Hexapla"),
    .endings = ".html .css .js",
};

/// What each stale message is behind, asked all at once.
void ask_history(Site& site, GitHistory& history) {
  std::vector<StaleQuery> queries;
  std::vector<const Message*> messages;
  std::unordered_map<const Message*, std::size_t> numbers;
  for (const SurveyLanguage& language : site.survey.languages) {
    for (std::size_t page = 0; page < site.survey.pages.size(); ++page) {
      for (const SurveyEntry& entry : language.entries[page]) {
        if (entry.state != State::Stale) continue;
        const auto [number, added] = numbers.try_emplace(entry.message, queries.size());
        if (added) {
          messages.push_back(entry.message);
          queries.push_back(stale_query(*entry.message));
          queries.back().pages.clear();  // the pages themselves tell better than references
        }
        queries[number->second].pages.push_back(site.survey.pages[page].file.path);
      }
    }
  }
  const std::vector<UnitHistory> answers = history.of(queries);
  for (std::size_t i = 0; i < answers.size(); ++i) site.history[messages[i]] = answers[i];
  history.save_cache();
}

/// Many languages make many catalogs to read; the picture needs few points.
constexpr std::size_t most_points = 30, fewest_points = 10, catalogs_read = 300;

std::vector<CoveragePoint> trend_of(const Site& site, const GitRepository& repository, unsigned jobs) {
  std::vector<Language> languages;
  for (const SurveyLanguage& one : site.survey.languages) languages.push_back(one.language);
  std::unordered_map<std::string_view, std::uint32_t> words;
  for (const SurveyPage& page : site.survey.pages) {
    for (const SurveyUnit& unit : page.units) words.emplace(unit.unit->text, unit.words);
  }
  CoverageHistoryOptions options;
  options.jobs = jobs;
  options.points = std::clamp(catalogs_read / std::max<std::size_t>(languages.size(), 1), fewest_points, most_points);
  options.known = [&words](std::string_view text) {
    const auto found = words.find(text);
    return found == words.end() ? std::int64_t{-1} : std::int64_t{found->second};
  };
  return coverage_history(site.project, repository, languages, options);
}

void ask_git(Site& site, GitHistory& history, unsigned jobs) {
  if (!history.available()) {
    site.no_history = history.why_not().message;
    return;
  }
  try {
    ask_history(site, history);
    Diagnostic why_not;
    const auto repository = GitRepository::find(site.project.at("."), why_not);
    if (!repository) return;
    site.head = repository->links(repository->head()).info;
    site.trend = trend_of(site, *repository, jobs);
  } catch (const Error& fault) {  // a damaged repository costs its columns, not the report
    site.no_history = fault.diagnostics().front().message;
  }
}

using Writers = std::map<std::string, std::function<std::string()>>;

Writers writers_of(const Site& site) {
  Writers writers;
  const Survey& survey = site.survey;
  writers["index.html"] = [&site] { return overview_page(site); };
  writers["style.css"] = [] { return std::string(style_sheet); };
  writers["sort.js"] = [] { return std::string(sort_script); };
  for (std::size_t page = 0; page < survey.pages.size(); ++page) {
    writers[source_file(survey.pages[page])] = [&site, page] { return source_page(site, page); };
  }
  for (std::size_t i = 0; i < survey.languages.size(); ++i) {
    const SurveyLanguage& language = survey.languages[i];
    writers[language_file(language)] = [&site, i] { return language_page(site, i); };
    for (std::size_t page = 0; page < survey.pages.size(); ++page) {
      if (shown_where(language, page) != Shown::Own) continue;
      writers[unit_file(language, survey.pages[page])] = [&site, i, page] { return unit_page(site, i, page); };
    }
  }
  return writers;
}

void write_all(const Writers& writers, OwnedFolder& folder, unsigned jobs) {
  std::vector<std::string> files;
  std::vector<const Writers::value_type*> list;
  for (const auto& writer : writers) {
    files.push_back(writer.first);
    list.push_back(&writer);
  }
  folder.announce(files);
  parallel_for(list.size(), jobs, [&](std::size_t i) { folder.put(list[i]->first, list[i]->second()); });
  folder.finish();
}

bool has_error(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::Error; });
}

}  // namespace

ReportRun run_report(const Project& project, const ReportOptions& options) {
  ReportRun run;
  const std::vector<Language> languages = project.choose_languages(options.languages, false, run.diagnostics);
  OwnedFolder folder(options.folder, report_owner);  // refuses before the work
  Survey found = survey(project, languages, options.jobs);
  run.diagnostics.insert(run.diagnostics.end(), found.diagnostics.begin(), found.diagnostics.end());
  if (found.pages.empty() && has_error(run.diagnostics)) return run;

  const Voice voice(options.language);
  Site site{project, found, voice, {}, {}, {}, {}};
  GitHistoryOptions history_options;
  history_options.jobs = options.jobs;
  GitHistory history(project, history_options);
  ask_git(site, history, options.jobs);
  const Writers writers = writers_of(site);
  write_all(writers, folder, options.jobs);
  run.languages = static_cast<std::uint32_t>(languages.size());
  run.files = static_cast<std::uint32_t>(writers.size());
  run.written = folder.written();
  run.removed = folder.removed();
  run.bytes = folder.bytes();
  return run;
}

bool ReportRun::ok() const {
  return !has_error(diagnostics);
}

}  // namespace hexapla
