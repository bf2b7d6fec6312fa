#include "cli/files.h"

#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/localize/formats.h"
#include "hexapla/project/project.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <unordered_map>

#include <sys/stat.h>
#include <unistd.h>

namespace hexapla::cli {
namespace {

namespace fs = std::filesystem;

// What standard input is called in references; its format, for nothing tells another.
constexpr std::string_view standard_input_name = "stdin.md";

std::string read_standard_input() {
  std::string bytes;
  char buffer[1 << 16];
  for (;;) {
    ssize_t size = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (size == 0) return bytes;
    if (size < 0) {
      if (errno == EINTR) continue;
      refuse(Phrase(N_("cannot read standard input: {1}"), {std::strerror(errno)}));
    }
    bytes.append(buffer, static_cast<std::size_t>(size));
    if (bytes.size() > 0xFFFFFFFF) refuse(N_("standard input has 4 GiB or more"));
  }
}

std::string full_path(const std::string& path) {
  return fs::absolute(path).lexically_normal().string();
}

/// The parse options of files that belong to the project around here.
class ProjectRules {
 public:
  ProjectRules() {
    auto prefix = find_project("");
    if (!prefix) return;
    project_.emplace(*prefix);
    std::vector<Diagnostic> ignored;  // what is wrong with other pages is no matter here
    files_ = project_->find_pages(ignored);
    for (std::size_t i = 0; i < files_.size(); ++i) by_path_.emplace(full_path(project_->at(files_[i].path)), i);
  }
  ParseOptions options_for(const std::string& path, const PageFormat& format) const {
    if (project_) {
      auto found = by_path_.find(full_path(path));
      if (found != by_path_.end()) return project_->parse_options(files_[found->second]);
    }
    return default_parse_options(format);
  }

 private:
  std::optional<Project> project_;
  std::vector<PageFile> files_;
  std::unordered_map<std::string, std::size_t> by_path_;
};

const PageFormat& format_of(const std::string& path) {
  const auto* format = format_for(is_standard(path) ? standard_input_name : std::string_view(path));
  if (!format) {
    throw Error(make_diagnostic(Severity::Error, "page-format", path, N_("no page format that Hexapla knows"),
                                N_("it reads Markdown (.md, .markdown, .mdx) and YAML (.yaml, .yml)")));
  }
  return *format;
}

PathsResult paths_of(const std::vector<std::string>& arguments, const std::string& into) {
  if (arguments.size() == 1 && is_standard(arguments[0])) {
    if (!into.empty()) refuse(N_("--into needs files with names, not standard input"));
    PathsResult paths;
    paths.inputs = arguments;
    paths.names.emplace_back(standard_input_name);
    return paths;
  }
  for (const auto& argument : arguments) {
    if (is_standard(argument)) refuse(N_("standard input cannot be read beside other pages"));
  }
  auto paths = map_paths(arguments, into);
  if (!paths.ok()) throw Error(std::move(paths.diagnostics));
  return paths;
}

/// Pages cannot be made empty, so threads fill these.
std::vector<std::optional<Page>> parse_all(const PathsResult& paths, const std::vector<ParseOptions>& options,
                                           const std::vector<const PageFormat*>& formats, unsigned jobs) {
  std::vector<std::optional<Page>> pages(paths.inputs.size());
  parallel_for(pages.size(), jobs, [&](std::size_t i) {
    pages[i].emplace(paths.names[i], read_input(paths.inputs[i]), *formats[i], options[i]);
    for (auto& diagnostic : pages[i]->diagnostics) diagnostic.file = paths.inputs[i];
  });
  return pages;
}

void show_faults(const std::vector<Page>& pages, Console& console) {
  std::vector<Diagnostic> errors;
  for (const auto& page : pages) {
    for (const auto& diagnostic : page.diagnostics) {
      if (diagnostic.severity == Severity::Error) {
        errors.push_back(diagnostic);
      } else {
        console.report(diagnostic);
      }
    }
  }
  if (!errors.empty()) throw Error(std::move(errors));
}

}  // namespace

bool is_standard(std::string_view path) {
  return path == "-";
}

bool names_a_file(const std::string& argument) {
  if (is_standard(argument) || argument.find('/') != std::string::npos || format_for(argument)) return true;
  if (argument.ends_with(".po") || argument.ends_with(".pot")) return true;
  struct stat status {};
  return ::stat(argument.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

bool name_files(const std::vector<std::string>& arguments) {
  std::size_t files = 0;
  const std::string* language = nullptr;
  for (const auto& argument : arguments) {
    if (names_a_file(argument)) {
      ++files;
    } else {
      language = &argument;
    }
  }
  if (files && language) {
    refuse(Phrase(N_("files and languages cannot be mixed: there is no file '{1}'"), {*language}));
  }
  return files > 0;
}

NamedPages read_pages(const std::vector<std::string>& arguments, const std::string& into, Invocation& invocation) {
  NamedPages named;
  named.paths = paths_of(arguments, into);
  invocation.console.report(named.paths.diagnostics);
  const ProjectRules rules;
  std::vector<const PageFormat*> formats;
  for (const auto& input : named.paths.inputs) {
    formats.push_back(&format_of(input));
    named.options.push_back(rules.options_for(input, *formats.back()));
  }
  auto parsed = parse_all(named.paths, named.options, formats, invocation.settings.jobs);
  named.pages.reserve(parsed.size());
  for (auto& page : parsed) named.pages.push_back(std::move(*page));
  show_faults(named.pages, invocation.console);
  return named;
}

Catalog read_catalog(const std::string& path, Console& console) {
  auto read = read_po(path, read_input(path));
  if (!read.ok()) throw Error(std::move(read.diagnostics));
  console.report(read.diagnostics);
  return std::move(read.catalog);
}

std::string read_input(const std::string& path) {
  return is_standard(path) ? read_standard_input() : read_file(path);
}

bool write_output(const std::string& path, std::string_view bytes, Console& console) {
  if (is_standard(path)) {
    console.result(bytes);
    return true;
  }
  make_parents(path);
  return write_if_changed(path, bytes);
}

}  // namespace hexapla::cli
