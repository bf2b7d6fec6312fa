// A project's pages in all of its languages -> a static web site. No network, no server and no script is needed to read
// it. What comes from pages and catalogs is escaped, or was found safe by merge.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/phrase.h"
#include "hexapla/project/project.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hexapla {

/// Says the site's own sentences in a language. Called by several threads at once.
using SiteVoice = std::function<std::string(const Phrase&)>;

struct SiteOptions {
  std::string folder;                  ///< as opened; made where it is not there
  std::vector<std::string> languages;  ///< as the user named them; empty: all. The source's pages are always there
  bool draft = false;                  ///< mark every text with its state, for editors
  unsigned jobs = 0;                   ///< threads; 0: all cores
  /// For a BCP 47 tag; an empty function where the program does not speak it.
  std::function<SiteVoice(const std::string& tag)> voice_of;
};

struct SiteLanguageCount {
  std::string tag;
  std::uint32_t pages = 0;     ///< of content, in this language
  std::uint32_t withheld = 0;  ///< by publish_at and missing: skip-page
};

struct SiteRun {
  std::vector<SiteLanguageCount> languages;  ///< the source's first
  std::uint32_t files = 0;                   ///< that the site has
  std::uint32_t written = 0, removed = 0;
  std::uint32_t made = 0;               ///< files that were made anew, whether or not their bytes differed
  std::uint64_t bytes = 0;              ///< of the files made
  std::vector<std::string> inputs;      ///< all files that the site depends on, as opened; sorted
  std::vector<Diagnostic> diagnostics;  ///< Errors: links that lead nowhere, pages or catalogs with faults
  bool ok() const;
};

/// Where the site's sources are, as opened: folders with all that is in them, and others where only files count.
struct SourceFolders {
  std::vector<std::string> deep, flat;
};
SourceFolders source_folders(const Project& project);

/// The same project gives the same bytes, whatever `jobs`. Throws Error (id "site-folder") for a folder with anything
/// in it that is no site of Hexapla's.
SiteRun run_site(const Project& project, const SiteOptions& options);

}  // namespace hexapla
