// The healers that change.h's table names, one per class of change. See Healer there.
#pragma once

#include <string>
#include <string_view>

namespace hexapla {

/// White space changed. The translation's soft line breaks are folded where the source's were, and its ends get the
/// source's line breaks, as msgfmt wants. Not where a line break may be more than white space: before a list marker,
/// a fence or an indented line, or in several paragraphs.
bool heal_reflow(std::string_view before, std::string_view after, std::string_view translation, std::string& healed);

}  // namespace hexapla
