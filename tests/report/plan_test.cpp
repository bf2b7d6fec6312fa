#include "hexapla/report/plan.h"

#include "../project/folder.h"

using namespace hexapla;
using test::Folder;
using test::po;

namespace {

std::string plan(const Folder& folder, std::uint64_t words = words_in_a_week) {
  const Project project = folder.project();
  std::vector<Diagnostic> diagnostics;
  const Survey found = survey(project, project.languages(diagnostics), 0);
  const Plan plan = make_plan(found, 0, words);
  std::string out;
  for (const PlanStep& step : plan.steps) {
    out += found.pages[step.page].file.path + " " + std::to_string(step.units) + " units " +
           std::to_string(step.words) + " words, " + std::to_string(step.so_far) + ", " +
           std::to_string(step.percent_then) + "%\n";
  }
  return out + (plan.completes ? "complete" : "not complete");
}

}  // namespace

TEST_CASE("the plan takes the pages with the least words first, and a text on two pages once") {
  const Folder folder;
  folder.write("hexapla.yaml", "languages: [fr]\ncontent:\n  - pages: \"*.md\"\n");
  folder.write("a.md", "One two three four.\n\nShared text of five words.\n");
  folder.write("b.md", "Shared text of five words.\n\nDone.\n");
  folder.write("c.md", "Done.\n");
  folder.write("d.md", "# A\n\nOne two three four five six seven eight nine ten.\n");
  folder.write("locales/fr.po", po("fr", {{"Done.", "Fait."}}));
  CHECK(plan(folder) ==
        "b.md 1 units 5 words, 5, 28%\na.md 1 units 4 words, 9, 47%\nd.md 2 units 11 words, 20, 100%\ncomplete");
  CHECK(plan(folder, 9) == "b.md 1 units 5 words, 5, 28%\na.md 1 units 4 words, 9, 47%\nnot complete");
  CHECK(plan(folder, 1) == "b.md 1 units 5 words, 5, 28%\nnot complete");
}

TEST_CASE("nothing to do is no plan") {
  const Folder folder;
  folder.write("hexapla.yaml", "languages: [fr]\ncontent:\n  - pages: \"*.md\"\n");
  folder.write("c.md", "Done.\n");
  folder.write("locales/fr.po", po("fr", {{"Done.", "Fait."}}));
  CHECK(plan(folder) == "not complete");
}
