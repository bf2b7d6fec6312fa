#include "hexapla/project/survey.h"

#include "folder.h"

using namespace hexapla;
using test::Folder;
using test::po;

namespace {

void write_site(const Folder& folder, const std::string& more = {}) {
  folder.write("hexapla.yaml", "languages: [fr, de]\ncontent:\n  - pages: \"**/*.md\"\n" + more);
  folder.write("a.md", "# Hello\n\nGood night.\n\n- Good night.\n");
  folder.write("deep/b.md", "See you later.\n\nGood night.\n\nNobody translated this.\n");
}

const std::string french = po("fr", {{"Hello", "Bonjour"}}) +
                           "\n#, fuzzy\n#| msgid \"Good evening.\"\nmsgid \"Good night.\"\nmsgstr \"Bonsoir.\"\n"
                           "\n#, fuzzy\nmsgid \"See you later.\"\nmsgstr \"À plus.\"\n";

Survey look(const Folder& folder, unsigned jobs = 0) {
  const Project project = folder.project();
  std::vector<Diagnostic> diagnostics;
  return survey(project, project.languages(diagnostics), jobs);
}

std::string shown(const Survey& survey, std::size_t language) {
  std::string out;
  for (std::size_t page = 0; page < survey.pages.size(); ++page) {
    out += survey.pages[page].file.path + ":\n";
    for (std::size_t i = 0; i < survey.pages[page].units.size(); ++i) {
      const SurveyUnit& unit = survey.pages[page].units[i];
      const SurveyEntry& entry = survey.languages[language].entries[page][i];
      out += std::to_string(unit.message) + " " + std::string(unit.unit->text) + " ";
      for (const std::uint32_t line : unit.lines) out += std::to_string(line) + " ";
      out += std::string(state_name(entry.state)) + (entry.message != nullptr ? "\n" : " (not there)\n");
    }
  }
  return out;
}

std::string shown(const Coverage& coverage) {
  std::string out;
  for (const Tally* tally : {&coverage.translated, &coverage.stale, &coverage.guess, &coverage.untranslated}) {
    out += std::to_string(tally->messages) + "/" + std::to_string(tally->words) + " ";
  }
  return out;
}

}  // namespace

TEST_CASE("a survey has each message of a page once, with what a language has for it") {
  const Folder folder;
  write_site(folder);
  folder.write("locales/fr.po", french);
  const Survey survey = look(folder);
  CHECK(survey.ok());
  CHECK(survey.messages == 4);
  CHECK(shown(survey, 0) ==
        "a.md:\n0 Hello 1 translated\n1 Good night. 3 5 stale\n"
        "deep/b.md:\n2 See you later. 1 guess\n1 Good night. 3 stale\n"
        "3 Nobody translated this. 5 untranslated (not there)\n");
  CHECK(survey.languages[0].started);
  CHECK_FALSE(survey.languages[1].started);
}

TEST_CASE("a survey counts as coverage does") {
  for (const std::string catalogs : {"", "catalogs: locales/{lang}/{path}.po\n"}) {
    const Folder folder;
    write_site(folder, catalogs);
    folder.write(catalogs.empty() ? "locales/fr.po" : "locales/fr/a.md.po", french);
    const Survey survey = look(folder, 2);
    const CoverageRun run = run_coverage(folder.project(), {});
    REQUIRE(survey.languages.size() == run.languages.size());
    CHECK(survey.source.words == run.source.words + (catalogs.empty() ? 0 : 2));  // "Good night." twice
    for (std::size_t i = 0; i < run.languages.size(); ++i) {
      CHECK(shown(survey.languages[i].whole) == shown(run.languages[i].whole));
      for (std::size_t page = 0; page < run.pages.size(); ++page) {
        CHECK(shown(survey.languages[i].pages[page]) == shown(run.languages[i].pages[page]));
      }
    }
  }
}
