#include "cli/memory_place.h"

#include "cli/project.h"
#include "hexapla/memory/sqlite_store.h"
#include "hexapla/project/write.h"

#include <climits>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hexapla::cli {
namespace {

char** started_with = nullptr;
int started_in = -1;

bool is_there(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

/// A folder of the project's own state stays out of git.
void prepare_folder(const std::string& path) {
  const auto slash = path.rfind('/');
  if (slash == std::string::npos) return;
  const std::string folder = path.substr(0, slash + 1);
  if (folder != ".hexapla/" && !folder.ends_with("/.hexapla/")) return;
  if (::mkdir(folder.c_str(), 0777) == 0 || errno == EEXIST) keep_out_of_git(folder);
}

}  // namespace

bool is_memory_url(const std::string& location) {
  return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

std::string memory_location(const std::string& given, Console& console) {
  if (!given.empty()) return given;
  if (!find_project("")) {
    refuse(N_("there is no hexapla.yaml here or above"), N_("name the translation memory with --memory"));
  }
  const auto project = open_project(console);
  const auto& location = project.config().memory.text;
  if (is_memory_url(location)) return location;
  if (auto fault = project.leaves_project(location)) throw Error(std::move(*fault));
  return project.at(location);
}

std::unique_ptr<Memory> open_memory(const std::string& location, bool create) {
  if (is_memory_url(location)) return open_postgresql_memory(location, create);
  if (!create && !is_there(location)) {
    throw Error(make_diagnostic(Severity::Error, "memory-open", location, N_("there is no translation memory yet"),
                                N_("'hexapla memory add' makes one")));
  }
  if (create) prepare_folder(location);
  return std::make_unique<Memory>(open_sqlite_store(location, create));
}

void remember_start(char** arguments) {
  started_with = arguments;
  started_in = ::open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

void go_on_in(const char* program) {
  char path[PATH_MAX];
  const ssize_t size = ::readlink("/proc/self/exe", path, sizeof path);
  if (size <= 0 || started_with == nullptr) return;
  const std::string own(path, static_cast<std::size_t>(size));
  const std::string folder = own.substr(0, own.rfind('/') + 1);
  for (const std::string& other : {folder + program, folder + "../lib/hexapla/" + program}) {
    if (::access(other.c_str(), X_OK) != 0) continue;
    if (started_in >= 0 && ::fchdir(started_in) != 0) return;
    ::execv(other.c_str(), started_with);
  }
}

}  // namespace hexapla::cli
