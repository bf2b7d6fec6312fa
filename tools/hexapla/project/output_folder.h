// Writing and removing what merge makes, in many threads. For this room only.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/manifest.h"
#include "hexapla/project/project.h"

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace hexapla {

class OutputFolder {
 public:
  explicit OutputFolder(const Project& project) : project_(project) {}

  struct Put {
    bool written = false;  ///< false: the file had these bytes
    FileStamp stamp;       ///< of the file as it is now
  };
  /// Gives the file at `path` these bytes, unless it has them; `known` is what `manifest` says of it. With `check`
  /// nothing is written, only said. Throws Error when it cannot be written or a link leads out of the project.
  Put put(const std::string& path, std::string_view bytes, const OutputRecord& known, const Manifest& manifest,
          bool check);
  /// Removes the file at `path` and folders that are empty then, up to `keep`. False: it is not what `known` says or no
  /// path of ours, and stays. Throws Error when it cannot be removed.
  bool remove(const std::string& path, const OutputRecord& known, std::string_view keep, bool check);

 private:
  void prepare_folder(const std::string& folder);
  bool is_prepared(const std::string& folder);

  const Project& project_;
  std::mutex mutex_;
  std::unordered_set<std::string> prepared_;  // folders that are there, inside, and without leftovers
};

}  // namespace hexapla
