// The hash of every file that a merge reads, known from the manifest wherever stat has not changed.
#pragma once

#include "hexapla/project/manifest.h"

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace hexapla {

/// Whether a stamp's file may have changed without a trace: written no earlier than the manifest that knows it.
inline bool is_racy(const FileStamp& stamp, const Manifest& manifest) {
  return stamp.mtime >= manifest.written;
}

/// One stamp per file. Filled by look(), which several threads may call for different files.
class InputTable {
 public:
  InputTable(const Manifest& manifest, std::size_t files) : manifest_(manifest), stamps_(files) {}

  /// Finds out about file number `at`, which is `path` in the manifest and is opened as `shown`. A file that is not
  /// there has a stamp of zeros. Throws Error when it must be read and cannot be.
  void look(std::size_t at, const std::string& path, const std::string& shown);
  const FileStamp& stamp(std::size_t at) const { return stamps_[at]; }
  /// Some stamp differs from the manifest's.
  bool changed() const { return changed_; }

 private:
  const Manifest& manifest_;
  std::vector<FileStamp> stamps_;
  std::atomic<bool> changed_{false};
};

}  // namespace hexapla
