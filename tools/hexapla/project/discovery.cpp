// One pass with readdir and d_type: a folder is opened once, a file is not touched at all. Links wait until all real
// folders are done, so that a folder that is there twice is found under its real name.
#include "hexapla/project/discovery.h"

#include "hexapla/base/utf8.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <memory>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

constexpr std::size_t most_files = 4'000'000;
constexpr std::size_t most_warnings = 100;
constexpr std::size_t longest_path = 4000;  // a folder nested deeper could not be opened by its name

std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), std::free);
  if (!resolved) return std::nullopt;
  return std::string(resolved.get());
}

bool is_below(std::string_view path, std::string_view folder) {
  return folder == "/" || path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

/// `name` with a question mark for every byte that is no plain ASCII.
std::string printable_name(std::string_view name) {
  std::string out(name);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c < 32 || c == 127; }, '?');
  return out;
}

class Walk {
 public:
  Walk(const std::string& folder, const WalkRequest& request, WalkResult& result)
      : root_(folder.empty() ? "." : folder), request_(request), result_(result) {}
  void run();

 private:
  void read_folder(const std::string& relative);
  void take(const std::string& relative, unsigned char type);
  void take_link(const std::string& relative);
  bool wanted_folder(const std::string& relative, std::string_view name) const;
  bool wanted_file(const std::string& relative) const;
  bool hidden(const std::string& relative) const;
  void warn(const std::string& relative, const char* id, Phrase message);
  std::string full(const std::string& relative) const { return relative.empty() ? root_ : root_ + "/" + relative; }

  std::string root_;
  const WalkRequest& request_;
  WalkResult& result_;
  std::string real_root_;
  std::vector<std::string> folders_;  // still to be read
  std::vector<std::string> links_;
  std::set<std::pair<dev_t, ino_t>> visited_;
};

void Walk::warn(const std::string& relative, const char* id, Phrase message) {
  if (result_.diagnostics.size() >= most_warnings) return;
  result_.diagnostics.push_back(make_diagnostic(Severity::Warning, id, relative, std::move(message)));
}

bool Walk::hidden(const std::string& relative) const {
  const bool dotted = relative.front() == '.' || relative.find("/.") != std::string::npos;
  if (!dotted || request_.hidden) return false;
  return std::none_of(request_.globs.begin(), request_.globs.end(),
                      [&](const Glob& glob) { return glob.names_hidden(relative); });
}

bool Walk::wanted_folder(const std::string& relative, std::string_view name) const {
  if (name == ".git" || name == ".hexapla" || name == "node_modules") return false;
  if (std::find(request_.skip.begin(), request_.skip.end(), relative) != request_.skip.end()) return false;
  if (relative.size() > longest_path || hidden(relative)) return false;
  return request_.globs.empty() || std::any_of(request_.globs.begin(), request_.globs.end(),
                                               [&](const Glob& glob) { return glob.may_match_below(relative); });
}

bool Walk::wanted_file(const std::string& relative) const {
  if (hidden(relative)) return false;
  return request_.globs.empty() || std::any_of(request_.globs.begin(), request_.globs.end(),
                                               [&](const Glob& glob) { return glob.matches(relative); });
}

void Walk::take(const std::string& relative, unsigned char type) {
  if (type == DT_UNKNOWN) {
    struct stat info;
    if (::lstat(full(relative).c_str(), &info) != 0) return;
    type = S_ISDIR(info.st_mode) ? DT_DIR : S_ISREG(info.st_mode) ? DT_REG : S_ISLNK(info.st_mode) ? DT_LNK : DT_FIFO;
  }
  const std::string_view name = std::string_view(relative).substr(relative.rfind('/') + 1);
  if (type == DT_DIR) {
    if (wanted_folder(relative, name)) folders_.push_back(relative);
  } else if (type == DT_LNK) {
    if (wanted_folder(relative, name) || wanted_file(relative)) links_.push_back(relative);
  } else if (type == DT_REG && wanted_file(relative)) {
    const bool printable = std::none_of(relative.begin(), relative.end(),
                                        [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; });
    if (!printable || find_invalid_utf8(relative) != std::string::npos) {
      warn("", "path-name",
           {N_("left out: the name of \"{1}\" is not valid UTF-8 or has control characters"),
            {printable_name(relative)}});
    } else if (result_.files.size() < most_files) {
      result_.files.push_back(relative);
    }
  }
}

void Walk::read_folder(const std::string& relative) {
  const int descriptor = ::open(full(relative).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  struct stat info;
  if (descriptor < 0 || ::fstat(descriptor, &info) != 0) {
    const int fault = errno;
    if (descriptor >= 0) ::close(descriptor);
    warn(relative, "folder-read", {N_("cannot read this folder: {1}"), {std::generic_category().message(fault)}});
    return;
  }
  if (!visited_.emplace(info.st_dev, info.st_ino).second) {
    ::close(descriptor);
    return;
  }
  DIR* folder = ::fdopendir(descriptor);
  if (folder == nullptr) {
    ::close(descriptor);
    return;
  }
  const std::string before = relative.empty() ? "" : relative + "/";
  while (const dirent* entry = ::readdir(folder)) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") take(before + std::string(name), entry->d_type);
  }
  ::closedir(folder);
}

void Walk::take_link(const std::string& relative) {
  struct stat info;
  if (::stat(full(relative).c_str(), &info) != 0) return;  // leads nowhere, or round in a circle
  if (S_ISREG(info.st_mode) && !wanted_file(relative)) return;
  const auto target = real_path(full(relative));
  if (!target) return;
  if (!is_below(*target, real_root_)) {
    warn(relative, "path-leaves", N_("left out: this link leads out of the project"));
  } else if (S_ISDIR(info.st_mode)) {
    folders_.push_back(relative);
  } else if (S_ISREG(info.st_mode)) {
    take(relative, DT_REG);
  }
}

void Walk::run() {
  const auto real = real_path(root_);
  if (!real) {
    warn(root_, "folder-read", {N_("cannot read this folder: {1}"), {std::generic_category().message(errno)}});
    return;
  }
  real_root_ = *real;
  folders_.emplace_back();
  while (!folders_.empty() || !links_.empty()) {
    if (folders_.empty()) {
      std::vector<std::string> links = std::exchange(links_, {});
      std::sort(links.rbegin(), links.rend());  // folders_ gives the last one first
      for (const std::string& link : links) take_link(link);
      continue;
    }
    const std::string next = std::move(folders_.back());
    folders_.pop_back();
    read_folder(next);
  }
  std::sort(result_.files.begin(), result_.files.end());
  std::stable_sort(result_.diagnostics.begin(), result_.diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.file < b.file; });
}

}  // namespace

WalkResult walk(const std::string& folder, const WalkRequest& request) {
  WalkResult result;
  std::string root = folder;
  while (root.size() > 1 && root.back() == '/') root.pop_back();
  Walk(root, request, result).run();
  return result;
}

}  // namespace hexapla
