// A page of the source, read once, and what became of it in one language.
#pragma once

#include "hexapla/localize/merge.h"
#include "hexapla/pages/page.h"
#include "hexapla/site/data_tree.h"
#include "hexapla/site/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hexapla {

struct SiteLanguage;

/// The source.
struct PreparedPage {
  explicit PreparedPage(Page read);

  Page page;
  DataTree data;
  std::vector<std::uint32_t> words;  ///< of its units
  std::uint32_t body = 0;            ///< where it begins, behind the front matter
  std::vector<std::string> ids;      ///< of its headings, in order: the same in every language
  std::vector<std::string> anchors;  ///< as PageShape has them
  std::vector<std::string> raw;      ///< names of its raw HTML's elements, and "element attribute"; sorted
  std::vector<Diagnostic> diagnostics;
};

/// What is known of a source page without reading it again: kept from run to run.
struct PageShape {
  std::vector<std::string> anchors;  ///< all that a link may name, sorted
  std::string layout;                ///< of the front matter; may be empty
  std::string weight;                ///< the same
  bool searched = true;              ///< search finds it: not `search: false`
  bool unlisted = false;             ///< the same: links alone lead to it
  std::vector<std::uint64_t> units;  ///< hash_of_message() of each
  std::vector<Diagnostic> said;      ///< faults of the page itself
};

/// In one language: what other pages show of it, and what has to be known before anything is written. Kept, too.
struct PageFacts {
  bool published = false;
  bool failed = false;               ///< its catalog has errors
  std::uint32_t share = 100;         ///< of words that stand there in the language
  std::uint32_t stale = 0;           ///< texts that are older than the source's
  std::uint32_t missing = 0;         ///< texts that stand there in another language
  std::int64_t stale_since = 0;      ///< seconds since 1970; 0: nobody knows
  std::uint64_t content = 0;         ///< changes with the page and all of its translations
  std::string title;                 ///< of the front matter, or the first heading's
  std::string title_attributes;      ///< its language, where it is another one
  std::string folder;                ///< its address below the language, not encoded
  std::string packed;                ///< of matter()
  std::vector<std::uint32_t> asked;  ///< for the addresses in there: see asked_places.h
  std::uint64_t answered = 0;        ///< answers_key() of these

  /// Front matter, with title and title_attrs.
  Value matter() const {
    Value value;
    std::string_view bytes = packed;
    return Value::unpack(bytes, value) ? value : Value();
  }
  /// Changes with anything of it but `content`.
  std::uint64_t digest() const;
};

/// For content keys: one message of a catalog or one unit of a page.
std::uint64_t hash_of_message(std::string_view context, std::string_view text);

/// A page as merged, and the facts.
struct LocalizedPage {
  MergeResult merged;  ///< empty while nobody needed it
  PageFacts facts;
  std::vector<Diagnostic> said;  ///< what there was to say about it; kept as well
  bool is_fresh = false;         ///< facts and `said` are those of an earlier run, which still hold
};

/// As PreparedPage::raw has it.
std::string raw_name(std::string_view name);

/// The language of the text at one unit: the source's, or that of a catalog of the chain.
const std::string& language_of(const ShownUnit& shown, const SiteLanguage& language, const std::string& source);

/// Where an offset of the source stands in the merged page.
std::size_t merged_offset(const PreparedPage& page, const MergeResult& merged, std::size_t offset);
/// And back: the unit's begin for what stands in a translation.
std::size_t source_offset(const PreparedPage& page, const MergeResult& merged, std::size_t offset);

}  // namespace hexapla
