// `status --why`: what is known of a message, and why its translation did not heal.
#pragma once

#include "cli/command.h"

#include <string>
#include <vector>

namespace hexapla::cli {

/// Of the messages that have `text` in them, in these languages (empty: all).
int explain_messages(const std::string& text, const std::vector<std::string>& languages, bool json,
                     Invocation& invocation);

}  // namespace hexapla::cli
