#include "cli/memory_command.h"

#include "cli/arguments.h"
#include "cli/project.h"
#include "hexapla/text/language.h"

#include <array>
#include <charconv>
#include <memory>

namespace hexapla::cli {
namespace {

const Manual manual = {
    .name = "memory",
    .summary = N_("keep translations, and find them again"),
    .synopsis = {"hexapla memory add [LANG...|FILE.po...] [--json]",
                 "hexapla memory search TEXT --target LANG [--min PERCENT] [--json]",
                 "hexapla memory import FILE.tmx|FILE.po... [--source LANG] [--target LANG]",
                 "hexapla memory export [-o FILE.tmx|FILE.po] [--target LANG]", "hexapla memory stats [--json]",
                 "hexapla memory prune [--unused-since DATE] [--origin NAME] [--check]"},
    .description =
        {N_("A translation memory has every pair of a text and its translation once, with its languages, its context, "
            "where it comes from, by whom, of when, and on how many days it was used. It is a file, "
            "`.hexapla/memory.db`, or what `memory:` in `hexapla.yaml` says; a team may have one together, in a "
            "PostgreSQL database at a URL such as `postgresql://name@server/database`. A password belongs into "
            "`PGPASSWORD` or `~/.pgpass`, not into the URL."),
         N_("`add` learns the translated messages of the project's catalogs, or of those that are named: nothing that "
            "is stale, a guess, or obsolete. `import` does the same with what others have: TMX files, or catalogs with "
            "their languages. What it says that was added is on the disk, whatever happens then. `export` writes TMX, "
            "or a catalog where the name ends in `.po`."),
         N_("`search` shows the texts that are most like the given one, as far as --min. Nothing that is nearer is "
            "left out, however large the memory is. `-` stands for standard input, a text in each line."),
         N_("`prune` removes pairs for which all that is given holds.")},
    .success = N_("Done; with `search`: something was found."),
    .finding = N_("With `search`: nothing was found. With `prune --check`: there is something to remove."),
    .examples = {{"hexapla memory add", N_("Learn from all catalogs.")},
                 {"hexapla memory search 'Talk to a nurse' --target fr", N_("What was it called before?")},
                 {"hexapla memory import old.tmx --source en --target fr", N_("What another tool knew.")},
                 {"hexapla memory prune --unused-since 2024-01-01 --check", N_("What would go?")}},
};

int run(const MemoryArguments& arguments, Invocation& invocation) {
  struct Action {
    const char* name;
    int (*run)(const MemoryArguments&, Invocation&);
  };
  constexpr std::array<Action, 6> actions = {{{"add", memory_add},
                                              {"search", memory_search},
                                              {"import", memory_import},
                                              {"export", memory_export},
                                              {"stats", memory_stats},
                                              {"prune", memory_prune}}};
  for (const auto& action : actions) {
    if (arguments.action == action.name) return action.run(arguments, invocation);
  }
  const Phrase hint(N_("it is one of: {1}"), {"add, search, import, export, stats, prune"});
  if (arguments.action.empty()) refuse(N_("'hexapla memory' needs to know what to do"), hint);
  refuse(Phrase(N_("'hexapla memory' cannot do '{1}'"), {arguments.action}), hint);
}

}  // namespace

std::string language_given(const std::string& text) {
  if (text.empty()) return {};
  auto tag = canonical_language(text);
  if (tag.empty()) {
    refuse(Phrase(N_("\"{1}\" is no language that is known"), {text}),
           N_("languages are written as fr, pt-BR or zh-Hans (BCP 47)"));
  }
  return tag;
}

std::string usual_source_language() {
  const auto prefix = find_project("");
  return prefix ? Project(*prefix).config().source.tag : "en";
}

std::optional<unsigned> whole_number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

double share_given(const std::string& text, double otherwise) {
  if (text.empty()) return otherwise;
  const auto percent = whole_number(text.ends_with('%') ? text.substr(0, text.size() - 1) : text);
  if (!percent || *percent < 1 || *percent > 100) {
    refuse(Phrase(N_("'{1}' is no percentage"), {text}), N_("--min takes a number from 1 to 100"));
  }
  return *percent / 100.0;
}

Command add_memory(CLI::App& root) {
  auto arguments = std::make_shared<MemoryArguments>();
  Entry entry(root, manual);
  entry.value("ACTION", arguments->action, N_("What to do: add, search, import, export, stats or prune."));
  entry.values("ARGUMENT", arguments->rest, N_("Languages, files, or the text to look for."));
  entry.value("--memory", arguments->location, N_("Another memory than the project's: a file or a postgresql:// URL."),
              "PLACE");
  entry.value("--source", arguments->source, N_("Language of the source texts."), "LANG");
  entry.value("--target", arguments->target, N_("Language of the translations."), "LANG");
  entry.value("--context", arguments->context, N_("With `search`: pairs in this context come first."), "TEXT");
  entry.value("--min", arguments->least, N_("With `search`: how like the text must be, in percent; 70 without it."),
              "PERCENT");
  entry.value("--limit", arguments->limit, N_("With `search`: show at most so many; 5 without it."), "N");
  entry.value("-o,--output", arguments->output, N_("With `export`: write here; standard output without it."), "FILE");
  entry.value("--unused-since", arguments->unused_since,
              N_("With `prune`: what was neither learned nor taken since this day."), "DATE");
  entry.value("--origin", arguments->origin,
              N_("Where the pairs come from: what `prune` and `export` choose, what `add` and `import` note."), "NAME");
  entry.value("--author", arguments->author, N_("With `add` and `import`: who made the translations."), "NAME");
  entry.flag("--check", arguments->check, N_("With `prune`: remove nothing; tell how much would go."));
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
