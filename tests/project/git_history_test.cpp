#include "git_folder.h"

#include <chrono>
#include <random>

using namespace hexapla;
using test::ask;
using test::Folder;
using test::GitFolder;
using test::since;
using test::told;

TEST_CASE("a text is stale since the commit that changed it", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n\nOther.\n", "first");
  const std::string changed = repository.commit_page("Two.\n\nOther.\n", "second");
  repository.commit_page("Two.\n\nAnother.\n", "third");
  repository.commit_page("Elsewhere.\n", "not here", "content/b.md");
  CHECK(since(repository, "One.", "Two.") == "second, 2 behind, last second");
  CHECK(since(repository, "Other.", "Another.") == "third, 1 behind, last third");

  const Project project = repository.project();
  GitHistory history(project, {.jobs = 1, .cache = false, .version = {}});
  const UnitHistory answer = history.of({ask("One.", "Two.")})[0];
  REQUIRE(answer.since.commit != nullptr);
  CHECK(answer.page == "content/a.md");
  CHECK(answer.since.commit->id.hex() == changed);
  CHECK(answer.since.commit->author == "Ann Author");
  CHECK(answer.since.commit->email == "ann@example.org");
  CHECK(answer.since.commit->time == 1767218402);  // 2026-01-01 00:00:02 +0200
  CHECK(answer.since.commit->offset == 120);
  CHECK_FALSE(history.shallow());
}

TEST_CASE("a text that changed several times is stale since the first of them", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.commit_page("Two.\n", "second");
  repository.commit_page("Three.\n", "third");
  repository.commit_page("Four.\n\nNew.\n", "fourth");
  CHECK(since(repository, "One.", "Four.") == "second, 3 behind, last fourth");
  CHECK(since(repository, "Two.", "Four.") == "third, 2 behind, last fourth");
  CHECK(since(repository, "Never there.", "Four.") == "unknown, 0 behind, last fourth");
}

TEST_CASE("a text that came back and went again is stale since it went last", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.commit_page("Two.\n", "second");
  repository.commit_page("One.\n", "back");
  repository.commit_page("Two.\n", "again");
  CHECK(since(repository, "One.", "Two.") == "again, 1 behind, last again");
}

TEST_CASE("a reflow is no change of the text", "[history]") {
  GitFolder repository;
  repository.commit_page("One and two.\n", "first");
  repository.commit_page("One\nand two.\n", "reflow");
  repository.commit_page("One and\nthree.\n", "change");
  repository.commit_page("One\nand\nthree.\n", "another reflow");
  CHECK(since(repository, "One and two.", "One and three.") == "change, 2 behind, last change");
}

TEST_CASE("a page is followed through renames", "[history]") {
  GitFolder repository;
  const std::string rest = "\n\nA long\n\npage with\n\nmany lines\n\nthat stay.\n";
  repository.commit_page("One." + rest, "first", "content/old.md");
  repository.commit_page("Two." + rest, "change", "content/old.md");
  repository.git("mv content/old.md content/a.md");
  repository.commit_page("Two." + rest + "\nMore.\n", "rename");
  CHECK(since(repository, "One.", "Two.") == "change, 2 behind, last change");
  // The old name is another page's now.
  repository.commit_page("One.\n", "reused", "content/old.md");
  CHECK(since(repository, "One.", "Two.") == "change, 2 behind, last change");
  repository.git("mv content/a.md content/b.md");
  repository.commit("moved again");
  CHECK(since(repository, "One.", "Two.", "content/b.md") == "change, 3 behind, last change");
}

TEST_CASE("a page that was away for a while is the same page", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.git("rm -q content/a.md");
  repository.commit("away");
  repository.commit_page("Two.\n", "back");
  CHECK(since(repository, "One.", "Two.") == "away, 2 behind, last back");
}

TEST_CASE("what a merged branch changed is the branch's commit's doing", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n\nOther.\n", "first");
  repository.git("checkout -q -b side");
  repository.commit_page("Two.\n\nOther.\n", "on the branch");
  repository.git("checkout -q main");
  repository.commit_page("Elsewhere.\n", "on main", "content/b.md");
  repository.tick();
  repository.git("merge -q --no-ff -m merge side");
  CHECK(since(repository, "One.", "Two.") == "on the branch, 1 behind, last on the branch");
  // Both sides changed the page, in different places.
  repository.git("checkout -q -b second");
  repository.commit_page("Three.\n\nOther.\n\nEnd.\n", "second branch");
  repository.git("checkout -q main");
  repository.tick();
  repository.git("merge -q --no-ff -s ours -m ours second");
  CHECK(since(repository, "One.", "Two.") == "on the branch, 1 behind, last on the branch");
  repository.git("checkout -q -b third");
  repository.commit_page("Two.\n\nOther.\n\nEnd of third.\n", "third branch");
  repository.git("checkout -q main");
  repository.commit_page("Zero.\n\nTwo.\n\nOther.\n", "main again");
  repository.tick();
  repository.git("merge -q --no-ff --no-commit third");
  repository.commit_page("Zero.\n\nThree.\n\nOther.\n\nEnd of third.\n", "evil merge");
  CHECK(since(repository, "Two.", "Three.") == "evil merge, 1 behind, last evil merge");
  CHECK(since(repository, "One.", "Three.") == "on the branch, 4 behind, last evil merge");
}

