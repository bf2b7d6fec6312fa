// Files named on the command line: which pages they are, and where `--into DIR` puts each.
#pragma once

#include "hexapla/base/diagnostic.h"

#include <string>
#include <vector>

namespace hexapla {

struct PathsResult {
  std::vector<std::string> inputs;      ///< as opened
  std::vector<std::string> names;       ///< beside them: relative, without ".", "..": for references and --into
  std::vector<std::string> outputs;     ///< beside them: DIR/name; empty without --into
  std::vector<Diagnostic> diagnostics;  ///< an Error: do not write anything
  bool ok() const;
};

/// Folders are walked for pages of known formats. A relative path keeps its place below the current folder; absolute
/// paths outside of it are taken relative to the deepest folder that all of those share. Refused: `..` that climbs out
/// of the current folder, two inputs with one output, an output that is an input, outputs whose links lead out of DIR.
/// `into` empty: only inputs and names, and a path that climbs keeps its "..".
PathsResult map_paths(const std::vector<std::string>& arguments, const std::string& into);

}  // namespace hexapla
