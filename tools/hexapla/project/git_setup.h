// How git comes to merge and compare a project's catalogs by message: lines in .gitattributes, which are committed, and
// settings of the repository, which every clone needs for itself.
#pragma once

#include "hexapla/project/project.h"

#include <string>
#include <vector>

namespace hexapla {

struct GitSetting {
  std::string key;
  std::string value;
};

/// What is lacking.
struct GitSetup {
  std::string attributes;          ///< the file, as people see it
  std::vector<std::string> lines;  ///< that it lacks
  std::vector<GitSetting> settings;

  bool done() const { return lines.empty() && settings.empty(); }
};

/// How a shell calls this program: by its name where that finds it, else by its path.
std::string program_command();

/// Looks only. Throws Error (id "git-setup") where there is no git repository or it cannot be read.
GitSetup look_at_git(const Project& project, const std::string& program);

/// Adds what is lacking; all else in the file and the configuration stays as it is. Throws Error (id "git-setup",
/// "file-write").
void set_up_git(const Project& project, const GitSetup& setup);

}  // namespace hexapla
