#include "cli/diff.h"

#include "cli/arguments.h"
#include "cli/changes.h"
#include "cli/draw.h"
#include "cli/history.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/shown_diff.h"
#include "cli/wrap.h"
#include "hexapla/project/stale_units.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> words;
  bool json = false, exit_code = false;
};

const Manual manual = {
    .name = "diff",
    .summary = N_("show what changed under stale translations"),
    .synopsis = {"hexapla diff [LANG...] [PAGE...] [--exit-code] [--json]"},
    .description =
        {N_("Lists the stale messages of each language, page by page: where the text stands, what changed in it since "
            "it was translated, word by word, and below it the translation that is to be revised. Words that were "
            "removed and added are struck red and green; without colours they are `[-removed-]` and `{{+added+}}`."),
         N_("A page is named by its path, by the last parts of it (`about.md`, `profiles/about.md`), or by a pattern "
            "such as `'profiles/*'`. A message that is on several pages is shown on each of them and counted once."),
         N_("Doubtful messages are listed, too: marked as fuzzy, by a translator or another tool, without the text "
            "that the translation was made from. There is nothing to compare them with, and they are not stale."),
         N_("In a git repository each message says since when it is stale, by which commit of whom, and how many "
            "commits that changed the page its translation is behind."),
         N_("It reads the catalogs as they are and writes nothing: run `hexapla update` first when pages were "
            "changed.")},
    .success = N_("Done; with `--exit-code`: nothing is stale."),
    .finding = N_("With `--exit-code`: a message is stale."),
    .examples = {{"hexapla diff", N_("Everything that is stale.")},
                 {"hexapla diff fr about.md", N_("One page in French.")},
                 {"hexapla diff fr --exit-code --quiet", N_("For scripts: is anything stale in French?")}},
};

// --- text --------------------------------------------------------------------------------------------------------

/// Prints the units of one language.
class Printer {
 public:
  Printer(const Project& project, const StaleRun& run, const StaleLanguage& language, Console& console)
      : project_(project), run_(run), language_(language), console_(console) {
    const auto& source = project.config().source;
    indent_ = 2 + std::max(source.tag.size(), language.language.tag.size()) + 2;
  }

  void print() const {
    console_.say(heading());
    for (const auto& page : language_.pages) {
      for (const auto& unit : page.units) console_.say("\n" + shown(run_.pages[page.page], unit));
    }
  }
  std::string shown(const PageFile& page, const StaleUnit& unit) const;

 private:
  std::string heading() const;
  std::vector<Styled> title(const PageFile& page, const StaleUnit& unit) const;
  /// A text under the label of its language.
  void append_text(std::string& out, const std::string& tag, const std::vector<Styled>& runs) const;
  Frame frame(std::size_t indent) const;

  const Project& project_;
  const StaleRun& run_;
  const StaleLanguage& language_;
  Console& console_;
  std::size_t indent_;
};

std::string summary(const StaleLanguage& language) {
  if (!language.started) return tr("no catalog yet; start it with 'hexapla update {1}'", {language.language.tag});
  const auto& [messages, words] = language.stale;
  std::string text = messages == 0 ? tr("nothing is stale")
                                   : trn("{1} stale message", "{1} stale messages", messages, {number(messages)}) +
                                         tr(", ") + trn("{1} word", "{1} words", words, {number(words)});
  const auto doubtful = language.doubtful.messages;
  if (doubtful) text += tr(", ") + trn("{1} doubtful", "{1} doubtful", doubtful, {number(doubtful)});
  return text;
}

std::string Printer::heading() const {
  const Paint paint{console_.colors()};
  const auto name = shown_language(language_.language, console_);
  // TRANSLATORS: {1} is a language, {2} what there is in it
  return tr("{1}: {2}", {paint("1", name), summary(language_)});
}

Frame Printer::frame(std::size_t indent) const {
  Frame frame;
  frame.indent = indent;
  // In a pipe a line is a text: whoever reads it there breaks it, or looks for something in it.
  frame.width = console_.output_is_terminal() ? console_.width() : std::numeric_limits<std::uint32_t>::max();
  frame.colors = console_.colors();
  return frame;
}

/// "content/a.md:12, 40  heading 2  context: navigation"
std::vector<Styled> Printer::title(const PageFile& page, const StaleUnit& unit) const {
  std::string place = project_.at(page.path);
  const char* separator = ":";
  for (const auto line : unit.lines) {
    place += separator + std::to_string(line);
    separator = ", ";
  }
  std::vector<Styled> runs = {{harmless(place), "1"}, {"  " + harmless(unit.kind)}};
  if (unit.what != ChangeClass::None) runs.push_back({"  " + title_of(unit.what), "33"});
  if (!unit.context && !unit.previous_context) return runs;
  runs.push_back({"  " + tr("context:") + " ", "36"});
  if (unit.context_diff.empty()) {
    runs.push_back({shown_text(unit.context.value_or(""))});
  } else {
    append_diff(runs, unit.context_diff, unit.previous_context.value_or(""), unit.context.value_or(""),
                console_.colors());
  }
  return runs;
}

void Printer::append_text(std::string& out, const std::string& tag, const std::vector<Styled>& runs) const {
  Frame place = frame(indent_);
  place.label = "  " + Paint{place.colors}("36", tag) + std::string(indent_ - 2 - tag.size(), ' ');
  place.isolated = console_.output_is_terminal() && is_right_to_left(tag);
  append_styled(out, runs, place);
}

