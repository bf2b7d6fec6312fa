// YAML data files as pages: the chosen values are units, everything else is copied. An own scanner is needed because
// a value's exact bytes, its comments and its style must survive; yaml-cpp, the oracle in the tests, keeps none.
#pragma once

#include "hexapla/pages/page.h"

namespace hexapla {

/// Units of kind Value, chosen by ParseOptions::keys.
extern const PageFormat yaml_format;

}  // namespace hexapla
