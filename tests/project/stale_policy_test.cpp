// What readers see of stale translations: time limits, strict pages, marks, the state in the front matter.
#include "git_folder.h"
#include "hexapla/project/page_state.h"

using namespace hexapla;
using test::GitFolder;
using test::po;

namespace {

constexpr std::int64_t first_commit = 1767218400;  // 2026-01-01 00:00 +0200 in UTC; GitFolder's later by minutes

/// Time as a build sees it.
class Clock {
 public:
  explicit Clock(int days_after) {
    ::setenv("SOURCE_DATE_EPOCH", std::to_string(first_commit + 86400 * days_after + 3600).c_str(), 1);
  }
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  ~Clock() { ::unsetenv("SOURCE_DATE_EPOCH"); }
};

const std::string stale_catalog =
    po("fr", {{"Hello", "Bonjour"}}) +
    "#, fuzzy\n#| msgid \"Good night.\"\nmsgid \"Good morning.\"\nmsgstr \"Bonne nuit.\"\n";

/// A page whose paragraph changed on 2026-01-01, with a stale translation.
void make_site(GitFolder& git, const std::string& config, const std::string& matter = {}) {
  git.write("hexapla.yaml",
            "languages: [fr]\ncontent:\n  - pages: content/**/*.md\noutput: out/{lang}/{path}\n" + config);
  git.commit_page(matter + "# Hello\n\nGood night.\n", "Begin");
  git.write("locales/fr.po", stale_catalog);
  git.commit_page(matter + "# Hello\n\nGood morning.\n", "Change the greeting");
}

std::string merged(const GitFolder& git, int days_after) {
  const Clock clock(days_after);
  const MergeRun run = run_merge(git.project(), {});
  INFO(git.folder().said(run.diagnostics));
  CHECK(run.ok());
  return git.folder().read("out/fr/content/a.md");
}

}  // namespace

TEST_CASE("a stale translation is shown until its time is over", "[stale]") {
  GitFolder git;
  make_site(git, "stale: {translation_for: 60d}\n");
  CHECK(merged(git, 1) == "# Bonjour\n\nBonne nuit.\n");
  CHECK(merged(git, 59) == "# Bonjour\n\nBonne nuit.\n");
  // Nothing has changed on disk: only a day has passed.
  CHECK(merged(git, 61) == "# Bonjour\n\nGood morning.\n");
  CHECK(merged(git, 30) == "# Bonjour\n\nBonne nuit.\n");
}

TEST_CASE("what is not committed has just begun to be stale", "[stale]") {
  GitFolder git;
  make_site(git, "stale: {translation_for: 60d}\n");
  git.write("content/a.md", "# Hello\n\nGood evening.\n");
  git.write("locales/fr.po",
            po("fr", {{"Hello", "Bonjour"}}) +
                "#, fuzzy\n#| msgid \"Good morning.\"\nmsgid \"Good evening.\"\nmsgstr \"Bon matin.\"\n");
  CHECK(merged(git, 400) == "# Bonjour\n\nBon matin.\n");
}

TEST_CASE("an amended commit begins anew", "[stale]") {
  GitFolder git;
  make_site(git, "stale: {translation_for: 60d}\n");
  CHECK(merged(git, 61) == "# Bonjour\n\nGood morning.\n");
  git.git("commit -q --amend --no-edit --date=now");  // another commit, made at the same time
  CHECK(merged(git, 61) == "# Bonjour\n\nGood morning.\n");
  CHECK(merged(git, 10) == "# Bonjour\n\nBonne nuit.\n");
}

TEST_CASE("each language may have a policy of its own", "[stale]") {
  GitFolder git;
  make_site(git, "stale: {default: source, fr: {translation_for: 2w}}\n");
  CHECK(merged(git, 13) == "# Bonjour\n\nBonne nuit.\n");
  CHECK(merged(git, 16) == "# Bonjour\n\nGood morning.\n");
  git.write("hexapla.yaml",
            "languages: [fr]\ncontent:\n  - pages: content/**/*.md\noutput: out/{lang}/{path}\nstale: {fr: source}\n");
  CHECK(merged(git, 1) == "# Bonjour\n\nGood morning.\n");
}

TEST_CASE("a page with priority shows nothing stale", "[stale]") {
  for (const std::string value : {"high", "strict"}) {
    GitFolder git;
    make_site(git, "", "---\npriority: " + value + "\n---\n");
    CHECK(merged(git, 1) == "---\npriority: " + value + "\n---\n# Bonjour\n\nGood morning.\n");
  }
  // What site maps have is no such thing.
  GitFolder git;
  make_site(git, "", "---\npriority: 0.8\n---\n");
  CHECK(merged(git, 1) == "---\npriority: 0.8\n---\n# Bonjour\n\nBonne nuit.\n");
}

