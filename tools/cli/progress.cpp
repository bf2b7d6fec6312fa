#include "cli/progress.h"

#include "cli/locale.h"

#include <chrono>

#include <unistd.h>

namespace hexapla::cli {
namespace {

void write_terminal(const std::string& text) {
  // A terminal that went away takes the progress with it; the work goes on.
  [[maybe_unused]] auto written = ::write(STDERR_FILENO, text.data(), text.size());
}

}  // namespace

Progress::Progress(const Console& console, std::string label) : label_(std::move(label)) {
  if (console.errors_are_terminal() && !console.quiet()) thread_ = std::thread([this] { show(); });
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard lock(mutex_);
    done_ = true;
  }
  over_.notify_one();
  thread_.join();
}

void Progress::show() {
  using namespace std::chrono;
  const auto start = steady_clock::now();
  bool shown = false;
  std::unique_lock lock(mutex_);
  while (!over_.wait_for(lock, milliseconds(500), [this] { return done_; })) {
    const auto seconds = duration_cast<std::chrono::seconds>(steady_clock::now() - start).count();
    write_terminal("\r\033[K" + label_ + "… " + tr("{1} s", {std::to_string(seconds)}));
    shown = true;
  }
  if (shown) write_terminal("\r\033[K");
}

}  // namespace hexapla::cli
