// `content:` of hexapla.yaml. Only for config.cpp.
#pragma once

#include "hexapla/project/config_reader.h"

#include <string_view>

namespace hexapla {

/// Appends a rule per item.
void read_content(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config);

}  // namespace hexapla
