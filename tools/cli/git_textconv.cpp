#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/locale.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/readable.h"

#include <memory>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::string file;
};

const Manual manual = {
    .name = "git-textconv",
    .summary = N_("print a catalog as a text to compare, for git"),
    .synopsis = {"hexapla git-textconv FILE.po"},
    .description =
        {N_("Prints each message in lines of its own: source, state, comments, translation, unwrapped and without the "
            "references and dates that change with every run. With `hexapla init --git` this is what `git diff`, `git "
            "log -p` and `git blame --textconv` show of catalogs; `git diff --no-textconv` shows the file itself."),
         N_("A file that is no catalog is printed as it is, so that git can show it all the same.")},
    .success = N_("Done."),
    .examples = {{"hexapla git-textconv locales/fr.po", N_("What git compares.")}},
};

int run(const Arguments& arguments, Invocation& invocation) {
  if (arguments.file.empty()) refuse(N_("no catalog to print"), N_("name one: hexapla git-textconv FILE.po"));
  const auto bytes = read_input(arguments.file);
  const auto read = read_po(arguments.file, bytes);
  std::string text;
  if (read.ok()) write_readable(read.catalog, text);
  invocation.console.result(read.ok() ? text : bytes);
  return exit_done;
}

}  // namespace

Command add_git_textconv(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.value("FILE", arguments->file, N_("The catalog; `-` is standard input."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
