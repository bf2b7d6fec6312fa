// What a change does to the translations. The oracle is `update` itself, on the pages after the change and the
// catalogs before it.
#include "hexapla/project/impact.h"

#include "git_folder.h"
#include "hexapla/project/runs.h"

#include <algorithm>
#include <random>

using namespace hexapla;
using test::GitFolder;

namespace {

using Of = ImpactOptions::Of;

std::string told(const Tally& tally) {
  return std::to_string(tally.messages) + "/" + std::to_string(tally.words);
}

/// "stale 1/3 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 4": messages/words of one language.
std::string told(const LanguageImpact& one) {
  return "stale " + told(one.stale) + " (+" + told(one.stale_again) + ") healed " + told(one.healed) + " new " +
         told(one.added) + " revived " + told(one.revived) + " obsolete " + told(one.obsolete) + " kept " +
         std::to_string(one.kept);
}

ImpactRun run(const GitFolder& repository, Of of = Of::WorkTree, const std::string& range = {}, bool units = false) {
  ImpactOptions options;
  options.of = of;
  options.range = range;
  options.units = units;
  options.jobs = 2;
  ImpactRun result = run_impact(repository.project(), options);
  INFO(repository.folder().said(result.diagnostics));
  REQUIRE(result.ok());
  return result;
}

std::string french(const GitFolder& repository, Of of = Of::WorkTree, const std::string& range = {}) {
  const ImpactRun result = run(repository, of, range);
  REQUIRE(!result.languages.empty());
  return told(result.languages[0]);
}

/// Every message of the catalog gets a translation: itself, between marks.
void translate(const GitFolder& repository, const std::string& catalog) {
  std::string text = read_file(repository.at(catalog));
  std::string out;
  std::string id;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at) + 1;
    const std::string line = text.substr(at, end - at);
    if (line.starts_with("msgid \"")) id = line.substr(7, line.size() - 9);
    out += line == "msgstr \"\"\n" && !id.empty() ? "msgstr \"« " + id + " »\"\n" : line;
    at = end;
  }
  repository.write(catalog, out);
}

/// Pages with translations, committed.
void start(GitFolder& repository) {
  repository.write("content/a.md", "# Hello\n\nGood morning to you all.\n\nSee [the page](https://example.org/a).\n");
  repository.write("content/b.md", "# Goodbye\n\nGood night.\n");
  REQUIRE(run_update(repository.project(), {}).ok());
  translate(repository, "locales/fr.po");
  repository.commit("first");
}

std::string listed(const ImpactRun& result) {
  std::string out;
  for (const ImpactUnit& unit : result.units) {
    for (const ImpactPlace& place : unit.places) {
      out += place.page;
      for (const auto line : place.lines) out += ":" + std::to_string(line);
      out += " ";
    }
    out += unit.kind + ", " + std::string(rule_of(unit.what).name) + ": " +
           (unit.has_previous ? unit.previous_text : "") + " -> " + unit.text + " =";
    for (const auto& outcome : unit.outcomes) {
      out += " " + result.languages[outcome.language].language.tag + std::to_string(static_cast<int>(outcome.fate));
    }
    out += "\n";
  }
  return out;
}

std::string error_of(const GitFolder& repository, Of of, const std::string& range = {}) {
  ImpactOptions options;
  options.of = of;
  options.range = range;
  try {
    run_impact(repository.project(), options);
  } catch (const Error& error) {
    return repository.folder().said(error.diagnostics());
  }
  return "no error";
}

}  // namespace

TEST_CASE("the work tree is compared with the commit checked out", "[impact]") {
  GitFolder repository;
  start(repository);
  CHECK(french(repository) == "stale 0/0 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 5");
  CHECK(run(repository).changed == 0);
  repository.write("content/a.md", "# Hello\n\nGood evening to you all.\n\nSee [the page](https://example.org/b).\n");
  repository.write("content/c.md", "One more page.\n");
  repository.folder().remove("content/b.md");
  CHECK(french(repository) == "stale 1/5 (+0/0) healed 1/6 new 1/3 revived 0/0 obsolete 2/3 kept 1");
  const ImpactRun result = run(repository, Of::WorkTree, {}, true);
  CHECK(result.changed == 1);
  CHECK(result.added == 1);
  CHECK(result.removed == 1);
  CHECK(
      listed(result) ==
      "content/a.md:3 paragraph, words: Good morning to you all. -> Good evening to you all. = fr2\n"
      "content/a.md:5 paragraph, link: See [the page](https://example.org/a). -> See [the page](https://example.org/b)."
      " = fr1\n"
      "content/b.md:1 heading 1, none: Goodbye ->  = fr4\n"
      "content/b.md:3 paragraph, none: Good night. ->  = fr4\n"
      "content/c.md:1 paragraph, none:  -> One more page. = fr3\n");
}

