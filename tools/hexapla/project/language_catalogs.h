// The catalogs of one language and the update of each, in memory: what `update` writes and what `impact` only looks
// at. For this room only.
#pragma once

#include "hexapla/pages/page.h"
#include "hexapla/project/project.h"
#include "hexapla/tracking/update.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

/// A template and the catalog file that belongs to it: of all pages, or of one.
struct TemplatePart {
  std::string page;  ///< empty: all
  const Catalog* catalog;
};

/// Of the configured kind, for pages in page order. With catalogs per page every page that has messages has a template
/// of its own, kept in `templates`; `whole` is the one of all pages. Both must outlive the parts.
std::vector<TemplatePart> make_parts(const Project& project, const std::vector<const Page*>& pages,
                                     const Catalog& whole, std::vector<Catalog>& templates, unsigned jobs);

/// A catalog as it was before the update.
struct OldCatalog {
  std::string path;                  ///< in the project
  std::optional<std::string> bytes;  ///< as read, for who compares them afterwards
  bool there = false;                ///< false: it is to be made
  bool ok = true;                    ///< without errors
  Catalog catalog;
};

class LanguageCatalogs {
 public:
  LanguageCatalogs(const Project& project, const Language& language) : project_(project), language_(language) {}

  /// Beside the parts.
  void add(OldCatalog old) { old_.push_back(std::move(old)); }
  /// With catalogs per page: another one of the language, whose page is gone.
  void add_orphan(OldCatalog orphan) { orphans_.push_back(std::move(orphan)); }
  /// All are added: none is from here on.
  void complete();

  OldCatalog& at(std::size_t part) { return old_[part]; }
  const OldCatalog& at(std::size_t part) const { return old_[part]; }
  std::vector<OldCatalog>& orphans() { return orphans_; }

  /// The catalog of one part, which must be ok, brought up to date; that one's `catalog` is then what the result's
  /// changes count by: with what came along from other pages, and started if it was not there.
  UpdateResult update(std::size_t number, const TemplatePart& part, const UpdateOptions& options);

 private:
  void bring_over(const TemplatePart& part, OldCatalog& old) const;

  const Project& project_;
  const Language& language_;
  std::vector<OldCatalog> old_;
  std::vector<OldCatalog> orphans_;
  // With a catalog per page: all translations of the language.
  std::map<std::pair<std::string_view, std::string_view>, std::pair<const Catalog*, Message>> known_;
};

}  // namespace hexapla
