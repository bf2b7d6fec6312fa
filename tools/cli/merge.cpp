#include "hexapla/localize/merge.h"

#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/table.h"
#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/text/language.h"

#include <filesystem>
#include <memory>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> names;  // files or languages
  std::vector<std::string> catalogs;
  std::string output;
  std::string into;
  bool check = false, force = false, json = false;
};

const Manual manual = {
    .name = "merge",
    .summary = N_("put translations into pages"),
    .synopsis = {"hexapla merge FILE [--catalog X.po] [-o OUT]", "hexapla merge FILE... [--catalog X.po] --into DIR",
                 "hexapla merge [LANG...] [--check] [--json]"},
    .description =
        {N_("Copies pages with their texts replaced by translations. Everything else comes through byte for byte: line "
            "endings, blanks, comments, quoting, the padding of tables. A text without a translation stays as it is in "
            "the source; without any catalog the result is the source."),
         N_("With FILE arguments it makes these pages, one to standard output or to `-o`, many below the folder of "
            "`--into` at their relative paths. A page that a rule of the `hexapla.yaml` around it covers is read by "
            "that rule; of any other page the usual keys of its front matter are taken, and of a data file every text. "
            "`-` is a Markdown page from standard input. Further `--catalog` options are fallbacks, in their order."),
         N_("With languages, or nothing, it makes the project's pages in these (in all) languages where `output:` "
            "says. Only files that differ are written; files of pages that are gone are removed, if Hexapla wrote them "
            "and nobody changed them."),
         N_("Every page is parsed again after merging. A translation that would change the structure of its page, "
            "bring in raw HTML, or send a link to another host is left out: the source's text stands there, the run "
            "names the place, and the exit status is 1. `--force` takes such translations all the same.")},
    .success = N_("Done; with `--check`: nothing would change."),
    .finding = N_("A translation was left out for safety, or a page or catalog of the project has errors; with "
                  "`--check`: a file would change."),
    .examples = {{"hexapla merge README.md --catalog fr.po -o README.fr.md", N_("One page.")},
                 {"hexapla merge content --catalog fr.po --into build/fr", N_("All pages of a folder.")},
                 {"hexapla merge fr zh-Hans", N_("Two languages of the project.")}},
};

// --- files -------------------------------------------------------------------------------------------------------

/// The catalogs of `--catalog`, and what merge wants to know of them.
class Chain {
 public:
  Chain(const std::vector<std::string>& files, Console& console) {
    catalogs_.reserve(files.size());
    indexes_.reserve(files.size());
    for (const auto& file : files) {
      catalogs_.push_back(read_catalog(file, console));
      indexes_.emplace_back(catalogs_.back());
      languages_.push_back(canonical_language(catalogs_.back().header_field("Language")));
    }
    for (std::size_t i = 0; i < files.size(); ++i) sources_.push_back({&indexes_[i], files[i], languages_[i]});
  }
  const std::vector<MergeSource>& sources() const { return sources_; }

 private:
  std::vector<Catalog> catalogs_;
  std::vector<MessageIndex> indexes_;
  std::vector<std::string> languages_;
  std::vector<MergeSource> sources_;
};

std::vector<MergeResult> merge_pages(const NamedPages& named, const Chain& chain, const Arguments& arguments,
                                     unsigned jobs) {
  std::vector<MergeResult> results(named.pages.size());
  parallel_for(results.size(), jobs, [&](std::size_t i) {
    MergeOptions options;
    options.force = arguments.force;
    options.parse = named.options[i];
    results[i] = merge(named.pages[i], chain.sources(), options);
  });
  return results;
}

/// Shows what fell back; exit_finding when something did.
int show_fallen(std::vector<MergeResult>& results, const NamedPages& named, Console& console) {
  int code = exit_done;
  for (std::size_t i = 0; i < results.size(); ++i) {
    for (auto& diagnostic : results[i].diagnostics) {
      if (diagnostic.file == named.paths.names[i]) diagnostic.file = named.paths.inputs[i];
      if (diagnostic.severity == Severity::Error) code = exit_finding;
      console.report(diagnostic);
    }
  }
  return code;
}

bool same_file(const std::string& a, const std::string& b) {
  std::error_code error;
  return std::filesystem::equivalent(a, b, error) && !error;
}

void check_single(const Arguments& arguments, const NamedPages& named) {
  if (named.pages.size() > 1) {
    refuse(N_("several pages need a folder to go to"), N_("name it: --into DIR"));
  }
  if (same_file(arguments.output, named.paths.inputs[0])) {
    refuse(Phrase(N_("'{1}' is the source itself: it would be lost"), {arguments.output}));
  }
}

