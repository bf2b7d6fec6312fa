// One writer per project: who reads catalogs to write them back does so while holding this.
#pragma once

#include <chrono>
#include <string>

namespace hexapla {

/// Holds FOLDER/.hexapla/lock (flock, so it ends with the process however that ends). The file names its holder's
/// process for those who wait.
class ProjectLock {
 public:
  /// Waits up to `wait`, then throws Error (id "project-locked").
  explicit ProjectLock(const std::string& folder, std::chrono::milliseconds wait = std::chrono::seconds(30));
  ~ProjectLock();
  ProjectLock(const ProjectLock&) = delete;
  ProjectLock& operator=(const ProjectLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace hexapla
