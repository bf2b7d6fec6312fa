#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/locale.h"
#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/catalogs/po.h"

#include <algorithm>
#include <memory>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> files;
  std::string output;
  bool check = false;
};

const Manual manual = {
    .name = "format",
    .summary = N_("write catalogs in the one canonical form"),
    .synopsis = {"hexapla format FILE.po... [--check]", "hexapla format FILE.po -o OUT.po"},
    .description =
        {N_("Rewrites gettext catalogs (PO and POT) in place as `msgcat --to-code=UTF-8` of GNU gettext 0.21 writes "
            "them, byte for byte. Every other command of Hexapla writes this form, so a catalog that went through "
            "another tool comes back without noise in its history."),
         N_("A catalog in another charset is converted to UTF-8. When one of the files cannot be read, none is "
            "changed. `-` reads standard input and writes standard output.")},
    .success = N_("Done; with `--check`: all files have the canonical form."),
    .finding = N_("With `--check`: a file does not have it; its name is printed."),
    .examples = {{"hexapla format locales/*.po", N_("All catalogs, in place.")},
                 {"hexapla format --check locales/*.po", N_("For continuous integration.")},
                 {"hexapla format - < old.po > new.po", N_("As a filter.")}},
};

struct Formatted {
  std::string before;  ///< with --check only
  std::string after;
  std::vector<Diagnostic> diagnostics;
  bool ok = false;
};

Formatted format_one(const std::string& path, bool keep_before) {
  Formatted formatted;
  auto bytes = read_input(path);
  if (keep_before) formatted.before = bytes;
  auto read = read_po(path, std::move(bytes));
  formatted.ok = read.ok();
  formatted.diagnostics = std::move(read.diagnostics);
  if (formatted.ok) write_po(read.catalog, formatted.after);
  return formatted;
}

std::vector<Formatted> format_all(const std::vector<std::string>& files, bool keep_before, Invocation& invocation) {
  std::vector<Formatted> results(files.size());
  parallel_for(files.size(), invocation.settings.jobs,
               [&](std::size_t i) { results[i] = format_one(files[i], keep_before); });
  std::vector<Diagnostic> errors;
  for (auto& result : results) {
    if (result.ok) {
      invocation.console.report(result.diagnostics);
    } else {
      errors.insert(errors.end(), result.diagnostics.begin(), result.diagnostics.end());
    }
  }
  if (!errors.empty()) throw Error(std::move(errors));
  return results;
}

int check_all(const std::vector<std::string>& files, const std::vector<Formatted>& results, Console& console) {
  int code = exit_done;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (results[i].before == results[i].after) continue;
    console.say(tr("{1}: not in the canonical form", {files[i]}));
    code = exit_finding;
  }
  return code;
}

int run(const Arguments& arguments, Invocation& invocation) {
  const auto& files = arguments.files;
  auto& console = invocation.console;
  if (files.empty()) refuse(N_("no catalog to format"), N_("name one: hexapla format FILE.po..."));
  if (!arguments.output.empty() && files.size() > 1) refuse(N_("-o takes the result of one catalog only"));
  if (files.size() > 1 && std::find(files.begin(), files.end(), "-") != files.end()) {
    refuse(N_("standard input cannot be read beside other catalogs"));
  }
  const auto results = format_all(files, arguments.check, invocation);
  if (arguments.check) return check_all(files, results, console);
  std::uint64_t written = 0;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto& output = arguments.output.empty() ? files[i] : arguments.output;
    written += write_output(output, results[i].after, console);
  }
  if (!is_standard(files[0]) && !is_standard(arguments.output)) {
    console.say(trn("{1} catalog, {2} rewritten", "{1} catalogs, {2} rewritten", files.size(),
                    {number(files.size()), number(written)}));
  }
  return exit_done;
}

}  // namespace

Command add_format(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("FILE", arguments->files, N_("Catalogs; `-` is standard input."));
  entry.value("-o,--output", arguments->output,
              N_("Write here and leave the catalog as it is; `-` is standard output."), "OUT.po");
  entry.flag("--check", arguments->check, N_("Write nothing; name the files that would change."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
