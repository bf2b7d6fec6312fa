// Languages and pages of a project that the user named on the command line, in any order.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/project.h"

#include <string>
#include <vector>

namespace hexapla {

struct Selection {
  std::vector<Language> languages;  ///< in the project's order
  std::vector<PageFile> pages;      ///< in page order
};

/// A word that is one of the project's languages ("fr", "pt_BR") is that; any other names pages: by their path, by its
/// last parts ("about.md", "profiles/about.md"), or by a glob over either. No language named: all of them; the same for
/// pages. Throws Error when a word is neither, with what may have been meant. Faults of finding the pages are appended
/// to `diagnostics`; an Error among them: nothing is selected.
Selection select(const Project& project, const std::vector<std::string>& words, std::vector<Diagnostic>& diagnostics);

}  // namespace hexapla
