// How the classes of changes are called in the reader's language, and what an update says about single messages.
#pragma once

#include "cli/json.h"
#include "hexapla/tracking/update.h"

#include <string>
#include <string_view>

namespace hexapla::cli {

std::string title_of(ChangeClass what);

/// A text on one line, harmless to a terminal, cut where it gets long.
std::string beginning(std::string_view text);

/// Healed and stale messages: [{"fate", "class", "msgctxt", "msgid", "previous"}…]. A fuzzy translation without a
/// previous msgid has no class: nobody knows which text it was made from.
Json to_json(const UpdateResult& result);

/// A line for each of them; wide enough for the terminal.
void list_changes(const UpdateResult& result, Console& console);

}  // namespace hexapla::cli
