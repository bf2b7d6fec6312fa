#include "hexapla/project/output_folder.h"

#include "hexapla/base/file.h"
#include "hexapla/project/config_values.h"
#include "hexapla/project/input_table.h"
#include "hexapla/project/write.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

/// The manifest could come with somebody else's folder: what it names for removal must look like an output.
bool is_sane(const std::string& path) {
  return !check_project_path(path, {}) && !path.starts_with(".") && path != config_name;
}

}  // namespace

bool OutputFolder::holds(const std::string& path, std::string_view bytes, std::uint64_t hash, const OutputRecord& known,
                         const Manifest& manifest) const {
  const std::string shown = project_.at(path);
  FileStamp now;
  if (!stat_file(shown.c_str(), now) || now.size != bytes.size()) return false;
  if (known.produced() && known.stamp.same_stat(now) && !is_racy(now, manifest)) return known.stamp.hash == hash;
  return read_file(shown) == bytes;
}

void OutputFolder::prepare_folder(const std::string& path) {
  const std::string folder = folder_of(path);
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (prepared_.find(folder) != prepared_.end()) return;
  }
  if (auto fault = project_.leaves_project(folder)) throw Error(std::move(*fault));
  make_parents(project_.at(path));
  const std::lock_guard<std::mutex> guard(mutex_);
  if (prepared_.insert(folder).second) remove_leftovers(project_, folder);
}

void OutputFolder::write(const std::string& path, std::string_view bytes) {
  prepare_folder(path);
  const std::string shown = project_.at(path);
  struct stat info;
  if (::lstat(shown.c_str(), &info) == 0 && S_ISLNK(info.st_mode)) {
    if (auto fault = project_.leaves_project(path)) throw Error(std::move(*fault));
  }
  replace_file(shown, bytes, false);
}

bool OutputFolder::remove(const std::string& path, const OutputRecord& known, std::string_view keep, bool check) {
  const std::string shown = project_.at(path);
  struct stat info;
  if (!is_sane(path) || ::lstat(shown.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) return false;
  if (project_.leaves_project(path)) return false;
  if (hash_bytes(read_file(shown)) != known.stamp.hash) return false;
  if (check) return true;
  if (::unlink(shown.c_str()) != 0) {
    throw Error(make_diagnostic(Severity::Error, "file-write", shown,
                                {N_("cannot remove: {1}"), {std::generic_category().message(errno)}}));
  }
  for (std::string folder = folder_of(path); folder.size() > keep.size(); folder = folder_of(folder)) {
    if (::rmdir(project_.at(folder).c_str()) != 0) break;
  }
  return true;
}

}  // namespace hexapla
