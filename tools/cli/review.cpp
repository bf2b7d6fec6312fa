#include "cli/review.h"

#include "cli/changes.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "hexapla/project/selection.h"
#include "hexapla/text/language.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

std::string class_names() {
  std::string names;
  for (std::size_t i = 1; i < change_classes; ++i) {
    names += (names.empty() ? "" : ", ") + std::string(rule_of(static_cast<ChangeClass>(i)).name);
  }
  return names;
}

/// "link,code" and "link code" alike.
std::vector<ChangeClass> read_classes(const std::vector<std::string>& words) {
  std::vector<ChangeClass> classes;
  for (const std::string& word : words) {
    for (std::size_t at = 0; at <= word.size();) {
      const std::size_t end = std::min(word.find(',', at), word.size());
      const std::string name = word.substr(at, end - at);
      const auto what = class_named(name);
      if (!what) {
        refuse(Phrase(N_("'{1}' is no class of changes"), {name}), Phrase(N_("the classes are: {1}"), {class_names()}));
      }
      classes.push_back(*what);
      at = end + 1;
    }
  }
  return classes;
}

Json json_of(const ReviewRun& run) {
  Json json = {{"languages", Json::array()}, {"diagnostics", to_json(run.diagnostics)}};
  for (const LanguageReview& one : run.languages) {
    json["languages"].push_back({{"language", one.language.tag},
                                 {"name", language_name(one.language.tag)},
                                 {"files", one.files},
                                 {"messages", one.messages},
                                 {"words", one.words},
                                 {"msgids", one.texts}});
  }
  return json;
}

std::string sentence(const LanguageReview& one, Answer answer, const Console& console) {
  const std::string name = shown_language(one.language, console);
  if (one.messages == 0) return tr("{1}: nothing to do", {name});
  const std::string words = trn("{1} word", "{1} words", one.words, {number(one.words)});
  return answer == Answer::Accept ? trn("{1}: {2} translation accepted, {3}", "{1}: {2} translations accepted, {3}",
                                        one.messages, {name, number(one.messages), words})
                                  : trn("{1}: {2} translation to be looked at again, {3}",
                                        "{1}: {2} translations to be looked at again, {3}", one.messages,
                                        {name, number(one.messages), words});
}

}  // namespace

int run_review(const ReviewArguments& arguments, Answer answer, Invocation& invocation) {
  auto& console = invocation.console;
  const auto project = open_project(console);
  ReviewOptions options;
  options.answer = answer;
  options.classes = read_classes(arguments.classes);
  options.messages = arguments.messages;
  options.check = arguments.check;
  options.jobs = invocation.settings.jobs;
  if (arguments.words.empty() && options.classes.empty() && options.messages.empty() && !arguments.all) {
    refuse(N_("nothing says which messages are meant"), N_("name languages, pages or texts, or give --all"));
  }
  std::vector<Diagnostic> diagnostics;
  const auto result = [&] {
    const Progress progress(console, tr("reviewing"));
    const auto selection = select(project, arguments.words, diagnostics);
    return has_error(diagnostics) ? ReviewRun() : review(project, selection, options);
  }();
  diagnostics.insert(diagnostics.end(), result.diagnostics.begin(), result.diagnostics.end());
  if (arguments.json) {
    print(json_of(result), console);
  } else {
    console.report(diagnostics);
    for (const auto& one : result.languages) console.say(sentence(one, answer, console));
  }
  const bool any = std::any_of(result.languages.begin(), result.languages.end(),
                               [](const LanguageReview& one) { return one.messages > 0; });
  return exit_after(diagnostics, arguments.check && any ? exit_finding : exit_done);
}

}  // namespace hexapla::cli