int merge_into(const Arguments& arguments, const NamedPages& named, const std::vector<MergeResult>& results,
               Invocation& invocation) {
  std::vector<char> written(results.size());
  parallel_for(results.size(), invocation.settings.jobs, [&](std::size_t i) {
    const auto& path = named.paths.outputs[i];
    if (arguments.check) {
      written[i] = !std::filesystem::is_regular_file(path) || read_file(path) != results[i].bytes;
      return;
    }
    make_parents(path);
    // Pages can be made again at any time: waiting for the disk would only cost time.
    written[i] = write_if_changed(path, results[i].bytes, false);
  });
  std::uint64_t count = 0;
  for (char one : written) count += one != 0;
  invocation.console.say(
      trn("{1} page, {2} written", "{1} pages, {2} written", results.size(), {number(results.size()), number(count)}));
  return arguments.check && count ? exit_finding : exit_done;
}

int merge_files(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (!arguments.output.empty() && !arguments.into.empty()) refuse(N_("-o and --into exclude each other"));
  if (arguments.json) refuse(N_("--json is for whole projects"));
  if (arguments.check && arguments.into.empty()) refuse(N_("--check needs --into DIR, or a project"));
  const Progress progress(console, tr("merging"));
  const auto named = read_pages(arguments.names, arguments.into, invocation);
  if (arguments.into.empty()) check_single(arguments, named);
  const Chain chain(arguments.catalogs, console);
  auto results = merge_pages(named, chain, arguments, invocation.settings.jobs);
  const int code = show_fallen(results, named, console);
  if (!arguments.into.empty()) return std::max(code, merge_into(arguments, named, results, invocation));
  write_output(arguments.output.empty() ? "-" : arguments.output, results[0].bytes, console);
  return code;
}

// --- project -----------------------------------------------------------------------------------------------------

void say_run(const MergeRun& run, Console& console) {
  Table table({{tr("Language")},
               {tr("Pages"), true},
               {tr("Written"), true},
               {tr("Unchanged"), true},
               {tr("Withheld"), true},
               {tr("Removed"), true}});
  for (const auto& one : run.languages) {
    const auto language = shown_language(one.language, console);
    if (one.failed) {
      table.add({language, tr("its catalog has errors")});
      continue;
    }
    table.add({language, number(one.pages), number(one.written), number(one.unchanged), number(one.withheld),
               number(one.removed)});
  }
  table.print(console);
}

void print_run(const MergeRun& run, Console& console) {
  Json json = {{"pages", run.pages}, {"changed", run.changed}, {"languages", Json::array()}};
  for (const auto& one : run.languages) {
    json["languages"].push_back({{"language", one.language.tag},
                                 {"name", language_name(one.language.tag)},
                                 {"fallbacks", one.fallbacks},
                                 {"pages", one.pages},
                                 {"written", one.written},
                                 {"unchanged", one.unchanged},
                                 {"withheld", one.withheld},
                                 {"removed", one.removed},
                                 {"failed", one.failed}});
  }
  json["diagnostics"] = to_json(run.diagnostics);
  print(json, console);
}

int merge_project(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (!arguments.catalogs.empty() || !arguments.output.empty() || !arguments.into.empty()) {
    refuse(N_("--catalog, -o and --into are for pages that are named"));
  }
  const auto project = open_project(console);
  auto options = run_options(invocation, arguments.names);
  options.check = arguments.check;
  options.force = arguments.force;
  const auto run = [&] {
    const Progress progress(console, tr("merging"));
    return run_merge(project, options);
  }();
  if (arguments.json) {
    print_run(run, console);
  } else {
    console.report(run.diagnostics);
    say_run(run, console);
  }
  return !run.ok() || (arguments.check && !run.changed.empty()) ? exit_finding : exit_done;
}

}  // namespace

Command add_merge(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("FILE|LANG", arguments->names,
               N_("Pages or folders of pages; or languages of the project, such as `fr` or `zh-Hans`. A file is what "
                  "exists as one, has a slash, or ends like a page or catalog; and everything beside `--catalog`, "
                  "`-o` or `--into`."));
  entry.values("--catalog", arguments->catalogs, N_("The translations; `-` is standard input. May be repeated."),
               "X.po");
  entry.value("-o,--output", arguments->output, N_("Write the page here; `-` is standard output."), "OUT");
  entry.value("--into", arguments->into, N_("Write the pages below this folder."), "DIR");
  entry.flag("--check", arguments->check, N_("Write nothing; tell whether something would change."));
  entry.flag("--force", arguments->force, N_("Take translations, too, that change the structure of a page."));
  entry.flag("--json", arguments->json, N_("Print one JSON document (of a project)."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) {
            const bool for_files =
                !arguments->catalogs.empty() || !arguments->output.empty() || !arguments->into.empty();
            return (for_files && !arguments->names.empty()) || name_files(arguments->names)
                       ? merge_files(*arguments, invocation)
                       : merge_project(*arguments, invocation);
          }};
}

}  // namespace hexapla::cli
