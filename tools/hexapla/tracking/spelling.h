// Whether a word was changed into another spelling of itself.
#pragma once

#include <string_view>

namespace hexapla {

/// So few letters differ, and in such a way, that one is a slip or a variant of the other: "recieve" and "receive",
/// "Colour" and "color". Not "page" and "pages", "likely" and "unlikely", "form" and "from".
bool is_respelled(std::string_view before, std::string_view after);

/// One word whatever else the source has: "slept" and "Slept", "initialise" and "initialize".
bool is_variant(std::string_view before, std::string_view after);

}  // namespace hexapla
