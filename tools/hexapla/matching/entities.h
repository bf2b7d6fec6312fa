// Character references of HTML, as authors write them.
#pragma once

#include <string_view>

namespace hexapla {

/// What "amp", "#38" or "#x26" (between & and ;) stands for; 0 when it is none of the common ones.
char32_t entity_value(std::string_view name);

}  // namespace hexapla
