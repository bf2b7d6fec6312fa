#include "hexapla/base/owned_folder.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

}  // namespace

void OwnedFolder::refuse(const std::string& path, Phrase message, Phrase hint) const {
  throw Error(make_diagnostic(Severity::Error, owner_.id, path, std::move(message), std::move(hint)));
}

void OwnedFolder::refuse_error(const std::string& path, const char* message, int error) const {
  refuse(path, Phrase(message, {std::generic_category().message(error)}));
}

bool OwnedFolder::is_empty(const std::string& path) const {
  DIR* open = ::opendir(path.c_str());
  if (open == nullptr) refuse_error(path, N_("cannot read this folder: {1}"), errno);
  bool empty = true;
  while (const dirent* entry = ::readdir(open)) {
    const std::string_view name = entry->d_name;
    empty = empty && (name == "." || name == "..");
  }
  ::closedir(open);
  return empty;
}

/// The marker may have come with somebody else's folder: a path in it leads nowhere but down.
bool OwnedFolder::is_sane(std::string_view path) const {
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part.empty() || part == "." || part == "..") return false;
    at = end + 1;
  }
  if (owner_.endings.empty()) return true;
  for (std::size_t at = 0; at < owner_.endings.size();) {
    const std::size_t end = std::min(owner_.endings.find(' ', at), owner_.endings.size());
    if (path.ends_with(owner_.endings.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}

std::vector<std::string> OwnedFolder::files_in_marker(std::string_view text) const {
  std::vector<std::string> files;
  for (std::size_t at = std::min(text.find('\n'), text.size()) + 1; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (is_sane(line)) files.emplace_back(line);
    at = end + 1;
  }
  return files;
}

/// A regular file or nothing: whoever put a link there may mean a file of the reader's.
void OwnedFolder::check_place(const std::string& path) const {
  struct stat info {};
  if (::lstat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {
    refuse(path, N_("cannot write: it is not a regular file"));
  }
}

OwnedFolder::OwnedFolder(std::string path, const FolderOwner& owner) : owner_(owner), path_(std::move(path)) {
  if (path_.empty()) refuse(path_, N_("this path is empty"));
  if (!path_.ends_with('/')) path_ += '/';
  const std::string marker = path_ + std::string(owner_.marker);
  struct stat info {};
  if (::stat(path_.c_str(), &info) != 0) {
    if (errno != ENOENT) refuse_error(path_, N_("cannot read this folder: {1}"), errno);
    make_parents(marker);
    return;
  }
  if (::lstat(marker.c_str(), &info) == 0 && S_ISREG(info.st_mode)) {
    marker_ = read_file(marker);
    if (marker_.starts_with(owner_.title)) return;
    marker_.clear();
  }
  if (!is_empty(path_)) {
    refuse(path_, owner_.not_ours, N_("name a new or an empty folder"));
  }
}

std::string OwnedFolder::marker_of(std::string_view title, const std::vector<std::string>& files) {
  std::string text(title);
  for (const std::string& file : files) text.append(file).append("\n");
  return text;
}

void OwnedFolder::write_marker(const std::string& text) const {
  const std::string marker = path_ + std::string(owner_.marker);
  check_place(marker);
  write_if_changed(marker, text, false);
}

void OwnedFolder::announce(std::vector<std::string> files) {
  now_ = std::move(files);
  const std::string text = marker_of(owner_.title, now_);
  same_files_ = text == marker_;
  if (same_files_) return;
  std::vector<std::string> both = files_in_marker(marker_);
  both.insert(both.end(), now_.begin(), now_.end());
  std::sort(both.begin(), both.end());
  both.erase(std::unique(both.begin(), both.end()), both.end());
  write_marker(marker_of(owner_.title, both));
}

/// Every folder on the way is one, and no link to one.
void OwnedFolder::prepare(const std::string& folder) {
  if (folder.empty()) return;
  const std::lock_guard<std::mutex> guard(mutex_);
  if (prepared_.count(folder) != 0) return;
  for (std::size_t end = 0; end < folder.size();) {
    end = std::min(folder.find('/', end + 1), folder.size());
    const std::string part = path_ + folder.substr(0, end);
    struct stat info {};
    if (::mkdir(part.c_str(), 0777) != 0 && errno != EEXIST) refuse_error(part, N_("cannot write: {1}"), errno);
    if (::lstat(part.c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) {
      refuse(part, N_("cannot write: it is not a folder"));
    }
  }
  prepared_.insert(folder);
}

bool OwnedFolder::put(const std::string& file, std::string_view bytes) {
  prepare(folder_of(file));
  const std::string path = path_ + file;
  check_place(path);
  const bool wrote = write_if_changed(path, bytes, false);
  const std::lock_guard<std::mutex> guard(mutex_);
  if (wrote) ++written_;
  bytes_ += bytes.size();
  return wrote;
}

void OwnedFolder::remove_file(const std::string& file) {
  // A link on the way leads out of the report.
  for (std::string folder = folder_of(file); !folder.empty(); folder = folder_of(folder)) {
    struct stat info {};
    if (::lstat((path_ + folder).c_str(), &info) != 0 || !S_ISDIR(info.st_mode)) return;
  }
  struct stat info {};
  if (::lstat((path_ + file).c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return;
  if (::unlink((path_ + file).c_str()) != 0) refuse_error(path_ + file, N_("cannot remove: {1}"), errno);
  ++removed_;
  for (std::string folder = folder_of(file); !folder.empty(); folder = folder_of(folder)) {
    if (::rmdir((path_ + folder).c_str()) != 0) break;
  }
}

void OwnedFolder::finish() {
  if (same_files_) return;
  for (const std::string& file : files_in_marker(marker_)) {
    if (!std::binary_search(now_.begin(), now_.end(), file)) remove_file(file);
  }
  write_marker(marker_of(owner_.title, now_));
}

}  // namespace hexapla
