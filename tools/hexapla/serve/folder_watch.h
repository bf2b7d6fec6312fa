// Waits until something is written in folders (Linux: inotify).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace hexapla {

class FolderWatch {
 public:
  struct Folder {
    std::string path;      ///< as opened; one that is not there is left out
    bool is_deep = false;  ///< with all folders in it, also those that come later, but not those with a leading dot
  };

  /// Nothing below `except` counts. Throws Error (id "watch") when the system gives no more watches.
  FolderWatch(std::vector<Folder> folders, const std::vector<std::string>& except);
  ~FolderWatch();
  FolderWatch(const FolderWatch&) = delete;
  FolderWatch& operator=(const FolderWatch&) = delete;

  /// True: something was written, renamed or removed since the last call, and nothing more for `quiet` (or for a
  /// second, when somebody goes on and on). False: `stop`, a descriptor, can be read.
  bool wait(int stop, std::chrono::milliseconds quiet);

 private:
  struct Place {
    std::string path;
    bool is_deep;
  };
  void add(const std::string& path, bool is_deep);
  void add_all();
  bool read_events();

  std::vector<Folder> folders_;
  std::vector<std::string> except_;  // absolute, without links
  std::unordered_map<int, Place> places_;
  int events_;
};

}  // namespace hexapla
