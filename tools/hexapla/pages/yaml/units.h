// YAML text -> units and landmarks of a page. Shared by data files and front matter.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/keys.h"
#include "hexapla/pages/page.h"

namespace hexapla::yaml {

/// Appends the chosen values of bytes[inside] as units of `kind`. False: an Error was added, and nothing else.
bool scan_units(Page& page, Span inside, const KeyMatcher& keys, UnitKind kind);

}  // namespace hexapla::yaml
