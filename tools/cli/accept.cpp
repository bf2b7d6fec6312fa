#include "cli/review.h"
#include "hexapla/base/phrase.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace hexapla::cli {
namespace {

const Manual manual = {
    .name = "accept",
    .summary = N_("say that stale translations still hold"),
    .synopsis = {"hexapla accept [LANG|PAGE...] [--class CLASS] [--message TEXT] [--check]"},
    .description =
        {N_("A change of the source often changes nothing for a translation: a comma, a slip, a nicer word. This marks "
            "the stale translations that you name as translations of the present text. The catalogs say it as any "
            "gettext tool would: the messages are fuzzy no more, and the previous text goes."),
         N_("Languages, pages, classes of changes and texts together narrow down what is meant; `hexapla diff` shows "
            "the same messages before. Translations that are fuzzy without a previous text, and guesses, are never "
            "accepted in bulk: somebody has to read them."),
         N_("The classes are those of `hexapla update --list`: reflow, markup, typography, link, image, attribute, "
            "code, "
            "punctuation, spelling, number, context, words.")},
    .success = N_("Done; with `--check`: there is nothing to accept."),
    .finding = N_("With `--check`: there is something to accept."),
    .examples = {{"hexapla accept --class punctuation,spelling", N_("Small corrections, in all languages.")},
                 {"hexapla accept fr about.md", N_("Everything on one page in French.")},
                 {"hexapla accept --message 'founded in 1983'", N_("One text, in all languages.")}},
};

}  // namespace

Command add_accept(CLI::App& root) {
  auto arguments = std::make_shared<ReviewArguments>();
  auto* app = root.add_subcommand(manual.name);
  app->add_option("LANG|PAGE", arguments->words, N_("Languages, such as `fr` or `zh-Hans`, and pages."));
  app->add_option("--class", arguments->classes, N_("Only changes of these classes, separated by commas."))
      ->type_name("CLASS")
      ->allow_extra_args(false);
  app->add_option("--message", arguments->messages, N_("Only messages with this in their text; may be repeated."))
      ->type_name("TEXT")
      ->allow_extra_args(false);
  app->add_flag("--all", arguments->all, N_("All of them: needed when nothing else is named."));
  app->add_flag("--check", arguments->check, N_("Write nothing; tell what would be done."));
  app->add_flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, app,
          [arguments](Invocation& invocation) { return run_review(*arguments, Answer::Accept, invocation); }};
}

}  // namespace hexapla::cli
