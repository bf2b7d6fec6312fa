#include "hexapla/project/coverage.h"

#include "folder.h"

using namespace hexapla;
using test::Folder;
using test::po;

namespace {

std::string shown(const Tally& tally) {
  return std::to_string(tally.messages) + "/" + std::to_string(tally.words);
}

/// messages/words: translated, stale, guess, untranslated
std::string shown(const Coverage& coverage) {
  return shown(coverage.translated) + " " + shown(coverage.stale) + " " + shown(coverage.guess) + " " +
         shown(coverage.untranslated);
}

const std::string stale_entry = "\n#, fuzzy\n#| msgid \"Good evening.\"\nmsgid \"Good night.\"\nmsgstr \"Bonsoir.\"\n";
const std::string guess_entry = "\n#, fuzzy\nmsgid \"See you later.\"\nmsgstr \"À plus.\"\n";
const std::string obsolete_entry = "\n#~ msgid \"Gone\"\n#~ msgstr \"Parti\"\n";

void write_site(const Folder& folder, const std::string& more = {}) {
  folder.write("hexapla.yaml", "languages: [fr, de]\ncontent:\n  - pages: \"*.md\"\n" + more);
  folder.write("a.md", "# Hello\n\nGood night.\n\nHello\n");
  folder.write("b.md", "# Hello\n\nSee you later.\n\nNobody translated this.\n");
  folder.write("locales/fr.po", po("fr", {{"Hello", "Bonjour"}}) + stale_entry + guess_entry + obsolete_entry);
}

}  // namespace

TEST_CASE("messages and words are counted by state, each message once", "[coverage]") {
  const Folder folder;
  write_site(folder);
  const CoverageRun run = run_coverage(folder.project(), {});
  CHECK(run.ok());
  CHECK(run.pages == std::vector<std::string>{"a.md", "b.md"});
  CHECK(shown(run.source) == "4/9");
  const LanguageCoverage& fr = run.languages[0];
  CHECK(shown(fr.whole) == "1/1 1/2 1/3 1/3");
  CHECK(shown(fr.pages[0]) == "1/1 1/2 0/0 0/0");
  CHECK(shown(fr.pages[1]) == "1/1 0/0 1/3 1/3");
  CHECK(fr.obsolete == 1);
  CHECK(fr.started);
  CHECK(fr.whole.percent() == Approx(100.0 / 9));
  const LanguageCoverage& de = run.languages[1];
  CHECK_FALSE(de.started);
  CHECK(shown(de.whole) == "0/0 0/0 0/0 4/9");
  CHECK(de.whole.percent() == 0.0);
}

TEST_CASE("what a fallback has is counted beside, not as translated", "[coverage]") {
  const Folder folder;
  write_site(folder, "fallback: {de: [fr]}\n");
  const CoverageRun run = run_coverage(folder.project(), {});
  CHECK(run.languages[1].fallbacks == std::vector<std::string>{"fr"});
  CHECK(shown(run.languages[1].whole.from_fallback) == "1/1");
  CHECK(shown(run.languages[1].whole.translated) == "0/0");
}

TEST_CASE("with catalogs per page the same text may be translated on one page only", "[coverage]") {
  const Folder folder;
  write_site(folder, "catalogs: po/{lang}/{path}.po\n");
  folder.write("po/fr/a.md.po", po("fr", {{"Hello", "Bonjour"}}) + obsolete_entry);
  const CoverageRun run = run_coverage(folder.project(), {});
  CHECK(shown(run.languages[0].pages[0]) == "1/1 0/0 0/0 1/2");
  CHECK(shown(run.languages[0].pages[1]) == "0/0 0/0 0/0 3/7");
  CHECK(shown(run.languages[0].whole) == "1/1 0/0 0/0 4/9");
  CHECK(run.languages[0].obsolete == 1);
  CHECK(run.languages[0].started);
}

TEST_CASE("a catalog with errors is said and counted as far as it could be read", "[coverage]") {
  const Folder folder;
  write_site(folder);
  folder.write("locales/de.po", po("de", {{"Hello", "Hallo"}}) + "\nmsgid \"open\n");
  const CoverageRun run = run_coverage(folder.project(), {});
  CHECK_FALSE(run.ok());
  CHECK(run.languages[1].failed);
  CHECK(run.languages[1].whole.translated.messages == 1);
}

TEST_CASE("a hundred percent is only what is complete", "[coverage]") {
  Coverage coverage;
  CHECK(coverage.percent() == 100.0);
  coverage.translated = {100000, 100000000};
  CHECK(coverage.percent() == 100.0);
  coverage.untranslated.add(0);  // an arrow, say: a message without words
  CHECK(coverage.percent() < 100.0);
  Coverage wordless;
  wordless.translated.add(0);
  wordless.untranslated.add(0);
  CHECK(wordless.percent() == 50.0);
}

TEST_CASE("coverage is the same on one thread and on eight", "[coverage]") {
  const Folder folder;
  write_site(folder);
  for (int i = 0; i < 50; ++i) folder.write("p" + std::to_string(i) + ".md", "Text " + std::to_string(i % 9) + "\n");
  RunOptions one;
  one.jobs = 1;
  RunOptions eight;
  eight.jobs = 8;
  const CoverageRun a = run_coverage(folder.project(), one);
  const CoverageRun b = run_coverage(folder.project(), eight);
  CHECK(shown(a.source) == shown(b.source));
  CHECK(shown(a.languages[0].whole) == shown(b.languages[0].whole));
}

TEST_CASE("verify goes through the project's pages and counts them", "[verify]") {
  const Folder folder;
  write_site(folder);
  const VerifyRun run = run_verify(folder.project(), {});
  CHECK(folder.said(run.diagnostics) == "");
  CHECK(run.pages == 2);
  CHECK(run.units == 6);
  CHECK(run.bytes == folder.read("a.md").size() + folder.read("b.md").size());
}

TEST_CASE("verify of files says which cannot be read and goes on with the others", "[verify]") {
  const Folder folder;
  folder.write("a.md", "Text\n");
  folder.write("b.md", "bad \xFF\n");
  folder.write("c.txt", "Text\n");
  const VerifyRun run = verify_files({folder.at("a.md"), folder.at("b.md"), folder.at("c.txt"), folder.at("d.md")}, 2);
  CHECK_FALSE(run.ok());
  CHECK(run.units == 1);
  const std::string said = folder.said(run.diagnostics);
  CHECK(said.find("b.md:1:5: error: not valid UTF-8") == 0);
  CHECK(said.find("\n\nc.txt: error: no format is known for this file\n") != std::string::npos);
  CHECK(said.find("\n\nd.md: error: cannot read: No such file or directory") != std::string::npos);
}