TEST_CASE("what is not committed is said to be not committed", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n\nOther.\n", "first");
  repository.commit_page("Two.\n\nOther.\n", "second");
  repository.write("content/a.md", "Three.\n\nNew.\n");
  repository.write("content/new.md", "Three.\n");
  CHECK(since(repository, "One.", "Three.") == "second, 1 behind, last not committed");
  CHECK(since(repository, "Other.", "New.") == "not committed, 0 behind, last not committed");
  CHECK(since(repository, "One.", "Three.", "content/new.md") == "not committed, 0 behind, last not committed");
  CHECK(since(repository, "One.", "Three.", "content/nowhere.md") == "unknown, 0 behind, last unknown");
  CHECK(since(repository, "One.", "Three.", "elsewhere/page.md") == "unknown, 0 behind, last unknown");
}

TEST_CASE("of several pages the one counts that lost the text first", "[history]") {
  GitFolder repository;
  repository.write("content/a.md", "One.\n");
  repository.commit_page("One.\n", "first", "content/b.md");
  repository.commit_page("Two.\n", "b changes", "content/b.md");
  repository.commit_page("Two.\n", "a changes", "content/a.md");
  const Project project = repository.project();
  GitHistory history(project, {.jobs = 1, .cache = false, .version = {}});
  const UnitHistory answer = history.of({{{"", "One."}, {"", "Two."}, {"content/a.md", "content/b.md"}}})[0];
  CHECK(told(answer) == "b changes, 1 behind, last b changes");
  CHECK(answer.page == "content/b.md");
}

TEST_CASE("a text that is still elsewhere on the page is stale since the other came", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n\nOne.\n", "first");
  repository.commit_page("One.\n\nTwo.\n", "second");
  CHECK(since(repository, "One.", "Two.") == "second, 1 behind, last second");
}

TEST_CASE("the context is part of the text", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.commit_page("<!-- hexapla:context: here -->\n\nOne.\n", "context");
  const Project project = repository.project();
  GitHistory history(project, {.jobs = 1, .cache = false, .version = {}});
  CHECK(told(history.of({{{"", "One."}, {"here", "One."}, {"content/a.md"}}})[0]) == "context, 1 behind, last context");
}

TEST_CASE("in a shallow clone the answer is what can be known", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.commit_page("Two.\n", "second");
  repository.commit_page("Two.\n\nMore.\n", "third");
  repository.commit_page("Three.\n\nMore.\n", "fourth");
  const Folder clone;
  const std::string url = test::shell_word("file://" + repository.folder().path());
  REQUIRE(repository.git("clone -q --depth 2 " + url + " " + test::shell_word(clone.at("c"))).empty());
  const Project project(clone.at("c/"));
  {
    GitHistory history(project);
    REQUIRE(history.available());
    CHECK(history.shallow());
    CHECK(told(history.of({ask("One.", "Three.")})[0]) == "before third, 2 behind, last fourth");
    CHECK(told(history.of({ask("Two.", "Three.")})[0]) == "fourth, 1 behind, last fourth");
    CHECK(told(history.of({ask("One.", "More.")})[0]) == "before third, 2 behind, last before third");
    CHECK(history.save_cache());
  }
  // What the cache knows of the commit at the cut is not true any more once the clone is deepened.
  REQUIRE(repository.git("-C " + test::shell_word(clone.at("c")) + " fetch -q --unshallow").empty());
  GitHistory history(project);
  CHECK_FALSE(history.shallow());
  CHECK(told(history.of({ask("One.", "Three.")})[0]) == "second, 3 behind, last fourth");
}

TEST_CASE("without a repository, or a commit in it, history says why there is none", "[history]") {
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: '*.md'\n");
  folder.write("a.md", "One.\n");
  const Project project = folder.project();
  GitHistory history(project);
  CHECK_FALSE(history.available());
  CHECK(describe(history.why_not()) == "note: this project is in no git repository");
  CHECK(told(history.of({ask("One.", "Two.", "a.md")})[0]) == "unknown, 0 behind, last unknown");
  CHECK(history.save_cache());
  CHECK_FALSE(folder.has(".hexapla"));

  const GitFolder unborn;
  const Project other = unborn.project();
  CHECK(describe(GitHistory(other).why_not()) == "note: the git repository has no commit yet");
}

