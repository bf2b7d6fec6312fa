// What accept and touch have in common.
#pragma once

#include "cli/command.h"
#include "hexapla/project/review.h"

namespace hexapla::cli {

/// The command of this manual: its options, and what it does and says.
Command add_review(CLI::App& root, const Manual& manual, Answer answer);

}  // namespace hexapla::cli
