#include "cli/review.h"

#include "cli/arguments.h"
#include "cli/changes.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "hexapla/project/selection.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <memory>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

struct Arguments {
  std::vector<std::string> words;     ///< languages and pages
  std::vector<std::string> classes;   ///< as named in hexapla.yaml
  std::vector<std::string> messages;  ///< texts
  std::vector<std::string> commits;   ///< what their subjects have in them
  bool minor = false;                 ///< those of hexapla.yaml
  bool all = false, check = false, json = false;
};

/// "link,code" and "link code" alike.
std::vector<ChangeClass> read_classes(const std::vector<std::string>& words) {
  std::vector<ChangeClass> classes;
  for (const std::string& word : words) {
    for (std::size_t at = 0; at <= word.size();) {
      const std::size_t end = std::min(word.find(',', at), word.size());
      const std::string name = word.substr(at, end - at);
      const auto what = class_named(name);
      if (!what) {
        refuse(Phrase(N_("'{1}' is no class of changes"), {name}),
               Phrase(N_("the classes are: {1}"), {names_of(ClassSet::every())}));
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
                                 {"failed", one.failed},
                                 {"files", one.files},
                                 {"messages", one.messages},
                                 {"words", one.words},
                                 {"msgids", one.texts}});
  }
  return json;
}

std::string sentence(const LanguageReview& one, Answer answer, const Console& console) {
  const std::string name = shown_language(one.language, console);
  if (one.failed) return tr("{1}: {2}", {name, tr("its catalog has errors: left as it is")});
  if (one.messages == 0) return tr("{1}: nothing to do", {name});
  const std::string words = trn("{1} word", "{1} words", one.words, {number(one.words)});
  return answer == Answer::Accept ? trn("{1}: {2} translation accepted, {3}", "{1}: {2} translations accepted, {3}",
                                        one.messages, {name, number(one.messages), words})
                                  : trn("{1}: {2} translation to be looked at again, {3}",
                                        "{1}: {2} translations to be looked at again, {3}", one.messages,
                                        {name, number(one.messages), words});
}

ReviewRun answer_all(const Project& project, const Arguments& arguments, const ReviewOptions& options,
                     Console& console) {
  const Progress progress(console, tr("reviewing"));
  std::vector<Diagnostic> diagnostics;
  const auto selection = select(project, arguments.words, diagnostics);
  ReviewRun run;
  if (!has_error(diagnostics)) run = review(project, selection, options);
  run.diagnostics.insert(run.diagnostics.begin(), diagnostics.begin(), diagnostics.end());
  return run;
}

int run(const Arguments& arguments, Answer answer, Invocation& invocation) {
  auto& console = invocation.console;
  const auto project = open_project(console);
  ReviewOptions options;
  options.answer = answer;
  options.classes = read_classes(arguments.classes);
  options.messages = arguments.messages;
  options.commits = arguments.commits;
  if (arguments.minor) {
    const auto& minor = project.config().minor_commits;
    if (minor.empty()) {
      refuse(N_("the configuration does not say which commits are minor"),
             N_("for example: commits: {{minor: [typo, \"docs(minor)\"]}}"));
    }
    options.commits.insert(options.commits.end(), minor.begin(), minor.end());
  }
  options.check = arguments.check;
  options.jobs = invocation.settings.jobs;
  if (arguments.words.empty() && options.classes.empty() && options.messages.empty() && options.commits.empty() &&
      !arguments.all) {
    refuse(N_("nothing says which messages are meant"), N_("name languages, pages or texts, or give --all"));
  }
  const auto result = answer_all(project, arguments, options, console);
  if (arguments.json) {
    print(json_of(result), console);
  } else {
    console.report(result.diagnostics);
    for (const auto& one : result.languages) console.say(sentence(one, answer, console));
  }
  const bool any = std::any_of(result.languages.begin(), result.languages.end(),
                               [](const LanguageReview& one) { return one.messages > 0; });
  return exit_after(result.diagnostics, arguments.check && any ? exit_finding : exit_done);
}

}  // namespace

Command add_review(CLI::App& root, const Manual& manual, Answer answer) {
  auto arguments = std::make_shared<Arguments>();
  Entry entry(root, manual);
  entry.values("LANG|PAGE", arguments->words, N_("Languages, such as `fr` or `zh-Hans`, and pages."));
  if (answer == Answer::Accept) {
    entry.values("--class", arguments->classes, N_("Only changes of these classes, separated by commas."), "CLASS");
    entry.values("--commit", arguments->commits,
                 N_("Only what one commit changed that has this in its subject; may be repeated."), "TEXT");
    entry.flag("--minor", arguments->minor, N_("Only changes of commits that hexapla.yaml calls minor."));
  }
  entry.values("--message", arguments->messages, N_("Only messages with this in their text; may be repeated."), "TEXT");
  entry.flag("--all", arguments->all, N_("All of them: needed when nothing else is named."));
  entry.flag("--check", arguments->check, N_("Write nothing; tell what would be done."));
  entry.flag("--json", arguments->json, N_("Print one JSON document."));
  return {&manual, entry.app(),
          [arguments, answer](Invocation& invocation) { return run(*arguments, answer, invocation); }};
}

}  // namespace hexapla::cli
