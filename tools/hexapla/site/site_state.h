// What a run knows, for the pieces that it is made of. For this room only.
#pragma once

#include "hexapla/project/merge_catalogs.h"
#include "hexapla/project/stale_times.h"
#include "hexapla/site/languages.h"
#include "hexapla/site/layouts.h"
#include "hexapla/site/localized_page.h"
#include "hexapla/site/places.h"
#include "hexapla/site/site.h"
#include "hexapla/site/site_map.h"

#include <cstdint>
#include <memory>
#include <mutex>
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
  std::unique_ptr<StaleTimes> times;
  std::uint64_t times_key = 0;                          ///< its key()
  std::vector<std::unique_ptr<PreparedPage>> prepared;  ///< beside map.pages, then map.data; null: nobody needed it
  std::unique_ptr<std::once_flag[]> preparing;          ///< beside `prepared`
  std::vector<PageShape> shapes;                        ///< beside `prepared`
  std::vector<LocalizedPage> localized;                 ///< pages (then data) x languages
  std::vector<std::uint32_t> order;                     ///< all pages as a reader goes through them
  std::vector<std::uint32_t> places;                    ///< of each page in `order`
  std::vector<std::uint32_t> tops;                      ///< the topmost section that each page is in
  std::vector<char> ranked;                             ///< sections whose pages have an order of their own
  std::vector<char> sections_there;                     ///< sections x languages: not 0: some page in it is there
  std::vector<Value> data;                              ///< data files x languages
  std::vector<char> feeds;                              ///< beside languages: not 0: it has one
  std::vector<std::vector<std::uint32_t>> searched;     ///< beside languages: pages that search finds, by path
  std::unique_ptr<std::once_flag[]> merging;            ///< beside `localized`
  std::vector<TemplateData> shared;                     ///< beside languages: what all pages of one show
  std::uint64_t key = 0;                                ///< changes with what concerns every output
  std::shared_ptr<Places> places_asked;                 ///< of earlier runs as well; see asked_places.h
  bool same_answers = false;                            ///< whatever was asked before leads where it led
  std::vector<std::uint64_t> shared_keys;               ///< beside `shared`

  const SiteConfig& site() const { return project.config().site; }
  const std::string& source() const { return project.config().source.tag; }
  LocalizedPage& page(std::uint32_t page, std::size_t language) {
    return localized[page * languages.size() + language];
  }
  const LocalizedPage& page(std::uint32_t page, std::size_t language) const {
    return localized[page * languages.size() + language];
  }
  std::size_t count() const { return map.pages.size() + map.data.size(); }
  const PageFile& file(std::uint32_t number) const {
    return number < map.pages.size() ? map.pages[number].file : map.data[number - map.pages.size()];
  }
  const Value& data_value(std::size_t number, std::size_t language) const {
    return data[number * languages.size() + language];
  }
  /// Reads the page when it is asked for first. Any number of threads.
  const PreparedPage& prepare(std::uint32_t number);
  const PageFacts& facts(std::uint32_t number, std::size_t language) const { return page(number, language).facts; }

  /// From the site's root on, encoded: "fr/profiles/mss/", what the file is called that is there.
  std::string address(std::uint32_t number, std::size_t language) const;
  std::string section_address(std::uint32_t section, std::size_t language) const;
  /// The same as a link begins with it: with root_mark, and index.html where links name files.
  std::string link_to(const std::string& address) const;
  /// With the site's URL; empty: it is not known.
  std::string absolute(const std::string& address) const;
  /// The page is there in the language, and lists and neighbours show it.
  bool is_listed(std::uint32_t page, std::size_t language) const {
    return facts(page, language).published && !shapes[page].unlisted;
  }
  /// The same of a section: its own page may ask not to be shown.
  bool is_section_listed(std::uint32_t section, std::size_t language) const {
    const std::uint32_t index = map.sections[section].index;
    return is_section_there(section, language) && (index == nothing || !shapes[index].unlisted);
  }
  /// Some page in the section or below is there in the language.
  bool is_section_there(std::uint32_t section, std::size_t language) const {
    return sections_there[section * languages.size() + language] != 0;
  }
};

/// Fills `order`, `places`, `tops` and `ranked`: a folder's own page, its pages by `weight:` and path, the folders in
/// it; with an mdBook's SUMMARY.md the pages that it lists come first, as one sequence.
void put_in_order(SiteState& state);

/// Fills `sections_there`, from what is published.
void find_sections(SiteState& state);

/// Merges every page into every language where that is not fresh: `localized`, `shapes`, `data`. Reads what it needs.
void localize_pages(SiteState& state);
/// Front matter, once it is known where its addresses lead: PageFacts::packed, where that is not fresh.
void put_matter(SiteState& state);
/// Gives every page its address in every language: PageFacts::folder.
void choose_folders(SiteState& state);
/// The page is merged now, if it was not. Any number of threads.
void merge_again(SiteState& state, std::uint32_t number, std::size_t language);

}  // namespace hexapla