TEST_CASE("the index is compared with the commit checked out, whatever the work tree has", "[impact]") {
  GitFolder repository;
  start(repository);
  repository.write("content/b.md", "# Goodbye\n\nGood night, everybody.\n");
  repository.git("add -A");
  repository.write("content/b.md", "# Goodbye\n\nSomething else.\n\nAnd more.\n");
  CHECK(french(repository, Of::Staged) == "stale 1/3 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 4");
}

TEST_CASE("two revisions are compared by the catalogs of the first", "[impact]") {
  GitFolder repository;
  start(repository);
  repository.commit_page("# Goodbye\n\nGood night, everybody.\n", "second", "content/b.md");
  REQUIRE(run_update(repository.project(), {}).ok());
  translate(repository, "locales/fr.po");
  repository.commit("third");
  const std::string one_stale = "stale 1/3 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 4";
  CHECK(french(repository, Of::Range, "HEAD~2..HEAD") == one_stale);
  CHECK(french(repository, Of::Range, "HEAD~2") == one_stale);
  CHECK(french(repository, Of::Range, "HEAD~1..HEAD") ==
        "stale 0/0 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 5");
  repository.git("checkout -q --detach HEAD~1");
  CHECK(french(repository, Of::Range, "main~2...") == one_stale);
  CHECK(french(repository) == "stale 0/0 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 5");
}

TEST_CASE("what was stale before the change is not its doing", "[impact]") {
  GitFolder repository;
  start(repository);
  // The catalog was not brought up to date with the second commit, or it was: the change is the third.
  const bool updated = GENERATE(false, true);
  repository.commit_page("# Goodbye\n\nGood night, everybody.\n", "second", "content/b.md");
  if (updated) REQUIRE(run_update(repository.project(), {}).ok());
  repository.commit_page("# Hello\n\nGood morning to you.\n\nSee [the page](https://example.org/a).\n", "third");
  CHECK(french(repository, Of::Range, "HEAD~1..") ==
        "stale 1/4 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 4");
  repository.write("content/b.md", "# Goodbye\n\nGood night, everybody out there.\n");
  CHECK(french(repository) == "stale 0/0 (+1/5) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 4");
  repository.write("content/b.md", "# Goodbye\n\nGood night.\n");
  CHECK(french(repository) == "stale 0/0 (+0/0) healed 0/0 new 0/0 revived 1/2 obsolete 0/0 kept 4");
}

TEST_CASE("a page under another name does nothing to its translations", "[impact]") {
  GitFolder repository;
  start(repository);
  repository.git("mv content/a.md content/z.md");
  CHECK(french(repository, Of::Staged) == "stale 0/0 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 5");
  repository.write("content/z.md", "# Hello\n\nGood evening to you all.\n\nSee [the page](https://example.org/a).\n");
  const ImpactRun result = run(repository, Of::WorkTree, {}, true);
  CHECK(result.changed + 0 == 0);
  CHECK(result.added == 1);
  CHECK(result.removed == 1);
  CHECK(listed(result) ==
        "content/z.md:3 paragraph, words: Good morning to you all. -> Good evening to you all. = fr2\n");
}

TEST_CASE("a word of a page that did not change is known", "[impact]") {
  GitFolder repository;
  const bool known = GENERATE(false, true);
  repository.write("hexapla.yaml", "languages: [fr]\ncontent:\n  - pages: content/**/*.md\nheal: all\n");
  repository.write("content/a.md", "The stone at the bridge is open all day.\n");
  repository.write("content/b.md", known ? "There is a stone.\n" : "There is a shop.\n");
  REQUIRE(run_update(repository.project(), {}).ok());
  translate(repository, "locales/fr.po");
  repository.commit("first");
  repository.write("content/a.md", "The store at the bridge is open all day.\n");
  CHECK(french(repository) == (known ? "stale 1/9 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 1"
                                     : "stale 0/0 (+0/0) healed 1/9 new 0/0 revived 0/0 obsolete 0/0 kept 1"));
}

