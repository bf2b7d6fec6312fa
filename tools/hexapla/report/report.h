// A static site about a project: how far each language is, what is to be done, unit by unit. No network, no script
// needed; everything that is not this room's own text is escaped.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/phrase.h"
#include "hexapla/project/project.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hexapla {

/// What the report speaks.
struct ReportLanguage {
  std::string tag = "en";     ///< BCP 47, of the sentences
  std::string locale = "en";  ///< BCP 47, of numbers and dates: "en-GB", say
  /// A sentence in that language, placeholders filled in as far as the phrase has arguments. Called by several threads
  /// at once.
  std::function<std::string(const Phrase&)> translate = in_english;
};

struct ReportOptions {
  std::string folder;                  ///< as opened; made where it is not there
  std::vector<std::string> languages;  ///< as the user named them; empty: all
  ReportLanguage language;
  unsigned jobs = 0;  ///< threads; 0: all cores
};

struct ReportRun {
  std::uint32_t languages = 0;
  std::uint32_t files = 0;              ///< that the report has
  std::uint32_t written = 0;            ///< of them, because their bytes differed
  std::uint32_t removed = 0;            ///< of an earlier report
  std::uint64_t bytes = 0;              ///< of all files
  std::vector<Diagnostic> diagnostics;  ///< an Error: pages or catalogs that could not be read whole
  bool ok() const;
};

/// Reads the project as it is on disk and its history where there is git, and writes the site. The same project gives
/// the same bytes. Throws Error (id "report-folder") for a folder with anything in it that is no report of Hexapla's,
/// and what Project::choose_languages throws. Pages that cannot be found leave the folder alone.
ReportRun run_report(const Project& project, const ReportOptions& options);

}  // namespace hexapla
