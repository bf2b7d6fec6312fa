#include "hexapla/localize/extract.h"

#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "hexapla/base/file.h"
#include "hexapla/catalogs/po.h"

#include <filesystem>
#include <memory>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> files;
  std::string output;
  bool check = false;
};

const Manual manual = {
    .name = "extract",
    .summary = N_("collect the texts of pages into a template"),
    .synopsis = {"hexapla extract FILE... [-o OUT.pot] [--check]", "hexapla extract [-o OUT.pot] [--check]"},
    .description =
        {N_("Collects the translatable texts of pages into a gettext template (POT), in page order. The same text in "
            "the same context is one message; its references tell all pages that use it, and its comments what it is: "
            "a heading, a paragraph, a value of the front matter."),
         N_("With FILE arguments it works on these pages, and on all pages in folders that are named; the template "
            "goes to standard output without `-o`. A page that a rule of the `hexapla.yaml` around it covers is read "
            "by that rule; of any other page the usual keys of its front matter are taken, and of a data file every "
            "text. `-` is a Markdown page from standard input."),
         N_("Without FILE it works on the project: all pages that `content:` names, into the file that `template:` "
            "names. A template in which nothing but the date would change is not written.")},
    .success = N_("Done; with `--check`: the template is up to date."),
    .finding = N_("With `--check`: the template is out of date."),
    .examples = {{"hexapla extract content/*.md -o locales/site.pot", N_("The template of some pages.")},
                 {"hexapla extract", N_("The template of the project.")},
                 {"hexapla extract --check", N_("For continuous integration: is the template up to date?")}},
};

/// The template with the given date.
std::string render(const NamedPages& named, const std::string& date) {
  ExtractOptions options;
  options.creation_date = date;
  TemplateBuilder builder(options);
  for (const auto& page : named.pages) builder.add(page);
  std::string bytes;
  write_po(builder.finish(), bytes);
  return bytes;
}

/// The file at `path`, and the date that its header has; empty when there is no such file or it is no catalog.
struct Existing {
  std::string bytes;
  std::string date;
};

Existing existing_template(const std::string& path) {
  Existing existing;
  if (is_standard(path) || !std::filesystem::is_regular_file(path)) return existing;
  existing.bytes = read_file(path);
  auto read = read_po(path, existing.bytes);
  if (read.ok()) existing.date = read.catalog.header_field("POT-Creation-Date");
  return existing;
}

void say_template(Console& console, const std::string& file, std::uint64_t messages, std::uint64_t pages,
                  bool changed) {
  const auto from = trn("from {1} page", "from {1} pages", pages, {number(pages)});
  const std::vector<std::string> args = {file, number(messages), from};
  console.say(
      changed ? trn("{1}: {2} message {3}", "{1}: {2} messages {3}", messages, args)
              : trn("{1}: {2} message {3}, nothing changed", "{1}: {2} messages {3}, nothing changed", messages, args));
}

int report_check(Console& console, const std::string& file, bool changed) {
  console.say(changed ? tr("{1}: out of date", {file}) : tr("{1}: up to date", {file}));
  return changed ? exit_finding : exit_done;
}

int extract_files(const Arguments& arguments, Invocation& invocation) {
  if (arguments.check && (arguments.output.empty() || is_standard(arguments.output))) {
    refuse(N_("--check needs the template's name: -o OUT.pot"));
  }
  const Progress progress(invocation.console, tr("extracting"));
  const auto named = read_pages(arguments.files, {}, invocation);
  const std::string output = arguments.output.empty() ? "-" : arguments.output;
  const auto existing = existing_template(output);
  // A template that differs in its date alone is the same template.
  std::string bytes;
  if (!existing.date.empty()) bytes = render(named, existing.date);
  const bool changed = bytes != existing.bytes || bytes.empty();
  if (arguments.check) return report_check(invocation.console, output, changed);
  if (changed) {
    bytes = render(named, catalog_date());
    write_output(output, bytes, invocation.console);
  }
  return exit_done;
}

int extract_project(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  const auto project = open_project(console);
  auto options = run_options(invocation);
  options.check = arguments.check || !arguments.output.empty();
  const auto run = [&] {
    const Progress progress(console, tr("extracting"));
    return run_extract(project, options);
  }();
  console.report(run.diagnostics);
  if (!run.ok()) return exit_failed;
  if (arguments.check) return report_check(console, run.file, run.changed);
  if (arguments.output.empty()) {
    say_template(console, run.file, run.messages, run.pages, run.changed);
    return exit_done;
  }
  std::string bytes;
  write_po(run.catalog, bytes);
  write_output(arguments.output, bytes, console);
  return exit_done;
}

}  // namespace

Command add_extract(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("FILE", arguments->files, N_("Pages, or folders of pages."));
  entry.value("-o,--output", arguments->output, N_("Write the template here; `-` is standard output."), "OUT.pot");
  entry.flag("--check", arguments->check, N_("Write nothing; tell whether the template is up to date."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) {
            return arguments->files.empty() ? extract_project(*arguments, invocation)
                                            : extract_files(*arguments, invocation);
          }};
}

}  // namespace hexapla::cli
