#include "hexapla/tracking/update.h"

#include "cli/arguments.h"
#include "cli/changes.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/memory_update.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/table.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> languages;
  std::string catalog, template_file, output;
  bool suggest = false, check = false, list = false, json = false;
};

const Manual manual = {
    .name = "update",
    .summary = N_("bring catalogs up to date with the pages"),
    .synopsis = {"hexapla update [LANG...] [--suggest] [--check] [--list] [--json]",
                 "hexapla update --catalog OLD.po --template NEW.pot [-o OUT.po] [OPTION...]"},
    .description =
        {N_("Carries translations over to the present texts of the pages. A text that only moved keeps its "
            "translation. "
            "Where a text was changed without a change of meaning (line breaks, the style of its markup, the target of "
            "a link) the same change is made in the translation, if it can be made in exactly one way: the message is "
            "healed. Which kinds of change heal is `heal:` in `hexapla.yaml`. Where the words changed, the translation "
            "stays, marked as stale (fuzzy), with the text that it was made from. What no page uses any more is kept "
            "as obsolete, and is revived when its text comes back."),
         N_("In a project it first writes the template from the pages, then every catalog, and says for each language "
            "what became of its messages. A language that has no catalog yet starts with an empty one when it is "
            "named. Where the project has a translation memory (`hexapla memory`), it learns what is translated."),
         N_("With --suggest what is untranslated is given a guess, marked as one and never published: the translation "
            "of "
            "a text that is like it, from the catalog or the translation memory, or a draft put together from phrases "
            "that the catalog has translated; nothing where neither is likely to help. Fuzzy texts that say nothing of "
            "their source are taken out: copies of it, and translations of texts that are hardly like it, which stay "
            "where they belong."),
         N_("With `--catalog` and `--template` it works on these files alone, as msgmerge does; the catalog is changed "
            "in place without `-o`. A catalog that has errors is left as it is.")},
    .success = N_("Done; with `--check`: everything is up to date."),
    .finding = N_("With `--check`: a template or catalog is out of date."),
    .examples = {{"hexapla update", N_("All languages of the project.")},
                 {"hexapla update fi", N_("Start with Finnish.")},
                 {"hexapla update --catalog fr.po --template site.pot", N_("One catalog, without a project.")}},
};

// --- files -------------------------------------------------------------------------------------------------------

std::string summary_of(const std::string& file, const UpdateResult& result) {
  std::vector<std::string> parts;
  auto add = [&parts](std::uint32_t count, std::string text) {
    if (count) parts.push_back(std::move(text));
  };
  add(result.kept, trn("{1} kept", "{1} kept", result.kept, {number(result.kept)}));
  add(result.healed, trn("{1} healed", "{1} healed", result.healed, {number(result.healed)}));
  add(result.stale, trn("{1} stale", "{1} stale", result.stale, {number(result.stale)}));
  add(result.added, trn("{1} new", "{1} new", result.added, {number(result.added)}));
  add(result.revived, trn("{1} revived", "{1} revived", result.revived, {number(result.revived)}));
  add(result.obsolete, trn("{1} obsolete", "{1} obsolete", result.obsolete, {number(result.obsolete)}));
  add(result.suggested, trn("{1} guess", "{1} guesses", result.suggested, {number(result.suggested)}));
  add(result.withdrawn, trn("{1} useless guess taken out", "{1} useless guesses taken out", result.withdrawn,
                            {number(result.withdrawn)}));
  std::string joined;
  for (const auto& part : parts) joined += (joined.empty() ? "" : tr(", ")) + part;
  return file + ": " + (joined.empty() ? tr("no messages") : joined);
}

Json json_of(const std::string& file, const UpdateResult& result) {
  return {{"file", file},
          {"kept", result.kept},
          {"healed", result.healed},
          {"stale", result.stale},
          {"new", result.added},
          {"revived", result.revived},
          {"obsolete", result.obsolete},
          {"suggested", result.suggested},
          {"withdrawn", result.withdrawn},
          {"changes", to_json(result)}};
}

