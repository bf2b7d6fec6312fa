#include "cli/watch.h"

#include "cli/draw.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "hexapla/serve/folder_watch.h"
#include "hexapla/serve/preview_server.h"

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <memory>
#include <utility>

#include <sys/eventfd.h>
#include <unistd.h>

namespace hexapla::cli {
namespace {

int stop_event = -1;

/// A descriptor that can be read once somebody wants the end: in the middle of a build it waits for that. The second
/// time the signal does what it always does.
class StopSignal {
 public:
  StopSignal() {
    stop_event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct sigaction action {};
    action.sa_handler = [](int) {
      const std::uint64_t one = 1;
      [[maybe_unused]] const auto written = write(stop_event, &one, sizeof one);
    };
    action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
  }
  ~StopSignal() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    close(stop_event);
  }
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;
  int descriptor() const { return stop_event; }
};

PreviewOptions preview_options(const std::string& host, const std::string& port) {
  PreviewOptions options;
  if (!host.empty()) options.address = host;
  if (port.empty()) {
    options.tries = 20;
    return options;
  }
  const auto [end, fault] = std::from_chars(port.data(), port.data() + port.size(), options.port);
  if (fault != std::errc() || end != port.data() + port.size()) {
    refuse({N_("'{1}' is no port"), {port}}, N_("--port takes a number from 0 to 65535"));
  }
  return options;
}

std::string text_of(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& one : diagnostics) {
    if (one.severity == Severity::Error) draw(one, false, text);
  }
  return text;
}

/// Faults are results here: the next change may mend them. Only the first build may fail for good: without a
/// configuration there is nothing to watch, and in somebody's folder nothing to serve.
class Watcher {
 public:
  Watcher(std::function<SiteOptions(const Project&)> options_of, Console& console)
      : options_of_(std::move(options_of)), console_(console) {}

  /// What the last build found.
  const SiteRun& result() const { return result_; }
  const std::string& folder() const { return folder_; }
  void build();
  void build_again(PreviewServer& server);
  bool wait(int stop) { return watch_->wait(stop, std::chrono::milliseconds(50)); }

 private:
  std::function<SiteOptions(const Project&)> options_of_;
  Console& console_;
  std::unique_ptr<FolderWatch> watch_;
  std::string folder_;
  SiteRun result_;
};

/// Watches before it reads: what is saved meanwhile is seen.
void Watcher::build() {
  const Project project = open_project(console_);
  const SiteOptions options = options_of_(project);
  folder_ = options.folder;
  const SourceFolders sources = source_folders(project);
  std::vector<FolderWatch::Folder> folders;
  for (const std::string& path : sources.deep) folders.push_back({path, true});
  for (const std::string& path : sources.flat) folders.push_back({path, false});
  watch_ = std::make_unique<FolderWatch>(std::move(folders), std::vector<std::string>{options.folder});
  const Progress progress(console_, tr("building"));
  result_ = run_site(project, options);
}

void Watcher::build_again(PreviewServer& server) {
  result_ = {};
  try {
    build();
  } catch (const Error& error) {
    result_.diagnostics = error.diagnostics();
  }
  console_.report(result_.diagnostics);
  if (result_.written + result_.removed != 0) {
    console_.say_beside(trn("{1} file changed", "{1} files changed", result_.written + result_.removed,
                            {number(result_.written + result_.removed)}));
    server.reload();
  }
  server.show(text_of(result_.diagnostics));
  console_.flush_errors();
}

}  // namespace

int watch_site(const std::function<SiteOptions(const Project&)>& options_of, const std::string& host,
               const std::string& port, Console& console) {
  PreviewOptions place = preview_options(host, port);
  const StopSignal stop;
  Watcher watcher(options_of, console);
  watcher.build();
  console.report(watcher.result().diagnostics);
  place.folder = watcher.folder();
  PreviewServer server(place);
  server.show(text_of(watcher.result().diagnostics));
  console.say_beside(shown_site(place.folder, watcher.result().languages.size(), watcher.result().files));
  console.say_beside(tr("serving at {1} until Ctrl-C", {server.url()}));
  console.flush_errors();
  while (watcher.wait(stop.descriptor())) watcher.build_again(server);
  return exit_done;
}

}  // namespace hexapla::cli
