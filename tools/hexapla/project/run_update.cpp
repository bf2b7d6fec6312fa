// Template -> catalogs, a thread per language. The lock is taken before anything is read, so that two updates follow
// one another; each catalog is replaced whole or not at all.
#include "hexapla/base/parallel.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/language_catalogs.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/prepare.h"
#include "hexapla/project/runs.h"
#include "hexapla/project/write.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

namespace hexapla {

namespace {

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

std::string_view primary_subtag(std::string_view tag) {
  return tag.substr(0, tag.find_first_of("-_@"));
}

/// What the languages of a run share.
struct Shared {
  unsigned jobs = 1;  ///< threads for each
  std::mutex memory;
};

class LanguageUpdater {
 public:
  LanguageUpdater(const Project& project, const RunOptions& options, Shared& shared, LanguageUpdate& out)
      : project_(project), options_(options), shared_(shared), out_(out), catalogs_(project, out.language) {}

  void run(const std::vector<TemplatePart>& parts);

 private:
  OldCatalog read(const std::string& path, std::vector<Diagnostic>& diagnostics) const;
  void read_all(const std::vector<TemplatePart>& parts);
  void update_one(const TemplatePart& part, std::size_t number, CatalogUpdate& one);
  UpdateOptions update_options(const std::string& catalog) const;
  void check_language(const Catalog& catalog, const std::string& file);
  void sum_up(const CatalogUpdate& one);

  const Project& project_;
  const RunOptions& options_;
  Shared& shared_;
  LanguageUpdate& out_;
  LanguageCatalogs catalogs_;
};

void LanguageUpdater::check_language(const Catalog& catalog, const std::string& file) {
  const std::string_view says = catalog.header_field("Language");
  if (says.empty() || primary_subtag(canonical_language(says)) == primary_subtag(out_.language.tag)) return;
  out_.diagnostics.push_back(
      make_diagnostic(Severity::Warning, "catalog-language", file,
                      {N_("the header says that this catalog is in \"{1}\", its name says \"{2}\""),
                       {std::string(says), out_.language.name}}));
}

OldCatalog LanguageUpdater::read(const std::string& path, std::vector<Diagnostic>& diagnostics) const {
  OldCatalog old;
  old.path = path;
  try {
    old.bytes = read_if_there(project_, path);
    old.there = old.bytes.has_value();
    if (!old.there) return old;
    PoReadResult result = read_po(project_.at(path), *old.bytes);
    old.ok = result.ok();
    old.catalog = std::move(result.catalog);
    append(diagnostics, std::move(result.diagnostics));
  } catch (const Error& fault) {
    old.ok = false;
    append(diagnostics, fault.diagnostics());
  }
  return old;
}

void LanguageUpdater::read_all(const std::vector<TemplatePart>& parts) {
  std::set<std::string> known;
  for (const TemplatePart& part : parts) {
    const std::string path = project_.catalog_path(out_.language, part.page);
    catalogs_.add(read(path, out_.diagnostics));
    known.insert(path);
  }
  if (project_.config().catalog_per_page()) {
    std::vector<Diagnostic> ignored;  // of files that no page needs
    for (const std::string& path : project_.catalogs_found(out_.language)) {
      if (known.count(path) != 0 || path == project_.config().template_path.text) continue;
      catalogs_.add_orphan(read(path, ignored));
    }
  }
  catalogs_.complete();
}

void LanguageUpdater::update_one(const TemplatePart& part, std::size_t number, CatalogUpdate& one) {
  const OldCatalog& old = catalogs_.at(number);
  one.created = !old.there;
  one.failed = !old.ok;
  if (one.failed) return;
  if (!one.created) check_language(old.catalog, one.file);
  one.result = catalogs_.update(number, part, update_options(old.path));
  std::string bytes;
  write_po(one.result.catalog, bytes, {.unknown_flags = true});
  one.changed =
      one.created || (*old.bytes != bytes && without_creation_date(*old.bytes) != without_creation_date(bytes));
  if (one.changed && !options_.check) write_in_project(project_, old.path, bytes, true);
  sum_up(one);
}

UpdateOptions LanguageUpdater::update_options(const std::string& catalog) const {
  UpdateOptions options;
  options.suggest = options_.suggest;
  options.jobs = shared_.jobs;
  options.heal = project_.config().heal;
  if (!options_.memory) return options;
  options.memory = [this, catalog](const Message& message) {
    const std::lock_guard<std::mutex> one_at_a_time(shared_.memory);
    return options_.memory(out_.language, catalog, message);
  };
  return options;
}

void LanguageUpdater::sum_up(const CatalogUpdate& one) {
  out_.changed = out_.changed || one.changed;
  out_.kept += one.result.kept;
  out_.healed += one.result.healed;
  out_.stale += one.result.stale;
  out_.added += one.result.added;
  out_.obsolete += one.result.obsolete;
  out_.revived += one.result.revived;
  out_.suggested += one.result.suggested;
  out_.withdrawn += one.result.withdrawn;
  for (const Message& message : one.result.catalog.messages) {
    if (message.is_header() || message.obsolete) continue;
    ++out_.messages;
    if (state_of(message) == State::Translated) ++out_.translated;
  }
}

void LanguageUpdater::run(const std::vector<TemplatePart>& parts) {
  read_all(parts);
  std::set<std::string> folders;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CatalogUpdate& one = out_.catalogs.emplace_back();
    one.file = project_.at(catalogs_.at(i).path);
    const std::string folder = folder_of(catalogs_.at(i).path);
    if (!options_.check && folders.insert(folder).second) remove_leftovers(project_, folder);
    try {
      update_one(parts[i], i, one);
    } catch (const Error& fault) {
      append(out_.diagnostics, fault.diagnostics());
      one.failed = true;
    }
    out_.failed = out_.failed || one.failed;
  }
  out_.created = !out_.catalogs.empty() && std::all_of(out_.catalogs.begin(), out_.catalogs.end(),
                                                       [](const CatalogUpdate& one) { return one.created; });
}

/// A language that the user started by naming it, but that no run without names would find.
void check_configured(const Project& project, const LanguageUpdate& one, std::vector<Diagnostic>& diagnostics) {
  const Config& config = project.config();
  if (config.languages_auto) return;
  const bool listed = std::any_of(config.languages.begin(), config.languages.end(),
                                  [&](const Language& known) { return known.tag == one.language.tag; });
  if (listed) return;
  diagnostics.push_back(make_diagnostic(Severity::Warning, "language-unlisted", config.file,
                                        {N_("\"{1}\" is not in the list of languages"), {one.language.name}},
                                        N_("add it to \"languages\", so that it takes part in every run")));
}

}  // namespace

