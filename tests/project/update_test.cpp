// Extract and update over a project: what is written, what is left alone.
#include "folder.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/runs.h"

#include <thread>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hexapla;
using test::Folder;

namespace {

void write_site(const Folder& folder, const std::string& more = {}) {
  folder.write("hexapla.yaml",
               "languages: [fr, de]\ncontent:\n  - pages: content/**/*.md\n    front_matter: [title]\n" + more);
  folder.write("content/a.md", "---\ntitle: First page\n---\n\n# Hello\n\nGood morning.\n");
  folder.write("content/b.md", "# Hello\n\nGood night.\n");
}

/// The clock of a run, so that dates are known.
class Clock {
 public:
  explicit Clock(const char* seconds) { ::setenv("SOURCE_DATE_EPOCH", seconds, 1); }
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  ~Clock() { ::unsetenv("SOURCE_DATE_EPOCH"); }
};

std::string msgstr(const Folder& folder, const std::string& file, std::string_view msgid) {
  const PoReadResult read = read_po(file, folder.read(file));
  const MessageIndex index(read.catalog);
  const Message* found = index.find({}, msgid);
  return found == nullptr ? "(no message)" : std::string(found->fuzzy ? "fuzzy: " : "") + std::string(found->msgstr[0]);
}

}  // namespace

TEST_CASE("extract writes a template that names its pages", "[extract]") {
  const Folder folder;
  write_site(folder);
  const ExtractRun run = run_extract(folder.project(), {});
  CHECK(run.ok());
  CHECK(run.changed);
  CHECK(run.pages == 2);
  CHECK(run.messages == 4);
  const std::string text = folder.read("locales/hexapla.pot");
  CHECK(text.find("#: content/a.md content/b.md\nmsgid \"Hello\"\n") != std::string::npos);
  CHECK(text.find("msgid \"First page\"\n") != std::string::npos);
}

TEST_CASE("a template that would differ in its date alone is not written", "[extract]") {
  const Folder folder;
  write_site(folder);
  {
    const Clock clock("1700000000");
    run_extract(folder.project(), {});
  }
  const std::string before = folder.read("locales/hexapla.pot");
  CHECK(before.find("POT-Creation-Date: 2023-11-14 22:13+0000") != std::string::npos);
  const Clock clock("1800000000");
  CHECK_FALSE(run_extract(folder.project(), {}).changed);
  CHECK(folder.read("locales/hexapla.pot") == before);
  folder.write("content/b.md", "# Hello\n\nGood evening.\n");
  CHECK(run_extract(folder.project(), {}).changed);
  CHECK(folder.read("locales/hexapla.pot").find("POT-Creation-Date: 2027-01-15 08:00+0000") != std::string::npos);
}

TEST_CASE("the template is the same on one thread and on eight", "[extract]") {
  const Folder folder;
  write_site(folder);
  for (int i = 0; i < 60; ++i) {
    folder.write("content/p" + std::to_string(i) + ".md",
                 "# Page " + std::to_string(i % 7) + "\n\nText " + std::to_string(i) + ".\n");
  }
  const Clock clock("1700000000");
  RunOptions one;
  one.jobs = 1;
  run_extract(folder.project(), one);
  const std::string alone = folder.read("locales/hexapla.pot");
  folder.remove("locales");
  RunOptions eight;
  eight.jobs = 8;
  run_extract(folder.project(), eight);
  CHECK(folder.read("locales/hexapla.pot") == alone);
}

TEST_CASE("check says what would change and writes nothing, not even a lock", "[extract]") {
  const Folder folder;
  write_site(folder);
  RunOptions check;
  check.check = true;
  CHECK(run_extract(folder.project(), check).changed);
  CHECK(run_update(folder.project(), check).languages[0].changed);
  CHECK_FALSE(folder.has("locales"));
  CHECK_FALSE(folder.has(".hexapla"));
}

TEST_CASE("a page that cannot be read stops the template, and nothing is written", "[extract]") {
  const Folder folder;
  write_site(folder);
  folder.write("content/bad.md", "Text\n\nmore \xFF\n");
  const UpdateRun run = run_update(folder.project(), {});
  CHECK_FALSE(run.ok());
  CHECK(folder.said(run.extract.diagnostics) ==
        "content/bad.md:3:6: error: not valid UTF-8: byte 0xFF at offset 11\n"
        "  more \xEF\xBF\xBD\n"
        "       ^\n"
        "  hint: convert the file to UTF-8, for example with iconv");
  CHECK_FALSE(folder.has("locales/hexapla.pot"));
  CHECK_FALSE(folder.has("locales/fr.po"));
}

