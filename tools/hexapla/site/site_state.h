// What a run knows, for the pieces that it is made of. For this room only.
#pragma once

#include "hexapla/project/merge_catalogs.h"
#include "hexapla/project/stale_times.h"
#include "hexapla/site/languages.h"
#include "hexapla/site/layouts.h"
#include "hexapla/site/localized_page.h"
#include "hexapla/site/site.h"
#include "hexapla/site/site_map.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hexapla {

struct SiteState {
  SiteState(const Project& the_project, const SiteOptions& the_options) : project(the_project), options(the_options) {}

  const Project& project;
  const SiteOptions& options;
  SiteMap map;
  std::vector<SiteLanguage> languages;      ///< the source's first
  std::vector<std::size_t> language_order;  ///< of `languages`, by their own names
  std::unique_ptr<MergeCatalogs> catalogs;  ///< of all languages but the source's
  std::unique_ptr<Layouts> layouts;
  std::vector<std::unique_ptr<PreparedPage>> prepared;  ///< beside map.pages, then map.data
  std::vector<LocalizedPage> localized;                 ///< pages (then data) x languages
  std::vector<std::uint32_t> order;                     ///< all pages as a reader goes through them
  std::vector<std::uint32_t> places;                    ///< of each page in `order`
  std::vector<std::uint32_t> tops;                      ///< the topmost section that each page is in
  std::vector<TemplateData> shared;                     ///< beside languages: what all pages of one show

  const SiteConfig& site() const { return project.config().site; }
  const std::string& source() const { return project.config().source.tag; }
  LocalizedPage& page(std::uint32_t page, std::size_t language) {
    return localized[page * languages.size() + language];
  }
  const LocalizedPage& page(std::uint32_t page, std::size_t language) const {
    return localized[page * languages.size() + language];
  }
  const PageFacts& facts(std::uint32_t number, std::size_t language) const { return page(number, language).facts; }

  /// From the site's root on, encoded: "fr/profiles/mss/", what the file is called that is there.
  std::string address(std::uint32_t number, std::size_t language) const;
  std::string section_address(std::uint32_t section, std::size_t language) const;
  /// The same as a link begins with it: with root_mark, and index.html where links name files.
  std::string link_to(const std::string& address) const;
  /// With the site's URL; empty: it is not known.
  std::string absolute(const std::string& address) const;
  /// Some page in the section or below is there in the language.
  bool is_section_there(std::uint32_t section, std::size_t language) const;
};

/// Fills `order`, `places` and `tops`: a folder's own page, its pages by `weight:` and path, the folders in it.
void put_in_order(SiteState& state);

/// Reads every page and merges it into every language: `prepared`, `localized`.
void localize_pages(SiteState& state, std::vector<Diagnostic>& diagnostics);

}  // namespace hexapla
