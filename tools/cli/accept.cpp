#include "cli/review.h"
#include "hexapla/base/phrase.h"

namespace hexapla::cli {
namespace {

const Manual manual = {
    .name = "accept",
    .summary = N_("say that stale translations still hold"),
    .synopsis = {"hexapla accept [LANG|PAGE...] [--class CLASS] [--message TEXT]",
                 "               [--commit TEXT] [--minor] [--check]"},
    .description =
        {N_("A change of the source often changes nothing for a translation: a comma, a slip, a nicer word. This marks "
            "the stale translations that you name as translations of the present text. The catalogs say it as any "
            "gettext tool would: the messages are fuzzy no more, and the previous text goes."),
         N_("Languages, pages, classes of changes and texts together narrow down what is meant; `hexapla diff` shows "
            "the same messages before. Translations that are fuzzy without a previous text, and guesses, are never "
            "accepted in bulk: somebody has to read them."),
         N_("Where writers say in their commits what is minor, `--commit typo` accepts what such a commit changed, and "
            "`--minor` what the commits changed that hexapla.yaml calls so: `commits: {{minor: [typo]}}`. A text that "
            "was changed by another commit, too, stays stale."),
         N_("The classes are those of `hexapla update --list`: reflow, markup, typography, link, image, attribute, "
            "code, "
            "punctuation, spelling, number, context, words.")},
    .success = N_("Done; with `--check`: there is nothing to accept."),
    .finding = N_("With `--check`: there is something to accept."),
    .examples = {{"hexapla accept --class punctuation,spelling", N_("Small corrections, in all languages.")},
                 {"hexapla accept --minor", N_("What the commits changed that are minor by hexapla.yaml.")},
                 {"hexapla accept fr about.md", N_("Everything on one page in French.")},
                 {"hexapla accept --message 'founded in 1983'", N_("One text, in all languages.")}},
};

}  // namespace

Command add_accept(CLI::App& root) {
  return add_review(root, manual, Answer::Accept);
}

}  // namespace hexapla::cli