std::string Printer::shown(const PageFile& page, const StaleUnit& unit) const {
  std::string out;
  Frame above = frame(4);
  above.hanging = true;
  append_styled(out, title(page, unit), above);
  const std::string history = shown_history(unit.history);
  if (!history.empty()) append_styled(out, {{harmless(history), "2"}}, frame(2));
  std::vector<Styled> source;
  if (unit.doubtful) {
    append_styled(out, {{tr("doubtful: marked as fuzzy, without the text that it was made from"), "33"}}, frame(2));
    source.push_back({shown_text(unit.text)});
  } else if (unit.what == ChangeClass::None) {
    append_styled(out, {{tr("to be looked at again: the source is the same"), "33"}}, frame(2));
    source.push_back({shown_text(unit.text)});
  } else {
    append_diff(source, unit.diff, unit.previous_text, unit.text, console_.colors());
  }
  append_text(out, project_.config().source.tag, source);
  append_text(out, language_.language.tag, {{shown_text(unit.translation)}});
  out.pop_back();  // say() ends the line
  return out;
}

void print_run(const Project& project, const StaleRun& run, Console& console) {
  for (std::size_t i = 0; i < run.languages.size(); ++i) {
    if (i > 0 && !run.languages[i - 1].pages.empty()) console.say("");
    Printer(project, run, run.languages[i], console).print();
  }
}

// --- JSON --------------------------------------------------------------------------------------------------------

template <typename Value>
Json json_or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json(nullptr);
}

Json json_of_diff(const StaleUnit& unit) {
  if (unit.doubtful) return nullptr;
  return to_json(unit.diff, unit.previous_text, unit.text);
}

}  // namespace

Json to_json(const StaleUnit& unit) {
  const auto previous = unit.doubtful ? std::optional<std::string>() : unit.previous_text;
  return {{"message",
           {{"msgctxt", json_or_null(unit.context)},
            {"msgid", unit.text},
            {"previous_msgctxt", json_or_null(unit.previous_context)},
            {"previous_msgid", json_or_null(previous)}}},
          {"state", unit.doubtful ? "doubtful" : "stale"},
          {"class", unit.what == ChangeClass::None ? Json(nullptr) : Json(rule_of(unit.what).name)},
          {"kind", unit.kind},
          {"line", unit.lines.front()},
          {"lines", unit.lines},
          {"diff", json_of_diff(unit)},
          {"translation", unit.translation},
          {"words", unit.words},
          {"counted", unit.counted},
          {"history", to_json(unit.history)},
          {"catalog", {{"file", unit.file}, {"line", unit.catalog_line}}}};
}

std::string shown_unit(const Project& project, const StaleRun& run, const StaleLanguage& language,
                       const StalePage& page, const StaleUnit& unit, Console& console) {
  return Printer(project, run, language, console).shown(run.pages[page.page], unit);
}

namespace {

Json json_of(const Tally& tally) {
  return {{"messages", tally.messages}, {"words", tally.words}};
}

Json json_of(const StaleLanguage& language, const StaleRun& run) {
  Json json = {{"language", language.language.tag},
               {"name", language_name(language.language.tag)},
               {"file", language.file},
               {"started", language.started},
               {"failed", language.failed},
               {"stale", json_of(language.stale)},
               {"doubtful", json_of(language.doubtful)},
               {"stale_since", to_json(language.oldest)},
               {"pages", Json::array()}};
  for (const auto& page : language.pages) {
    Json units = Json::array();
    for (const auto& unit : page.units) units.push_back(to_json(unit));
    json["pages"].push_back({{"path", run.pages[page.page].path}, {"units", std::move(units)}});
  }
  return json;
}

void print_json(const Project& project, const StaleRun& run, const GitHistory& history, Console& console) {
  Json json = {{"source", {{"language", project.config().source.tag}}},
               {"history", to_json(history)},
               {"languages", Json::array()}};
  for (const auto& language : run.languages) json["languages"].push_back(json_of(language, run));
  json["diagnostics"] = to_json(run.diagnostics);
  print(json, console);
}

StaleRun collect(const Project& project, const Arguments& arguments, GitHistory& history,
                 const Invocation& invocation) {
  const Progress progress(invocation.console, tr("comparing"));
  std::vector<Diagnostic> diagnostics;
  const auto selection = select(project, arguments.words, diagnostics);
  StaleRun run;
  if (!has_error(diagnostics)) run = find_stale(project, selection, invocation.settings.jobs, &history);
  run.diagnostics.insert(run.diagnostics.begin(), diagnostics.begin(), diagnostics.end());
  return run;
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  const auto project = open_project(console);
  GitHistory history(project, {.jobs = invocation.settings.jobs, .cache = true, .version = {}});
  const auto result = collect(project, arguments, history, invocation);
  if (arguments.json) {
    print_json(project, result, history, console);
  } else {
    console.report(result.diagnostics);
    if (result.any_stale() && !history.available()) console.report(history.why_not());
    print_run(project, result, console);
  }
  if (!result.ok()) return exit_failed;
  return arguments.exit_code && result.any_stale() ? exit_finding : exit_done;
}

}  // namespace

Command add_diff(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("LANG|PAGE", arguments->words,
               N_("Languages, such as `fr` or `zh-Hans`, and pages; all of them without it."));
  entry.flag("--exit-code", arguments->exit_code, N_("Exit with 1 when anything is stale."));
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
