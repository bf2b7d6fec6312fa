#include "hexapla/project/impact.h"

#include "cli/arguments.h"
#include "cli/changes.h"
#include "cli/draw.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/shown_diff.h"
#include "cli/table.h"
#include "cli/wrap.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <memory>
#include <utility>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::string range, budget;
  bool staged = false, list = false, json = false, markdown = false;
};

const Manual manual = {
    .name = "impact",
    .summary = N_("show what a change of the pages does to the translations"),
    .synopsis = {"hexapla impact [REVISIONS | --staged] [--max-stale-words N] [OPTION...]"},
    .description =
        {N_("Says for each language which messages a change makes stale, new, obsolete or healed, and how many words "
            "of the source they have, before the change lands. The change is that of the work tree since the commit "
            "that is checked out; with `--staged`, what the next commit would have; or what lies between two "
            "revisions of git: `main..HEAD`, `main...HEAD` (since the branch left main), `v1.2` (up to the commit "
            "checked out)."),
         N_("The catalogs are those before the change. They are brought up to date with its pages and then with the "
            "pages after it, as `hexapla update` does it, in memory; nothing is written. What was stale before the "
            "change is not counted; where its text changes once more it stands apart. Which pages there are is "
            "today's `content:` in `hexapla.yaml`.")},
    .success = N_("Done; with `--max-stale-words`: no language is over the budget."),
    .finding = N_("With `--max-stale-words`: a language is over the budget."),
    .examples = {{"hexapla impact", N_("What the work tree changes, before you commit it.")},
                 {"hexapla impact --staged --max-stale-words 200", N_("For a hook that git calls before a commit.")},
                 {"hexapla impact main...HEAD --list", N_("What a branch changes, text by text.")},
                 {"hexapla impact main...HEAD --markdown", N_("The same for a comment on a pull request.")}},
};

// --- common ------------------------------------------------------------------------------------------------------

std::string joined(const std::vector<std::string>& parts, const std::string& between) {
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : between) + part;
  return out;
}

/// "3 pages changed, 1 page added"
std::string summary_of(const ImpactRun& run) {
  std::vector<std::string> parts;
  if (run.changed) parts.push_back(trn("{1} page changed", "{1} pages changed", run.changed, {number(run.changed)}));
  if (run.added) parts.push_back(trn("{1} page added", "{1} pages added", run.added, {number(run.added)}));
  if (run.removed) parts.push_back(trn("{1} page removed", "{1} pages removed", run.removed, {number(run.removed)}));
  return parts.empty() ? tr("no page changed") : joined(parts, tr(", "));
}

bool any_change(const ImpactRun& run) {
  return run.changed + run.added + run.removed > 0;
}

/// "content/a.md:3, 5", for each of its pages.
std::vector<std::string> places_of(const Project& project, const ImpactUnit& unit) {
  std::vector<std::string> places;
  for (const auto& place : unit.places) {
    std::string text = harmless(project.at(place.page));
    const char* separator = ":";
    for (const auto line : place.lines) {
      text += separator + std::to_string(line);
      separator = ", ";
    }
    places.push_back(std::move(text));
  }
  return places;
}

/// The languages to which the same happens.
struct Happening {
  Fate fate;
  bool again;
};
constexpr Happening happenings[] = {{Fate::Stale, false}, {Fate::Stale, true},    {Fate::Healed, false},
                                    {Fate::New, false},   {Fate::Revived, false}, {Fate::Obsolete, false}};

std::vector<std::string> tags_of(const ImpactRun& run, const ImpactUnit& unit, Happening happening) {
  std::vector<std::string> tags;
  for (const auto& outcome : unit.outcomes) {
    if (outcome.fate != happening.fate || outcome.again != happening.again) continue;
    tags.push_back(run.languages[outcome.language].language.tag);
  }
  return tags;
}

