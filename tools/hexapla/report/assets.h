// The files that every report has as they are. Made from assets/ when the library is built. For this room only.
#pragma once

#include <string_view>

namespace hexapla {

extern const std::string_view style_sheet;
extern const std::string_view sort_script;

}  // namespace hexapla
