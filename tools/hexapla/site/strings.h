// The words of the site itself: "Available languages", "Previous". Those of the project's site.yaml (`strings:`) come
// first, where they are translated; then the program's own in that language; then English. For this room only.
#pragma once

#include "hexapla/site/site_state.h"

#include <string>
#include <string_view>

namespace hexapla {

/// Before localize_pages() has read site.yaml the program's own.
std::string site_word(const SiteState& state, const SiteLanguage& language, std::string_view name);

/// All of them, and beside each NAME_attrs, its language where that is another one.
Value site_strings(const SiteState& state, std::size_t language);

}  // namespace hexapla
