#include "hexapla/project/init.h"

#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/locale.h"
#include "cli/project.h"
#include "hexapla/base/file.h"

#include <memory>

#include <sys/stat.h>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::string folder;
  bool print = false;
};

const Manual manual = {
    .name = "init",
    .summary = N_("start a project in a folder of pages"),
    .synopsis = {"hexapla init [DIR] [--print]"},
    .description = {N_(
        "Looks at the folder (Hugo, mdBook, MkDocs, Docusaurus, Starlight, Jekyll, or pages just so), writes a "
        "commented `hexapla.yaml` that fits, and extracts a first template. Tells what it found. An existing "
        "`hexapla.yaml` is never touched, and no page is ever changed.")},
    .success = N_("The project stands."),
    .examples = {{"hexapla init", N_("In the current folder.")},
                 {"hexapla init docs --print", N_("What would be written?")}},
};

std::string prefix_of(const std::string& folder) {
  if (folder.empty() || folder == ".") return {};
  return folder.back() == '/' ? folder : folder + '/';
}

void refuse_existing(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return;
  throw Error(make_diagnostic(Severity::Error, "init", path, N_("the project is already there"),
                              N_("remove or change this file by hand")));
}

void say_next(const InitPlan& plan, Console& console) {
  console.say("");
  console.say(tr("Next:"));
  const auto language = plan.languages.empty() ? std::string("fr") : plan.languages.front();
  console.say("  hexapla verify      " + tr("would anything be lost?"));
  console.say("  hexapla update " + language + std::string(5 - std::min<std::size_t>(4, language.size()), ' ') +
              (plan.languages.empty() ? tr("start a language") : tr("bring its catalog up to date")));
  console.say("  hexapla status      " + tr("how far is each language?"));
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  const auto prefix = prefix_of(arguments.folder);
  const auto path = prefix + std::string(config_name);
  if (!arguments.print) refuse_existing(path);
  const auto plan = plan_init(arguments.folder.empty() ? "." : arguments.folder);
  console.report(plan.diagnostics);
  if (has_error(plan.diagnostics)) return exit_failed;
  if (arguments.print) {
    console.result(plan.config_text);
    return exit_done;
  }
  for (const auto& finding : plan.findings) console.say(tr(finding));
  if (plan.pages == 0) {
    throw Error(make_diagnostic(Severity::Error, "init", arguments.folder.empty() ? "." : arguments.folder,
                                N_("there are no pages here"),
                                N_("Hexapla reads Markdown (.md, .markdown, .mdx) and YAML (.yaml, .yml)")));
  }
  replace_file(path, plan.config_text);
  console.say(tr("{1}: written", {path}));
  const auto extract = run_extract(Project(prefix), run_options(invocation));
  console.report(extract.diagnostics);
  if (!extract.ok()) return exit_failed;
  console.say(trn("{1}: {2} message", "{1}: {2} messages", extract.messages, {extract.file, number(extract.messages)}));
  say_next(plan, console);
  return exit_done;
}

}  // namespace

Command add_init(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.value("DIR", arguments->folder, N_("The folder; the current one without it."));
  entry.flag("--print", arguments->print, N_("Write nothing; print the configuration that would be written."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
