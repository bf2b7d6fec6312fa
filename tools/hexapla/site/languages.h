// A language of the site: how it writes, what the site's own words are in it.
#pragma once

#include "hexapla/project/config.h"
#include "hexapla/site/site.h"
#include "hexapla/text/collation.h"
#include "hexapla/text/locale_format.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct SiteLanguage {
  SiteLanguage(const Language& which, const SiteConfig& config, const SiteOptions& options);

  Language language;
  std::string tag;         ///< BCP 47, for lang=
  std::string path;        ///< of its folder: "fr/"
  std::string name;        ///< its own: "français"
  std::string open_graph;  ///< "fr_FR"
  bool right_to_left = false;
  LocaleFormat format;
  Collation collation;
  SiteVoice voice;  ///< empty: the program does not speak it
  /// Whose texts stand in its pages: itself, then its fallbacks.
  std::vector<std::string> chain;

  const char* direction() const { return right_to_left ? "rtl" : "ltr"; }
  /// A sentence of the program, in English where it does not speak the language.
  std::string say(const Phrase& phrase) const { return voice ? voice(phrase) : in_english(phrase); }
};

/// ` lang="en" dir="ltr"` for a text in `shown` on a page in `page`; empty where it is the same language.
std::string language_attributes(std::string_view shown, std::string_view page);

/// A date as front matter has it, "2026-01-31" or with a time, in seconds since 1970. nullopt: it is none.
std::optional<std::int64_t> parse_date(std::string_view text);
/// And back: the day in UTC, "2026-01-31".
std::string iso_date(std::int64_t time);

}  // namespace hexapla