int update_files(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (arguments.catalog.empty() || arguments.template_file.empty()) {
    refuse(N_("--catalog and --template belong together"));
  }
  if (!arguments.languages.empty()) refuse(N_("languages are for projects, not beside --catalog"));
  if (is_standard(arguments.catalog) && is_standard(arguments.template_file)) {
    refuse(N_("only one of the two can be standard input"));
  }
  if (arguments.check) refuse(N_("--check is for projects"));
  const auto& output = arguments.output.empty() ? arguments.catalog : arguments.output;
  if (arguments.json && is_standard(output)) refuse(N_("standard output cannot take both the catalog and --json"));
  const Progress progress(console, tr("updating"));
  const auto old = read_catalog(arguments.catalog, console);
  const auto fresh = read_catalog(arguments.template_file, console);
  UpdateOptions options;
  options.suggest = arguments.suggest;
  options.jobs = invocation.settings.jobs;
  const auto result = update(old, fresh, options);
  std::string bytes;
  write_po(result.catalog, bytes, {.unknown_flags = true});
  write_output(output, bytes, console);
  if (arguments.json) {
    print(json_of(output, result), console);
  } else if (!is_standard(output)) {
    console.say(summary_of(output, result));
    if (arguments.list) list_changes(result, console);
  }
  return exit_done;
}

// --- project -----------------------------------------------------------------------------------------------------

/// As a change is shown: how often something happened, nothing where it did not.
std::string count_of(std::uint32_t count) {
  return count ? number(count) : "·";
}

std::string outcome_of(const LanguageUpdate& one) {
  if (one.failed) return tr("its catalog has errors: left as it is");
  return one.created ? tr("started") : one.changed ? tr("updated") : tr("up to date");
}

void say_guesses(const UpdateRun& run, Console& console) {
  std::uint32_t suggested = 0;
  std::uint32_t withdrawn = 0;
  for (const auto& one : run.languages) {
    suggested += one.suggested;
    withdrawn += one.withdrawn;
  }
  if (suggested > 0) {
    console.say(trn("{1} guess for what is untranslated", "{1} guesses for what is untranslated", suggested,
                    {number(suggested)}));
  }
  if (withdrawn > 0) {
    console.say(trn("{1} useless guess taken out", "{1} useless guesses taken out", withdrawn, {number(withdrawn)}));
  }
}

void say_table(const UpdateRun& run, Console& console) {
  Table table({{tr("Language")},
               {tr("Kept"), true},
               {tr("Healed"), true},
               {tr("Stale"), true},
               {tr("New"), true},
               {tr("Revived"), true},
               {tr("Obsolete"), true},
               {""}});
  for (const auto& one : run.languages) {
    table.add({shown_language(one.language, console), count_of(one.kept), count_of(one.healed), count_of(one.stale),
               count_of(one.added), count_of(one.revived), count_of(one.obsolete), outcome_of(one)});
    if (one.stale) table.paint_last(3, "33");
    if (one.failed) table.paint_last(7, "31");
  }
  table.print(console);
  say_guesses(run, console);
}

Json json_of(const UpdateRun& run) {
  Json json = {{"template",
                {{"file", run.extract.file},
                 {"pages", run.extract.pages},
                 {"messages", run.extract.messages},
                 {"changed", run.extract.changed}}},
               {"languages", Json::array()}};
  for (const auto& one : run.languages) {
    Json files = Json::array();
    Json changes = Json::array();
    for (const auto& catalog : one.catalogs) {
      files.push_back(catalog.file);
      for (Json& change : to_json(catalog.result)) changes.push_back(std::move(change));
    }
    json["languages"].push_back({{"language", one.language.tag},
                                 {"name", language_name(one.language.tag)},
                                 {"files", std::move(files)},
                                 {"created", one.created},
                                 {"changed", one.changed},
                                 {"failed", one.failed},
                                 {"messages", one.messages},
                                 {"translated", one.translated},
                                 {"kept", one.kept},
                                 {"healed", one.healed},
                                 {"stale", one.stale},
                                 {"new", one.added},
                                 {"revived", one.revived},
                                 {"suggested", one.suggested},
                                 {"withdrawn", one.withdrawn},
                                 {"obsolete", one.obsolete},
                                 {"changes", std::move(changes)},
                                 {"diagnostics", to_json(one.diagnostics)}});
  }
  auto all = run.extract.diagnostics;
  all.insert(all.end(), run.diagnostics.begin(), run.diagnostics.end());
  json["diagnostics"] = to_json(all);
  return json;
}

