// Twice the update of every language, in memory: to the pages before the change, so that the catalogs say what they
// would say without it, and from there to the pages after it.
#include "hexapla/base/parallel.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/impact_parts.h"
#include "hexapla/project/prepare.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/vocabulary.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace hexapla {

namespace {

GitRepository open_repository(const Project& project) {
  Diagnostic why_not;
  std::optional<GitRepository> repository = GitRepository::find(project.prefix(), why_not);
  if (!repository) {
    why_not.severity = Severity::Error;
    throw Error(std::move(why_not));
  }
  return std::move(*repository);
}

/// In a shallow clone that a revision is not there may only mean that it was not fetched.
GitRepository::Range find_range(const GitRepository& repository, const ImpactOptions& options) {
  if (options.of != ImpactOptions::Of::Range) return {repository.head(), {}};
  try {
    return repository.resolve_range(options.range);
  } catch (const Error& fault) {
    if (repository.shallow().empty()) throw;
    std::vector<Diagnostic> diagnostics = fault.diagnostics();
    diagnostics.push_back(make_diagnostic(Severity::Note, "git-shallow", "",
                                          N_("this clone is shallow: it lacks what was before its first commits"),
                                          N_("git fetch --unshallow brings the rest")));
    throw Error(std::move(diagnostics));
  }
}

/// The templates of one side; not movable, as the parts point into it.
struct Side {
  Side(const Project& project, const std::vector<const Page*>& pages, unsigned jobs)
      : whole(build_template(pages, extract_options(project))),
        parts(make_parts(project, pages, whole, templates, jobs)) {}
  Side(const Side&) = delete;
  Side& operator=(const Side&) = delete;
  ~Side() = default;

  Catalog whole;
  std::vector<Catalog> templates;
  std::vector<TemplatePart> parts;
};

/// What both sides have in common, and what is known of each whole side: the same for all languages.
struct Common {
  Common(const Side& from, const Side& to, unsigned jobs) : messages(from.whole, to.whole) {
    parallel_for(2, jobs, [&](std::size_t i) { (i == 0 ? before : after).emplace(i == 0 ? from.whole : to.whole); });
  }
  CommonMessages messages;
  std::optional<Vocabulary> before;
  std::optional<Vocabulary> after;
};

/// One language.
class Comparison {
 public:
  /// `common`: none with catalogs per page.
  Comparison(const Project& project, const CatalogsAt& stored, const Common* common, LanguageImpact& out,
             LanguageChanges& changes)
      : project_(project), stored_(stored), common_(common), out_(out), changes_(changes) {
    options_.heal = project.config().heal;
  }

  void run(const Side& from, const Side& to, std::vector<Diagnostic>& diagnostics) {
    LanguageCatalogs stored(project_, out_.language);
    read_all(from, stored, diagnostics);
    if (out_.failed) return;
    std::vector<TemplatePart> from_parts = from.parts;
    std::vector<TemplatePart> to_parts = to.parts;
    const bool narrowed = narrow(stored, from_parts, to_parts);
    if (narrowed) options_.known = &*common_->before;
    std::map<std::string, OldCatalog> before = bring_to(from_parts, stored);
    if (narrowed) options_.known = &*common_->after;
    take(before, to_parts, diagnostics);
    for (std::size_t i = 0; i < to_parts.size(); ++i) {
      changes_.results.push_back(changes_.catalogs.update(i, to_parts[i], options_));
      count(changes_.results.back(), changes_.catalogs.at(i).catalog);
    }
    changes_.started = out_.started;
  }

 private:
  OldCatalog read(const std::string& path, std::vector<Diagnostic>& diagnostics) {
    OldCatalog old = stored_.read(path, diagnostics);
    out_.started = out_.started || old.there;
    out_.failed = out_.failed || !old.ok;
    return old;
  }

  void read_all(const Side& from, LanguageCatalogs& stored, std::vector<Diagnostic>& diagnostics) {
    std::set<std::string> paths;
    for (const TemplatePart& part : from.parts) {
      const std::string path = project_.catalog_path(out_.language, part.page);
      stored.add(read(path, diagnostics));
      paths.insert(path);
    }
    if (project_.config().catalog_per_page()) read_orphans(paths, stored);
    stored.complete();
  }

  /// Leaves out what neither update can change.
  bool narrow(LanguageCatalogs& stored, std::vector<TemplatePart>& from, std::vector<TemplatePart>& to) {
    if (common_ == nullptr || !stored.at(0).there) return false;
    ImpactRest& rest = changes_.rest;
    rest = common_->messages.rest_of(stored.at(0).catalog);
    stored.at(0).catalog = std::move(rest.catalog);
    from[0].catalog = &rest.from;
    to[0].catalog = &rest.to;
    out_.kept = rest.kept;
    return true;
  }

