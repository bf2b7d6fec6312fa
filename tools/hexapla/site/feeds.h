// What machines read: site maps, feeds, robots.txt. All need the site's URL. For this room only.
#pragma once

#include "hexapla/site/site_state.h"

#include <cstddef>
#include <string>

namespace hexapla {

/// sitemap.xml: an index of the languages' own.
std::string make_sitemap_index(const SiteState& state);
/// Every page of the language, with the same page's addresses in the others.
std::string make_sitemap(const SiteState& state, std::size_t language);
/// Atom: pages with a date, and items of data files that have a title, a date and a url; the newest first.
std::string make_feed(const SiteState& state, std::size_t language);
/// There is something to put into it.
bool has_feed(const SiteState& state, std::size_t language);
std::string make_robots(const SiteState& state);

}  // namespace hexapla