/// {1} are the languages.
std::string told(Happening happening, const std::string& languages) {
  switch (happening.fate) {
    case Fate::Stale:
      return happening.again ? tr("stale once more: {1}", {languages}) : tr("stale: {1}", {languages});
    case Fate::Healed:
      return tr("healed: {1}", {languages});
    case Fate::Revived:
      return tr("revived: {1}", {languages});
    case Fate::Obsolete:
      return tr("obsolete: {1}", {languages});
    case Fate::New:
    case Fate::Kept:
      break;
  }
  return tr("new: {1}", {languages});
}

std::string outcomes_of(const ImpactRun& run, const ImpactUnit& unit, const std::string& between) {
  std::vector<std::string> parts;
  for (const auto happening : happenings) {
    const auto tags = tags_of(run, unit, happening);
    if (!tags.empty()) parts.push_back(told(happening, joined(tags, tr(", "))));
  }
  return joined(parts, between);
}

// --- table -------------------------------------------------------------------------------------------------------

/// A column of counts, which is left out when it is empty for everybody, or of words.
struct Column {
  std::string title;
  Tally LanguageImpact::*tally;
  bool words = false;
};

std::vector<Column> columns_of(const ImpactRun& run) {
  std::vector<Column> columns = {{tr("Stale"), &LanguageImpact::stale},   {tr("Words"), &LanguageImpact::stale, true},
                                 {tr("New"), &LanguageImpact::added},     {tr("Words"), &LanguageImpact::added, true},
                                 {tr("Healed"), &LanguageImpact::healed}, {tr("Obsolete"), &LanguageImpact::obsolete}};
  const auto offer = [&](std::string title, Tally LanguageImpact::*tally, long place) {
    const bool any = std::any_of(run.languages.begin(), run.languages.end(),
                                 [&](const LanguageImpact& one) { return (one.*tally).messages > 0; });
    if (any) columns.insert(columns.begin() + place, {std::move(title), tally});
  };
  offer(tr("Revived"), &LanguageImpact::revived, 5);
  offer(tr("Stale once more"), &LanguageImpact::stale_again, 2);
  return columns;
}

std::string cell_of(const LanguageImpact& one, const Column& column) {
  const Tally& tally = one.*column.tally;
  const std::uint64_t count = column.words ? tally.words : tally.messages;
  return count ? number(count) : "·";
}

/// What stands in place of counts; empty: there are some.
std::string remark_on(const LanguageImpact& one) {
  if (one.failed) return tr("its catalog has errors");
  return one.started ? "" : tr("no catalog yet; start it with 'hexapla update {1}'", {one.language.tag});
}

void say_table(const ImpactRun& run, Console& console) {
  const auto columns = columns_of(run);
  std::vector<Table::Column> titles = {{tr("Language")}};
  for (const auto& column : columns) titles.push_back({column.title, true});
  titles.push_back({tr("Kept"), true});
  Table table(std::move(titles));
  for (const auto& one : run.languages) {
    std::vector<std::string> cells = {shown_language(one.language, console)};
    if (auto remark = remark_on(one); !remark.empty()) {
      cells.push_back(std::move(remark));
      table.add(std::move(cells));
      continue;
    }
    for (const auto& column : columns) cells.push_back(cell_of(one, column));
    cells.push_back(number(one.kept));
    table.add(std::move(cells));
    if (one.stale.messages) table.paint_last(1, "33");
  }
  table.print(console);
}

// --- list --------------------------------------------------------------------------------------------------------

/// Prints single units.
class Lister {
 public:
  Lister(const Project& project, const ImpactRun& run, Console& console)
      : project_(project), run_(run), console_(console) {}

  void print(const ImpactUnit& unit) const {
    std::string out = "\n";
    Frame above = frame(4);
    above.hanging = true;
    append_styled(out, title(unit), above);
    append_styled(out, {{outcomes_of(run_, unit, "  ")}}, frame(2));
    append_text(out, unit);
    out.pop_back();  // say() ends the line
    console_.say(out);
  }

