// .hexapla/site-…: what the last build of a folder knew, so that the next one reads and makes only what changed. Losing
// it costs one full run; a damaged one counts as lost. For this room only.
#pragma once

#include "hexapla/project/manifest.h"
#include "hexapla/site/localized_page.h"
#include "hexapla/site/places.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct SiteManifest {
  struct Output {
    std::string file;
    std::uint64_t key = 0;  ///< over everything that it was made from
    FileStamp stamp;
    std::vector<Diagnostic> said;      ///< what there was to say about it
    std::vector<std::uint32_t> asked;  ///< of `places`, as what it shows links to: see asked_places.h
    std::uint64_t answered = 0;        ///< answers_key() of these
    std::vector<std::uint32_t> leads;  ///< of `places`, as files of the site: which pages of the source it leads to
  };

  std::string folder;               ///< that the site is in, absolute
  std::uint64_t key = 0;            ///< program, configuration, options, layouts
  std::uint64_t map_key = 0;        ///< where pages are and what can be linked to
  std::uint64_t times_key = 0;      ///< of SiteState
  std::uint64_t catalogs_said = 0;  ///< not 0: a catalog had faults
  Manifest inputs;                  ///< its `inputs` and `written`; faults go to the file as remarks of a language
  std::shared_ptr<Places> places = std::make_shared<Places>();
  std::vector<std::string> files;             ///< paths of pages, then of data
  std::vector<PageShape> shapes;              ///< beside `files`
  std::vector<PageFacts> facts;               ///< the same x languages; without `folder`: each run chooses
  std::vector<std::vector<Diagnostic>> said;  ///< beside `facts`
  std::vector<Output> outputs;                ///< sorted by file

  /// nullptr: there was none.
  const Output* find_output(std::string_view file) const;

  std::string to_bytes() const;
  /// An empty one when the bytes are not whole or not of this version.
  static SiteManifest from_bytes(std::string_view bytes);
  static SiteManifest load(const std::string& path);
  /// `folder` of the manifest in that file; empty: it is none, or of another version.
  static std::string folder_of(const std::string& path);
};

}  // namespace hexapla
