#include "cli/arguments.h"
#include "cli/changes.h"
#include "cli/history.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/table.h"
#include "cli/why.h"
#include "hexapla/project/coverage.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> languages;
  std::string minimum;
  std::string why;
  bool pages = false, json = false;
};

const Manual manual = {
    .name = "status",
    .summary = N_("show how far each language is"),
    .synopsis = {"hexapla status [LANG...] [--pages] [--json] [--min PERCENT]",
                 "hexapla status --why TEXT [LANG...] [--json]"},
    .description =
        {N_("Compares the pages as they are now with the catalogs as they are now, and writes nothing. Columns count "
            "messages by state. Translated: published. Stale: the source changed after it was translated; published "
            "as `stale:` says. Guess: a suggestion or a translator's doubt (fuzzy); never published. Untranslated: "
            "readers see the source. Fallback: of those without a translation, how many another language lends."),
         N_("Where something is stale, its words are counted, the oldest change that it waits for is dated, and a line "
            "below says what changed: words, links, numbers… The dates come from git; without it they are left out."),
         N_("Words are those of the source text, translated and in all; the percentage is their ratio, rounded down: "
            "100% means that nothing is missing."),
         N_("`--why` tells of the stale messages with this text what changed in them, since when and by which commit, "
            "and why the translation was not mended without a translator.")},
    .success = N_("Done; with `--min`: all languages reach it."),
    .finding = N_("With `--min`: a language is below it."),
    .examples = {{"hexapla status", N_("All languages of the project.")},
                 {"hexapla status fr --pages", N_("French, page by page.")},
                 {"hexapla status --why 'founded in 1983'", N_("Why is this message stale?")},
                 {"hexapla status --min 80 --quiet", N_("For continuous integration.")}},
};

// --- table -------------------------------------------------------------------------------------------------------

/// Columns that would be empty for everybody are left out.
struct Columns {
  bool guess = false, fallback = false, stale = false, since = false;

  explicit Columns(const CoverageRun& run) {
    for (const auto& language : run.languages) {
      guess |= language.whole.guess.messages > 0;
      fallback |= language.whole.from_fallback.messages > 0;
      stale |= language.whole.stale.messages > 0;
      since |= language.whole.stale_since.kind != Moment::Kind::Unknown;
    }
  }

  std::vector<Table::Column> titles(std::string first) const {
    std::vector<Table::Column> titles = {{std::move(first)}, {tr("Translated"), true}, {tr("Stale"), true}};
    if (stale) titles.push_back({tr("Stale words"), true});
    if (since) titles.push_back({tr("Stale since"), true});
    if (guess) titles.push_back({tr("Guess"), true});
    titles.push_back({tr("Untranslated"), true});
    if (fallback) titles.push_back({tr("Fallback"), true});
    titles.push_back({tr("Words"), true});
    titles.push_back({"%", true});
    return titles;
  }
};

unsigned rounded_down(const Coverage& coverage) {
  return static_cast<unsigned>(coverage.percent());
}

void add_row(Table& table, std::string first, const Coverage& coverage, const Columns& columns) {
  std::vector<std::string> cells = {std::move(first), number(coverage.translated.messages),
                                    number(coverage.stale.messages)};
  if (columns.stale) cells.push_back(number(coverage.stale.words));
  if (columns.since) cells.push_back(shown_date(coverage.stale_since));
  if (columns.guess) cells.push_back(number(coverage.guess.messages));
  cells.push_back(number(coverage.untranslated.messages));
  if (columns.fallback) cells.push_back(number(coverage.from_fallback.messages));
  // TRANSLATORS: words translated / all words
  cells.push_back(tr("{1} / {2}", {number(coverage.translated.words), number(coverage.total().words)}));
  const unsigned share = rounded_down(coverage);
  cells.push_back(percent(share));
  const std::size_t last = cells.size() - 1;
  table.add(std::move(cells));
  if (coverage.stale.messages) table.paint_last(2, "33");
  table.paint_last(last, share == 100 ? "32" : share < 50 ? "31" : "33");
}

void say_source(const Project& project, const CoverageRun& run, Console& console) {
  const auto pages = run.pages.size();
  console.say(
      tr("Source: {1}, {2}, {3}, {4}",
         {shown_language(project.config().source, console), trn("{1} page", "{1} pages", pages, {number(pages)}),
          trn("{1} message", "{1} messages", run.source.messages, {number(run.source.messages)}),
          trn("{1} word", "{1} words", run.source.words, {number(run.source.words)})}));
}

void say_languages(const CoverageRun& run, Console& console) {
  const Columns columns(run);
  Table table(columns.titles(tr("Language")));
  for (const auto& one : run.languages) {
    const auto name = shown_language(one.language, console);
    if (!one.started) {
      table.add({name, tr("no catalog yet; start it with 'hexapla update {1}'", {one.language.tag})});
    } else {
      add_row(table, name, one.whole, columns);
    }
  }
  table.print(console);
}

/// "fr français: stale for: words 2, link 1"
void say_classes(const CoverageRun& run, Console& console) {
  for (const auto& one : run.languages) {
    if (one.whole.stale.messages == 0) continue;
    std::string list;
    for (std::size_t i = change_classes; i-- > 0;) {
      if (one.stale_by_class[i].messages == 0) continue;
      if (!list.empty()) list += tr(", ");
      const auto what = static_cast<ChangeClass>(i);
      const std::string title = what == ChangeClass::None ? tr("to be looked at again") : title_of(what);
      // TRANSLATORS: {1} is what changed (words, link…), {2} how many messages
      list += tr("{1} {2}", {title, number(one.stale_by_class[i].messages)});
    }
    // TRANSLATORS: {1} is a language, {2} a list such as "words 2, link 1"
    console.say(tr("{1}: stale for changes of {2}", {shown_language(one.language, console), list}));
  }
}

