// Which translations the changes of their sources broke: the stale units of every page in every language, with what
// changed, and since when where git knows.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/pages/unit.h"
#include "hexapla/project/coverage.h"
#include "hexapla/project/git_history.h"
#include "hexapla/project/project.h"
#include "hexapla/project/selection.h"
#include "hexapla/text/word_diff.h"
#include "hexapla/tracking/change.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hexapla {

/// A message on one page whose translation is of another text (stale), or of nobody knows which (doubtful: fuzzy
/// without a previous msgid). It owns its texts.
struct StaleUnit {
  bool doubtful = false;
  ChangeClass what = ChangeClass::None;  ///< the gravest change; None: doubtful, or touched (the texts are the same)
  std::vector<std::uint32_t> lines;      ///< where it begins in the page, from 1, ascending; at least one
  UnitKind unit_kind = UnitKind::Paragraph;
  std::string kind;                    ///< "heading 2", "front matter: title", as catalogs say it
  std::optional<std::string> context;  ///< msgctxt
  std::string text;                    ///< msgid: the source now
  std::optional<std::string> previous_context;
  std::string previous_text;            ///< the source that was translated; empty for doubtful ones
  std::vector<DiffPiece> context_diff;  ///< from `previous_context` to `context`, missing ones as empty; same: empty
  std::vector<DiffPiece> diff;          ///< from `previous_text` to `text`; empty for doubtful ones
  std::string translation;              ///< as it is in the catalog
  std::string file;                     ///< the catalog, as shown
  std::uint32_t catalog_line = 0;       ///< of the msgid in it
  std::uint32_t words = 0;              ///< of `text`
  bool counted = true;                  ///< false: the same message was on an earlier page of this language
  UnitHistory history;                  ///< on this page; lives as long as the GitHistory that was asked
};

struct StalePage {
  std::uint32_t page = 0;        ///< of StaleRun::pages
  std::vector<StaleUnit> units;  ///< in page order, a message once; at least one
};

struct StaleLanguage {
  Language language;
  std::string file;       ///< its catalog, as shown; with catalogs per page the pattern
  bool started = false;   ///< has a catalog
  bool failed = false;    ///< the catalog has errors; units are of what could be read
  Tally stale, doubtful;  ///< each message once
  Moment oldest;          ///< since when the oldest of them is stale
  std::vector<StalePage> pages;
};

struct StaleRun {
  std::vector<PageFile> pages;           ///< those selected
  std::vector<StaleLanguage> languages;  ///< those selected
  std::vector<Diagnostic> diagnostics;
  bool ok() const;  ///< no Error among them
  bool any_stale() const;
};

/// Reads pages and catalogs as they are on disk; nothing is updated or written. A text that was changed since the last
/// `update` is not stale yet. Same result whatever `jobs` (0: all cores). `history` (nullptr: do not ask) is asked
/// about all that is stale at once.
StaleRun find_stale(const Project& project, const Selection& selection, unsigned jobs, GitHistory* history = nullptr);

}  // namespace hexapla
