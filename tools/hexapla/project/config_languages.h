// `languages:` and `fallback:` of hexapla.yaml. Only for config.cpp.
#pragma once

#include "hexapla/project/config_reader.h"

#include <string_view>

namespace hexapla {

/// Sets languages and languages_auto.
void read_languages(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config);

/// Appends a fallback per language.
void read_fallback(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config);

}  // namespace hexapla
