// How a stale message is shown: by `diff`, and by `status --why`.
#pragma once

#include "cli/json.h"
#include "hexapla/project/stale_units.h"

#include <string>

namespace hexapla::cli {

/// Its place, since when it is stale, the word diff and the translation, a line or more each.
std::string shown_unit(const Project& project, const StaleRun& run, const StaleLanguage& language,
                       const StalePage& page, const StaleUnit& unit, Console& console);
Json to_json(const StaleUnit& unit);

}  // namespace hexapla::cli
