#include "cli/why.h"

#include "cli/changes.h"
#include "cli/diff.h"
#include "cli/draw.h"
#include "cli/history.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "hexapla/tracking/why.h"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

std::string titles_of(ClassSet classes) {
  std::string list;
  for (std::size_t i = change_classes; i-- > 1;) {
    const auto what = static_cast<ChangeClass>(i);
    if (!classes.has(what)) continue;
    if (!list.empty()) list += tr(", ");
    list += title_of(what);
  }
  return list;
}

std::string sentence_of(const Trial& trial) {
  using Obstacle = Trial::Obstacle;
  switch (trial.obstacle) {
    case Obstacle::Touched:
      return tr("An editor asked for another look; nothing changed in the source.");
    case Obstacle::Meaning:
      return tr("It does not heal: changes of {1} need a translator.", {titles_of(trial.blocking)});
    case Obstacle::SwitchedOff:
      return tr("It does not heal: changes of {1} are not among those in \"heal\".", {titles_of(trial.blocking)});
    case Obstacle::Inexact:
      return tr("It does not heal: something was put in or taken out, and its place in the translation is not known.");
    case Obstacle::NotFound:
      return tr("It does not heal: the same edit could not be made in the translation.");
    case Obstacle::Shape:
      break;
  }
  return tr("It does not heal: line breaks or plural forms do not fit.");
}

std::string sentence_of(const EditTrial& edit) {
  const std::vector<std::string> texts = {harmless(edit.before), harmless(edit.after)};
  switch (edit.outcome) {
    case EditTrial::Outcome::Carried:
      return tr("carried over: {1} → {2}", texts);
    case EditTrial::Outcome::Missing:
      return tr("not carried over: {1} → {2}; the translation has no {1}", texts);
    case EditTrial::Outcome::Ambiguous:
      break;
  }
  return tr("not carried over: {1} → {2}; the translation has {1} otherwise than the source", texts);
}

const char* name_of(Trial::Obstacle obstacle) {
  constexpr const char* names[] = {"touched", "meaning", "switched-off", "inexact", "not-found", "shape"};
  return names[static_cast<std::size_t>(obstacle)];
}

const char* name_of(EditTrial::Outcome outcome) {
  constexpr const char* names[] = {"carried", "missing", "ambiguous"};
  return names[static_cast<std::size_t>(outcome)];
}

Json names_in(ClassSet classes) {
  Json names = Json::array();
  for (std::size_t i = 1; i < change_classes; ++i) {
    const auto what = static_cast<ChangeClass>(i);
    if (classes.has(what)) names.push_back(rule_of(what).name);
  }
  return names;
}

Json json_of(const Trial& trial) {
  Json json = {{"obstacle", name_of(trial.obstacle)},
               {"classes", names_in(trial.classes)},
               {"blocking", names_in(trial.blocking)},
               {"edits", Json::array()}};
  for (const EditTrial& edit : trial.edits) {
    json["edits"].push_back({{"before", edit.before}, {"after", edit.after}, {"outcome", name_of(edit.outcome)}});
  }
  return json;
}

class Explainer {
 public:
  Explainer(const Project& project, const StaleRun& run, const std::string& text, Console& console)
      : project_(project), run_(run), text_(text), console_(console) {}

  void say() const {
    for (const StaleLanguage& language : run_.languages) say_language(language);
  }
  Json json() const;
  bool has_any() const {
    bool any = false;
    for (const StaleLanguage& language : run_.languages) {
      each_unit(language, [&](const StalePage&, const StaleUnit&) { any = true; });
    }
    return any;
  }

 private:
  template <typename Visit>
  void each_unit(const StaleLanguage& language, const Visit& visit) const {
    for (const StalePage& page : language.pages) {
      for (const StaleUnit& unit : page.units) {
        if (unit.text.find(text_) != std::string::npos) visit(page, unit);
      }
    }
  }
  Trial trial_of(const StaleUnit& unit) const {
    return why_stale(unit.previous_text, unit.text, unit.translation, project_.config().heal);
  }
  void say_language(const StaleLanguage& language) const;
  void say_trial(const StaleUnit& unit) const;

