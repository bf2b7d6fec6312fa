// How far each language is: messages and words by state, for the whole project and page by page.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/project/git_history.h"
#include "hexapla/project/project.h"
#include "hexapla/project/runs.h"
#include "hexapla/tracking/change.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace hexapla {

struct Tally {
  std::uint32_t messages = 0;
  std::uint64_t words = 0;  ///< of the source text
  void add(std::uint64_t message_words) {
    ++messages;
    words += message_words;
  }
};

/// The messages in use (obsolete ones aside); a message counts once per page, and once in the whole.
struct Coverage {
  Tally translated, stale, guess, untranslated;
  Tally from_fallback;  ///< of those without a translation here: what a fallback language has
  Moment stale_since;   ///< the oldest of the stale; lives as long as the GitHistory that was asked
  /// One more message in this state; an obsolete one has no translation here.
  void add(State state, std::uint32_t message_words);
  Tally total() const;
  /// Share of words translated, 0 to 100; 100 when there are none. 100 only when nothing is missing.
  double percent() const;
};

struct LanguageCoverage {
  Language language;
  std::string file;      ///< its catalog, as shown; with catalogs per page the pattern
  bool started = false;  ///< has a catalog
  bool failed = false;   ///< the catalog has errors; counts are of what could be read
  std::uint32_t obsolete = 0;
  Coverage whole;
  std::array<Tally, change_classes> stale_by_class{};  ///< by ChangeClass; None: touched
  std::vector<Coverage> pages;                         ///< beside CoverageRun::pages
  std::vector<std::string> fallbacks;                  ///< tags
};

struct CoverageRun {
  std::vector<std::string> pages;  ///< paths in the project
  Tally source;                    ///< messages and words of the source
  std::vector<LanguageCoverage> languages;
  std::vector<Diagnostic> diagnostics;
  bool ok() const;
};

/// Reads the pages and the catalogs as they are on disk; nothing is updated or written. `history` (nullptr: do not ask)
/// is asked about all that is stale at once.
CoverageRun run_coverage(const Project& project, const RunOptions& options, GitHistory* history = nullptr);

}  // namespace hexapla
