// Page + catalogs -> localized page. Source bytes up to a unit, its laid-out translation, and on; then the result is
// parsed again, and whatever changed the page's structure, link hosts or raw HTML goes back to the source.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/catalogs/catalog.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/pages/page.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hexapla {

struct MergeOptions {
  enum class Stale : std::uint8_t { Translation, Source };
  Stale stale = Stale::Translation;
  /// Stale messages whose time is over: not shown though `stale` would; nullptr: none.
  const std::unordered_set<const Message*>* expired = nullptr;
  bool force = false;        ///< keep translations that the safety check would turn down
  bool pin_anchors = false;  ///< `anchors: source`: headings keep the source's anchor where the dialect has {#id}
  ParseOptions parse;        ///< as the page was parsed
  LayoutOptions layout;
  /// Units in another language than `language` become <span lang="…" dir="…">…</span>, stale translations
  /// <span class="translation-stale">…</span>, where the format takes HTML.
  bool mark_source = false, mark_stale = false;
  std::string_view language;         ///< of the page that is made, for marks
  std::string_view source_language;  ///< for marks
  bool tell_shown = false;           ///< fill MergeResult::shown
  /// What count_unit_words says of this page, for callers that merge it into many languages; nullptr: counted here.
  const std::vector<std::uint32_t>* unit_words = nullptr;
};

/// Words of each unit's source text.
std::vector<std::uint32_t> count_unit_words(const Page& page);

/// A translation that readers may see.
bool is_published(const Message& message, const MergeOptions& options);

/// One language's catalog in a fallback chain.
struct MergeSource {
  const MessageIndex* index;
  std::string_view file;      ///< for diagnostics
  std::string_view language;  ///< BCP 47; may be empty
};

/// Counts are of units of this page; words of the source text.
struct MergeCounts {
  std::uint32_t units = 0, translated = 0, stale = 0, guess = 0, untranslated = 0;
  std::uint64_t words = 0, translated_words = 0, stale_words = 0, guess_words = 0, untranslated_words = 0;
  std::uint64_t hidden_words = 0;  ///< of stale_words: those that are not shown
};

/// What stands at one unit of the page that was made.
struct ShownUnit {
  static constexpr std::uint32_t the_source = UINT32_MAX;
  Span place;                         ///< of its text in the result's bytes
  std::string_view text;              ///< the unit's own, or a catalog's
  std::uint32_t source = the_source;  ///< whose text, as a number in the chain
  State state = State::Untranslated;  ///< of its message in the first catalog of the chain
};

struct MergeResult {
  std::string bytes;
  MergeCounts counts;     ///< states in the first catalog of the chain
  bool identical = true;  ///< nothing was put in: bytes are the source's
  std::vector<Diagnostic>
      diagnostics;               ///< an Error for each unit that fell back for safety, placed in the page's source
  std::vector<ShownUnit> shown;  ///< beside the page's units, where asked for
};

/// `chain`: the language's own catalog, then its fallbacks; may be empty (bytes = source).
MergeResult merge(const Page& page, std::span<const MergeSource> chain, const MergeOptions& options);

}  // namespace hexapla
