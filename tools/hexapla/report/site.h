// What every page of the report needs to know, and the pieces that they share. For this room only.
#pragma once

#include "hexapla/base/html.h"
#include "hexapla/project/coverage_history.h"
#include "hexapla/project/git_history.h"
#include "hexapla/project/survey.h"
#include "hexapla/report/plan.h"
#include "hexapla/report/voice.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla {

struct Site {
  const Project& project;
  const Survey& survey;
  const Voice& voice;
  std::unordered_map<const Message*, UnitHistory> history;  // of stale messages
  std::optional<Phrase> no_history;                         // why there is none
  std::optional<GitCommit> head;
  std::vector<CoveragePoint> trend;
};

/// Where the page of a language about a page of the source is, and what of it there is.
enum class Shown {
  None,    ///< nothing to be done: no page
  Own,     ///< a page with what is open
  Source,  ///< nothing translated yet: the page of the source says it all
};
Shown shown_where(const SurveyLanguage& language, std::size_t page);

std::string language_file(const SurveyLanguage& language);
std::string source_file(const SurveyPage& page);
std::string unit_file(const SurveyLanguage& language, const SurveyPage& page);

/// From one file of the report to another.
std::string link_to(std::string_view from, std::string_view to);
/// <a>; `text` may hold markup.
Html anchor(std::string_view from, std::string_view to, const Html& text);

/// A step of the trail at the top: where it leads (empty: this page), and its name.
struct Crumb {
  std::string file;
  Html name;
};

/// A whole HTML page. `trail` are the pages above this one.
std::string whole_page(const Site& site, std::string_view file, const Html& title, const std::vector<Crumb>& trail,
                       const Html& content);

/// " lang=…" for a text in a language, with " dir=…" where the page around it has another.
std::string language_attributes(const Site& site, std::string_view tag);
/// The language's name in itself, isolated.
Html own_name(const Site& site, std::string_view tag);
/// The language's name in the reader's language.
Html name_for_reader(const Site& site, std::string_view tag);
/// A path or another technical name.
Html technical(std::string_view text);

/// The bar of shares by words (by messages where there are no words); for the eye alone: numbers stand beside it.
Html bar(const Coverage& coverage);
/// Four swatches with their names.
Html legend(const Site& site);
unsigned rounded_down(const Coverage& coverage);
/// Messages that are not translated, and their words.
Tally open_work(const Coverage& coverage);

/// A table cell with a number, right-aligned; 0 is faint.
Html number_cell(const Site& site, std::uint64_t n);
Html percent_cell(const Site& site, const Coverage& coverage);
/// A column's heading; `numbers` says what is in it.
Html heading_cell(const Html& text, bool numbers);

/// "stale", "guess"…
Html state_name_of(const Site& site, State state);

/// A section of a page: how far some languages were over time.
Html trend(const Site& site, const std::vector<std::size_t>& languages);

// The pages, each as a whole HTML document.
std::string overview_page(const Site& site);
std::string language_page(const Site& site, std::size_t language);
std::string source_page(const Site& site, std::size_t page);
std::string unit_page(const Site& site, std::size_t language, std::size_t page);

}  // namespace hexapla