TEST_CASE("without git a time limit is not kept, and that is said", "[stale]") {
  const test::Folder folder;
  folder.write("hexapla.yaml",
               "languages: [fr]\ncontent:\n  - pages: content/**/*.md\noutput: out/{lang}/{path}\n"
               "stale: {translation_for: 1d}\n");
  folder.write("content/a.md", "# Hello\n\nGood morning.\n");
  folder.write("locales/fr.po", stale_catalog);
  const MergeRun run = run_merge(folder.project(), {});
  CHECK(run.ok());
  CHECK(folder.read("out/fr/content/a.md") == "# Bonjour\n\nBonne nuit.\n");
  CHECK(folder.said(run.diagnostics).find("this project is in no git repository") != std::string::npos);
}

TEST_CASE("the front matter can tell the state of the translation", "[stale]") {
  GitFolder git;
  make_site(git, "page_state: translation\n", "---\ndraft: false\n---\n");
  const std::string revision = git.git("rev-parse HEAD");
  CHECK(merged(git, 1) ==
        "---\ntranslation: {coverage: 33, stale_units: 1, stale_since: 2026-01-01, source_revision: \"" + revision +
            "\"}\ndraft: false\n---\n# Bonjour\n\nBonne nuit.\n");
  // A commit elsewhere leaves the page as it is.
  git.write("README.md", "Read me.\n");
  git.commit("Something else");
  const Clock clock(1);
  CHECK(run_merge(git.project(), {}).languages[0].written == 0);
}

TEST_CASE("units in another language say so, and stale ones, too", "[stale]") {
  GitFolder git;
  make_site(git, "mark: [source, stale]\n");
  CHECK(merged(git, 1) == "# Bonjour\n\n<span class=\"translation-stale\">Bonne nuit.</span>\n");
  git.write("hexapla.yaml",
            "languages: [fr]\ncontent:\n  - pages: content/**/*.md\noutput: out/{lang}/{path}\n"
            "stale: source\nmark: source\n");
  CHECK(merged(git, 1) == "# Bonjour\n\n<span lang=\"en\" dir=\"ltr\">Good morning.</span>\n");
}

TEST_CASE("marks stand around the text and nothing else", "[stale]") {
  const test::Folder folder;
  folder.write("hexapla.yaml",
               "languages: [ar]\ncontent:\n  - pages: content/**/*.md\noutput: out/{lang}/{path}\nmark: source\n");
  folder.write("locales/ar.po", po("ar", {}));
  folder.write(
      "content/a.md",
      "---\ntitle: A title\n---\nSetext\n======\n\n> Quoted\n> lines.\n\n- [ ] task\n- item\n\n| a | 1 |\n|---|---|\n"
      "| b | ![pic](x.png) |\n\n<p title=\"tip\">html</p>\n\n```\ncode\n```\n\n[^1]: Note.\n");
  const MergeRun run = run_merge(folder.project(), {});
  CHECK(run.ok());
  const std::string open = "<span lang=\"en\" dir=\"ltr\">";
  CHECK(folder.read("out/ar/content/a.md") ==
        "---\ntitle: A title\n---\n" + open + "Setext</span>\n======\n\n> " + open +
            "Quoted\n> lines.</span>\n\n- [ ] " + open + "task</span>\n- " + open + "item</span>\n\n| " + open +
            "a</span> | 1 |\n|---|---|\n| " + open + "b</span> | " + open +
            "![pic](x.png)</span> |\n\n<p title=\"tip\">" + open +
            "html</span></p>\n\n```\ncode\n```\n\n[^1]: " + open + "Note.</span>\n");
}

TEST_CASE("a page's state stands in front matter of every syntax", "[stale]") {
  const PageState state{87, 3, "2026-03-01", "12345e7"};
  const auto put = [&](std::string page) { return put_page_state(page, "t", state) ? page : "kept"; };
  const std::string yaml = "t: {coverage: 87, stale_units: 3, stale_since: 2026-03-01, source_revision: \"12345e7\"}";
  CHECK(put("---\na: b\n---\n") == "---\n" + yaml + "\na: b\n---\n");
  CHECK(put("---\r\na: b\r\n---\r\n") == "---\r\n" + yaml + "\r\na: b\r\n---\r\n");
  CHECK(put("+++\na = 1\n[b]\nc = 2\n+++\n") ==
        "+++\nt = {coverage = 87, stale_units = 3, stale_since = 2026-03-01, source_revision = \"12345e7\"}\n"
        "a = 1\n[b]\nc = 2\n+++\n");
  CHECK(put("{\n  \"a\": 1\n}\nText\n") ==
        "{\n  \"t\": {\"coverage\": 87, \"stale_units\": 3, \"stale_since\": \"2026-03-01\", \"source_revision\": "
        "\"12345e7\"},\n  \"a\": 1\n}\nText\n");
  CHECK(put("Text\n") == "---\n" + yaml + "\n---\n\nText\n");
  CHECK(put("\xEF\xBB\xBFText\r\n") == "\xEF\xBB\xBF---\r\n" + yaml + "\r\n---\r\n\r\nText\r\n");
  CHECK(put("---\nt: mine\n---\n") == "kept");
  CHECK(put("---\n\"t\": mine\n---\n") == "kept");
  CHECK(put("+++\nt = 1\n+++\n") == "kept");
  CHECK(put("---\ntt: mine\n---\n").find(yaml) != std::string::npos);
}