TEST_CASE("update starts catalogs, keeps what translators wrote, and settles", "[update]") {
  const Folder folder;
  write_site(folder);
  const UpdateRun first = run_update(folder.project(), {});
  CHECK(first.ok());
  REQUIRE(first.languages.size() == 2);
  CHECK(first.languages[0].created);
  CHECK(first.languages[0].added == 4);
  CHECK(first.languages[0].messages == 4);
  CHECK(folder.read("locales/fr.po").find("Plural-Forms: nplurals=2; plural=(n > 1);") != std::string::npos);

  std::string text = folder.read("locales/fr.po");
  text.replace(text.find("msgid \"Good night.\"\nmsgstr \"\""), 29, "msgid \"Good night.\"\nmsgstr \"Bonne nuit.\"");
  folder.write("locales/fr.po", text);
  folder.write("content/b.md", "# Hello\n\nNew words.\n\nGood night.\n");
  const UpdateRun second = run_update(folder.project(), {});
  CHECK(second.ok());
  CHECK(second.languages[0].changed);
  CHECK_FALSE(second.languages[0].created);
  CHECK(second.languages[0].added == 1);
  CHECK(second.languages[0].translated == 1);
  CHECK(msgstr(folder, "locales/fr.po", "Good night.") == "Bonne nuit.");
  CHECK(msgstr(folder, "locales/fr.po", "New words.") == "");

  const UpdateRun third = run_update(folder.project(), {});
  CHECK_FALSE(third.languages[0].changed);
  CHECK_FALSE(third.extract.changed);
}

TEST_CASE("a catalog with errors is left alone and stops no other", "[update]") {
  const Folder folder;
  write_site(folder);
  const std::string broken = test::po("fr", {{"Hello", "Bonjour"}, {"Hello", "Salut"}});
  folder.write("locales/fr.po", broken);
  const UpdateRun run = run_update(folder.project(), {});
  CHECK_FALSE(run.ok());
  CHECK(run.languages[0].failed);
  CHECK(folder.said(run.languages[0].diagnostics).find("locales/fr.po:") == 0);
  CHECK_FALSE(run.languages[1].failed);
  CHECK(folder.read("locales/fr.po") == broken);
  CHECK(folder.has("locales/de.po"));
}

TEST_CASE("a language that is named for the first time is started, with advice", "[update]") {
  const Folder folder;
  write_site(folder);
  RunOptions options;
  options.languages = {"fi"};
  const UpdateRun run = run_update(folder.project(), options);
  CHECK(run.ok());
  CHECK(folder.has("locales/fi.po"));
  CHECK_FALSE(folder.has("locales/fr.po"));
  CHECK(folder.said(run.diagnostics) ==
        "hexapla.yaml: warning: \"fi\" is not in the list of languages\n"
        "  hint: add it to \"languages\", so that it takes part in every run");
}

TEST_CASE("a catalog whose header names another language is said", "[update]") {
  const Folder folder;
  write_site(folder);
  folder.write("locales/fr.po", test::po("it", {{"Hello", "Ciao"}}));
  const UpdateRun run = run_update(folder.project(), {});
  CHECK(run.ok());
  CHECK(folder.said(run.languages[0].diagnostics) ==
        "locales/fr.po: warning: the header says that this catalog is in \"it\", its name says \"fr\"");
}

TEST_CASE("with {path} every page has a catalog of its own", "[update]") {
  const Folder folder;
  write_site(folder, "catalogs: po/{lang}/{path}.po\ntemplate: po/all.pot\n");
  folder.write("content/empty.md", "```\ncode\n```\n");
  const UpdateRun run = run_update(folder.project(), {});
  CHECK(run.ok());
  CHECK(run.languages[0].catalogs.size() == 2);
  CHECK(msgstr(folder, "po/fr/content/a.md.po", "Good morning.") == "");
  CHECK(msgstr(folder, "po/fr/content/a.md.po", "Good night.") == "(no message)");
  CHECK(msgstr(folder, "po/fr/content/b.md.po", "Hello") == "");
  CHECK_FALSE(folder.has("po/fr/content/empty.md.po"));
  CHECK(folder.has("po/all.pot"));
  CHECK_FALSE(run_update(folder.project(), {}).languages[0].changed);
}

