// POSIX file reading and replacing. The order of replace_file is what makes it safe: all bytes are written and
// checked (write, fsync, close: a full disk may show only at close) before the name changes hands, and rename is
// atomic, so that a reader and a power cut see either the old file or the new one.
#include "hexapla/base/file.h"

#include "hexapla/base/diagnostic.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

constexpr std::uint64_t largest_file = 0xFFFFFFFFULL;
constexpr int most_links = 40;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  bool open() const { return number_ >= 0; }
  bool close() {
    const int result = ::close(number_);
    number_ = -1;
    return result == 0;
  }

 private:
  int number_;
};

std::string words_of_error(int error) {
  return std::generic_category().message(error);
}

[[noreturn]] void fail_read(const std::string& path, int error) {
  throw Error(make_diagnostic(Severity::Error, "file-read", path, {N_("cannot read: {1}"), {words_of_error(error)}}));
}

[[noreturn]] void fail_write(const std::string& path, int error) {
  throw Error(make_diagnostic(Severity::Error, "file-write", path, {N_("cannot write: {1}"), {words_of_error(error)}}));
}

int open_again(const char* path, int flags, mode_t mode = 0) {
  int number;
  do {
    number = ::open(path, flags | O_CLOEXEC, mode);
  } while (number < 0 && errno == EINTR);
  return number;
}

