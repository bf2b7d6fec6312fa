// The longest common subsequence of two rows of numbers: of words for a diff, of pieces for naming a change.
#pragma once

#include <cstdint>
#include <vector>

namespace hexapla {

inline constexpr std::uint32_t no_partner = UINT32_MAX;

/// For every item of `before` the index of its partner in `after`, ascending, or no_partner. The most partners there
/// can be while no more than about 2,000 items differ; a good choice of them beyond.
std::vector<std::uint32_t> common_items(const std::vector<std::uint32_t>& before,
                                        const std::vector<std::uint32_t>& after);

}  // namespace hexapla
