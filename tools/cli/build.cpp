#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/memory.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/table.h"
#include "cli/watch.h"
#include "hexapla/site/depfile.h"
#include "hexapla/site/site.h"
#include "hexapla/text/language.h"

#include <filesystem>
#include <memory>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> languages;
  std::string folder, depfile, host, port;
  bool draft = false, json = false, watch = false;
};

const Manual manual = {
    .name = "build",
    .summary = N_("make a web site of the pages in all languages"),
    .synopsis = {"hexapla build [LANG...] [-o DIR] [--draft] [--depfile FILE.d] [--json]",
                 "hexapla build [LANG...] [-o DIR] --watch [--port N] [--host ADDRESS]"},
    .description =
        {N_("Makes HTML of the source's pages and of their translations into the languages named (all of them without "
            "names), one folder for each language, and writes them to `build/site` or the folder of `-o`. Every page "
            "lists the languages that it is in; a link between pages stays in its language where the other page is "
            "there, and leads to the source where it is not; what is not translated says which language it is in. The "
            "site needs no server, no network and no script to be read."),
         N_("Texts in `content/_layouts/NAME.html` replace those of the program: mustache templates, of which `base` "
            "is around every page, `home`, `section` and `page` make what stands in it, and one that is called as "
            "`layout:` in the front matter, or as the page's folder, comes before `page`. `strings:` in "
            "`content/site.yaml` replace the words of the site. `site:` in `hexapla.yaml` says where the site will be "
            "(`url`), whether addresses are translated (`slugs: localized`), whether links name files (`links: "
            "files`), and which `digits` and `calendar` are used."),
         N_("Only what changed is made anew. `--depfile FILE.d` tells make or ninja what FILE depends on, for a rule "
            "that "
            "builds the site and then touches FILE; `hexapla_localize()` of the installed CMake package is such a "
            "rule."),
         N_("`--watch` goes on after that: it shows the site to the browsers of this machine, builds it again whenever "
            "something of its sources is saved, and has open pages loaded again. What is wrong is shown here and in "
            "the pages, and the site stays as it was until that is mended. Ctrl-C ends it. What is served has one "
            "script more than the files in the folder, which stay as they are published."),
         N_("The folder must be new, empty, or an earlier site: what that one had and this one has not is removed.")},
    .success = N_("Done."),
    .finding = N_("A link or an image leads nowhere, nothing leads to a page, two places of a page have one id, or a "
                  "page or catalog has errors. The rest of the site is there."),
    .examples = {{"hexapla build", N_("The whole site, in build/site.")},
                 {"hexapla build --watch", N_("The site as you write it, at http://127.0.0.1:8080/.")},
                 {"hexapla build fr -o /tmp/site --draft", N_("English and French, with the state of every text.")}},
};

constexpr std::string_view depfile_ending = ".d";

SiteVoice voice_of(const std::string& tag) {
  if (language_and_script(tag) == language_and_script("en")) return in_english;
  auto speech = speech_of(tag);
  return speech ? speech->translate : SiteVoice();
}

void print_run(const SiteRun& run, const std::string& folder, Console& console) {
  Json json = {{"folder", folder},       {"files", run.files},     {"made", run.made},
               {"written", run.written}, {"removed", run.removed}, {"languages", Json::array()}};
  for (const auto& one : run.languages) {
    json["languages"].push_back({{"language", one.tag}, {"pages", one.pages}, {"withheld", one.withheld}});
  }
  json["diagnostics"] = to_json(run.diagnostics);
  print(json, console);
}

/// With absolute names: who reads it may stand elsewhere.
void write_depfile(const std::string& file, std::vector<std::string> inputs, Console& console) {
  for (std::string& input : inputs) input = std::filesystem::absolute(input).lexically_normal().string();
  write_output(file, depfile_of(file.substr(0, file.size() - depfile_ending.size()), inputs), console);
}

SiteOptions options_of(const Arguments& arguments, const Project& project, const Invocation& invocation) {
  SiteOptions options;
  options.folder = arguments.folder.empty() ? project.at("build/site") : arguments.folder;
  options.languages = arguments.languages;
  options.draft = arguments.draft;
  options.jobs = invocation.settings.jobs;
  options.voice_of = voice_of;
  return options;
}

int watch(const Arguments& arguments, Invocation& invocation) {
  if (arguments.json || !arguments.depfile.empty()) {
    refuse(N_("--watch goes on until Ctrl-C: it has nothing for --json and --depfile"));
  }
  const auto options_now = [&](const Project& project) { return options_of(arguments, project, invocation); };
  return watch_site(options_now, arguments.host, arguments.port, invocation.console);
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  give_threads_heaps();
  if (arguments.watch) return watch(arguments, invocation);
  if (!arguments.host.empty() || !arguments.port.empty()) refuse(N_("--host and --port belong to --watch"));
  if (!arguments.depfile.empty() && !arguments.depfile.ends_with(depfile_ending)) {
    refuse(N_("the name of a depfile ends in .d: without that it is the file that depends on the site's sources"));
  }
  const auto project = open_project(console);
  const SiteOptions options = options_of(arguments, project, invocation);
  const auto result = [&] {
    const Progress progress(console, tr("building"));
    return run_site(project, options);
  }();
  if (!arguments.depfile.empty() && result.files != 0) {
    write_depfile(arguments.depfile, result.inputs, console);
  }
  if (arguments.json) {
    print_run(result, options.folder, console);
  } else {
    console.report(result.diagnostics);
    console.say(shown_site(options.folder, result.languages.size(), result.files));
  }
  return result.ok() ? exit_done : exit_finding;
}

}  // namespace

Command add_build(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("LANG", arguments->languages, N_("Languages, such as `fr` or `zh-Hans`; all of them without it."));
  entry.value("-o,--output", arguments->folder, N_("Where to write; a new or empty folder, or an earlier site."),
              "DIR");
  entry.flag("--draft", arguments->draft, N_("Mark every text with its state, for editors."));
  entry.value("--depfile", arguments->depfile, N_("Write what the site depends on, for make and ninja."), "FILE.d");
  entry.flag("--watch", arguments->watch,
             N_("Serve the site on this machine, and build it again when its sources change."));
  entry.value("--port", arguments->port,
              N_("With `--watch`: serve there; 0: any. Without it: 8080, or the next that is free."), "N");
  entry.value(
      "--host", arguments->host,
      N_("With `--watch`: serve at this address of this machine, 127.0.0.1 without it. With 0.0.0.0 everybody in "
         "your network can read the site."),
      "ADDRESS");
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
