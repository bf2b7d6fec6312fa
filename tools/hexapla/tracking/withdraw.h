// Fuzzy texts that say nothing of their source.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>

namespace hexapla {

/// Takes them out: what only repeats its source, and translations of other texts that are hardly alike; those are kept
/// as obsolete messages under the texts they were made for. Returns how many.
std::uint32_t withdraw_useless(Catalog& catalog);

}  // namespace hexapla
