// What a change of the source does to the translations, before it lands: which messages of each language become
// stale, new, obsolete or healed between two states of the pages.
//
// The catalogs are those of the state before the change. They are brought up to date with its pages first, and then
// with the pages after the change, both in memory and by what `update` does; only what the second of the two does is
// told. Where the catalogs were up to date before the change, that is what `update` will say after it.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/pages/unit.h"
#include "hexapla/project/coverage.h"
#include "hexapla/project/project.h"
#include "hexapla/text/word_diff.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/update.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hexapla {

struct ImpactOptions {
  enum class Of : std::uint8_t {
    WorkTree,  ///< the pages as they are now, against the commit checked out
    Staged,    ///< what the next commit would have, against the commit checked out
    Range,     ///< `range`, as GitRepository::resolve_range reads it
  };
  Of of = Of::WorkTree;
  std::string range;
  bool units = false;  ///< find out the single units, too
  unsigned jobs = 0;   ///< threads; 0: all cores
};

/// Messages, and the words of their source: of the new text, of obsolete ones the text that is gone.
struct LanguageImpact {
  Language language;
  std::string file;      ///< its catalog, as shown; with catalogs per page the pattern
  bool started = false;  ///< had a catalog before the change
  bool failed = false;   ///< the catalog has errors: nothing is counted
  Tally stale;           ///< were translated, and are not translations of the text any more
  Tally stale_again;     ///< were stale or doubtful before, and their text changes once more
  Tally healed;          ///< stay translated, by the same edit
  Tally added;           ///< texts without any translation
  Tally revived;         ///< their text is back, and so is its translation
  Tally obsolete;
  std::uint32_t kept = 0;  ///< messages to which nothing happens
};

/// Where a text stands, as all its places on one page.
struct ImpactPlace {
  std::string page;                  ///< its path in the project
  std::vector<std::uint32_t> lines;  ///< from 1, ascending
};

/// What becomes of one text in some of the languages. It owns its texts.
struct ImpactUnit {
  bool gone = false;                ///< no page has it after the change: `text` is empty, the places are those before
  std::vector<ImpactPlace> places;  ///< on pages that changed, in page order; at least one
  std::string kind;                 ///< "heading 2", "front matter: title", as catalogs say it
  std::optional<std::string> context;  ///< msgctxt
  std::string text;                    ///< msgid
  bool has_previous = false;           ///< some language had a translation of another text for it, or it is gone
  std::optional<std::string> previous_context;
  std::string previous_text;             ///< the text before the change
  ChangeClass what = ChangeClass::None;  ///< the gravest change since the translation was made; None: nobody knows
  std::vector<DiffPiece> diff;           ///< from `previous_text` to `text`; empty without a previous text
  std::uint32_t words = 0;               ///< as the tallies count it
  struct Outcome {
    std::uint32_t language;  ///< of ImpactRun::languages
    Fate fate;
    bool again;  ///< Stale: it was not translated before either
  };
  std::vector<Outcome> outcomes;  ///< in the languages' order; at least one; none of a language without a catalog
};

struct ImpactRun {
  std::string from;           ///< the commit's name
  std::string to;             ///< empty: the work tree or the index
  std::uint32_t changed = 0;  ///< pages that differ on both sides
  std::uint32_t added = 0, removed = 0;
  std::vector<LanguageImpact> languages;  ///< all of the project's
  std::vector<ImpactUnit> units;          ///< in the order of pages and lines
  std::vector<Diagnostic> diagnostics;
  bool ok() const;  ///< no Error among them
};

/// Pages are chosen by today's configuration on both sides. Nothing is written. Throws Error without a repository (id
/// "git-none" and so on, as GitRepository::find says it), for an unknown revision (id "git-revision") and for objects
/// that git cannot read. Same result whatever `jobs`.
ImpactRun run_impact(const Project& project, const ImpactOptions& options);

}  // namespace hexapla
