// Starting libgit2, for those who stand on it.
#pragma once

#include <string>

namespace hexapla {

/// Once for the process; false: it cannot be.
bool start_libgit2();

/// What libgit2 said last.
std::string git_error_text();

}  // namespace hexapla
