// Search and the suggestion of a language: what the site's scripts work with. For this room only.
#pragma once

#include "hexapla/site/search_index.h"
#include "hexapla/site/site_state.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Below a language: the search page, and what a browser searches in.
inline constexpr std::string_view search_folder = "search/";
/// In each language that the site has others in its own language.
inline constexpr std::string_view suggestions_file = "theme/suggestions.js";

/// Fills SiteState::searched: none with `site: {search: false}`.
void choose_searched(SiteState& state);

/// For templates: false, or {url: of the search page, data: where the files of search_index.h are, parts: how many}.
Value search_values(const SiteState& state, std::size_t language);

/// What the pages say in the language, merged again where that is needed. `asked`: of OutputNotes. Any number of
/// threads.
std::vector<SearchPage> search_pages(SiteState& state, const std::vector<std::uint32_t>& pages, std::size_t language,
                                     std::vector<std::string>& asked);

/// A page or folder of the project's stands at the search page's place.
bool has_own_search_page(const SiteState& state, std::size_t language);
std::string make_search_page(const SiteState& state, std::size_t language);

/// {"fr": {"text": "…", "close": "…", "lang": "fr", "dir": "ltr"}, …}: `lang` is the sentence's.
std::string make_suggestions(const SiteState& state);

}  // namespace hexapla
