// `hexapla build --watch`: builds, serves, waits for changes, and again.
#pragma once

#include "cli/command.h"
#include "hexapla/site/site.h"

#include <functional>
#include <string>

namespace hexapla::cli {

/// Until SIGINT or SIGTERM. `options_of` is asked before every build: the project is read anew each time. Empty texts
/// for what was not given. Returns the exit status.
int watch_site(const std::function<SiteOptions(const Project&)>& options_of, const std::string& host,
               const std::string& port, Console& console);

}  // namespace hexapla::cli
