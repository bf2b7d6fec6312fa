#include "hexapla/project/lock.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"
#include "hexapla/project/write.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

constexpr std::chrono::milliseconds first_pause{5};
constexpr std::chrono::milliseconds longest_pause{200};

[[noreturn]] void fail(const std::string& path, int error) {
  throw Error(make_diagnostic(Severity::Error, "file-write", path,
                              {N_("cannot write: {1}"), {std::generic_category().message(error)}}));
}

/// The process that the lock file names; "?" when it does not say.
std::string holder_of(int descriptor) {
  char text[32];
  const ssize_t size = ::pread(descriptor, text, sizeof text, 0);
  std::string holder;
  for (ssize_t at = 0; at < size && text[at] >= '0' && text[at] <= '9'; ++at) holder += text[at];
  return holder.empty() ? "?" : holder;
}

bool try_lock(int descriptor, const std::string& path) {
  if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return true;
  if (errno != EWOULDBLOCK && errno != EINTR) fail(path, errno);
  return false;
}

}  // namespace

ProjectLock::ProjectLock(const std::string& folder, std::chrono::milliseconds wait) {
  const std::string path =
      folder.empty() || folder.back() == '/' ? folder + ".hexapla/lock" : folder + "/.hexapla/lock";
  make_parents(path);
  // O_NOFOLLOW: the folder may come from somebody else, and we write into this file.
  descriptor_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (descriptor_ < 0) fail(path, errno);
  keep_out_of_git(path.substr(0, path.size() - 4));
  const auto until = std::chrono::steady_clock::now() + wait;
  auto pause = first_pause;
  while (!try_lock(descriptor_, path)) {
    if (std::chrono::steady_clock::now() >= until) {
      const std::string holder = holder_of(descriptor_);
      ::close(descriptor_);
      throw Error(make_diagnostic(Severity::Error, "project-locked", path,
                                  {N_("another run is writing in this project (process {1})"), {holder}},
                                  N_("wait until it has ended, then try again")));
    }
    std::this_thread::sleep_for(pause);
    pause = std::min(pause * 2, longest_pause);
  }
  // Only a help for people; that the lock is held is flock's word.
  const std::string text = std::to_string(::getpid()) + "\n";
  if (::ftruncate(descriptor_, 0) == 0) {
    [[maybe_unused]] const ssize_t written = ::pwrite(descriptor_, text.data(), text.size(), 0);
  }
}

ProjectLock::~ProjectLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace hexapla
