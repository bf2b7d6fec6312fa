// Writing and removing what merge makes, in many threads. For this room only.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/manifest.h"
#include "hexapla/project/project.h"

#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

class OutputFolder {
 public:
  explicit OutputFolder(const Project& project) : project_(project) {}

  /// The file at `path` has these bytes, whose hash is given. `record` is what was known of it.
  bool holds(const std::string& path, std::string_view bytes, std::uint64_t hash, const OutputRecord& known,
             const Manifest& manifest) const;
  /// Throws Error when it cannot be written or a link leads out of the project.
  void write(const std::string& path, std::string_view bytes);
  /// Removes the file at `path` and folders that are empty then, up to `keep`. False: it is not what `known` says or no
  /// path of ours, and stays. Throws Error when it cannot be removed.
  bool remove(const std::string& path, const OutputRecord& known, std::string_view keep, bool check);

 private:
  void prepare_folder(const std::string& path);

  const Project& project_;
  std::mutex mutex_;
  std::set<std::string, std::less<>> prepared_;  // folders that are there and inside
};

}  // namespace hexapla
