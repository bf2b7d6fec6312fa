// How texts and what changed in them are shown: on a terminal, in a pipe, in JSON.
#pragma once

#include "cli/json.h"
#include "cli/wrap.h"
#include "hexapla/text/word_diff.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::cli {

/// Safe for a terminal; line ends stay.
std::string shown_text(std::string_view text);

/// What was removed is struck red and what was added green; without colours [-removed-] and {+added+}.
void append_diff(std::vector<Styled>& runs, const std::vector<DiffPiece>& pieces, std::string_view before,
                 std::string_view after, bool colors);

/// [["same", "text"], ["removed", "text"]…]
Json to_json(const std::vector<DiffPiece>& pieces, std::string_view before, std::string_view after);

}  // namespace hexapla::cli
