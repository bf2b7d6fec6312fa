#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"

#include <memory>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> files;
  bool json = false;
};

const Manual manual = {
    .name = "verify",
    .summary = N_("prove that no page would be damaged"),
    .synopsis = {"hexapla verify FILE... [--json]", "hexapla verify [--json]"},
    .description =
        {N_("Merges every page twice, in memory: once with nothing, which must give back every byte, and once with "
            "each text in marks, which must give the same structure with every text marked once and everything else "
            "as it was. Writes nothing."),
         N_("With FILE arguments it looks at these pages, and at all pages in folders that are named; without them at "
            "the whole project. Each fault is shown with its file and line.")},
    .success = N_("Nothing would be lost."),
    .finding = N_("At least one page would be damaged."),
    .examples = {{"hexapla verify content", N_("All pages below a folder, without any configuration.")},
                 {"hexapla verify", N_("All pages of the project, by its rules.")}},
};

void print_json(const VerifyRun& run, Console& console) {
  Json json = {{"pages", run.pages}, {"units", run.units}, {"bytes", run.bytes}};
  json["faults"] = to_json(run.diagnostics);
  print(json, console);
}

void say_summary(const VerifyRun& run, Console& console) {
  const auto faults = run.diagnostics.size();
  console.say(tr("{1}, {2}, {3}", {trn("{1} page", "{1} pages", run.pages, {number(run.pages)}),
                                   trn("{1} unit", "{1} units", run.units, {number(run.units)}),
                                   trn("{1} fault", "{1} faults", faults, {number(faults)})}));
  console.say(run.ok() ? tr("Nothing would be lost.") : tr("These pages would be damaged."));
}

VerifyRun verify(const Arguments& arguments, Invocation& invocation) {
  Progress progress(invocation.console, tr("verifying"));
  if (arguments.files.empty()) return run_verify(open_project(invocation.console), run_options(invocation));
  auto paths = map_paths(arguments.files, {});
  if (!paths.ok()) throw Error(std::move(paths.diagnostics));
  invocation.console.report(paths.diagnostics);
  return verify_files(paths.inputs, invocation.settings.jobs);
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  const auto result = verify(arguments, invocation);
  if (arguments.json) {
    print_json(result, console);
  } else {
    console.report(result.diagnostics);
    say_summary(result, console);
  }
  return result.ok() ? exit_done : exit_finding;
}

}  // namespace

Command add_verify(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("FILE", arguments->files, N_("Pages, or folders of pages."));
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
