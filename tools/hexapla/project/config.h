// hexapla.yaml as values: read, checked, every fault with its line. Reading touches no other file; what depends on the
// disk (globs that match nothing, links out of the project) is Project's.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/localize/extract.h"
#include "hexapla/localize/merge.h"
#include "hexapla/pages/page.h"
#include "hexapla/tracking/change.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

/// A text of the configuration and the byte where it stands, for diagnostics that come up later.
struct ConfigText {
  std::string text;
  std::uint32_t offset = 0;
};

/// A language as the configuration names it.
struct Language {
  std::string tag;   ///< canonical BCP 47: "zh-Hans"
  std::string name;  ///< as written there, or in a catalog's file name; what {lang} stands for
  std::uint32_t offset = 0;
  std::string file_name;  ///< what {lang} is in catalogs' names where that differs from `name` (pt_BR); else empty
};

/// One item of `content:`.
struct ContentRule {
  std::vector<ConfigText> pages;          ///< globs, at least one
  std::vector<ConfigText> skip;           ///< globs
  std::vector<std::string> front_matter;  ///< key patterns for Markdown pages
  std::vector<std::string> keys;          ///< key patterns for data files
  bool has_front_matter = false;          ///< false: the format's default
  bool has_keys = false;
};

struct Fallback {
  Language language;
  std::vector<Language> to;
};

/// `stale:`: what readers see where the source was changed after it was translated.
struct StalePolicy {
  MergeOptions::Stale shown = MergeOptions::Stale::Translation;
  std::optional<std::uint32_t> days;  ///< {translation_for: 60d}: the translation so long, then the source
};

/// `site:`, for build.
struct SiteConfig {
  std::string url;               ///< "https://example.org/docs", without a slash at its end; empty: nobody knows
  bool localized_slugs = false;  ///< `slugs: localized`: addresses are made from translated titles
  bool link_files = false;       ///< `links: files`: links name index.html, for sites that no server serves
  bool search = true;            ///< a search page per language, and a field for it on every page
  std::string digits;            ///< "latn": a numbering system; empty: the language's own
  std::string calendar;          ///< "persian"; empty: the language's own
};

struct Config {
  enum class Missing : std::uint8_t { Source, SkipPage };

  std::string file;  ///< as shown in diagnostics
  std::string text;  ///< the whole file: offsets point into it

  std::string project;  ///< `project:`, for Project-Id-Version; may be empty
  Language source{"en", "en", 0, {}};
  std::vector<Language> languages;  ///< in the file's order, without the source; empty when `auto`
  bool languages_auto = true;
  std::vector<ContentRule> content;
  ConfigText template_path{"locales/hexapla.pot", 0};
  ConfigText catalogs{"locales/{lang}.po", 0};
  ConfigText output{"build/pages/{lang}/{path}", 0};
  ConfigText memory{".hexapla/memory.db", 0};  ///< a path in the project, or a postgresql:// URL
  std::vector<Fallback> fallback;
  Missing missing = Missing::Source;
  StalePolicy stale;
  std::vector<std::pair<Language, StalePolicy>> stale_of;  ///< languages with a policy of their own
  bool pin_anchors = false;                                ///< `anchors: source`
  std::uint32_t publish_at = 0;                            ///< 0 to 100
  LayoutOptions layout;                                    ///< `wrap:`
  ExtractOptions::References references = ExtractOptions::References::File;
  ClassSet heal = ClassSet::usual();
  std::vector<std::string> minor_commits;  ///< `commits: {minor: …}`: what subjects of minor changes have in them
  std::string page_state;                  ///< key in the front matter for a page's state; empty: none is written
  bool mark_source = false;                ///< `mark: [source]`: what is not in the page's language says so
  bool mark_stale = false;                 ///< `mark: [stale]`
  SiteConfig site;

  const StalePolicy& stale_in(std::string_view tag) const;
  bool catalog_per_page() const { return catalogs.text.find("{path}") != std::string::npos; }
};

struct ConfigResult {
  Config config;
  std::vector<Diagnostic> diagnostics;
  bool ok() const;  ///< no Error among them
};

/// Never throws for what the bytes hold. `file` is a name for diagnostics.
ConfigResult parse_config(std::string file, std::string bytes);

/// A diagnostic at byte `offset` of the configuration.
Diagnostic config_diagnostic(const Config& config, Severity severity, std::string id, std::uint32_t offset,
                             Phrase message, Phrase hint = {});

/// `pattern` with {lang} and {path} put in.
std::string expand_path(std::string_view pattern, std::string_view lang, std::string_view path);

/// The one of `words` that `wrong` most likely means (small edit distance); empty: none is close.
std::string_view did_you_mean(std::string_view wrong, const std::vector<std::string_view>& words);

}  // namespace hexapla
