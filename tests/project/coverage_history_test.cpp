#include "hexapla/project/coverage_history.h"

#include "git_folder.h"

using namespace hexapla;
using test::GitFolder;
using test::po;

namespace {

std::string history(const GitFolder& folder, CoverageHistoryOptions options = {}) {
  const Project project = folder.project();
  std::vector<Diagnostic> diagnostics;
  const auto repository = GitRepository::find(project.at("."), diagnostics.emplace_back());
  REQUIRE(repository);
  std::string out;
  for (const CoveragePoint& point : coverage_history(project, *repository, project.languages(diagnostics), options)) {
    out += point.commit.subject + ":";
    for (const CatalogShare& share : point.languages) {
      out +=
          share.there ? " " + std::to_string(share.translated) + "/" + std::to_string(share.words) : std::string(" -");
    }
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("the history of coverage has the commits that changed catalogs, oldest first") {
  GitFolder folder;
  folder.write("hexapla.yaml", "languages: [fr, de]\ncontent:\n  - pages: content/**/*.md\n");
  folder.commit_page("One two.\n\nThree.\n", "no catalog");
  folder.write("locales/fr.po", po("fr", {{"One two.", ""}, {"Three.", ""}}));
  folder.commit("French begins");
  folder.commit_page("# A page\n", "a page alone", "content/b.md");
  folder.write("locales/fr.po", po("fr", {{"One two.", "Un deux."}, {"Three.", ""}}));
  folder.commit("two words");
  folder.write("locales/de.po", po("de", {{"One two.", ""}, {"Three.", "Drei."}}));
  folder.write("locales/fr.po", po("fr", {{"One two.", "Un deux."}, {"Three.", "Trois."}}));
  folder.commit("German begins");
  CHECK(history(folder) == "French begins: 0/3 -\ntwo words: 2/3 -\nGerman begins: 3/3 1/3\n");

  CoverageHistoryOptions few;
  few.points = 2;
  CHECK(history(folder, few) == "French begins: 0/3 -\nGerman begins: 3/3 1/3\n");
  few.points = 30;
  few.commits = 1;
  CHECK(history(folder, few) == "German begins: 3/3 1/3\n");
  CoverageHistoryOptions known;
  known.known = [](std::string_view text) { return text == "Three." ? 10 : std::int64_t{-1}; };
  CHECK(history(folder, known) == "French begins: 0/12 -\ntwo words: 2/12 -\nGerman begins: 12/12 10/12\n");
}
