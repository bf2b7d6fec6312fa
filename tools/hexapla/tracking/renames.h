// Which old page each new page was.
#pragma once

#include "hexapla/tracking/match.h"
#include "hexapla/tracking/sequences.h"

#include <cstdint>
#include <vector>

namespace hexapla {

/// By new page: an index into the old pages, or PageSequences::none. A page of the same path is the same page. A path
/// that is new is the vanished page that most of its messages stood on; failing that, the vanished page that differs
/// in its suffix alone (guide.txt, guide.adoc).
std::vector<std::uint32_t> find_renames(const PageSequences& old_pages, const PageSequences& new_pages,
                                        const std::vector<Match>& matches);

}  // namespace hexapla
