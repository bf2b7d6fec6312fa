// What a page asked of the site to make its links, and whether the answers are still the same: then it need not be made
// again because something came, went or moved elsewhere. For this room only.
#pragma once

#include "hexapla/site/site_state.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// An address among the content and a fragment, which may be empty, as one name.
std::string asked_place(std::string_view path, std::string_view fragment);

/// Changes with what any of these lead to in the language. Kinds, states and folders of all pages are known.
std::uint64_t answers_key(const SiteState& state, const std::vector<std::uint32_t>& asked, std::size_t language);

}  // namespace hexapla
