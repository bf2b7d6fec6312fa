#include "hexapla/project/write.h"

#include "hexapla/base/file.h"
#include "hexapla/project/faults.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

/// The process in ".hexapla-PID-N.tmp", as replace_file names its temporary files; 0: another name.
pid_t process_in_name(std::string_view name) {
  constexpr std::string_view start = ".hexapla-";
  if (!name.starts_with(start) || !name.ends_with(".tmp")) return 0;
  long process = 0;
  std::size_t at = start.size();
  for (; at < name.size() && name[at] >= '0' && name[at] <= '9' && process < 100'000'000; ++at) {
    process = process * 10 + (name[at] - '0');
  }
  return at < name.size() && name[at] == '-' ? static_cast<pid_t>(process) : 0;
}

bool is_running(pid_t process) {
  return ::kill(process, 0) == 0 || errno == EPERM;
}

}  // namespace

std::optional<std::string> read_if_there(const Project& project, std::string_view path) {
  const std::string file = project.at(path);
  struct stat info {};
  // ENOTDIR and EACCES are read_file's to explain.
  if (::stat(file.c_str(), &info) != 0 && errno == ENOENT) return std::nullopt;
  if (auto fault = project.leaves_project(path)) throw Error(std::move(*fault));
  return read_file(file);
}

std::optional<Catalog> read_catalog_file(const Project& project, const std::string& path, bool& failed,
                                         std::vector<Diagnostic>& diagnostics) {
  const auto bytes = read_if_there(project, path);
  if (!bytes) return std::nullopt;
  PoReadResult read = read_po(project.at(path), *bytes);
  const bool ok = read.ok();
  append(diagnostics, std::move(read.diagnostics));
  failed = failed || !ok;
  if (!ok) return std::nullopt;
  return std::move(read.catalog);
}

void write_catalog_file(const Project& project, std::string_view path, const Catalog& catalog) {
  std::string bytes;
  write_po(catalog, bytes, {.unknown_flags = true});
  write_in_project(project, path, bytes, true);
}

void write_in_project(const Project& project, std::string_view path, std::string_view bytes, bool durable) {
  if (auto fault = project.leaves_project(path)) throw Error(std::move(*fault));
  const std::string file = project.at(path);
  make_parents(file);
  replace_file(file, bytes, durable);
}

void keep_out_of_git(const std::string& folder) {
  const std::string path = folder + ".gitignore";
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return;
  [[maybe_unused]] const ssize_t written = ::write(descriptor, "*\n", 2);
  ::close(descriptor);
}

void remove_leftovers(const Project& project, std::string_view folder) {
  if (project.leaves_project(folder)) return;
  const std::string name = project.at(folder);
  DIR* open = ::opendir(name.empty() ? "." : name.c_str());
  if (open == nullptr) return;
  while (const dirent* entry = ::readdir(open)) {
    const pid_t process = process_in_name(entry->d_name);
    if (process > 0 && !is_running(process)) ::unlinkat(::dirfd(open), entry->d_name, 0);
  }
  ::closedir(open);
}

}  // namespace hexapla
