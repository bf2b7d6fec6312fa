// What templates get beside the page's own: see doc of each. For this room only.
#pragma once

#include "hexapla/site/site_state.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace hexapla {

/// What all pages of a language share: lang, dir, strings, site, home, navigation, data.
Value shared_values(const SiteState& state, std::size_t language);

/// One page as lists and neighbours show it: title, title_attrs, url, date, date_text.
Value short_values(const SiteState& state, std::uint32_t page, std::size_t language);
/// The same with all of its front matter.
Value list_values(const SiteState& state, std::uint32_t page, std::size_t language);

/// "Available languages" for something that is at `address` in each language; empty: not there.
struct Editions {
  std::vector<std::string> addresses;  ///< beside languages, encoded
  std::vector<std::string> titles;
  std::vector<std::string> title_attributes;  ///< where a title is not in that language
  std::vector<std::uint32_t> shares;
};
Editions editions_of_page(const SiteState& state, std::uint32_t page);
Editions editions_of_section(const SiteState& state, std::uint32_t section);
/// Sets `languages`, `alternates`, `canonical`, `og_locale`, `og_alternates`.
void put_editions(const SiteState& state, const Editions& editions, std::size_t language, Value& values);

/// Sets `breadcrumbs`, `section`.
void put_way(const SiteState& state, std::uint32_t section, bool is_section, std::size_t language, Value& values);

/// Sets `pages` (as the language sorts their titles, or in their own order), `groups` (the same below alphabetical
/// headings), `ordered` (as a reader goes through them) and `sections`.
void put_list(const SiteState& state, std::uint32_t section, std::size_t language, Value& values);

/// Sets `title` and `title_attrs` of a section.
void put_section_title(const SiteState& state, std::uint32_t section, std::size_t language, Value& values);
/// What a section is called in a language.
std::string section_title(const SiteState& state, std::uint32_t section, std::size_t language);

/// The site's name in the language.
std::string site_name(const SiteState& state, std::size_t language);

}  // namespace hexapla