TEST_CASE("a language without a catalog is only told so", "[impact]") {
  GitFolder repository;
  repository.write("hexapla.yaml", "languages: [de, fr]\ncontent:\n  - pages: content/**/*.md\n");
  repository.write("content/b.md", "Good night.\n");
  RunOptions only_french;
  only_french.languages = {"fr"};
  REQUIRE(run_update(repository.project(), only_french).ok());
  repository.commit("first");
  repository.write("content/b.md", "Good night.\n\nMore.\n");
  const ImpactRun result = run(repository, Of::WorkTree, {}, true);
  REQUIRE(result.languages.size() == 2);
  CHECK_FALSE(result.languages[0].started);
  CHECK(result.languages[1].started);
  CHECK(told(result.languages[1]) == "stale 0/0 (+0/0) healed 0/0 new 1/1 revived 0/0 obsolete 0/0 kept 1");
  CHECK(listed(result) == "content/b.md:3 paragraph, none:  -> More. = fr3\n");
}

TEST_CASE("catalogs that git does not know are read from the disk", "[impact]") {
  GitFolder repository;
  repository.write(".gitignore", "locales/\n");
  start(repository);
  repository.write("content/b.md", "# Goodbye\n\nGood night, everybody.\n");
  CHECK(french(repository) == "stale 1/3 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 4");
}

TEST_CASE("what cannot be compared is said", "[impact]") {
  GitFolder repository("docs/");
  CHECK(error_of(repository, Of::WorkTree) == "error: the git repository has no commit yet");
  start(repository);
  CHECK(error_of(repository, Of::Range, "nonsense..HEAD") ==
        "error: \"nonsense\" is no revision that git knows\n"
        "  hint: name a commit, a branch or a tag, or two of them: main..HEAD");
  repository.write("content/a.md", "Text\n\nmore \xFF\n");
  const ImpactRun bad = run_impact(repository.project(), {});
  CHECK_FALSE(bad.ok());
  CHECK(repository.folder().said(bad.diagnostics).starts_with("docs/content/a.md:3:6: error: not valid UTF-8"));
  repository.commit("unreadable");
  repository.write("content/a.md", "# Hello\n\nGood evening to you all.\n");
  const ImpactRun mended = run_impact(repository.project(), {});
  CHECK(mended.ok());
  CHECK(repository.folder().said(mended.diagnostics) ==
        "docs/content/a.md: warning: this page could not be read before the change: what changed in it is not counted");
  CHECK(told(mended.languages[0]) == "stale 0/0 (+0/0) healed 0/0 new 0/0 revived 0/0 obsolete 0/0 kept 4");
  repository.write("locales/fr.po", "msgid \"open\n");
  repository.commit("a bad catalog");
  const ImpactRun failed = run_impact(repository.project(), {});
  CHECK_FALSE(failed.ok());
  CHECK(failed.languages.at(0).failed);
}

TEST_CASE("a shallow clone lacks revisions, and is told how to get them", "[impact]") {
  GitFolder repository;
  start(repository);
  repository.commit_page("# Hello\n", "second");
  repository.git("clone -q --depth 1 " + test::shell_word("file://" + repository.folder().path()) + " shallow");
  const Project project(repository.at("shallow/"));
  ImpactOptions options;
  CHECK(run_impact(project, options).ok());
  options.of = Of::Range;
  options.range = "HEAD~1..HEAD";
  try {
    run_impact(project, options);
    FAIL("the revision is not there");
  } catch (const Error& error) {
    REQUIRE(error.diagnostics().size() == 2);
    CHECK(error.diagnostics()[0].id == "git-revision");
    CHECK(error.diagnostics()[1].id == "git-shallow");
  }
}

namespace {

/// Edits of pages at random, some of them small.
class Editor {
 public:
  explicit Editor(unsigned seed) : random_(seed) {}

  std::string text() {
    static const char* const words[] = {"river", "stone", "bridge", "light", "7",     "paper", "garden",
                                        "*old*", "north", "letter", "green", "water", "`code`"};
    std::string out = "The";
    for (unsigned i = 0, end = 3 + below(9); i < end; ++i) out += std::string(" ") + words[below(std::size(words))];
    return below(4) == 0 ? out + " [there](https://example.org/" + std::to_string(below(3)) + ")." : out + ".";
  }
  std::vector<std::string> page() {
    std::vector<std::string> page;
    for (unsigned i = 0, end = 2 + below(6); i < end; ++i) page.push_back(below(5) == 0 ? "Shared text." : text());
    return page;
  }
  void edit(std::vector<std::string>& page) {
    if (page.empty()) page.push_back(text());
    std::string& one = page[below(page.size())];
    switch (below(7)) {
      case 0:
        one = text();
        break;
      case 1:
        one += " More.";
        break;
      case 2:
        if (const auto at = one.find("/1)"); at != std::string::npos) one.replace(at, 2, "/2");
        break;
      case 3:
        page.insert(page.begin() + below(page.size()), text());
        break;
      case 4:
        page.erase(page.begin() + below(page.size()));
        break;
      case 5:
        std::swap(page.front(), page.back());
        break;
      default:
        if (const auto at = one.find(' '); at != std::string::npos) one[at] = '\n';
    }
  }
  unsigned below(std::size_t end) { return std::uniform_int_distribution<unsigned>(0, unsigned(end) - 1)(random_); }

