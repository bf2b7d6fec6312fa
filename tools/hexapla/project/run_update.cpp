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
#include <map>
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

/// A catalog as it was before the update.
struct OldCatalog {
  std::string path;
  std::optional<std::string> bytes;  // nothing: it is to be made
  Catalog catalog;
  bool ok = true;
};

class LanguageUpdater {
 public:
  LanguageUpdater(const Project& project, const RunOptions& options, LanguageUpdate& out)
      : project_(project), options_(options), out_(out) {}

  void run(const std::vector<Part>& parts);

 private:
  OldCatalog read(const std::string& path, std::vector<Diagnostic>& diagnostics) const;
  void read_all(const std::vector<Part>& parts);
  void read_orphans();
  void bring_over(const Part& part, OldCatalog& old) const;
  void update_one(const Part& part, OldCatalog& old, CatalogUpdate& one);
  void check_language(const Catalog& catalog, const std::string& file);
  void sum_up(const CatalogUpdate& one);

  const Project& project_;
  const RunOptions& options_;
  LanguageUpdate& out_;
  std::vector<OldCatalog> old_;  // beside the parts
  // With a catalog per page: the others, whose pages are gone, and all translations of the language.
  std::vector<OldCatalog> orphans_;
  std::map<std::pair<std::string_view, std::string_view>, std::pair<const Catalog*, Message>> known_;
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
    if (!old.bytes) return old;
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

void LanguageUpdater::read_all(const std::vector<Part>& parts) {
  for (const Part& part : parts) {
    old_.push_back(read(project_.catalog_path(out_.language, part.page), out_.diagnostics));
  }
  if (!project_.config().catalog_per_page()) return;
  read_orphans();
  for (const std::vector<OldCatalog>* catalogs : {&old_, &orphans_}) {
    for (const OldCatalog& old : *catalogs) {
      for (const Message& message : old.catalog.messages) {
        if (message.is_header() || !message.has_translation() || message.fuzzy) continue;
        known_.try_emplace({message.msgctxt, message.msgid}, &old.catalog, message);
      }
    }
  }
}

void LanguageUpdater::read_orphans() {
  std::set<std::string_view> known;
  for (const OldCatalog& old : old_) known.insert(old.path);
  std::vector<Diagnostic> ignored;  // of files that no page needs
  for (const std::string& path : project_.catalogs_found(out_.language)) {
    if (known.count(path) == 0 && path != project_.config().template_path.text) orphans_.push_back(read(path, ignored));
  }
}

/// A text that moved here from another page is translated in that page's catalog: it comes along as an obsolete
/// message, which the update revives.
void LanguageUpdater::bring_over(const Part& part, OldCatalog& old) const {
  if (known_.empty()) return;
  const MessageIndex own(old.catalog, true);
  std::vector<Message> moved;
  std::set<const Catalog*> shared;
  for (const Message& message : part.catalog->messages) {
    const auto found = known_.find({message.msgctxt, message.msgid});
    if (message.is_header() || found == known_.end()) continue;
    const auto& [catalog, translated] = found->second;
    if (old.bytes && own.find(message.msgctxt, message.msgid) != nullptr) continue;
    if (translated.has_plural != message.has_plural) continue;
    if (shared.insert(catalog).second) old.catalog.share(*catalog);
    moved.push_back(translated);
    moved.back().obsolete = true;
  }
  if (moved.empty()) return;
  // A new catalog has all of the page's messages already, untranslated: the update brings those that are new.
  if (!old.bytes) std::erase_if(old.catalog.messages, [](const Message& message) { return !message.is_header(); });
  old.catalog.messages.insert(old.catalog.messages.end(), moved.begin(), moved.end());
}

void LanguageUpdater::update_one(const Part& part, OldCatalog& old, CatalogUpdate& one) {
  one.created = !old.bytes;
  one.failed = !old.ok;
  if (one.failed) return;
  if (one.created) {
    old.catalog = start_catalog(*part.catalog, out_.language.tag, catalog_date());
  } else {
    check_language(old.catalog, one.file);
  }
  bring_over(part, old);
  one.result = update(old.catalog, *part.catalog, {.suggest = options_.suggest, .heal = project_.config().heal});
  if (one.created) one.result.added += std::exchange(one.result.kept, 0);
  std::string bytes;
  write_po(one.result.catalog, bytes, {.unknown_flags = true});
  one.changed =
      one.created || (*old.bytes != bytes && without_creation_date(*old.bytes) != without_creation_date(bytes));
  if (one.changed && !options_.check) write_in_project(project_, old.path, bytes, true);
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
  read_all(parts);
  std::set<std::string> folders;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    CatalogUpdate& one = out_.catalogs.emplace_back();
    one.file = project_.at(old_[i].path);
    const std::string folder = folder_of(old_[i].path);
    if (!options_.check && folders.insert(folder).second) remove_leftovers(project_, folder);
    try {
      update_one(parts[i], old_[i], one);
    } catch (const Error& fault) {
      append(out_.diagnostics, fault.diagnostics());
      one.failed = true;
    }
    out_.failed = out_.failed || one.failed;
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
