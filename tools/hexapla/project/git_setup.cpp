#include "hexapla/project/git_setup.h"

#include "hexapla/base/file.h"
#include "hexapla/project/git_library.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>

#include <git2.h>
#include <unistd.h>

namespace hexapla {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view attributes_name = ".gitattributes";
constexpr std::string_view heading =
    "# Catalogs are merged and compared by message; once in every clone: hexapla init --git";

[[noreturn]] void fail(Phrase message, Phrase hint = {}) {
  throw Error(make_diagnostic(Severity::Error, "git-setup", "", std::move(message), std::move(hint)));
}

using Repository = std::unique_ptr<git_repository, decltype(&git_repository_free)>;
using Configuration = std::unique_ptr<git_config, decltype(&git_config_free)>;

/// The configuration of the repository around the project; worktrees of one repository share it.
Configuration open_configuration(const Project& project) {
  const std::string folder = project.prefix().empty() ? "." : project.prefix();
  git_repository* repository = nullptr;
  if (!start_libgit2()) fail({N_("git cannot be read here: {1}"), {git_error_text()}});
  const int opened = git_repository_open_ext(&repository, folder.c_str(), GIT_REPOSITORY_OPEN_CROSS_FS, nullptr);
  const Repository owned(repository, git_repository_free);
  if (opened == GIT_ENOTFOUND) fail(N_("this project is in no git repository"), N_("make one: git init"));
  git_config* all = nullptr;
  git_config* local = nullptr;
  if (opened != 0 || git_repository_config(&all, repository) != 0) {
    fail({N_("git cannot be read here: {1}"), {git_error_text()}});
  }
  const Configuration owned_all(all, git_config_free);
  if (git_config_open_level(&local, all, GIT_CONFIG_LEVEL_LOCAL) != 0) {
    fail({N_("git cannot be read here: {1}"), {git_error_text()}});
  }
  return {local, git_config_free};
}

bool has_setting(git_config* configuration, const GitSetting& setting) {
  git_buf value = GIT_BUF_INIT;
  const bool found = git_config_get_string_buf(&value, configuration, setting.key.c_str()) == 0;
  const bool same = found && setting.value == std::string_view(value.ptr, value.size);
  git_buf_dispose(&value);
  return same;
}

/// A pattern of paths below the project, as .gitattributes has it.
std::string attribute_line(std::string pattern) {
  while (pattern.starts_with("./")) pattern.erase(0, 2);
  pattern.insert(0, "/");
  if (pattern.find_first_of(" \t\"") != std::string::npos) {
    std::string quoted = "\"";
    for (char c : pattern) {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
    pattern = quoted + "\"";
  }
  return pattern + " merge=hexapla diff=hexapla";
}

std::vector<std::string> wanted_lines(const Project& project) {
  return {attribute_line(project.catalog_glob()), attribute_line(glob_of(project.config().template_path.text))};
}

std::vector<GitSetting> wanted_settings(const std::string& program) {
  return {{"merge.hexapla.name", "catalogs by message"},
          {"merge.hexapla.driver", program + " git-merge %O %A %B %P"},
          {"diff.hexapla.textconv", program + " git-textconv"},
          {"diff.hexapla.xfuncname", "^source: (.*)$"}};
}

std::string read_attributes(const std::string& path) {
  FileStat found;
  return stat_file(path.c_str(), found) ? read_file(path) : std::string();
}

/// The line stands in the text, whatever white space is around it.
bool has_line(std::string_view text, std::string_view line) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view one = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    while (!one.empty() && (one.back() == ' ' || one.back() == '\t' || one.back() == '\r')) one.remove_suffix(1);
    if (one == line) return true;
  }
  return false;
}

std::string quoted_for_shell(const std::string& path) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+").find(c) != std::string_view::npos;
  };
  if (std::all_of(path.begin(), path.end(), plain)) return path;
  std::string quoted = "'";
  for (char c : path) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace

std::string program_command() {
  std::error_code ignored;
  const fs::path self = fs::read_symlink("/proc/self/exe", ignored);
  const char* const path = std::getenv("PATH");
  std::string_view folders = path == nullptr ? std::string_view() : path;
  while (!self.empty() && !folders.empty()) {
    const std::size_t end = folders.find(':');
    const fs::path candidate = fs::path(folders.substr(0, end)) / "hexapla";
    folders.remove_prefix(end == std::string_view::npos ? folders.size() : end + 1);
    if (::access(candidate.c_str(), X_OK) != 0) continue;
    if (fs::equivalent(candidate, self, ignored)) return "hexapla";
    break;
  }
  return self.empty() ? std::string("hexapla") : quoted_for_shell(self.string());
}

GitSetup look_at_git(const Project& project, const std::string& program) {
  GitSetup setup;
  const Configuration configuration = open_configuration(project);
  setup.attributes = project.at(attributes_name);
  const std::string text = read_attributes(setup.attributes);
  for (std::string& line : wanted_lines(project)) {
    if (!has_line(text, line)) setup.lines.push_back(std::move(line));
  }
  for (GitSetting& setting : wanted_settings(program)) {
    if (!has_setting(configuration.get(), setting)) setup.settings.push_back(std::move(setting));
  }
  return setup;
}

void set_up_git(const Project& project, const GitSetup& setup) {
  if (!setup.lines.empty()) {
    std::string text = read_attributes(setup.attributes);
    const std::string_view end = text.find("\r\n") != std::string::npos ? "\r\n" : "\n";
    if (!text.empty() && text.back() != '\n') text += end;
    if (!has_line(text, heading)) text.append(heading).append(end);
    for (const std::string& line : setup.lines) text.append(line).append(end);
    replace_file(setup.attributes, text);
  }
  const Configuration configuration = open_configuration(project);
  for (const GitSetting& setting : setup.settings) {
    if (git_config_set_string(configuration.get(), setting.key.c_str(), setting.value.c_str()) == 0) continue;
    fail({N_("git's configuration cannot be written: {1}"), {git_error_text()}});
  }
}

}  // namespace hexapla
