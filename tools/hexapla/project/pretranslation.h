// Filling a project's catalogs from a translation memory.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/project.h"
#include "hexapla/tracking/pretranslate.h"

#include <chrono>
#include <string>
#include <vector>

namespace hexapla {

/// A memory's matches for a message of a catalog (its path in the project).
using CatalogLookup =
    std::function<std::vector<MemoryMatch>(const Language& language, const std::string& catalog, const Message&)>;

struct PretranslateOptions {
  std::vector<std::string> languages;  ///< tags; empty: all
  bool check = false;                  ///< write nothing
  std::chrono::milliseconds lock_wait = std::chrono::seconds(30);
};

struct FilledMessage {
  std::string msgctxt;
  std::string msgid;
  MemoryMatch match;
};

struct LanguagePretranslation {
  Language language;
  std::vector<FilledMessage> filled;
  std::uint32_t left = 0;  ///< messages that are untranslated still
  bool failed = false;     ///< a catalog has errors: left as it is
};

struct PretranslateRun {
  std::vector<LanguagePretranslation> languages;
  std::vector<Diagnostic> diagnostics;
};

/// Asks `lookup` from this thread. Catalogs are taken as they are: an update comes before. Takes the lock.
PretranslateRun run_pretranslate(const Project& project, const CatalogLookup& lookup,
                                 const PretranslateOptions& options);

}  // namespace hexapla
