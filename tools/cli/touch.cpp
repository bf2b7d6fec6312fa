#include "cli/review.h"
#include "hexapla/base/phrase.h"

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
  return add_review(root, manual, Answer::Touch);
}

}  // namespace hexapla::cli