  const Project& project_;
  const StaleRun& run_;
  const std::string& text_;
  Console& console_;
};

void Explainer::say_trial(const StaleUnit& unit) const {
  const Trial trial = trial_of(unit);
  if (trial.classes != ClassSet::none()) console_.say("  " + tr("changed: {1}", {titles_of(trial.classes)}));
  console_.say("  " + sentence_of(trial));
  for (const EditTrial& edit : trial.edits) console_.say("  " + sentence_of(edit));
}

void Explainer::say_language(const StaleLanguage& language) const {
  std::size_t count = 0;
  each_unit(language, [&](const StalePage& page, const StaleUnit& unit) {
    if (count++ == 0) console_.say(Paint{console_.colors()}("1", shown_language(language.language, console_)));
    console_.say(shown_unit(project_, run_, language, page, unit, console_));
    if (!unit.doubtful) say_trial(unit);
  });
  if (count == 0) {
    console_.say(tr("{1}: {2}", {shown_language(language.language, console_), tr("nothing stale has this text")}));
  }
}

Json Explainer::json() const {
  Json languages = Json::array();
  for (const StaleLanguage& language : run_.languages) {
    Json units = Json::array();
    each_unit(language, [&](const StalePage& page, const StaleUnit& unit) {
      Json one = {{"page", run_.pages[page.page].path}};
      one.update(to_json(unit));
      one["why"] = unit.doubtful ? Json(nullptr) : json_of(trial_of(unit));
      units.push_back(std::move(one));
    });
    languages.push_back({{"language", language.language.tag}, {"units", std::move(units)}});
  }
  return languages;
}

bool is_on_a_page(const Project& project, const StaleRun& run, const std::string& text, unsigned jobs) {
  const std::vector<Page> pages = project.load_pages(run.pages, jobs);
  return std::any_of(pages.begin(), pages.end(), [&](const Page& page) {
    return std::any_of(page.units.begin(), page.units.end(),
                       [&](const Unit& unit) { return unit.text.find(text) != std::string_view::npos; });
  });
}

StaleRun find(const Project& project, const std::vector<std::string>& languages, GitHistory& history,
              const Invocation& invocation) {
  const Progress progress(invocation.console, tr("comparing"));
  std::vector<Diagnostic> diagnostics;
  Selection selection;
  selection.languages = project.choose_languages(languages, false, diagnostics);
  selection.pages = project.find_pages(diagnostics);
  StaleRun run;
  if (!has_error(diagnostics)) run = find_stale(project, selection, invocation.settings.jobs, &history);
  run.diagnostics.insert(run.diagnostics.begin(), diagnostics.begin(), diagnostics.end());
  return run;
}

}  // namespace

int explain_messages(const std::string& text, const std::vector<std::string>& languages, bool json,
                     Invocation& invocation) {
  auto& console = invocation.console;
  const auto project = open_project(console);
  GitHistory history(project, {.jobs = invocation.settings.jobs, .cache = true, .version = {}});
  const StaleRun run = find(project, languages, history, invocation);
  const Explainer explainer(project, run, text, console);
  if (run.ok() && !explainer.has_any() && !is_on_a_page(project, run, text, invocation.settings.jobs)) {
    refuse(Phrase(N_("no message has '{1}' in it"), {text}), N_("give some words of the source text, as it is now"));
  }
  if (json) {
    print({{"history", to_json(history)}, {"languages", explainer.json()}, {"diagnostics", to_json(run.diagnostics)}},
          console);
  } else {
    console.report(run.diagnostics);
    if (run.any_stale() && !history.available()) console.report(history.why_not());
    explainer.say();
  }
  return run.ok() ? exit_done : exit_failed;
}

}  // namespace hexapla::cli
