// The parts of run_impact: the pages of both sides, the catalogs of a revision, the single units. For this room only.
#pragma once

#include "hexapla/pages/page.h"
#include "hexapla/project/git_pages.h"
#include "hexapla/project/impact.h"
#include "hexapla/project/language_catalogs.h"
#include "hexapla/tracking/origin.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hexapla {

/// The pages before and after. A page that is the same on both sides is read and parsed once.
struct ImpactPages {
  std::vector<const Page*> from, to;                  ///< all, in page order
  std::vector<const Page*> from_changed, to_changed;  ///< those that the other side does not have like this
  std::vector<Page> after, before;                    ///< those of `to`; those that only `from` has
};

/// Counts the pages that differ in `run`, and appends the faults of pages; an Error among them: `after` cannot be read.
ImpactPages read_impact_pages(const Project& project, const GitRepository& repository,
                              const GitRepository::Range& range, const ImpactOptions& options, ImpactRun& run);

/// The catalogs that a revision has. One that git does not know at all is taken from the disk.
class CatalogsAt {
 public:
  CatalogsAt(const Project& project, const GitRepository& repository, const ObjectId& commit,
             const std::vector<Language>& languages);
  /// Any number of threads at once.
  OldCatalog read(const std::string& path, std::vector<Diagnostic>& diagnostics) const;
  /// With catalogs per page: all of the language.
  std::vector<std::string> found(const Language& language) const;

 private:
  std::optional<std::string> bytes_of(const std::string& path) const;

  const Project& project_;
  const GitRepository& repository_;
  std::map<std::string, ObjectId> files_;
  std::set<std::string> known_;  // to the commit checked out
};

/// One catalog of all pages and both templates, without the messages that neither update can change.
struct ImpactRest {
  Catalog catalog, from, to;
  std::uint32_t kept = 0;  ///< messages left out
};

/// What the templates before and after the change have in common, found out once for all languages. Keeps references.
class CommonMessages {
 public:
  CommonMessages(const Catalog& from, const Catalog& to);
  /// Any number of threads at once. The updates of the rest say what those of the whole would.
  ImpactRest rest_of(const Catalog& catalog) const;

  static constexpr std::uint32_t none = UINT32_MAX;

 private:
  void mark(const Message& message);
  /// Where a message of this key is in `from`; none: it is not.
  std::uint32_t number_of(const Message& message) const;

  const Catalog& from_;
  const Catalog& to_;
  MessageIndex index_;                            // of from_
  std::unordered_set<std::string_view> changed_;  // pages where anything differs
  std::vector<std::uint32_t> numbers_of_to_;      // in from_
};

/// What the change did to the catalogs of one language.
struct LanguageChanges {
  LanguageChanges(const Project& project, const Language& language) : catalogs(project, language) {}
  ImpactRest rest;                    ///< unless there are catalogs per page
  LanguageCatalogs catalogs;          ///< up to date with the pages before
  std::vector<UpdateResult> results;  ///< beside the parts
  bool started = false;               ///< there was a catalog before
};

/// It was not a translation of its text before the change either.
bool was_stale(const Change& change, const Catalog& before);

std::vector<ImpactUnit> collect_units(const ImpactPages& pages, const std::vector<TemplatePart>& parts,
                                      const std::vector<LanguageChanges>& languages);

}  // namespace hexapla