void list_languages(const UpdateRun& run, Console& console) {
  for (const auto& one : run.languages) {
    if (one.healed + one.stale == 0) continue;
    console.say("");
    console.say(shown_language(one.language, console));
    for (const auto& catalog : one.catalogs) list_changes(catalog.result, console);
  }
}

void show(const UpdateRun& run, bool list, Console& console) {
  console.report(run.extract.diagnostics);
  console.report(run.diagnostics);
  for (const auto& one : run.languages) console.report(one.diagnostics);
  if (!run.extract.ok()) return;
  // TRANSLATORS: {1} is the template's file name
  console.say(trn("{1}: {2} message", "{1}: {2} messages", run.extract.messages,
                  {run.extract.file, number(run.extract.messages)}));
  if (!run.languages.empty()) say_table(run, console);
  if (list) list_languages(run, console);
}

int update_project(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (!arguments.output.empty()) refuse(N_("-o goes with --catalog and --template"));
  const auto project = open_project(console);
  const auto memory = arguments.check && !arguments.suggest ? nullptr : memory_for_update(project, console);
  auto options = run_options(invocation, arguments.languages);
  options.suggest = arguments.suggest;
  options.check = arguments.check;
  if (memory && options.suggest) options.memory = memory_for_suggestions(*memory, project, console);
  const auto run = [&] {
    const Progress progress(console, tr("updating"));
    return run_update(project, options);
  }();
  const std::uint64_t learned = memory && !arguments.check ? learn_from_update(*memory, project, run, console) : 0;
  if (arguments.json) {
    Json json = json_of(run);
    json["learned"] = memory && !arguments.check ? Json(learned) : Json(nullptr);
    print(json, console);
  } else {
    show(run, arguments.list, console);
    if (learned > 0) {
      console.say(trn("{1} new pair in the translation memory", "{1} new pairs in the translation memory", learned,
                      {number(learned)}));
    }
  }
  if (!run.ok()) return exit_failed;
  const bool changed = run.extract.changed || std::any_of(run.languages.begin(), run.languages.end(),
                                                          [](const LanguageUpdate& one) { return one.changed; });
  return arguments.check && changed ? exit_finding : exit_done;
}

}  // namespace

Command add_update(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("LANG", arguments->languages, N_("Languages, such as `fr` or `zh-Hans`; all of them without it."));
  entry.value("--catalog", arguments->catalog, N_("The catalog to update; `-` is standard input."), "OLD.po");
  entry.value("--template", arguments->template_file, N_("What its pages say now; `-` is standard input."), "NEW.pot");
  entry.value("-o,--output", arguments->output, N_("Write here and leave the old catalog; `-` is standard output."),
              "OUT.po");
  entry.flag("--suggest", arguments->suggest,
             N_("Give what is untranslated a guess that is never published; take out useless ones."));
  entry.flag("--check", arguments->check, N_("Write nothing; tell whether something would change."));
  entry.flag("--list", arguments->list, N_("Name each message that was healed or became stale, and what changed."));
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) {
            const bool files = !arguments->catalog.empty() || !arguments->template_file.empty();
            return files ? update_files(*arguments, invocation) : update_project(*arguments, invocation);
          }};
}

}  // namespace hexapla::cli
