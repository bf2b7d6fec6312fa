// Every message of every page, and what each language has for it. Where coverage.h counts, this also keeps the texts,
// for who shows them.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/catalogs/message.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/pages/unit.h"
#include "hexapla/project/coverage.h"
#include "hexapla/project/project.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hexapla {

/// A message on one page, once, at its first place there.
struct SurveyUnit {
  const Unit* unit = nullptr;
  std::vector<std::uint32_t> lines;  ///< where it begins in the page, from 1, ascending; at least one
  std::uint32_t message = 0;         ///< below Survey::messages; the same for the same message on another page
  std::uint32_t words = 0;           ///< of the source text
};

struct SurveyPage {
  PageFile file;
  std::vector<SurveyUnit> units;  ///< in page order
};

/// What a language has for a unit.
struct SurveyEntry {
  State state = State::Untranslated;  ///< never Obsolete
  const Message* message = nullptr;   ///< in the language's own catalog; nullptr: not there
};

struct SurveyLanguage {
  Language language;
  std::string file;                               ///< its catalog, as shown; with catalogs per page the pattern
  bool started = false;                           ///< has a catalog
  bool failed = false;                            ///< the catalog has errors; the rest is of what could be read
  Coverage whole;                                 ///< as run_coverage counts, without fallbacks
  std::vector<Coverage> pages;                    ///< beside Survey::pages
  std::vector<std::vector<SurveyEntry>> entries;  ///< beside Survey::pages and their units
};

/// Owns pages and catalogs: units and messages live as long as the survey. Movable, not copyable.
struct Survey {
  std::vector<SurveyPage> pages;
  std::uint32_t messages = 0;  ///< different ones; with catalogs per page each page has its own
  Tally source;
  std::vector<SurveyLanguage> languages;
  std::vector<Diagnostic> diagnostics;

  struct Storage;
  std::shared_ptr<Storage> storage;

  bool ok() const;  ///< no Error among the diagnostics
};

/// Reads the pages and the catalogs as they are on disk; nothing is updated or written. Same result whatever `jobs` (0:
/// all cores). Throws Error for files that cannot be read.
Survey survey(const Project& project, const std::vector<Language>& languages, unsigned jobs);

}  // namespace hexapla