UpdateRun run_update(const Project& project, const RunOptions& options) {
  UpdateRun run;
  std::optional<ProjectLock> lock;
  if (!options.check) lock.emplace(project.prefix(), options.lock_wait);
  const std::vector<Language> chosen = project.choose_languages(options.languages, true, run.diagnostics);
  Prepared prepared = prepare_template(project, options);
  if (!prepared.run.ok()) {
    run.extract = std::move(prepared.run);
    return run;
  }
  write_template(project, prepared, options);
  std::vector<Catalog> templates;
  std::vector<const Page*> pages;
  for (const Page& page : prepared.pages) pages.push_back(&page);
  const std::vector<TemplatePart> parts = make_parts(project, pages, prepared.run.catalog, templates, options.jobs);
  run.languages.resize(chosen.size());
  Shared shared;
  shared.jobs = std::max(1U, effective_jobs(options.jobs) / std::max(1U, static_cast<unsigned>(chosen.size())));
  parallel_for(chosen.size(), options.jobs, [&](std::size_t i) {
    run.languages[i].language = chosen[i];
    LanguageUpdater(project, options, shared, run.languages[i]).run(parts);
  });
  for (const LanguageUpdate& one : run.languages) check_configured(project, one, run.diagnostics);
  if (chosen.empty()) {
    run.diagnostics.push_back(make_diagnostic(Severity::Warning, "no-language", project.config().file,
                                              N_("no language has a catalog yet"),
                                              N_("name the first one, for example: hexapla update fr")));
  }
  run.extract = std::move(prepared.run);
  return run;
}

bool UpdateRun::ok() const {
  return extract.ok() && !has_errors(diagnostics) &&
         std::none_of(languages.begin(), languages.end(),
                      [](const LanguageUpdate& one) { return one.failed || has_errors(one.diagnostics); });
}

}  // namespace hexapla