void say_pages(const CoverageRun& run, Console& console) {
  const Columns columns(run);
  for (const auto& one : run.languages) {
    if (!one.started) continue;
    console.say("");
    Table table(columns.titles(shown_language(one.language, console)));
    for (std::size_t i = 0; i < one.pages.size(); ++i) add_row(table, run.pages[i], one.pages[i], columns);
    table.print(console);
  }
}

// --- JSON --------------------------------------------------------------------------------------------------------

Json json_of(const Tally& tally) {
  return {{"messages", tally.messages}, {"words", tally.words}};
}

Json json_of(const Coverage& coverage) {
  return {{"percent", coverage.percent()},
          {"total", json_of(coverage.total())},
          {"translated", json_of(coverage.translated)},
          {"stale", json_of(coverage.stale)},
          {"stale_since", to_json(coverage.stale_since)},
          {"guess", json_of(coverage.guess)},
          {"untranslated", json_of(coverage.untranslated)},
          {"from_fallback", json_of(coverage.from_fallback)}};
}

Json json_of(const LanguageCoverage& one, const CoverageRun& run, bool with_pages) {
  Json json = {{"language", one.language.tag},
               {"name", language_name(one.language.tag)},
               {"file", one.file},
               {"started", one.started},
               {"failed", one.failed},
               {"fallbacks", one.fallbacks},
               {"obsolete", one.obsolete}};
  json.update(json_of(one.whole));
  json["stale_by_class"] = Json::object();
  for (std::size_t i = 0; i < change_classes; ++i) {
    const auto what = static_cast<ChangeClass>(i);
    if (one.stale_by_class[i].messages == 0) continue;
    json["stale_by_class"][what == ChangeClass::None ? "touched" : std::string(rule_of(what).name)] =
        json_of(one.stale_by_class[i]);
  }
  if (!with_pages) return json;
  json["pages"] = Json::array();
  for (std::size_t i = 0; i < one.pages.size(); ++i) {
    Json page = {{"path", run.pages[i]}};
    page.update(json_of(one.pages[i]));
    json["pages"].push_back(std::move(page));
  }
  return json;
}

void print_run(const Project& project, const CoverageRun& run, const GitHistory& history, bool with_pages,
               Console& console) {
  Json json = {{"source",
                {{"language", project.config().source.tag},
                 {"pages", run.pages.size()},
                 {"messages", run.source.messages},
                 {"words", run.source.words}}},
               {"history", to_json(history)},
               {"languages", Json::array()}};
  for (const auto& one : run.languages) json["languages"].push_back(json_of(one, run, with_pages));
  json["diagnostics"] = to_json(run.diagnostics);
  print(json, console);
}

// --- --min -------------------------------------------------------------------------------------------------------

double parse_minimum(const std::string& text) {
  double minimum = 0;
  std::string_view digits = text;
  if (digits.ends_with('%')) digits.remove_suffix(1);
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), minimum);
  if (error != std::errc() || end != digits.data() + digits.size() || !(minimum >= 0 && minimum <= 100)) {
    refuse(Phrase(N_("'{1}' is no percentage"), {text}), N_("--min takes a number from 0 to 100"));
  }
  return minimum;
}

/// Names the languages that do not reach the minimum.
int check_minimum(const CoverageRun& run, const std::string& text, Console& console) {
  const double minimum = parse_minimum(text);
  int code = exit_done;
  for (const auto& one : run.languages) {
    if (one.started && one.whole.percent() >= minimum) continue;
    console.report(
        make_diagnostic(Severity::Error, "below-minimum", one.file,
                        Phrase(N_("{1} is translated to {2}%, which is less than {3}%"),
                               {one.language.tag, std::to_string(one.started ? rounded_down(one.whole) : 0), text})));
    code = exit_finding;
  }
  return code;
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (!arguments.why.empty()) {
    return explain_messages(arguments.why, arguments.languages, arguments.json, invocation);
  }
  if (!arguments.minimum.empty()) parse_minimum(arguments.minimum);  // before the work
  const auto project = open_project(console);
  GitHistory history(project, {.jobs = invocation.settings.jobs, .cache = true, .version = {}});
  const auto result = [&] {
    const Progress progress(console, tr("counting"));
    return run_coverage(project, run_options(invocation, arguments.languages), &history);
  }();
  const bool any_stale = std::any_of(result.languages.begin(), result.languages.end(),
                                     [](const auto& one) { return one.whole.stale.messages > 0; });
  if (arguments.json) {
    print_run(project, result, history, arguments.pages, console);
  } else {
    console.report(result.diagnostics);
    say_source(project, result, console);
    if (any_stale && !history.available()) console.report(history.why_not());
    if (!result.languages.empty()) say_languages(result, console);
    say_classes(result, console);
    if (arguments.pages) say_pages(result, console);
  }
  if (!result.ok()) return exit_failed;
  return arguments.minimum.empty() ? exit_done : check_minimum(result, arguments.minimum, console);
}

}  // namespace

Command add_status(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("LANG", arguments->languages, N_("Languages, such as `fr` or `zh-Hans`; all of them without it."));
  entry.flag("--pages", arguments->pages, N_("Page by page, too."));
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  entry.value("--min", arguments->minimum, N_("Fail when a language has less than this share of its words."),
              "PERCENT");
  entry.value("--why", arguments->why, N_("Explain the stale messages that have this in their text."), "TEXT");
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
