// For make and ninja.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// "TARGET: INPUT INPUT…" as both read it.
std::string depfile_of(std::string_view target, const std::vector<std::string>& inputs);

}  // namespace hexapla
