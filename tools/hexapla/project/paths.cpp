// Names are made from the text of the arguments, as the user sees them; only whether an output would land on an input
// or outside of DIR is asked of the file system, because links can make it so without showing.
#include "hexapla/project/paths.h"

#include "hexapla/localize/formats.h"
#include "hexapla/project/discovery.h"
#include "hexapla/project/faults.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

using FileId = std::pair<dev_t, ino_t>;

std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), std::free);
  if (!resolved) return std::nullopt;
  return std::string(resolved.get());
}

std::string current_folder() {
  return real_path(".").value_or("/");
}

/// Without ".", "x/.." and repeated slashes; ".." stays at the start of a relative path that climbs.
std::string tidy(std::string_view path) {
  const bool absolute = path.starts_with('/');
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part.empty() || part == ".") continue;
    if (part == ".." && !parts.empty() && parts.back() != "..") {
      parts.pop_back();
    } else if (part != ".." || !absolute) {
      parts.push_back(part);
    }
  }
  std::string out = absolute ? "/" : "";
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) out += '/';
    out += parts[i];
  }
  return out;
}

bool is_below(std::string_view path, std::string_view folder) {
  return folder == "/" || path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

/// `path` as seen from `folder`, which it is below.
std::string relative_to(std::string_view path, std::string_view folder) {
  if (path == folder) return {};
  return std::string(path.substr(folder == "/" ? 1 : folder.size() + 1));
}

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  if (slash == std::string_view::npos) return {};
  return slash == 0 ? "/" : std::string(path.substr(0, slash));
}

std::string join(const std::string& folder, const std::string& name) {
  if (folder.empty()) return name;
  return folder.back() == '/' ? folder + name : folder + "/" + name;
}

std::string common_folder(const std::string& a, const std::string& b) {
  std::string common = a;
  while (!is_below(b, common)) common = folder_of(common);
  return common;
}

class Mapper {
 public:
  Mapper(const std::string& into, PathsResult& result) : into_(into), here_(current_folder()), result_(result) {}
  void map(const std::vector<std::string>& arguments);

 private:
  struct Input {
    std::string path;  ///< as opened
    std::string tidy;
    FileId id;
  };

  void add_argument(const std::string& argument);
  void add_folder(const std::string& argument);
  void add_file(const std::string& path);
  void note_outside(const std::string& tidied, bool folder);
  std::string name_of(const Input& input);
  void make_outputs();
  void check_output(const Input& input, const std::string& output);
  bool stays_inside(const std::string& output) const;
  void error(const char* id, const std::string& file, Phrase message, Phrase hint = {}) {
    result_.diagnostics.push_back(make_diagnostic(Severity::Error, id, file, std::move(message), std::move(hint)));
  }

  const std::string& into_;
  std::string here_;
  PathsResult& result_;
  std::vector<Input> inputs_;
  std::set<std::string> seen_;
  std::optional<std::string> outside_;  // the folder that absolute paths outside of here_ share
  std::map<FileId, std::string> ids_;
  std::optional<std::string> real_into_;
};

void Mapper::note_outside(const std::string& tidied, bool folder) {
  if (!tidied.starts_with('/') || is_below(tidied, here_)) return;
  const std::string base = folder ? tidied : folder_of(tidied);
  outside_ = outside_ ? common_folder(*outside_, base) : base;
}

void Mapper::add_file(const std::string& path) {
  struct stat info;
  if (::stat(path.c_str(), &info) != 0) return;
  std::string tidied = tidy(path);
  if (!seen_.insert(tidied).second) return;
  inputs_.push_back({path, std::move(tidied), {info.st_dev, info.st_ino}});
}

