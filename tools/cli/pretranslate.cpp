#include "cli/arguments.h"
#include "cli/changes.h"
#include "cli/draw.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/memory_command.h"
#include "cli/memory_update.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/table.h"
#include "hexapla/matching/features.h"
#include "hexapla/project/pretranslation.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <array>
#include <memory>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> languages;
  std::string least, location;
  bool check = false, list = false, json = false;
};

const Manual manual = {
    .name = "pretranslate",
    .summary = N_("fill what is untranslated from the translation memory"),
    .synopsis = {"hexapla pretranslate [LANG...] [--min PERCENT] [--check] [--list] [--json]"},
    .description =
        {N_("Looks for every untranslated message in the translation memory (`hexapla memory`), and takes what is "
            "nearest: the same text from the same place, else the same text from anywhere, else a text that is like "
            "it, as far as --min. The same place is the same msgctxt or, where there is none, this project."),
         N_("What comes from the same place is a translation. All else is a guess: fuzzy, with the text it was made "
            "for, and never published until a translator has taken the mark away. Numbers, targets of links and code "
            "of the new text are put into it where that can be done exactly. Messages with a plural are left alone.")},
    .success = N_("Done; with `--check`: the memory has nothing for these catalogs."),
    .finding = N_("With `--check`: something would be filled in."),
    .examples = {{"hexapla pretranslate fr", N_("French, from texts that are at least 95 % alike.")},
                 {"hexapla pretranslate --min 80 --list", N_("All languages; says where each guess came from.")}},
};

/// How surely a match is right.
enum Kind { InContext, Exact, Near, kinds };

Kind kind_of(const FilledMessage& one) {
  return one.match.in_context ? InContext : one.match.source == one.msgid ? Exact : Near;
}

const char* name_of(Kind kind) {
  return kind == InContext ? "context" : kind == Exact ? "exact" : "near";
}

PretranslateRun fill(const Project& project, Memory& memory, const Arguments& arguments, Console& console) {
  const double least = share_given(arguments.least, 0.95);
  const Progress progress(console, tr("looking in the memory"));
  PretranslateOptions options;
  options.languages = arguments.languages;
  options.check = arguments.check;
  const auto lookup = memory_lookup(memory, project, least);
  PretranslateRun run = run_pretranslate(project, lookup, options);
  if (arguments.check) return run;
  std::vector<std::int64_t> used;
  for (const auto& language : run.languages) {
    for (const FilledMessage& one : language.filled) used.push_back(one.match.id);
  }
  if (!used.empty()) memory.used(used);
  return run;
}

Json json_of(const PretranslateRun& run) {
  Json json = {{"languages", Json::array()}, {"diagnostics", to_json(run.diagnostics)}};
  for (const auto& language : run.languages) {
    Json filled = Json::array();
    for (const FilledMessage& one : language.filled) {
      filled.push_back({{"msgctxt", one.msgctxt.empty() ? Json(nullptr) : Json(one.msgctxt)},
                        {"msgid", one.msgid},
                        {"kind", name_of(kind_of(one))},
                        {"similarity", one.match.similarity},
                        {"source", one.match.source},
                        {"from", one.match.from}});
    }
    json["languages"].push_back({{"language", language.language.tag},
                                 {"name", language_name(language.language.tag)},
                                 {"failed", language.failed},
                                 {"left", language.left},
                                 {"filled", std::move(filled)}});
  }
  return json;
}

void say_table(const PretranslateRun& run, Console& console) {
  Table table({{tr("Language")},
               {tr("In context"), true},
               {tr("Same text"), true},
               {tr("Like it"), true},
               {tr("Left"), true},
               {""}});
  for (const auto& language : run.languages) {
    std::array<std::uint32_t, kinds> counts{};
    for (const FilledMessage& one : language.filled) ++counts[kind_of(one)];
    std::vector<std::string> cells{shown_language(language.language, console)};
    for (std::uint32_t count : counts) cells.push_back(count ? number(count) : "·");
    cells.push_back(number(language.left));
    cells.push_back(language.failed ? tr("its catalog has errors: left as it is") : "");
    table.add(std::move(cells));
  }
  table.print(console);
}

void list_filled(const PretranslateRun& run, Console& console) {
  const Paint paint{console.colors()};
  for (const auto& language : run.languages) {
    if (language.filled.empty()) continue;
    console.say("");
    console.say(shown_language(language.language, console));
    for (const FilledMessage& one : language.filled) {
      const std::string share = number(static_cast<std::uint64_t>(whole_percent(one.match.similarity)));
      const std::string from = one.match.from.empty() ? tr("the memory") : harmless(one.match.from);
      // TRANSLATORS: {1} is a percentage, {2} a file or project, {3} the message's text
      const std::string line = tr("{1} % from {2}: {3}", {share, from, beginning(one.msgid)});
      console.say("  " + paint(one.match.in_context ? "32" : "33", line));
    }
  }
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  const auto memory = open_memory(memory_location(arguments.location, console), false);
  const auto project = open_project(console);
  const auto result = fill(project, *memory, arguments, console);
  if (arguments.json) {
    print(json_of(result), console);
  } else {
    console.report(result.diagnostics);
    if (!result.languages.empty()) say_table(result, console);
    if (arguments.list) list_filled(result, console);
  }
  const bool any = std::any_of(result.languages.begin(), result.languages.end(),
                               [](const auto& one) { return !one.filled.empty(); });
  return exit_after(result.diagnostics, arguments.check && any ? exit_finding : exit_done);
}

}  // namespace

Command add_pretranslate(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("LANG", arguments->languages, N_("Languages, such as `fr` or `zh-Hans`; all of them without it."));
  entry.value("--min", arguments->least, N_("How like a text must be, in percent; 95 without it."), "PERCENT");
  entry.value("--memory", arguments->location, N_("Another memory than the project's: a file or a postgresql:// URL."),
              "PLACE");
  entry.flag("--check", arguments->check, N_("Write nothing; tell what would be done."));
  entry.flag("--list", arguments->list, N_("Name each message that was filled, and where its translation came from."));
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
