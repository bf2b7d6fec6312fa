// Runs over a whole project: extract, update, merge, verify. They return what happened and what went wrong; what
// cannot go on at all (no such language, disk full, locked) is an Error. All take the lock when they write.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/catalogs/catalog.h"
#include "hexapla/project/project.h"
#include "hexapla/tracking/memory_match.h"
#include "hexapla/tracking/update.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hexapla {

/// A memory's matches for a message of a catalog (its path in the project).
using CatalogLookup =
    std::function<std::vector<MemoryMatch>(const Language& language, const std::string& catalog, const Message&)>;

struct RunOptions {
  unsigned jobs = 0;                   ///< threads; 0: all cores
  bool check = false;                  ///< find out what would change, write nothing, take no lock
  bool suggest = false;                ///< update: guesses for new messages
  CatalogLookup memory;                ///< for them; from one thread at a time; may be empty
  bool force = false;                  ///< merge: keep translations that the safety check turns down
  std::vector<std::string> languages;  ///< as the user named them; empty: all
  std::chrono::milliseconds lock_wait = std::chrono::seconds(30);
};

// --- extract -----------------------------------------------------------------------------------------------------

struct ExtractRun {
  Catalog catalog;   ///< the template
  std::string file;  ///< where it is
  std::uint32_t pages = 0, messages = 0;
  bool changed = false;                 ///< the file was (check: would be) written; never for its date alone
  std::vector<Diagnostic> diagnostics;  ///< an Error: nothing was written
  bool ok() const;
};

/// Content -> template. Same result whatever `jobs`. POT-Creation-Date is SOURCE_DATE_EPOCH or now, and stays as it
/// was when nothing else changed.
ExtractRun run_extract(const Project& project, const RunOptions& options);

// --- update ------------------------------------------------------------------------------------------------------

/// One catalog file: a language, or a page of a language.
struct CatalogUpdate {
  std::string file;
  bool created = false;
  bool changed = false;  ///< was (check: would be) written
  bool failed = false;   ///< has errors: left as it is
  UpdateResult result;   ///< the new catalog and what became of its messages
};

struct LanguageUpdate {
  Language language;
  std::vector<CatalogUpdate> catalogs;  ///< one, or one per page
  std::vector<Diagnostic> diagnostics;
  bool failed = false;  ///< at least one of its catalogs
  bool changed = false;
  bool created = false;                                                                 ///< a new language
  std::uint32_t kept = 0, healed = 0, stale = 0, added = 0, obsolete = 0, revived = 0;  ///< sums
  std::uint32_t suggested = 0, withdrawn = 0;                                           ///< sums
  std::uint32_t messages = 0, translated = 0;  ///< live messages after the update
};

struct UpdateRun {
  ExtractRun extract;                     ///< its template is written, too
  std::vector<LanguageUpdate> languages;  ///< empty when extract has errors
  std::vector<Diagnostic> diagnostics;    ///< about the project
  bool ok() const;                        ///< no error anywhere
};

/// Template -> every catalog. Errors in one catalog leave that one alone and stop no other. A language that is not
/// configured is started when the user names it.
UpdateRun run_update(const Project& project, const RunOptions& options);

// --- merge -------------------------------------------------------------------------------------------------------

struct LanguageMerge {
  Language language;
  std::vector<std::string> fallbacks;  ///< tags, nearest first
  std::uint32_t pages = 0;             ///< that this language has now
  std::uint32_t written = 0;           ///< (check: would be)
  std::uint32_t unchanged = 0;
  std::uint32_t withheld = 0;  ///< by missing: skip-page or publish_at
  std::uint32_t removed = 0;   ///< files of pages that are gone or withheld now
  bool failed = false;         ///< its catalog has errors: its files were left as they are
};

struct MergeRun {
  std::vector<LanguageMerge> languages;
  std::uint32_t pages = 0;
  std::uint32_t parsed = 0;             ///< pages that had to be read; 0: nothing had changed
  std::vector<std::string> changed;     ///< files written or removed (check: would be), sorted
  std::vector<Diagnostic> diagnostics;  ///< Errors: units that fell back for safety, catalogs and pages with errors
  bool ok() const;
};

/// Pages x languages -> files under `output:`. Only what depends on something changed is made; a file is written only
/// where its bytes differ. Share for publish_at: words that appear translated in this very language (stale ones count
/// where `stale: translation` publishes them).
MergeRun run_merge(const Project& project, const RunOptions& options);

// --- verify ------------------------------------------------------------------------------------------------------

struct VerifyRun {
  std::uint32_t pages = 0, units = 0;
  std::uint64_t bytes = 0;
  std::vector<Diagnostic> diagnostics;  ///< faults, in page order; empty: nothing would be lost
  bool ok() const;
};

VerifyRun run_verify(const Project& project, const RunOptions& options);
/// The same for files outside of any project, by default parse options; paths as opened. Unknown formats are Errors.
VerifyRun verify_files(const std::vector<std::string>& paths, unsigned jobs);

/// Seconds since 1970: SOURCE_DATE_EPOCH, else now.
std::int64_t time_of_run();
/// "2026-11-23 19:30+0000" for catalog headers: SOURCE_DATE_EPOCH (then in UTC), else now in local time.
std::string catalog_date();

}  // namespace hexapla