 private:
  std::mt19937 random_;
};

}  // namespace

namespace {

/// A site that is edited at random.
class Site {
 public:
  Site(unsigned seed, bool per_page) : editor_(seed), per_page_(per_page) {
    repository.write("hexapla.yaml", std::string("languages: [fr, de]\ncontent:\n  - pages: content/**/*.md\n") +
                                         (per_page ? "catalogs: locales/{lang}/{path}.po\n" : "") +
                                         (seed > 4 ? "heal: all\n" : "") + (seed % 3 == 0 ? "references: line\n" : ""));
    for (int i = 0; i < (per_page ? 6 : 25); ++i) pages_.push_back(editor_.page());
    write();
  }

  void write() const {
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      std::string text = "# p" + std::to_string(i) + "\n";
      for (const std::string& one : pages_[i]) text += "\n" + one + "\n";
      repository.write("content/p" + std::to_string(i) + ".md", text);
    }
  }
  void translate_all() const {
    if (!per_page_) return translate(repository, "locales/fr.po");
    for (std::size_t i = 0; i < pages_.size(); ++i) {
      translate(repository, "locales/fr/content/p" + std::to_string(i) + ".md.po");
    }
  }
  void edit() {
    before_ = pages_;
    for (unsigned i = 0; i < 8; ++i) editor_.edit(pages_[editor_.below(pages_.size())]);
    write();
  }
  /// What update says of the last edits. `behind`: the catalogs were not up to date before them.
  UpdateRun updated(bool behind) {
    RunOptions check;
    check.check = true;
    if (behind) {
      std::swap(pages_, before_);
      write();
      REQUIRE(run_update(repository.project(), {}).ok());
      std::swap(pages_, before_);
      write();
    }
    return run_update(repository.project(), check);
  }

  GitFolder repository;

 private:
  Editor editor_;
  bool per_page_;
  std::vector<std::vector<std::string>> pages_, before_;
};

void compare(const ImpactRun& impact, const UpdateRun& update) {
  REQUIRE(update.languages.size() == impact.languages.size());
  for (std::size_t i = 0; i < update.languages.size(); ++i) {
    const LanguageImpact& ours = impact.languages[i];
    const LanguageUpdate& theirs = update.languages[i];
    INFO(told(ours));
    CHECK(ours.stale.messages + ours.stale_again.messages == theirs.stale);
    CHECK(ours.healed.messages == theirs.healed);
    CHECK(ours.added.messages == theirs.added);
    CHECK(ours.revived.messages == theirs.revived);
    CHECK(ours.obsolete.messages == theirs.obsolete);
    CHECK(ours.kept == theirs.kept);
    const auto outcomes = std::count_if(impact.units.begin(), impact.units.end(), [&](const ImpactUnit& unit) {
      return std::any_of(unit.outcomes.begin(), unit.outcomes.end(),
                         [&](const auto& one) { return one.language == i && one.fate == Fate::Stale; });
    });
    CHECK(static_cast<std::uint32_t>(outcomes) == theirs.stale);
  }
}

}  // namespace

TEST_CASE("the counts are those of update on the new pages and the old catalogs", "[impact]") {
  const unsigned seed = GENERATE(1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U);
  Site site(seed, seed % 2 == 0);
  for (int step = 0; step < 6; ++step) {
    INFO("seed " << seed << ", step " << step);
    const bool behind = step == 3 || step == 5;
    if (!behind) REQUIRE(run_update(site.repository.project(), {}).ok());
    if (step == 0 || step == 2) site.translate_all();
    site.repository.commit("step " + std::to_string(step));
    site.edit();
    const ImpactRun impact = run(site.repository, Of::WorkTree, {}, true);
    site.repository.git("add -A");
    CHECK(listed(run(site.repository, Of::Staged, {}, true)) == listed(impact));
    compare(impact, site.updated(behind));
  }
}
