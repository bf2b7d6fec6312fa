#include "hexapla/project/init.h"

#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/locale.h"
#include "cli/project.h"
#include "hexapla/base/file.h"
#include "hexapla/project/git_setup.h"

#include <memory>

#include <sys/stat.h>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::string folder;
  bool print = false, git = false, check = false;
};

const Manual manual = {
    .name = "init",
    .summary = N_("start a project in a folder of pages"),
    .synopsis = {"hexapla init [DIR] [--print]", "hexapla init [DIR] --git [--check]"},
    .description =
        {N_("Looks at the folder (Hugo, mdBook, MkDocs, Docusaurus, Starlight, Jekyll, or pages just so), writes a "
            "commented `hexapla.yaml` that fits, and extracts a first template. Tells what it found. An existing "
            "`hexapla.yaml` is never touched, and no page is ever changed."),
         N_("With `--git`, also in a project that stands already, git merges and compares the project's "
            "catalogs by message. `.gitattributes` names them: commit it. The settings that name the "
            "program are the repository's own and no part of a clone, so everyone runs `hexapla init "
            "--git` once.")},
    .success = N_("The project stands; with `--check`: git knows what it should."),
    .finding = N_("With `--check`: something is lacking; it is printed."),
    .examples = {{"hexapla init", N_("In the current folder.")},
                 {"hexapla init docs --print", N_("What would be written?")},
                 {"hexapla init --git", N_("Once in every clone.")}},
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

// --- git ---------------------------------------------------------------------------------------------------------

std::string shown(const GitSetting& setting) {
  return "git config " + setting.key + " '" + setting.value + "'";
}

int check_git(const GitSetup& setup, Console& console) {
  for (const auto& line : setup.lines) console.say(tr("{1} lacks: {2}", {setup.attributes, line}));
  for (const auto& setting : setup.settings) console.say(tr("not set here: {1}", {shown(setting)}));
  return setup.done() ? exit_done : exit_finding;
}

int set_up(const Project& project, bool check, Console& console) {
  const auto setup = look_at_git(project, program_command());
  if (check) return check_git(setup, console);
  set_up_git(project, setup);
  if (setup.done()) console.say(tr("git knows already how to merge these catalogs"));
  if (!setup.lines.empty()) console.say(tr("{1}: written; commit it", {setup.attributes}));
  for (const auto& setting : setup.settings) console.say(shown(setting));
  if (!setup.settings.empty()) {
    console.say(tr("Such settings are no part of a clone: everyone runs hexapla init --git once."));
  }
  return exit_done;
}

// --- the project -------------------------------------------------------------------------------------------------

int start(const Arguments& arguments, Invocation& invocation) {
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

int run(const Arguments& arguments, Invocation& invocation) {
  if (!arguments.git) {
    if (arguments.check) refuse(N_("--check goes with --git"));
    return start(arguments, invocation);
  }
  if (arguments.print) refuse(N_("--print and --git do not go together"));
  const auto prefix = prefix_of(arguments.folder);
  FileStat found;
  const bool stands = stat_file((prefix + std::string(config_name)).c_str(), found);
  if (!stands && !arguments.check) {
    const int code = start(arguments, invocation);
    if (code != exit_done) return code;
    invocation.console.say("");
  }
  return set_up(Project(prefix), arguments.check, invocation.console);
}

}  // namespace

Command add_init(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.value("DIR", arguments->folder, N_("The folder; the current one without it."));
  entry.flag("--print", arguments->print, N_("Write nothing; print the configuration that would be written."));
  entry.flag("--git", arguments->git, N_("Have git merge and compare the catalogs by message."));
  entry.flag("--check", arguments->check, N_("With `--git`: write nothing; tell whether something is lacking."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
