// Filling a project's catalogs from a translation memory.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/project.h"
#include "hexapla/project/runs.h"
#include "hexapla/tracking/pretranslate.h"

#include <chrono>
#include <string>
#include <vector>

namespace hexapla {

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
