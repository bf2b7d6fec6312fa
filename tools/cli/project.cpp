#include "cli/project.h"

#include "cli/locale.h"
#include "hexapla/text/language.h"

#include <algorithm>

namespace hexapla::cli {

Project open_project(Console& console) {
  auto prefix = find_project("");
  if (!prefix) {
    refuse(N_("there is no hexapla.yaml here or above"),
           N_("name the files to work on, or start a project with 'hexapla init'"));
  }
  Project project(*prefix);
  console.report(project.diagnostics());
  return project;
}

RunOptions run_options(const Invocation& invocation, std::vector<std::string> languages) {
  RunOptions options;
  options.jobs = invocation.settings.jobs;
  options.languages = std::move(languages);
  return options;
}

std::string shown_language(const Language& language, const Console& console) {
  std::string name = language_name(language.tag);
  if (name.empty() || name == language.tag) return language.tag;
  // First strong isolate … pop directional isolate: the columns behind an Arabic name stay where they are.
  if (console.output_is_terminal() && is_right_to_left(language.tag)) name = "\u2068" + name + "\u2069";
  return language.tag + " " + name;
}

bool has_error(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

int exit_after(const std::vector<Diagnostic>& diagnostics, int otherwise) {
  return has_error(diagnostics) ? exit_failed : otherwise;
}

std::string shown_site(const std::string& folder, std::size_t languages, std::size_t files) {
  return tr("{1}: {2}, {3}", {folder + (folder.ends_with('/') ? "" : "/") + "index.html",
                              trn("{1} language", "{1} languages", languages, {number(languages)}),
                              trn("{1} file", "{1} files", files, {number(files)})});
}

}  // namespace hexapla::cli