 private:
  Frame frame(std::size_t indent) const {
    Frame frame;
    frame.indent = indent;
    frame.width = console_.output_is_terminal() ? console_.width() : std::numeric_limits<std::uint32_t>::max();
    frame.colors = console_.colors();
    return frame;
  }

  std::vector<Styled> title(const ImpactUnit& unit) const {
    std::vector<Styled> runs = {{joined(places_of(project_, unit), "; "), "1"}, {"  " + harmless(unit.kind)}};
    if (unit.what != ChangeClass::None) runs.push_back({"  " + title_of(unit.what), "33"});
    const auto before = unit.previous_context.value_or("");
    const auto after = unit.gone ? before : unit.context.value_or("");
    if (before.empty() && after.empty()) return runs;
    runs.push_back({"  " + tr("context:") + " ", "36"});
    if (!unit.has_previous || before == after) {
      runs.push_back({shown_text(after)});
    } else {
      append_diff(runs, word_diff(before, after), before, after, console_.colors());
    }
    return runs;
  }

  void append_text(std::string& out, const ImpactUnit& unit) const {
    const auto& tag = project_.config().source.tag;
    Frame place = frame(2 + tag.size() + 2);
    place.label = "  " + Paint{place.colors}("36", tag) + "  ";
    place.isolated = console_.output_is_terminal() && is_right_to_left(tag);
    const auto pieces = unit.has_previous ? unit.diff : word_diff("", unit.text);
    std::vector<Styled> runs;
    append_diff(runs, pieces, unit.previous_text, unit.text, console_.colors());
    append_styled(out, runs, place);
  }

  const Project& project_;
  const ImpactRun& run_;
  Console& console_;
};

void print_text(const Project& project, const ImpactRun& run, bool list, Console& console) {
  console.say(summary_of(run));
  if (any_change(run) && !run.languages.empty()) say_table(run, console);
  const Lister lister(project, run, console);
  for (const auto& unit : run.units) {
    if (list) lister.print(unit);
  }
}

// --- Markdown ----------------------------------------------------------------------------------------------------

/// Comments on pull requests take about 65,000 characters.
constexpr std::size_t longest_markdown = 50000;

std::size_t longest_ticks(std::string_view text) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest;
}

std::string code_span(const std::string& text) {
  const std::string ticks(longest_ticks(text) + 1, '`');
  return ticks.size() == 1 ? ticks + text + ticks : ticks + " " + text + " " + ticks;
}

void append_lines(std::string& out, char mark, std::string_view text) {
  const std::string shown = shown_text(text);
  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t end = std::min(shown.find('\n', at), shown.size());
    out += std::string(1, mark) + " " + shown.substr(at, end - at) + "\n";
    at = end + 1;
  }
}

std::string markdown_of(const Project& project, const ImpactRun& run, const ImpactUnit& unit) {
  std::vector<std::string> places;
  for (const auto& place : places_of(project, unit)) places.push_back(code_span(place));
  std::string out = "**" + joined(places, "; ") + "** " + harmless(unit.kind);
  if (unit.what != ChangeClass::None) out += ", " + title_of(unit.what);
  const std::string ticks(std::max<std::size_t>(3, 1 + longest_ticks(unit.text + "\n" + unit.previous_text)), '`');
  out += "  \n" + outcomes_of(run, unit, "; ") + "\n\n" + ticks + "diff\n";
  append_lines(out, '-', unit.previous_text);
  append_lines(out, '+', unit.text);
  return out + ticks + "\n\n";
}

std::string markdown_row(const std::vector<std::string>& cells) {
  return "| " + joined(cells, " | ") + " |\n";
}