TEST_CASE("with {path} a text that moves to another page, or whose page is renamed, keeps its translation",
          "[update]") {
  const Folder folder;
  write_site(folder, "catalogs: po/{lang}/{path}.po\ntemplate: po/all.pot\n");
  folder.write("po/fr/content/a.md.po", test::po("fr", {{"Good morning.", "Bon matin."}, {"First page", "Un"}}));
  folder.write("po/fr/content/b.md.po", test::po("fr", {{"Good night.", "Bonne nuit."}}));
  run_update(folder.project(), {});
  folder.write("content/b.md", "# Hello\n\nGood night.\n\nGood morning.\n");
  folder.write("content/new.md", folder.read("content/a.md"));
  folder.remove("content/a.md");
  const UpdateRun run = run_update(folder.project(), {});
  CHECK(run.ok());
  CHECK(msgstr(folder, "po/fr/content/b.md.po", "Good morning.") == "Bon matin.");
  CHECK(msgstr(folder, "po/fr/content/b.md.po", "Good night.") == "Bonne nuit.");
  CHECK(msgstr(folder, "po/fr/content/new.md.po", "Good morning.") == "Bon matin.");
  CHECK(msgstr(folder, "po/fr/content/new.md.po", "First page") == "Un");
  CHECK(msgstr(folder, "po/fr/content/new.md.po", "Hello") == "");
  CHECK(folder.has("po/fr/content/a.md.po"));
  CHECK_FALSE(run_update(folder.project(), {}).languages[0].changed);
}

TEST_CASE("a catalog that is a link out of the project is not written", "[update]") {
  const Folder outside;
  const Folder folder;
  write_site(folder);
  const std::string precious = test::po("fr", {{"Hello", "Bonjour"}});
  outside.write("fr.po", precious);
  folder.link("locales/fr.po", outside.at("fr.po"));
  folder.link("locales/de.po", outside.at("new.po"));
  const UpdateRun run = run_update(folder.project(), {});
  CHECK(run.languages[0].failed);
  CHECK(run.languages[1].failed);
  CHECK(folder.said(run.languages[0].diagnostics) ==
        "locales/fr.po: error: refused: by way of a symbolic link this path leads out of the project");
  CHECK(outside.read("fr.po") == precious);
  CHECK_FALSE(outside.has("new.po"));
}

TEST_CASE("temporary files of runs that were killed go, those of living runs stay", "[update]") {
  const Folder folder;
  write_site(folder);
  const pid_t dead = ::fork();
  if (dead == 0) ::_exit(0);
  ::waitpid(dead, nullptr, 0);
  const std::string left = "locales/.hexapla-" + std::to_string(dead) + "-0.tmp";
  const std::string alive = "locales/.hexapla-" + std::to_string(::getpid()) + "-99999.tmp";
  folder.write(left, "half");
  folder.write(alive, "half");
  run_update(folder.project(), {});
  CHECK_FALSE(folder.has(left));
  CHECK(folder.has(alive));
}

TEST_CASE("two updates at once: nothing that either read is lost", "[update]") {
  const Folder folder;
  write_site(folder);
  folder.write("locales/fr.po", test::po("fr", {{"Hello", "Bonjour"}, {"Good night.", "Bonne nuit."}}));
  std::vector<pid_t> children;
  for (int i = 0; i < 4; ++i) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      bool ok = true;
      for (int round = 0; round < 10; ++round) ok = ok && run_update(folder.project(), {}).ok();
      ::_exit(ok ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = -1;
    ::waitpid(child, &status, 0);
    CHECK(status == 0);
  }
  CHECK(msgstr(folder, "locales/fr.po", "Hello") == "Bonjour");
  CHECK(msgstr(folder, "locales/fr.po", "Good night.") == "Bonne nuit.");
}

TEST_CASE("killed at any time, update leaves every file whole", "[update]") {
  const Folder folder;
  write_site(folder);
  folder.write("locales/fr.po", test::po("fr", {{"Hello", "Bonjour"}}));
  for (int round = 0; round < 60; ++round) {
    // Every round changes a page, so that there is something to write.
    folder.write("content/b.md", "# Hello\n\nRound " + std::to_string(round) + " of many.\n");
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      run_update(folder.project(), {});
      ::_exit(0);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(150 * round));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (const char* file : {"locales/hexapla.pot", "locales/fr.po", "locales/de.po"}) {
      if (!folder.has(file)) continue;
      const std::string text = folder.read(file);
      const PoReadResult read = read_po(file, text);
      if (!read.ok() || text.empty() || text.back() != '\n') FAIL(file << " in round " << round);
    }
    CHECK(msgstr(folder, "locales/fr.po", "Hello") == "Bonjour");
  }
  CHECK(run_update(folder.project(), {}).ok());
  for (const auto& entry : std::filesystem::directory_iterator(folder.at("locales"))) {
    CHECK(entry.path().extension() != ".tmp");
  }
}