TEST_CASE("a bare repository has nothing to compare with", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.git("config core.bare true");
  const Project project = repository.project();
  CHECK(describe(GitHistory(project).why_not()) == "note: the git repository has no work tree");
}

TEST_CASE("a repository that is damaged is one that tells nothing", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  const std::string tree = repository.git("rev-parse HEAD^{tree}");
  repository.folder().remove(".git/objects/" + tree.substr(0, 2) + "/" + tree.substr(2));
  const Project project = repository.project();
  GitHistory history(project);
  CHECK(history.of({ask("One.", "Two.")})[0].since.kind == Moment::Kind::Unknown);
  CHECK_FALSE(history.available());
  CHECK(history.why_not().id == "git-object");
}

TEST_CASE("a detached head has a history like any other", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.commit_page("Two.\n", "second");
  repository.commit_page("Three.\n", "third");
  repository.git("checkout -q HEAD~1");
  CHECK(since(repository, "One.", "Two.") == "second, 1 behind, last second");
}

TEST_CASE("a linked work tree has a history like any other", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.commit_page("Two.\n", "second");
  const Folder other;
  repository.git("config extensions.worktreeConfig true");
  repository.git("worktree add -q --detach " + test::shell_word(other.at("w")));
  const Project project(other.at("w/"));
  GitHistory history(project);
  INFO(describe(history.why_not()));
  CHECK(told(history.of({ask("One.", "Two.")})[0]) == "second, 1 behind, last second");
}

TEST_CASE("a project below the repository's top knows its pages", "[history]") {
  GitFolder repository("docs/site/");
  repository.commit_page("One.\n", "first");
  repository.folder().write("content/a.md", "Two.\n");
  repository.commit("the same name at the top");
  repository.commit_page("Two.\n", "second");
  CHECK(since(repository, "One.", "Two.") == "second, 1 behind, last second");
}

TEST_CASE("paths that are not ASCII, and a page behind a link, have their history", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first", "content/Übersicht 概要.md");
  repository.commit_page("Two.\n", "second", "content/Übersicht 概要.md");
  CHECK(since(repository, "One.", "Two.", "content/Übersicht 概要.md") == "second, 1 behind, last second");
  repository.folder().link("content/link.md", "Übersicht 概要.md");
  repository.commit("a link");
  CHECK(since(repository, "One.", "Two.", "content/link.md") == "second, 1 behind, last second");
}

TEST_CASE("names and subjects of commits cannot move the cursor", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.commit_page("Two.\n", "red \x1B[31m and \x7F.");
  CHECK(since(repository, "One.", "Two.") == "red  [31m and  ., 1 behind, last red  [31m and  .");
  CHECK(printable_text("caf\xE9\x80") == "café\xEF\xBF\xBD");
}

TEST_CASE("whatever branches did, the commit told lacks the text and each parent has it", "[history]") {
  GitFolder repository;
  std::string stream;
  const unsigned seed = GENERATE(range(1U, 13U));
  CAPTURE(seed);
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
  // Commits with one to two parents; the page has some of six texts, mostly those of its first parent.
  constexpr std::size_t count = 60;
  std::vector<std::vector<std::size_t>> parents(count);
  std::vector<unsigned> texts(count);
  std::vector<bool> reachable(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) parents[i].push_back(i - 1 - pick(std::min<std::size_t>(i, 3)));
    if (i > 2 && pick(3) == 0 && parents[i][0] != i - 2) parents[i].push_back(i - 2);
    texts[i] = i == 0 ? 0x3FU : texts[parents[i][pick(parents[i].size())]];
    if (i > 0 && pick(2) == 0) texts[i] ^= 1U << pick(6);
    std::string page = "Always.\n";
    for (unsigned text = 0; text < 6; ++text) {
      if ((texts[i] >> text & 1U) != 0) page += "\nText " + std::to_string(text) + ".\n";
    }
    const std::string subject = std::to_string(i);
    stream += "commit refs/heads/main\nmark :" + std::to_string(i + 1) + "\ncommitter A <a@example.org> " +
              std::to_string(1767218400 + i) + " +0000\ndata " + std::to_string(subject.size()) + "\n" + subject + "\n";
    for (std::size_t k = 0; k < parents[i].size(); ++k) {
      stream += (k == 0 ? "from :" : "merge :") + std::to_string(parents[i][k] + 1) + "\n";
    }
    stream += "M 100644 inline content/a.md\ndata " + std::to_string(page.size()) + "\n" + page + "\n";
  }
  reachable[count - 1] = true;
  for (std::size_t i = count; i-- > 0;) {
    for (const std::size_t parent : parents[i]) reachable[parent] = reachable[parent] || reachable[i];
  }
  repository.folder().write(".git/stream", stream);
  INFO(repository.git("fast-import --quiet --force <.git/stream"));
  repository.git("reset -q --hard");
  repository.write("hexapla.yaml", "languages: [fr]\ncontent:\n  - pages: content/**/*.md\n");
  const Project project = repository.project();
  GitHistory history(project, {.jobs = 1, .cache = false, .version = {}});
  REQUIRE(history.available());
  for (unsigned text = 0; text < 6; ++text) {
    const std::string asked = "Text " + std::to_string(text) + ".";
    const Moment moment = history.of({ask(asked, asked)})[0].since;
    const bool there = (texts[count - 1] >> text & 1U) != 0;
    REQUIRE(moment.kind == Moment::Kind::Commit);
    const auto commit = static_cast<std::size_t>(std::stoul(moment.commit->subject));
    CAPTURE(text, commit, there);
    CHECK(reachable[commit]);
    CHECK(((texts[commit] >> text & 1U) != 0) == there);
    for (const std::size_t parent : parents[commit]) CHECK(((texts[parent] >> text & 1U) != 0) != there);
  }
}

