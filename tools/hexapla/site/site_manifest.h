// .hexapla/site-…: what the last build of a folder knew, so that the next one reads and makes only what changed. Losing
// it costs one full run; a damaged one counts as lost. For this room only.
#pragma once

#include "hexapla/project/manifest.h"
#include "hexapla/site/localized_page.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct SiteManifest {
  struct Output {
    std::string file;
    std::uint64_t key = 0;  ///< over everything that it was made from
    FileStamp stamp;
    std::vector<Diagnostic> said;  ///< what there was to say about it
  };

  std::uint64_t key = 0;            ///< program, configuration, options, layouts, names of pages
  std::uint64_t map_key = 0;        ///< where pages are and what can be linked to
  std::uint64_t times_key = 0;      ///< of SiteState
  std::uint64_t catalogs_said = 0;  ///< not 0: a catalog had faults
  Manifest inputs;                  ///< its `inputs` and `written`; faults go to the file as remarks of a language
  std::vector<PageShape> shapes;    ///< pages, then data
  std::vector<PageFacts> facts;     ///< the same x languages
  std::vector<std::vector<Diagnostic>> said;  ///< beside `facts`
  std::vector<Output> outputs;                ///< sorted by file

  /// nullptr: there was none.
  const Output* find_output(std::string_view file) const;

  std::string to_bytes() const;
  /// An empty one when the bytes are not whole or not of this version.
  static SiteManifest from_bytes(std::string_view bytes);
  static SiteManifest load(const std::string& path);
};

}  // namespace hexapla
