#include "hexapla/report/report.h"

#include "cli/arguments.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"

#include <memory>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> languages;
  std::string folder, ui;
};

const Manual manual = {
    .name = "report",
    .summary = N_("write a site that shows what there is to translate"),
    .synopsis = {"hexapla report -o DIR [LANG...] [--ui LOCALE]"},
    .description =
        {N_("Writes HTML pages into a folder: how far each language is, page by page; what to do next, as much as fits "
            "into a week; and for each page everything that is stale, guessed or untranslated, with what changed in "
            "the source word by word. Where there is git, it says since when, by which commit and whose, and draws "
            "how far the languages were over time."),
         N_("Start with `index.html`. The pages need no network, no server and no script (one lets tables be sorted). "
            "The same project gives the same files, byte for byte."),
         N_("The folder must be new, empty, or an earlier report: what that one had and this one has not is removed.")},
    .success = N_("Done."),
    .examples = {{"hexapla report -o build/report", N_("All languages.")},
                 {"hexapla report -o build/report fr --ui fr", N_("French, for French readers.")}},
};

ReportLanguage language_of(const std::string& ui) {
  auto speech = ui.empty() ? own_speech() : speech_of(ui).value_or(Speech{""});
  if (speech.tag.empty()) {
    refuse(Phrase(N_("the report cannot be in '{1}'"), {ui}),
           Phrase(N_("Hexapla speaks these languages: {1}"), {spoken_languages()}));
  }
  return {speech.tag, speech.tag, speech.translate};
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (arguments.folder.empty()) refuse(N_("the report needs a folder to go to"), N_("name it: -o DIR"));
  ReportOptions options;
  options.folder = arguments.folder;
  options.languages = arguments.languages;
  options.jobs = invocation.settings.jobs;
  options.language = language_of(arguments.ui);
  const auto project = open_project(console);
  const auto result = [&] {
    const Progress progress(console, tr("reporting"));
    return run_report(project, options);
  }();
  console.report(result.diagnostics);
  if (result.files == 0) return exit_failed;
  console.say(shown_site(arguments.folder, result.languages, result.files));
  return result.ok() ? exit_done : exit_failed;
}

}  // namespace

Command add_report(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("LANG", arguments->languages, N_("Languages, such as `fr` or `zh-Hans`; all of them without it."));
  entry.value("-o,--output", arguments->folder, N_("Where to write; a new or empty folder, or an earlier report."),
              "DIR");
  entry.value("--ui", arguments->ui, N_("The language of the report itself; that of the program without it."),
              "LOCALE");
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
