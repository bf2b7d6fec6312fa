// `site:` of the configuration. Only for config.cpp.
#pragma once

#include "hexapla/project/config_reader.h"

#include <string_view>

namespace hexapla {

void read_site(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config);

}  // namespace hexapla
