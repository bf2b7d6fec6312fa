// A first look at somebody's folder: what kind of site it is, and a hexapla.yaml that fits.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/phrase.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hexapla {

enum class SiteKind : std::uint8_t { Plain, Hugo, MdBook, MkDocs, Docusaurus, Starlight, Jekyll };

struct InitPlan {
  SiteKind kind = SiteKind::Plain;
  std::string source = "en";
  std::vector<std::string> languages;  ///< BCP 47, from catalogs found
  std::uint32_t pages = 0;             ///< that the proposed globs match
  std::string config_text;             ///< the commented hexapla.yaml; parse_config accepts it
  std::vector<Phrase> findings;        ///< what was found, a line each, for one screen
  std::vector<Diagnostic> diagnostics;
};

/// Looks only; writes nothing. Throws Error when `folder` cannot be read.
InitPlan plan_init(const std::string& folder);

/// "Hugo", "mdBook"…; static.
const char* site_name(SiteKind kind);

}  // namespace hexapla
