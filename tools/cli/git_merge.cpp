#include "cli/arguments.h"
#include "cli/files.h"
#include "cli/locale.h"
#include "hexapla/base/file.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/three_way.h"

#include <algorithm>
#include <memory>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::string base, ours, theirs, name;
};

const Manual manual = {
    .name = "git-merge",
    .summary = N_("merge two versions of a catalog by message, for git"),
    .synopsis = {"hexapla git-merge BASE OURS THEIRS [NAME]"},
    .description =
        {N_("A merge driver: `hexapla init --git` has git call it for the project's catalogs, in merges, rebases and "
            "cherry-picks. BASE is what both versions come from, and may be empty; OURS is replaced by the merged "
            "catalog."),
         N_("Each message is taken from the side that changed it. A reviewed translation beats a fuzzy one and a "
            "guess; a draft that gives way stays in a comment. Where one side's template changed a text that the "
            "other side translated meanwhile, the translation follows it, stale or healed as `hexapla update` would "
            "have it; where it cannot, it stays as obsolete. Comments, references and flags are merged one by one, "
            "the header by field, with the later dates. Nothing comes to stand under a text that it was not made "
            "for."),
         N_("Where both sides translated a text in two ways, the message becomes fuzzy, with our translation, and a "
            "comment shows both. Take the better one, remove the comment and the fuzzy mark, and `git add` the file."),
         N_("When a version cannot be read, OURS stays as it was, and git shows the file as in conflict.")},
    .success = N_("Merged."),
    .finding = N_("Merged, but for messages that both sides translated in two ways; they are printed."),
    .examples = {{"git config merge.hexapla.driver 'hexapla git-merge %O %A %B %P'",
                  N_("What `hexapla init --git` sets; it needs `*.po merge=hexapla` in `.gitattributes`.")},
                 {"hexapla git-merge base.po ours.po theirs.po", N_("By hand.")}},
};

/// Reads one version; what is wrong with it goes to `errors`. Notes and warnings were shown when it was written.
Catalog read_version(const std::string& path, const std::string& name, std::vector<Diagnostic>& errors) {
  auto bytes = read_file(path);
  if (bytes.empty()) return {};
  auto read = read_po(name, std::move(bytes));
  for (auto& diagnostic : read.diagnostics) {
    if (diagnostic.severity == Severity::Error) errors.push_back(std::move(diagnostic));
  }
  return std::move(read.catalog);
}

/// Where each line of the merged text begins.
std::size_t offset_of_line(std::string_view text, std::uint32_t line) {
  std::size_t at = 0;
  for (; line > 1 && at != std::string_view::npos; --line) at = text.find('\n', at) + 1;
  return at;
}

void show_conflicts(const ThreeWayMerge& merge, const std::string& name, const std::string& bytes, Console& console) {
  const auto written = read_po(name, bytes);
  bool first = true;
  for (const auto& conflict : merge.conflicts) {
    const auto key = key_of(merge.catalog.messages[conflict.message]);
    const auto& messages = written.catalog.messages;
    const auto at =
        std::find_if(messages.begin(), messages.end(), [&](const Message& message) { return key_of(message) == key; });
    const auto offset = at == messages.end() ? 0 : offset_of_line(bytes, at->line);
    if (conflict.what == MergeConflict::What::PluralForms) {
      console.report(make_diagnostic(Severity::Warning, "git-merge", name, bytes, offset,
                                     N_("the two sides have different Plural-Forms; the later one was taken"),
                                     N_("look whether the plurals of this catalog follow it")));
      continue;
    }
    console.report(make_diagnostic(
        Severity::Warning, "git-merge", name, bytes, offset, N_("both sides translated this text, in two ways"),
        first ? Phrase(N_("take one of the two in the comment, then remove the comment and the fuzzy mark"))
              : Phrase()));
    first = false;
  }
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (arguments.theirs.empty()) {
    refuse(N_("three versions of a catalog are needed"), N_("in git: hexapla git-merge %O %A %B %P"));
  }
  const auto& name = arguments.name.empty() ? arguments.ours : arguments.name;
  std::vector<Diagnostic> errors;
  const auto base = read_version(arguments.base, tr("{1} (of both)", {name}), errors);
  const auto ours = read_version(arguments.ours, tr("{1} (ours)", {name}), errors);
  const auto theirs = read_version(arguments.theirs, tr("{1} (theirs)", {name}), errors);
  if (!errors.empty()) {
    errors.push_back(make_diagnostic(Severity::Error, "git-merge", name, N_("not merged: the file is as ours was"),
                                     {N_("merge by hand, or take a side: git checkout --theirs -- {1}"), {name}}));
    throw Error(std::move(errors));
  }
  const auto merge = merge_three_ways(base, ours, theirs);
  std::string bytes;
  write_po(merge.catalog, bytes, {.unknown_flags = true});
  write_if_changed(arguments.ours, bytes, false);
  if (merge.conflicts.empty()) return exit_done;
  show_conflicts(merge, name, bytes, console);
  return exit_finding;
}

}  // namespace

Command add_git_merge(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.value("BASE", arguments->base, N_("The version that both come from; git's %O."));
  entry.value("OURS", arguments->ours, N_("Our version, to be replaced; git's %A."));
  entry.value("THEIRS", arguments->theirs, N_("Their version; git's %B."));
  entry.value("NAME", arguments->name, N_("What the catalog is called in messages; git's %P."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