/// read(2) until `size` bytes or the end; -1: errno says why.
ssize_t read_up_to(int descriptor, char* at, std::size_t size) {
  std::size_t done = 0;
  while (done < size) {
    const ssize_t count = ::read(descriptor, at + done, size - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -1;
    if (count == 0) break;
    done += static_cast<std::size_t>(count);
  }
  return static_cast<ssize_t>(done);
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

FileStat stat_of(const struct stat& info) {
  return {static_cast<std::uint64_t>(info.st_size),
          static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec, info.st_ino};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// The file that `path` names once symbolic links are followed, also when it is not there yet.
std::string follow_links(const std::string& path) {
  std::string at = path;
  for (int links = 0; links < most_links; ++links) {
    char target[PATH_MAX];
    const ssize_t size = ::readlink(at.c_str(), target, sizeof target);
    if (size < 0) return at;
    const std::string_view text(target, static_cast<std::size_t>(size));
    at = text.starts_with('/') ? std::string(text) : folder_of(at) + "/" + std::string(text);
  }
  fail_write(path, ELOOP);
}

/// A file that takes the place of another one, or goes.
class Replacement {
 public:
  Replacement(const std::string& shown, std::string target) : shown_(shown), target_(std::move(target)) {}
  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;
  ~Replacement() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
  }

  FileStat write(std::string_view bytes, const struct stat* old, bool durable) {
    Descriptor file(create());
    if (old != nullptr) keep_permissions(file.number(), *old);
    if (!write_all(file.number(), bytes)) fail_write(shown_, errno);
    if (durable && ::fsync(file.number()) != 0) fail_write(shown_, errno);
    struct stat made;
    if (::fstat(file.number(), &made) != 0) fail_write(shown_, errno);
    if (!file.close()) fail_write(shown_, errno);
    if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail_write(shown_, errno);
    temporary_.clear();
    if (durable) sync_folder();
    return stat_of(made);
  }

 private:
  int create() {
    static std::atomic<unsigned> counter{0};
    const std::string start = folder_of(target_) + "/.hexapla-" + std::to_string(::getpid()) + "-";
    for (int attempts = 0; attempts < 100; ++attempts) {
      std::string name = start + std::to_string(counter++) + ".tmp";
      const int number = open_again(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0666);
      if (number >= 0) {
        temporary_ = std::move(name);
        return number;
      }
      if (errno != EEXIST) fail_write(shown_, errno);
    }
    fail_write(shown_, EEXIST);
  }

  void keep_permissions(int file, const struct stat& old) {
    struct stat made;
    if (::fstat(file, &made) != 0) fail_write(shown_, errno);
    if (made.st_uid != old.st_uid || made.st_gid != old.st_gid) {
      // Only root may give files away; for others the new file is theirs, as with every editor.
      [[maybe_unused]] const int given = ::fchown(file, old.st_uid, old.st_gid);
    }
    if ((made.st_mode & 07777U) != (old.st_mode & 07777U) && ::fchmod(file, old.st_mode & 07777U) != 0) {
      fail_write(shown_, errno);
    }
  }

  /// The name is on disk only when its folder is; file systems that cannot do this are none of our faults.
  void sync_folder() const {
    const Descriptor folder(open_again(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY));
    if (folder.open()) ::fsync(folder.number());
  }

  const std::string& shown_;
  std::string target_;
  std::string temporary_;
};

/// "-o /dev/null" and pipes: what is no regular file is written to, never replaced.
void write_through(const std::string& path, std::string_view bytes) {
  Descriptor file(open_again(path.c_str(), O_WRONLY));
  if (!file.open()) fail_write(path, errno);
  if (!write_all(file.number(), bytes) || !file.close()) fail_write(path, errno);
}

bool has_bytes(const std::string& path, std::string_view bytes) {
  const Descriptor file(open_again(path.c_str(), O_RDONLY | O_NONBLOCK));
  struct stat info;
  if (!file.open() || ::fstat(file.number(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  if (static_cast<std::uint64_t>(info.st_size) != bytes.size()) return false;
  char buffer[64 * 1024];
  while (!bytes.empty()) {
    const ssize_t count = read_up_to(file.number(), buffer, std::min(bytes.size(), sizeof buffer));
    if (count <= 0 || std::memcmp(buffer, bytes.data(), static_cast<std::size_t>(count)) != 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

std::string read_file(const std::string& path) {
  // Without O_NONBLOCK opening a named pipe waits for a writer that may never come.
  const Descriptor file(open_again(path.c_str(), O_RDONLY | O_NONBLOCK));
  if (!file.open()) fail_read(path, errno);
  struct stat info;
  if (::fstat(file.number(), &info) != 0) fail_read(path, errno);
  if (S_ISDIR(info.st_mode)) fail_read(path, EISDIR);
  if (!S_ISREG(info.st_mode)) {
    throw Error(make_diagnostic(Severity::Error, "file-read", path, N_("cannot read: it is not a regular file")));
  }
  std::string bytes;
  // One byte more than the file has: a read that does not fill it has seen the end.
  std::size_t wanted = static_cast<std::size_t>(info.st_size) + 1;
  std::size_t size = 0;
  for (;;) {
    if (size + wanted > largest_file + 1) fail_read(path, EFBIG);
    bytes.resize(size + wanted);
    const ssize_t count = read_up_to(file.number(), bytes.data() + size, wanted);
    if (count < 0) fail_read(path, errno);
    size += static_cast<std::size_t>(count);
    if (static_cast<std::size_t>(count) < wanted) break;
    wanted = size + 4096;  // it grew while it was read, or is one of /proc's that say 0
  }
  if (size > largest_file) fail_read(path, EFBIG);
  bytes.resize(size);
  return bytes;
}

bool stat_file(const char* path, FileStat& found) {
  struct stat info;
  if (::stat(path, &info) != 0 || !S_ISREG(info.st_mode)) return false;
  found = stat_of(info);
  return true;
}

FileStat replace_file(const std::string& path, std::string_view bytes, bool durable) {
  std::string target = path;
  struct stat old;
  bool exists = ::lstat(path.c_str(), &old) == 0;
  if (exists && S_ISLNK(old.st_mode)) {
    target = follow_links(path);
    exists = ::stat(target.c_str(), &old) == 0;
  }
  if (!exists && errno != ENOENT) fail_write(path, errno);
  if (exists && S_ISDIR(old.st_mode)) fail_write(path, EISDIR);
  if (exists && !S_ISREG(old.st_mode)) {
    write_through(path, bytes);
    return {};
  }
  // rename would replace a write-protected file without asking.
  if (exists && ::access(target.c_str(), W_OK) != 0) fail_write(path, errno);
  return Replacement(path, target).write(bytes, exists ? &old : nullptr, durable);
}

bool write_if_changed(const std::string& path, std::string_view bytes, bool durable) {
  if (has_bytes(path, bytes)) return false;
  replace_file(path, bytes, durable);
  return true;
}

void make_parents(const std::string& path) {
  const std::string folder = folder_of(path);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) fail_write(folder, error.value());
}

}  // namespace hexapla