void Mapper::add_folder(const std::string& argument) {
  note_outside(tidy(argument), true);
  WalkRequest request;
  // DIR inside of a folder that is walked: what an earlier run put there are no pages.
  const auto folder = real_path(argument);
  if (folder && real_into_ && *real_into_ != *folder && is_below(*real_into_, *folder)) {
    request.skip.push_back(relative_to(*real_into_, *folder));
  }
  WalkResult found = walk(argument, request);
  for (Diagnostic& one : found.diagnostics) one.file = join(argument, one.file);
  append(result_.diagnostics, std::move(found.diagnostics));
  const std::size_t before = inputs_.size();
  for (const std::string& file : found.files) {
    if (format_for(file) != nullptr) add_file(tidy(argument).empty() ? file : join(argument, file));
  }
  if (inputs_.size() == before) {
    error("no-pages", argument, N_("no page of a known format in this folder"),
          N_("there are Markdown (.md, .markdown, .mdx) and YAML (.yaml, .yml)"));
  }
}

void Mapper::add_argument(const std::string& argument) {
  struct stat info;
  if (argument.empty() || ::stat(argument.c_str(), &info) != 0) {
    const int fault = argument.empty() ? ENOENT : errno;
    error("file-read", argument, {N_("cannot read: {1}"), {std::generic_category().message(fault)}});
    return;
  }
  const std::string tidied = tidy(argument);
  if (!into_.empty() && (tidied == ".." || tidied.starts_with("../"))) {
    error("path-climbs", argument, N_("this path leads out of the current folder with \"..\""),
          N_("run from a folder above all pages, or name them by their absolute paths"));
    return;
  }
  if (S_ISDIR(info.st_mode)) {
    add_folder(argument);
  } else {
    note_outside(tidied, false);
    add_file(argument);
  }
}

std::string Mapper::name_of(const Input& input) {
  if (!input.tidy.starts_with('/')) return input.tidy;
  return relative_to(input.tidy, is_below(input.tidy, here_) ? here_ : *outside_);
}

/// Whether the file would really be below DIR, links followed.
bool Mapper::stays_inside(const std::string& output) const {
  if (!real_into_) return true;  // DIR is not there yet, so nothing below it is
  for (std::string path = output; path.size() > into_.size(); path = folder_of(path)) {
    struct stat info;
    if (::lstat(path.c_str(), &info) != 0) continue;
    const auto real = real_path(path);
    return real && is_below(*real, *real_into_);
  }
  return true;
}

void Mapper::check_output(const Input& input, const std::string& output) {
  struct stat info;
  if (!stays_inside(output)) {
    error("path-leaves", output, {N_("refused: by way of a symbolic link this path leads out of \"{1}\""), {into_}});
  } else if (::stat(output.c_str(), &info) == 0) {
    const auto other = ids_.find({info.st_dev, info.st_ino});
    if (S_ISDIR(info.st_mode)) {
      error("output-folder", output, N_("there is a folder where this page is to be written"));
    } else if (other != ids_.end()) {
      error("output-is-input", input.path, {N_("its output would overwrite the page \"{1}\""), {other->second}},
            N_("choose another folder for --into"));
    }
  }
}

void Mapper::make_outputs() {
  std::map<std::string, std::string> owners;
  for (const Input& input : inputs_) {
    const std::string name = name_of(input);
    result_.inputs.push_back(input.path);
    result_.names.push_back(name);
    if (into_.empty()) continue;
    const std::string output = join(into_, name);
    const auto [owner, added] = owners.emplace(output, input.path);
    if (added) {
      check_output(input, output);
    } else {
      error("same-output", input.path,
            {N_("would be written to the same file as \"{1}\": {2}"), {owner->second, output}});
    }
    result_.outputs.push_back(output);
  }
}

void Mapper::map(const std::vector<std::string>& arguments) {
  if (!into_.empty()) real_into_ = real_path(into_);
  for (const std::string& argument : arguments) add_argument(argument);
  for (const Input& input : inputs_) ids_.emplace(input.id, input.path);
  make_outputs();
}

}  // namespace

PathsResult map_paths(const std::vector<std::string>& arguments, const std::string& into) {
  PathsResult result;
  Mapper(into, result).map(arguments);
  return result;
}

bool PathsResult::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
