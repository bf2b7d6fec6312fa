#include "git_folder.h"

#include <fstream>

using namespace hexapla;
using test::ask;
using test::GitFolder;
using test::told;

namespace {

struct Run {
  std::string told;
  std::uint32_t commits, versions;  // that had to be read
};

/// Asks with a cache and writes it.
Run run(const GitFolder& repository, std::string_view previous, std::string_view now, std::string version = {}) {
  const Project project = repository.project();
  GitHistory history(project, {.jobs = 2, .cache = true, .version = std::move(version)});
  INFO(describe(history.why_not()));
  REQUIRE(history.available());
  const std::string answer = told(history.of({ask(previous, now)})[0]);
  CHECK(history.save_cache());
  return {answer, history.work().commits, history.work().versions};
}

GitFolder& three_commits(GitFolder& repository) {
  repository.commit_page("One.\n", "first");
  repository.commit_page("Two.\n", "second");
  repository.commit_page("Three.\n", "third");
  return repository;
}

}  // namespace

TEST_CASE("a second run reads nothing, a new commit costs itself", "[history]") {
  GitFolder repository;
  three_commits(repository);
  const Run cold = run(repository, "One.", "Three.");
  CHECK(cold.told == "second, 2 behind, last third");
  CHECK(cold.commits == 3);
  CHECK(cold.versions == 3);
  CHECK(repository.folder().read(".hexapla/.gitignore") == "*\n");
  CHECK(repository.git("status --porcelain").empty());
  const Run warm = run(repository, "One.", "Three.");
  CHECK(warm.told == cold.told);
  CHECK(warm.commits == 0);
  CHECK(warm.versions == 0);
  repository.commit_page("Four.\n", "fourth");
  const Run next = run(repository, "One.", "Four.");
  CHECK(next.told == "second, 3 behind, last fourth");
  CHECK(next.commits == 1);
  CHECK(next.versions == 1);
}

TEST_CASE("after an amended commit the cache tells of the new one, and has forgotten the old", "[history]") {
  GitFolder repository;
  three_commits(repository);
  run(repository, "One.", "Three.");
  repository.write("content/a.md", "Third.\n");
  repository.git("add -A");
  repository.tick();
  repository.git("commit -q --amend -m 'third, amended'");
  CHECK(run(repository, "One.", "Third.").told == "second, 2 behind, last third, amended");
  CHECK(repository.folder().read(".hexapla/history").find("third, amended") != std::string::npos);
  repository.git("commit -q --amend -m 'amended again'");
  CHECK(run(repository, "Two.", "Third.").told == "amended again, 1 behind, last amended again");
  CHECK(repository.folder().read(".hexapla/history").find("third, amended") == std::string::npos);
}

TEST_CASE("after a rebase the cache tells what a cold run tells", "[history]") {
  GitFolder repository;
  repository.commit_page("One.\n\n\nEnd.\n", "first");
  repository.git("checkout -q -b work");
  repository.commit_page("Two.\n\n\nEnd.\n", "work one");
  repository.commit_page("Two.\n\n\nThe end.\n", "work two");
  run(repository, "One.", "Two.");
  repository.git("checkout -q main");
  repository.commit_page("Elsewhere.\n", "main goes on", "content/b.md");
  repository.git("checkout -q work");
  repository.git("rebase -q main");
  const std::string warm = run(repository, "One.", "Two.").told;
  CHECK(warm == "work one, 2 behind, last work one");
  CHECK(warm == test::since(repository, "One.", "Two."));
  const Project project = repository.project();
  GitHistory history(project);
  CHECK(history.of({ask("One.", "Two.")})[0].since.commit->id.hex() == repository.git("rev-parse HEAD~1"));
}

TEST_CASE("another version's cache is not read", "[history]") {
  GitFolder repository;
  three_commits(repository);
  run(repository, "One.", "Three.", "0.0.9");
  const Run other = run(repository, "One.", "Three.");
  CHECK(other.told == "second, 2 behind, last third");
  CHECK(other.commits == 3);
  CHECK(run(repository, "One.", "Three.").commits == 0);
}

TEST_CASE("a page that is parsed in another way is parsed anew", "[history]") {
  GitFolder repository;
  repository.commit_page("---\nlede: One.\n---\n", "first");
  repository.commit_page("---\nlede: Two.\n---\n", "second");
  CHECK(run(repository, "One.", "Two.").told == "unknown, 0 behind, last not committed");
  repository.write("hexapla.yaml", "languages: [fr]\ncontent:\n  - pages: content/**/*.md\n    front_matter: [lede]\n");
  CHECK(run(repository, "One.", "Two.").told == "second, 1 behind, last second");
}

TEST_CASE("a cache that was cut anywhere, or changed anywhere, counts as lost", "[history]") {
  GitFolder repository;
  three_commits(repository);
  const std::string answer = run(repository, "One.", "Three.").told;
  const std::string whole = repository.folder().read(".hexapla/history");
  const Project project = repository.project();
  const auto try_with = [&](const std::string& bytes) {
    std::ofstream(repository.at(".hexapla/history"), std::ios::binary) << bytes;
    GitHistory history(project, {.jobs = 1, .cache = true, .version = {}});
    return told(history.of({ask("One.", "Three.")})[0]) == answer && history.work().commits == 3;
  };
  for (std::size_t size = 0; size < whole.size(); ++size) {
    if (!try_with(whole.substr(0, size))) FAIL("cut to " << size);
  }
  for (std::size_t at = 0; at < whole.size(); at += 3) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x41);
    if (!try_with(changed)) FAIL("changed at " << at);
  }
  CHECK(try_with(whole + "x"));
  // It is written anew then.
  CHECK(run(repository, "One.", "Three.").commits == 3);
  CHECK(repository.folder().read(".hexapla/history") == whole);
}

TEST_CASE("numbers in a cache with a right checksum are not believed either", "[history]") {
  GitFolder repository;
  three_commits(repository);
  run(repository, "One.", "Three.");
  const std::string whole = repository.folder().read(".hexapla/history");
  const Project project = repository.project();
  for (const char filling : {'\x7F', '\0', '\x02'}) {
    for (std::size_t at = 16; at + 4 <= whole.size(); at += 3) {
      std::string changed = whole;
      for (std::size_t i = 0; i < 4; ++i) changed[at + i] = filling;
      const std::uint64_t checksum = hash_bytes(std::string_view(changed).substr(16));
      for (std::size_t i = 0; i < 8; ++i) changed[8 + i] = static_cast<char>(checksum >> (8 * i));
      std::ofstream(repository.at(".hexapla/history"), std::ios::binary) << changed;
      GitHistory history(project, {.jobs = 1, .cache = true, .version = {}});
      REQUIRE(history.of({ask("One.", "Three.")}).size() == 1);
    }
  }
}

TEST_CASE("a cache that cannot be written costs nothing but time", "[history]") {
  GitFolder repository;
  three_commits(repository);
  const test::Folder outside;
  repository.folder().link(".hexapla", outside.path());
  const Project project = repository.project();
  GitHistory history(project);
  CHECK(told(history.of({ask("One.", "Three.")})[0]) == "second, 2 behind, last third");
  CHECK_FALSE(history.save_cache());
  CHECK_FALSE(outside.has("history"));
}
