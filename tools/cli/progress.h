// A line on the terminal while something takes long; gone when it is over.
#pragma once

#include "cli/console.h"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace hexapla::cli {

/// Shows "label… 3 s" on standard error from the first half second on, if that is a terminal and nobody asked for
/// quiet. Nothing in a pipe, and no thread is started there.
class Progress {
 public:
  Progress(const Console& console, std::string label);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void show();

  std::string label_;
  std::mutex mutex_;
  std::condition_variable over_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace hexapla::cli
