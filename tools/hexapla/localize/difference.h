// Whether a page with translations put in is still the same page: same blocks, same units, nothing swallowed.
#pragma once

#include "hexapla/localize/assemble.h"

#include <cstdint>
#include <optional>

namespace hexapla {

/// The first place where the pages part. `step` orders differences: a later one means that more was the same.
struct Difference {
  std::uint32_t offset = 0;  ///< in the merged page
  std::uint64_t step = 0;
};

/// `merged` is the page parsed from `assembly.bytes`, which was made from `texts`. The pages are the same when their
/// landmarks are, and every unit of the merged page stands where one was put, with the same kind and level. A
/// translation without any letter ("✓" for "Yes") is no unit, and may be missing.
std::optional<Difference> find_difference(const Page& page, const Page& merged, const Assembly& assembly,
                                          const Texts& texts);

}  // namespace hexapla
