#include "git_folder.h"
#include "hexapla/project/git_pages.h"

#include <sys/stat.h>

using namespace hexapla;
using test::GitFolder;

namespace {

GitRepository open(const GitFolder& repository) {
  Diagnostic why_not;
  auto found = GitRepository::find(repository.at(""), why_not);
  INFO(describe(why_not));
  REQUIRE(found);
  return std::move(*found);
}

std::string listed(const GitRepository& git, const std::vector<GitPage>& pages) {
  std::string out;
  for (const GitPage& page : pages) out += page.file.path + ": " + git.read_blob(page.blob);
  return out;
}

}  // namespace

TEST_CASE("the pages of a revision, and those staged, are read without a checkout", "[git]") {
  GitFolder repository("docs/");
  repository.folder().write("README.md", "Not a page.\n");
  repository.write("content/b.md", "B.\n");
  repository.write("content/.hidden.md", "Hidden.\n");
  repository.write("build/pages/fr/content/a.md", "Output.\n");
  repository.commit_page("One.\n", "first");
  repository.commit_page("Two.\n", "second");
  repository.write("content/a.md", "Staged.\n");
  repository.git("add -A");
  repository.write("content/a.md", "In the work tree.\n");
  const GitRepository git = open(repository);
  const Project project = repository.project();
  CHECK(listed(git, pages_at(project, git, git.resolve("HEAD~1"))) == "content/a.md: One.\ncontent/b.md: B.\n");
  CHECK(listed(git, pages_at(project, git, git.head())) == "content/a.md: Two.\ncontent/b.md: B.\n");
  CHECK(listed(git, pages_staged(project, git)) == "content/a.md: Staged.\ncontent/b.md: B.\n");
  const auto pages = load_pages(project, git, pages_staged(project, git), 2);
  REQUIRE(pages.size() == 2);
  CHECK(pages[0].path() == "content/a.md");
  CHECK(pages[0].units.at(0).text == "Staged.");
  CHECK(blob_at(project, git, git.head(), "hexapla.yaml"));
  CHECK_FALSE(blob_at(project, git, git.head(), "locales/fr.po"));
}

TEST_CASE("a hook reads the index of the commit that is being made", "[git]") {
  GitFolder repository;
  repository.commit_page("One.\n", "first");
  repository.write("content/a.md", "Two.\n");
  repository.folder().write(
      ".git/hooks/pre-commit",
      "#!/bin/sh\nprintf '%s\\n' \"$GIT_INDEX_FILE\" >index-file\ncp \"$GIT_INDEX_FILE\" .git/seen\n");
  ::chmod(repository.at(".git/hooks/pre-commit").c_str(), 0755);
  repository.git("commit -q -m second content/a.md");
  CHECK(repository.folder().read("index-file").find("next-index") != std::string::npos);
  ::setenv("GIT_INDEX_FILE", ".git/seen", 1);
  repository.git("read-tree HEAD~1 --index-output=.git/index");
  const GitRepository git = open(repository);
  CHECK(listed(git, pages_staged(repository.project(), git)) == "content/a.md: Two.\n");
  ::setenv("GIT_INDEX_FILE", "/dev/null", 1);  // none of this repository's
  CHECK_FALSE(pages_staged(repository.project(), git).empty());
  ::unsetenv("GIT_INDEX_FILE");
}

TEST_CASE("revisions and ranges are what git means by them", "[git]") {
  GitFolder repository;
  const std::string first = repository.commit_page("One.\n", "first");
  repository.git("tag -a -m tag v1");
  repository.git("checkout -q -b side");
  const std::string side = repository.commit_page("Side.\n", "side");
  repository.git("checkout -q main");
  const std::string second = repository.commit_page("Two.\n", "second");
  const GitRepository git = open(repository);
  CHECK(git.head().hex() == second);
  CHECK_FALSE(git.detached());
  CHECK(git.resolve("v1").hex() == first);
  CHECK(git.resolve(second.substr(0, 9)).hex() == second);
  CHECK(git.resolve_range("v1..side").from.hex() == first);
  CHECK(git.resolve_range("v1..").to.hex() == second);
  CHECK(git.resolve_range("side...main").from.hex() == first);
  CHECK(git.resolve_range("side").from.hex() == side);
  CHECK(git.resolve_range("side").to.hex() == second);
  try {
    git.resolve("nonsense");
    FAIL("that is no revision");
  } catch (const Error& error) {
    CHECK(describe(error.diagnostics()[0]) ==
          "error: \"nonsense\" is no revision that git knows\n"
          "  hint: name a commit, a branch or a tag, or two of them: main..HEAD");
  }
}

TEST_CASE("trees are compared as git compares them", "[git]") {
  GitFolder repository;
  // Names that sort differently as folders and as files.
  for (const char* name : {"a.md", "a/x.md", "a-b.md", "a0/y.md", "ab/deep/er/z.md", "same.md", "gone/w.md"}) {
    repository.write(name, std::string("Text of ") + name + ".\n");
  }
  repository.commit("first");
  repository.git("rm -q -r gone a.md");
  repository.write("a.md/now-a-folder.md", "New.\n");
  repository.write("ab/deep/er/z.md", "Changed.\n");
  repository.folder().remove("a0/y.md");
  repository.folder().link("a0/y.md", "../same.md");
  repository.folder().remove("a");
  repository.write("a", "A file.\n");
  repository.commit("second");
  const GitRepository git = open(repository);
  const auto changes = git.compare(git.links(git.resolve("HEAD~1")).tree, git.links(git.head()).tree,
                                   [](std::string_view) { return true; });
  std::string said;
  for (const GitChange& change : changes) {
    said += (said.empty() ? "" : "\n") + std::string(1, "AMD"[static_cast<int>(change.kind)]) + "\t" + change.path;
  }
  // A link is no file of ours: git says T.
  std::string expected = repository.git("diff --name-status --no-renames HEAD~1 HEAD");
  expected.replace(expected.find("T\ta0"), 1, "D");
  CHECK(said == expected);
}
