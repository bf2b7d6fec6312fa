#include "cli/review.h"
#include "hexapla/base/phrase.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace hexapla::cli {
namespace {

const Manual manual = {
    .name = "touch",
    .summary = N_("have translations looked at again"),
    .synopsis = {"hexapla touch [LANG|PAGE...] [--message TEXT] [--check] [--json]"},
    .description =
        {N_("The source is right, but its translations must be looked at: a term was settled, a fact has changed that "
            "the text does not name, an image shows something else. This marks the translations that you name as "
            "stale, "
            "with the present text as the one that they were made from."),
         N_("`stale:` in `hexapla.yaml` says what readers see meanwhile. A translator who has looked takes the fuzzy "
            "mark away, or `hexapla accept` does.")},
    .success = N_("Done; with `--check`: there is nothing to mark."),
    .finding = N_("With `--check`: there is something to mark."),
    .examples = {{"hexapla touch profiles/mss.md", N_("One page, in all languages.")},
                 {"hexapla touch fr --message 'social control'", N_("Every French text with this term.")}},
};

}  // namespace

Command add_touch(CLI::App& root) {
  auto arguments = std::make_shared<ReviewArguments>();
  auto* app = root.add_subcommand(manual.name);
  app->add_option("LANG|PAGE", arguments->words, N_("Languages, such as `fr` or `zh-Hans`, and pages."));
  app->add_option("--message", arguments->messages, N_("Only messages with this in their text; may be repeated."))
      ->type_name("TEXT")
      ->allow_extra_args(false);
  app->add_flag("--all", arguments->all, N_("All of them: needed when nothing else is named."));
  app->add_flag("--check", arguments->check, N_("Write nothing; tell what would be done."));
  app->add_flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, app,
          [arguments](Invocation& invocation) { return run_review(*arguments, Answer::Touch, invocation); }};
}

}  // namespace hexapla::cli