std::string markdown_table(const ImpactRun& run, const std::optional<std::uint64_t>& budget, const Console& console) {
  const auto columns = columns_of(run);
  std::vector<std::string> titles = {tr("Language")};
  std::vector<std::string> rules = {"---"};
  for (const auto& column : columns) {
    titles.push_back(column.title);
    rules.emplace_back("---:");
  }
  std::string out = markdown_row(titles) + markdown_row(rules);
  for (const auto& one : run.languages) {
    std::vector<std::string> cells = {shown_language(one.language, console)};
    for (const auto& column : columns) cells.push_back(one.started ? cell_of(one, column) : "–");
    // What is over the budget stands out.
    if (budget && one.stale.words > *budget) cells[2] = "**" + cells[2] + "**";
    out += markdown_row(cells);
  }
  return out;
}

void print_markdown(const Project& project, const ImpactRun& run, const std::optional<std::uint64_t>& budget,
                    Console& console) {
  std::string out = "### " + tr("Translations: {1}", {summary_of(run)}) + "\n";
  if (any_change(run) && !run.languages.empty()) out += "\n" + markdown_table(run, budget, console);
  if (!run.units.empty()) {
    const auto count = run.units.size();
    out += "\n<details><summary>" + trn("{1} text", "{1} texts", count, {number(count)}) + "</summary>\n\n";
    std::size_t left = count;
    for (const auto& unit : run.units) {
      const std::string one = markdown_of(project, run, unit);
      if (out.size() + one.size() > longest_markdown) break;
      out += one;
      --left;
    }
    if (left > 0) out += trn("… and {1} more", "… and {1} more", left, {number(left)}) + "\n\n";
    out += "</details>\n";
  }
  console.result(out);
}

// --- JSON --------------------------------------------------------------------------------------------------------

Json json_of(const Tally& tally) {
  return {{"messages", tally.messages}, {"words", tally.words}};
}

Json json_of(const LanguageImpact& one, const std::optional<std::uint64_t>& budget) {
  return {{"language", one.language.tag},
          {"name", language_name(one.language.tag)},
          {"file", one.file},
          {"started", one.started},
          {"failed", one.failed},
          {"stale", json_of(one.stale)},
          {"stale_again", json_of(one.stale_again)},
          {"healed", json_of(one.healed)},
          {"new", json_of(one.added)},
          {"revived", json_of(one.revived)},
          {"obsolete", json_of(one.obsolete)},
          {"kept", one.kept},
          {"over_budget", budget && one.stale.words > *budget}};
}

Json json_or_null(const std::optional<std::string>& value) {
  return value ? Json(*value) : Json(nullptr);
}

const char* name_of(Happening happening) {
  switch (happening.fate) {
    case Fate::Stale:
      return happening.again ? "stale_again" : "stale";
    case Fate::Healed:
      return "healed";
    case Fate::Revived:
      return "revived";
    case Fate::Obsolete:
      return "obsolete";
    case Fate::New:
    case Fate::Kept:
      break;
  }
  return "new";
}

Json json_of(const ImpactRun& run, const ImpactUnit& unit) {
  Json places = Json::array();
  for (const auto& place : unit.places) places.push_back({{"page", place.page}, {"lines", place.lines}});
  Json languages = Json::object();
  for (const auto happening : happenings) {
    const auto tags = tags_of(run, unit, happening);
    if (!tags.empty()) languages[name_of(happening)] = tags;
  }
  const Json none = nullptr;
  return {{"page", unit.places.front().page},
          {"line", unit.places.front().lines.front()},
          {"places", std::move(places)},
          {"kind", unit.kind},
          {"class", unit.what == ChangeClass::None ? none : Json(rule_of(unit.what).name)},
          {"message",
           {{"msgctxt", json_or_null(unit.context)},
            {"msgid", unit.gone ? none : Json(unit.text)},
            {"previous_msgctxt", json_or_null(unit.previous_context)},
            {"previous_msgid", unit.has_previous ? Json(unit.previous_text) : none}}},
          {"diff", unit.has_previous ? to_json(unit.diff, unit.previous_text, unit.text) : none},
          {"words", unit.words},
          {"languages", std::move(languages)}};
}

