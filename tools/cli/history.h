// What git knows about stale translations, in the reader's words and as JSON.
#pragma once

#include "cli/json.h"
#include "hexapla/project/git_history.h"

#include <string>

namespace hexapla::cli {

/// "2026-03-01", "2026-03-01 or before", "not committed"; empty: nothing is known.
std::string shown_date(const Moment& moment);
/// "since 2026-03-01 (1a2b3c4, Jane Doe: Rename the office), 3 commits behind"; empty: nothing is known.
std::string shown_history(const UnitHistory& history);

/// {"since": …, "last": …, "behind": 3}; null: nothing is known.
Json to_json(const UnitHistory& history);
/// {"kind": "commit", "date", "commit", "author", "subject"}; null: nothing is known.
Json to_json(const Moment& moment);
/// {"available": true, "shallow": false}, or with "why_not".
Json to_json(const GitHistory& history);

}  // namespace hexapla::cli
