#include "hexapla/project/output_folder.h"

#include "hexapla/base/file.h"
#include "hexapla/project/config_values.h"
#include "hexapla/project/input_table.h"
#include "hexapla/project/write.h"

#include <algorithm>
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

OutputFolder::Put OutputFolder::put(const std::string& path, std::string_view bytes, const OutputRecord& known,
                                    const Manifest& manifest, bool check) {
  Put done;
  done.stamp.hash = hash_bytes(bytes);
  const std::string shown = project_.at(path);
  struct stat info;
  const bool exists = ::lstat(shown.c_str(), &info) == 0;
  if (exists && stat_file(shown.c_str(), done.stamp) && done.stamp.size == bytes.size()) {
    const bool sure = known.produced() && known.stamp.same_stat(done.stamp) && !is_racy(done.stamp, manifest);
    if (sure ? known.stamp.hash == done.stamp.hash : read_file(shown) == bytes) return done;
  }
  done.written = true;
  if (check) return done;
  prepare_folder(folder_of(path));
  if (exists && S_ISLNK(info.st_mode)) {
    if (auto fault = project_.leaves_project(path)) throw Error(std::move(*fault));
  }
  static_cast<FileStat&>(done.stamp) = replace_file(shown, bytes, false);
  return done;
}

bool OutputFolder::is_prepared(const std::string& folder) {
  const std::lock_guard<std::mutex> guard(mutex_);
  return prepared_.count(folder) != 0;
}

/// A folder made here is inside when the one above it is, and empty; one that was there may be a link to anywhere and
/// may hold what a run that was killed has left.
void OutputFolder::prepare_folder(const std::string& folder) {
  if (folder.empty() || is_prepared(folder)) return;
  for (std::size_t end = 0; end < folder.size();) {
    end = std::min(folder.find('/', end + 1), folder.size());
    const std::string part = folder.substr(0, end);
    if (is_prepared(part)) continue;
    if (::mkdir(project_.at(part).c_str(), 0777) != 0) {
      if (auto fault = project_.leaves_project(part)) throw Error(std::move(*fault));
      make_parents(project_.at(part) + "/");  // says what is wrong, if anything is
      remove_leftovers(project_, part);
    }
    const std::lock_guard<std::mutex> guard(mutex_);
    prepared_.insert(part);
  }
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
