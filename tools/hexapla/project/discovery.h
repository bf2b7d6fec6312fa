// Which files are there: one walk over a folder, in byte order of the paths whatever the file system says.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/glob.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// What a walk looks for. Paths are relative to the folder walked.
struct WalkRequest {
  std::vector<Glob> globs;        ///< files that match any of these; empty: every file
  std::vector<std::string> skip;  ///< folders that are not entered ("build/pages")
  bool hidden = false;            ///< also names with a leading dot, without a glob that writes it
};

struct WalkResult {
  std::vector<std::string> files;       ///< sorted bytewise
  std::vector<Diagnostic> diagnostics;  ///< links out of the folder, folders that cannot be read
};

/// Never enters .git, .hexapla and node_modules. Symbolic links are followed inside the folder, each folder is visited
/// once; a link out of it is a Warning (id "path-leaves") and left out. Depth and number of files are bounded.
WalkResult walk(const std::string& folder, const WalkRequest& request);

}  // namespace hexapla