// Not run by default: test_project '[figures]' prints what a large history costs.
TEST_CASE("figures of 2,000 commits that touch 200 pages", "[.][figures]") {
  GitFolder repository;
  std::string stream;
  const auto add = [&](const std::string& text) { stream += text + "\n"; };
  std::vector<std::vector<std::string>> pages(200, std::vector<std::string>(40));
  for (std::size_t page = 0; page < pages.size(); ++page) {
    for (std::size_t i = 0; i < 40; ++i) {
      pages[page][i] = "Paragraph " + std::to_string(i) + " of page " + std::to_string(page) +
                       " says something about the birds of the river, at some length, with *emphasis* and a "
                       "[link](https://example.org/" +
                       std::to_string(i) + ").";
    }
  }
  const auto original = pages;
  for (std::size_t commit = 0; commit <= 2000; ++commit) {
    add("commit refs/heads/main");
    add("committer Ann Author <ann@example.org> " + std::to_string(1767218400 + 60 * commit) + " +0000");
    const std::string subject = "commit " + std::to_string(commit);
    add("data " + std::to_string(subject.size()) + "\n" + subject);
    for (std::size_t page = 0; page < pages.size(); ++page) {
      // The first has all of them, each of the others changes one to three.
      const bool touched = commit == 0 || (page + commit * 37) % 200 < 1 + commit % 3;
      if (!touched) continue;
      if (commit != 0) pages[page][(commit * 7) % 40] += " Changed in " + std::to_string(commit) + ".";
      std::string text = "# Page " + std::to_string(page) + "\n";
      for (const std::string& paragraph : pages[page]) text += "\n" + paragraph + "\n";
      add("M 100644 inline content/section" + std::to_string(page % 10) + "/page" + std::to_string(page) + ".md");
      add("data " + std::to_string(text.size()) + "\n" + text);
    }
  }
  repository.folder().write(".git/stream", stream);
  repository.git("fast-import --quiet <.git/stream");
  repository.git("reset -q --hard");
  std::vector<StaleQuery> queries;
  std::vector<std::string> paths;
  for (std::size_t page = 0; page < pages.size(); ++page) {
    paths.push_back("content/section" + std::to_string(page % 10) + "/page" + std::to_string(page) + ".md");
  }
  for (std::size_t page = 0; page < pages.size(); ++page) {
    for (std::size_t i = 0; i < 40; ++i) {
      if (pages[page][i] == original[page][i]) continue;
      queries.push_back({{"", original[page][i]}, {"", pages[page][i]}, {paths[page]}});
    }
  }
  const Project project = repository.project();
  const auto measure = [&](const char* what) {
    const auto begin = std::chrono::steady_clock::now();
    GitHistory history(project);
    const auto opened = std::chrono::steady_clock::now();
    const auto answers = history.of(queries);
    const auto end = std::chrono::steady_clock::now();
    history.save_cache();
    const auto saved = std::chrono::steady_clock::now();
    for (const UnitHistory& answer : answers) REQUIRE(answer.since.kind == Moment::Kind::Commit);
    const auto ms = [](auto time) { return std::chrono::duration<double, std::milli>(time).count(); };
    WARN(what << ": " << ms(end - begin) << " ms (opened in " << ms(opened - begin) << "), saved in " << ms(saved - end)
              << "; " << queries.size() << " questions, " << history.work().commits << " commits and "
              << history.work().versions << " versions read, cache "
              << repository.folder().read(".hexapla/history").size() << " bytes");
  };
  measure("cold");
  measure("warm");
  measure("warm");
  repository.commit_page("New.\n", "one more");
  measure("one commit later");
}