void print_json(const ImpactRun& run, const Arguments& arguments, const std::optional<std::uint64_t>& budget,
                Console& console) {
  const char* to = arguments.staged ? "index" : arguments.range.empty() ? "work tree" : run.to.c_str();
  Json json = {{"from", run.from},
               {"to", to},
               {"pages", {{"changed", run.changed}, {"added", run.added}, {"removed", run.removed}}},
               {"max_stale_words", budget ? Json(*budget) : Json(nullptr)},
               {"languages", Json::array()},
               {"units", Json::array()}};
  for (const auto& one : run.languages) json["languages"].push_back(json_of(one, budget));
  for (const auto& unit : run.units) json["units"].push_back(json_of(run, unit));
  json["diagnostics"] = to_json(run.diagnostics);
  print(json, console);
}

// --- run ---------------------------------------------------------------------------------------------------------

std::optional<std::uint64_t> parse_budget(const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::uint64_t budget = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), budget);
  if (error != std::errc() || end != text.data() + text.size()) {
    refuse(Phrase(N_("'{1}' is no number of words"), {text}));
  }
  return budget;
}

/// Names the languages that are over the budget.
int check_budget(const ImpactRun& run, const std::optional<std::uint64_t>& budget, Console& console) {
  int code = exit_done;
  for (const auto& one : run.languages) {
    if (!budget || one.stale.words <= *budget) continue;
    const auto words = one.stale.words;
    console.report(make_diagnostic(
        Severity::Error, "over-budget", one.file,
        Phrase(N_N("{1}: {2} word becomes stale, which is more than {3}",
                   "{1}: {2} words become stale, which is more than {3}"),
               static_cast<long>(words), {one.language.tag, std::to_string(words), std::to_string(*budget)})));
    code = exit_finding;
  }
  return code;
}

ImpactRun collect(const Project& project, const Arguments& arguments, const Invocation& invocation) {
  const Progress progress(invocation.console, tr("comparing"));
  ImpactOptions options;
  options.of = arguments.staged          ? ImpactOptions::Of::Staged
               : arguments.range.empty() ? ImpactOptions::Of::WorkTree
                                         : ImpactOptions::Of::Range;
  options.range = arguments.range;
  options.units = arguments.list || arguments.json;
  options.jobs = invocation.settings.jobs;
  return run_impact(project, options);
}

int run(const Arguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (arguments.staged && !arguments.range.empty()) refuse(N_("--staged and revisions exclude each other"));
  if (arguments.json && arguments.markdown) refuse(N_("--json and --markdown exclude each other"));
  const auto budget = parse_budget(arguments.budget);
  const auto project = open_project(console);
  const auto result = collect(project, arguments, invocation);
  if (arguments.json) {
    print_json(result, arguments, budget, console);
  } else {
    console.report(result.diagnostics);
    if (result.ok() && arguments.markdown) print_markdown(project, result, budget, console);
    if (!result.languages.empty() && !arguments.markdown) print_text(project, result, arguments.list, console);
  }
  return result.ok() ? check_budget(result, budget, console) : exit_failed;
}

}  // namespace

Command add_impact(CLI::App& root) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.value("REVISIONS", arguments->range,
              N_("Two revisions of git: `A..B`, `A...B`; `A` alone is up to the commit checked out."));
  entry.flag("--staged", arguments->staged, N_("What the next commit would have."));
  entry.value("--max-stale-words", arguments->budget, N_("Fail when more words than this become stale in a language."),
              "N");
  entry.flag("--list", arguments->list, N_("Name each text, where it stands, and what changed in it."));
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  entry.flag("--markdown", arguments->markdown, N_("Print Markdown, for a comment on a pull request."));
  return {&manual, entry.app(), [arguments](Invocation& invocation) { return run(*arguments, invocation); }};
}

}  // namespace hexapla::cli
