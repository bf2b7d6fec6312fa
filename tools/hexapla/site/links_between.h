// Which pages of the source lead to which, as they were made: with all that layouts show. For this room only.
#pragma once

#include "hexapla/site/site_state.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// The file is a page in the source's language, or the choice of languages, which leads to the home page.
bool is_page_of_source(const SiteState& state, std::string_view file);

/// Files of the site that `html`, at `file`, has links to.
std::vector<std::string> files_linked(std::string_view html, std::string_view file);

}  // namespace hexapla