  /// The catalogs as they would be without the change, by their paths.
  std::map<std::string, OldCatalog> bring_to(const std::vector<TemplatePart>& from, LanguageCatalogs& stored) {
    std::map<std::string, OldCatalog> before;
    for (std::size_t i = 0; i < from.size(); ++i) {
      OldCatalog updated;
      updated.path = stored.at(i).path;
      updated.there = true;
      updated.catalog = stored.update(i, from[i], options_).catalog;
      before.emplace(updated.path, std::move(updated));
    }
    for (OldCatalog& orphan : stored.orphans()) before.emplace(orphan.path, std::move(orphan));
    return before;
  }

  void read_orphans(const std::set<std::string>& paths, LanguageCatalogs& stored) {
    std::vector<Diagnostic> ignored;  // of files that no page needs
    for (const std::string& path : stored_.found(out_.language)) {
      if (paths.count(path) == 0) stored.add_orphan(stored_.read(path, ignored));
    }
  }

  void take(std::map<std::string, OldCatalog>& before, const std::vector<TemplatePart>& to,
            std::vector<Diagnostic>& diagnostics) {
    for (const TemplatePart& part : to) {
      const std::string path = project_.catalog_path(out_.language, part.page);
      auto found = before.extract(path);
      changes_.catalogs.add(found.empty() ? read(path, diagnostics) : std::move(found.mapped()));
    }
    for (auto& [path, orphan] : before) changes_.catalogs.add_orphan(std::move(orphan));
    changes_.catalogs.complete();
  }

  void count(const UpdateResult& result, const Catalog& before) {
    out_.kept += result.kept;
    for (const Change& change : result.changes) {
      tally_of(change, before).add(count_words(result.catalog.messages[change.message].msgid));
    }
  }

  Tally& tally_of(const Change& change, const Catalog& before) {
    switch (change.fate) {
      case Fate::Healed:
        return out_.healed;
      case Fate::Stale:
        return was_stale(change, before) ? out_.stale_again : out_.stale;
      case Fate::Obsolete:
        return out_.obsolete;
      case Fate::Revived:
        return out_.revived;
      case Fate::New:
      case Fate::Kept:
        break;
    }
    return out_.added;
  }

  const Project& project_;
  const CatalogsAt& stored_;
  const Common* common_;
  LanguageImpact& out_;
  LanguageChanges& changes_;
  UpdateOptions options_;
};

void compare_languages(const Project& project, const CatalogsAt& stored, const ImpactPages& pages,
                       const ImpactOptions& options, ImpactRun& run) {
  const Side from(project, pages.from, options.jobs);
  const Side to(project, pages.to, options.jobs);
  std::optional<Common> common;
  if (!project.config().catalog_per_page()) common.emplace(from, to, options.jobs);
  std::vector<LanguageChanges> changes;
  changes.reserve(run.languages.size());
  for (const LanguageImpact& one : run.languages) changes.emplace_back(project, one.language);
  std::vector<std::vector<Diagnostic>> diagnostics(changes.size());
  parallel_for(changes.size(), options.jobs, [&](std::size_t i) {
    Comparison(project, stored, common ? &*common : nullptr, run.languages[i], changes[i])
        .run(from, to, diagnostics[i]);
  });
  for (auto& one : diagnostics) append(run.diagnostics, std::move(one));
  if (options.units && run.ok()) run.units = collect_units(pages, to.parts, changes);
}

}  // namespace

bool was_stale(const Change& change, const Catalog& before) {
  const Standing standing = standing_of(before.messages[change.old_message]);
  return standing == Standing::Stale || standing == Standing::Doubtful;
}

ImpactRun run_impact(const Project& project, const ImpactOptions& options) {
  ImpactRun run;
  const GitRepository repository = open_repository(project);
  const GitRepository::Range range = find_range(repository, options);
  run.from = range.from.hex();
  if (options.of == ImpactOptions::Of::Range) run.to = range.to.hex();
  const std::vector<Language> languages = project.languages(run.diagnostics);
  const ImpactPages pages = read_impact_pages(project, repository, range, options, run);
  if (!run.ok()) return run;
  for (const Language& language : languages) {
    LanguageImpact& one = run.languages.emplace_back();
    one.language = language;
    one.file = project.at(project.catalog_path(language, "{path}"));
  }
  const CatalogsAt stored(project, repository, range.from, languages);
  compare_languages(project, stored, pages, options, run);
  return run;
}

bool ImpactRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
