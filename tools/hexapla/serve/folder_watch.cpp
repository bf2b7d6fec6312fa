#include "hexapla/serve/folder_watch.h"

#include "hexapla/base/diagnostic.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

namespace hexapla {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

// Editors write in place, or write another file and rename it. That a file was made says nothing before it is written,
// but a folder or a link is all there with that.
constexpr std::uint32_t writing = IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF;

[[noreturn]] void fail(const std::string& path) {
  const Phrase hint = errno == ENOSPC ? Phrase(N_("the limit is fs.inotify.max_user_watches: see sysctl")) : Phrase();
  throw Error(make_diagnostic(Severity::Error, "watch", path,
                              {N_("cannot be watched for changes: {1}"), {std::strerror(errno)}}, hint));
}

bool is_hidden(std::string_view name) {
  return name.starts_with('.');
}

}  // namespace

FolderWatch::FolderWatch(std::vector<Folder> folders, const std::vector<std::string>& except)
    : folders_(std::move(folders)), events_(inotify_init1(IN_NONBLOCK | IN_CLOEXEC)) {
  if (events_ < 0) fail({});
  std::error_code ignored;
  for (const std::string& path : except) except_.push_back(fs::weakly_canonical(path, ignored).string());
  try {
    add_all();
  } catch (...) {
    close(events_);
    throw;
  }
}

FolderWatch::~FolderWatch() {
  close(events_);
}

void FolderWatch::add_all() {
  for (const Folder& folder : folders_) add(folder.path, folder.is_deep);
}

/// Watched first and looked into then: what comes in between is seen once more.
void FolderWatch::add(const std::string& path, bool is_deep) {
  std::vector<std::string> open{path};
  while (!open.empty()) {
    const std::string at = std::move(open.back());
    open.pop_back();
    std::error_code fault;
    const std::string real = fs::weakly_canonical(at, fault).string();
    if (std::find(except_.begin(), except_.end(), real) != except_.end()) continue;
    const int number = inotify_add_watch(events_, at.c_str(), writing | IN_ONLYDIR | IN_EXCL_UNLINK);
    if (number < 0) {
      if (errno == ENOSPC || errno == ENOMEM) fail(at);
      continue;  // it went, or was none, or is not ours to read
    }
    const auto [place, fresh] = places_.try_emplace(number, Place{at, is_deep});
    place->second.path = at;
    place->second.is_deep = place->second.is_deep || is_deep;
    if (!is_deep) continue;
    for (fs::directory_iterator entry(at, fault), end; !fault && entry != end; entry.increment(fault)) {
      const bool is_folder = entry->is_directory(fault) && !entry->is_symlink(fault);
      if (is_folder && !is_hidden(entry->path().filename().string())) open.push_back(entry->path().string());
    }
  }
}

/// True: one of them counts.
bool FolderWatch::read_events() {
  alignas(inotify_event) std::array<char, 16384> buffer;
  bool counts = false;
  for (;;) {
    const ssize_t size = read(events_, buffer.data(), buffer.size());
    if (size <= 0) return counts;
    for (ssize_t at = 0; at < size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      at += static_cast<ssize_t>(sizeof(inotify_event) + event->len);
      if ((event->mask & IN_Q_OVERFLOW) != 0) {
        add_all();
        counts = true;
        continue;
      }
      const auto found = places_.find(event->wd);
      if (found == places_.end()) continue;
      if ((event->mask & IN_IGNORED) != 0) {
        places_.erase(found);
        continue;
      }
      const std::string_view name = event->len == 0 ? "" : event->name;
      if (is_hidden(name)) continue;
      std::error_code fault;
      const std::string path = found->second.path + "/" + std::string(name);
      const std::string real = fs::weakly_canonical(path, fault).string();
      if (std::find(except_.begin(), except_.end(), real) != except_.end()) continue;
      const bool came = (event->mask & (IN_CREATE | IN_MOVED_TO)) != 0;
      if (came && (event->mask & IN_ISDIR) != 0) found->second.is_deep ? add(path, true) : add_all();
      counts = true;
    }
  }
}

bool FolderWatch::wait(int stop, std::chrono::milliseconds quiet) {
  constexpr std::chrono::seconds longest{1};
  bool written = false;
  Clock::time_point first, last;
  for (;;) {
    std::array<pollfd, 2> polled{{{events_, POLLIN, 0}, {stop, POLLIN, 0}}};
    int timeout = -1;
    if (written) {
      const auto until = std::min(last + quiet, first + longest);
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
      if (left <= 0) return true;
      timeout = static_cast<int>(left);
    }
    if (poll(polled.data(), polled.size(), timeout) < 0 && errno != EINTR) fail({});
    if (polled[1].revents != 0) return false;
    if (polled[0].revents == 0 || !read_events()) continue;
    last = Clock::now();
    if (!written) first = last;
    written = true;
  }
}

}  // namespace hexapla
