// Template -> catalogs, a thread per language. The lock is taken before anything is read, so that two updates follow
// one another; each catalog is replaced whole or not at all.
#include "hexapla/catalogs/state.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/parallel.h"
#include "hexapla/project/prepare.h"
#include "hexapla/project/runs.h"
#include "hexapla/project/write.h"
#include "hexapla/text/language.h"

#include <algorithm>
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

/// A template and the catalog file that belongs to it: of all pages, or of one.
struct Part {
  std::string page;  // empty: all
  const Catalog* catalog;
};

class LanguageUpdater {
 public:
  LanguageUpdater(const Project& project, const RunOptions& options, LanguageUpdate& out)
      : project_(project), options_(options), out_(out) {}

  void run(const std::vector<Part>& parts);

 private:
  void update_one(const Part& part);
  void check_language(const Catalog& catalog, const std::string& file);
  void sum_up(const CatalogUpdate& one);

  const Project& project_;
  const RunOptions& options_;
  LanguageUpdate& out_;
};

void LanguageUpdater::check_language(const Catalog& catalog, const std::string& file) {
  const std::string_view says = catalog.header_field("Language");
  if (says.empty() || primary_subtag(canonical_language(says)) == primary_subtag(out_.language.tag)) return;
  out_.diagnostics.push_back(
      make_diagnostic(Severity::Warning, "catalog-language", file,
                      {N_("the header says that this catalog is in \"{1}\", its name says \"{2}\""),
                       {std::string(says), out_.language.name}}));
}

void LanguageUpdater::update_one(const Part& part) {
  const std::string path = project_.catalog_path(out_.language, part.page);
  CatalogUpdate& one = out_.catalogs.emplace_back();
  one.file = project_.at(path);
  const auto old_bytes = read_if_there(project_, path);
  one.created = !old_bytes;
  Catalog old;
  if (old_bytes) {
    PoReadResult read = read_po(one.file, *old_bytes);
    one.failed = !read.ok();
    append(out_.diagnostics, std::move(read.diagnostics));
    if (one.failed) return;
    check_language(read.catalog, one.file);
    old = std::move(read.catalog);
  } else {
    old = start_catalog(*part.catalog, out_.language.tag, catalog_date());
  }
  one.result = update(old, *part.catalog, {.suggest = options_.suggest, .heal = project_.config().heal});
  if (one.created) one.result.added += std::exchange(one.result.kept, 0);
  std::string bytes;
  write_po(one.result.catalog, bytes);
  one.changed =
      !old_bytes || (*old_bytes != bytes && without_creation_date(*old_bytes) != without_creation_date(bytes));
  if (one.changed && !options_.check) write_in_project(project_, path, bytes, true);
  sum_up(one);
}

void LanguageUpdater::sum_up(const CatalogUpdate& one) {
  out_.changed = out_.changed || one.changed;
  out_.kept += one.result.kept;
  out_.healed += one.result.healed;
  out_.stale += one.result.stale;
  out_.added += one.result.added;
  out_.obsolete += one.result.obsolete;
  out_.revived += one.result.revived;
  for (const Message& message : one.result.catalog.messages) {
    if (message.is_header() || message.obsolete) continue;
    ++out_.messages;
    if (state_of(message) == State::Translated) ++out_.translated;
  }
}

void LanguageUpdater::run(const std::vector<Part>& parts) {
  std::set<std::string> folders;
  for (const Part& part : parts) {
    try {
      const std::string folder = folder_of(project_.catalog_path(out_.language, part.page));
      if (!options_.check && folders.insert(folder).second) remove_leftovers(project_, folder);
      update_one(part);
    } catch (const Error& fault) {
      append(out_.diagnostics, fault.diagnostics());
      out_.catalogs.back().failed = true;
    }
    out_.failed = out_.failed || out_.catalogs.back().failed;
  }
  out_.created = !out_.catalogs.empty() && std::all_of(out_.catalogs.begin(), out_.catalogs.end(),
                                                       [](const CatalogUpdate& one) { return one.created; });
}

/// With catalogs per page every page has a template of its own; they must outlive the parts.
std::vector<Part> make_parts(const Project& project, const Prepared& prepared, std::vector<Catalog>& templates,
                             const RunOptions& options) {
  if (!project.config().catalog_per_page()) return {{"", &prepared.run.catalog}};
  templates.resize(prepared.pages.size());
  ExtractOptions extract = extract_options(project);
  extract.creation_date = prepared.run.catalog.header_field("POT-Creation-Date");
  parallel_for(prepared.pages.size(), options.jobs,
               [&](std::size_t i) { templates[i] = build_template({&prepared.pages[i]}, extract); });
  std::vector<Part> parts;
  for (std::size_t i = 0; i < templates.size(); ++i) {
    const auto& messages = templates[i].messages;
    const bool empty = std::all_of(messages.begin(), messages.end(), [](const Message& m) { return m.is_header(); });
    if (!empty) parts.push_back({prepared.files[i].path, &templates[i]});
  }
  return parts;
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
  const std::vector<Part> parts = make_parts(project, prepared, templates, options);
  run.languages.resize(chosen.size());
  parallel_for(chosen.size(), options.jobs, [&](std::size_t i) {
    run.languages[i].language = chosen[i];
    LanguageUpdater(project, options, run.languages[i]).run(parts);
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
