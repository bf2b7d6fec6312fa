#include "hexapla/project/stale_units.h"

#include "folder.h"

using namespace hexapla;
using test::Folder;
using test::joined;
using test::po;

namespace {

std::string stale(const std::string& before, const std::string& now, const std::string& translation) {
  return "\n#, fuzzy\n#| msgid \"" + before + "\"\nmsgid \"" + now + "\"\nmsgstr \"" + translation + "\"\n";
}

const std::string stale_evening = stale("Good evening.", "Good night.", "Bonsoir.");
const std::string doubtful = "\n#, fuzzy\nmsgid \"See you later.\"\nmsgstr \"À plus.\"\n";

void write_site(const Folder& folder, const std::string& more = {}) {
  folder.write("hexapla.yaml", "languages: [fr, de]\ncontent:\n  - pages: \"**/*.md\"\n" + more);
  folder.write("a.md", "# Hello\n\nGood night.\n\n- Good night.\n");
  folder.write("deep/b.md", "See you later.\n\nGood night.\n\nNobody translated this.\n");
  folder.write("locales/fr.po", po("fr", {{"Hello", "Bonjour"}}) + stale_evening + doubtful);
}

std::string shown(const StaleUnit& unit) {
  std::string out = unit.kind + " ";
  for (const std::uint32_t line : unit.lines) out += std::to_string(line) + " ";
  if (unit.context) out += "<" + *unit.context + "> ";
  if (unit.doubtful) out += "doubtful " + unit.text;
  for (const DiffPiece& piece : unit.diff) {
    const std::string text(text_of(piece, unit.previous_text, unit.text));
    out += piece.kind == DiffKind::Same ? text : (piece.kind == DiffKind::Removed ? "[-" : "{+") + text;
    if (piece.kind != DiffKind::Same) out += piece.kind == DiffKind::Removed ? "-]" : "+}";
  }
  return out + " = " + unit.translation + (unit.counted ? "" : " (again)");
}

std::vector<std::string> shown(const StaleRun& run, std::size_t language) {
  std::vector<std::string> out;
  for (const StalePage& page : run.languages[language].pages) {
    for (const StaleUnit& unit : page.units) out.push_back(run.pages[page.page].path + ": " + shown(unit));
  }
  return out;
}

StaleRun find(const Folder& folder, const std::vector<std::string>& words = {}, unsigned jobs = 0) {
  const Project project = folder.project();
  std::vector<Diagnostic> diagnostics;
  const Selection selection = select(project, words, diagnostics);
  CHECK(folder.said(diagnostics) == "");
  return find_stale(project, selection, jobs);
}

/// Tags and paths that the words select, or what is wrong with them.
std::string selected(const Folder& folder, const std::vector<std::string>& words) {
  std::vector<Diagnostic> diagnostics;
  std::vector<std::string> names;
  try {
    const Selection selection = select(folder.project(), words, diagnostics);
    for (const Language& language : selection.languages) names.push_back(language.tag);
    for (const PageFile& page : selection.pages) names.push_back(page.path);
  } catch (const Error& error) {
    return folder.said(error.diagnostics());
  }
  return joined(names);
}

}  // namespace

TEST_CASE("stale units are found page by page, with what changed in them", "[diff]") {
  const Folder folder;
  write_site(folder);
  const StaleRun run = find(folder);
  CHECK(run.ok());
  CHECK(run.any_stale());
  CHECK(shown(run, 0) ==
        std::vector<std::string>{"a.md: paragraph 3 5 Good [-evening-]{+night+}. = Bonsoir.",
                                 "deep/b.md: paragraph 1 doubtful See you later. = À plus.",
                                 "deep/b.md: paragraph 3 Good [-evening-]{+night+}. = Bonsoir. (again)"});
  const StaleLanguage& fr = run.languages[0];
  CHECK(fr.started);
  CHECK(fr.stale.messages == 1);
  CHECK(fr.stale.words == 2);
  CHECK(fr.doubtful.messages == 1);
  CHECK(fr.doubtful.words == 3);
  const StaleUnit& unit = fr.pages[0].units[0];
  CHECK(unit.file == folder.at("locales/fr.po"));
  CHECK(unit.catalog_line == 12);
  CHECK(unit.words == 2);
  CHECK(unit.unit_kind == UnitKind::Paragraph);
  CHECK_FALSE(run.languages[1].started);
  CHECK(run.languages[1].pages.empty());
}

TEST_CASE("a suggestion is not stale, nor is what is partly or not translated", "[diff]") {
  const Folder folder;
  write_site(folder);
  folder.write("locales/fr.po", po("fr", {{"Hello", ""}}) + "\n#. suggestion: 83% from a.md" + stale_evening +
                                    "\n#, fuzzy\n#| msgid \"See you.\"\nmsgid \"See you later.\"\nmsgstr \"\"\n");
  const StaleRun run = find(folder);
  CHECK(shown(run, 0).empty());
  CHECK_FALSE(run.any_stale());
}

TEST_CASE("a changed context is part of what changed", "[diff]") {
  const Folder folder;
  write_site(folder);
  folder.write("a.md", "<!-- hexapla:context: the river -->\n\nBank\n");
  folder.write("locales/fr.po", po("fr", {}) +
                                    "\n#, fuzzy\n#| msgctxt \"the money\"\n#| msgid \"Bank\"\nmsgctxt \"the river\"\n"
                                    "msgid \"Bank\"\nmsgstr \"Banque\"\n");
  const StaleRun run = find(folder);
  CHECK(shown(run, 0) == std::vector<std::string>{"a.md: paragraph 3 <the river> Bank = Banque"});
  const StaleUnit& unit = run.languages[0].pages[0].units[0];
  CHECK(unit.previous_context == "the money");
  CHECK(unit.context_diff.size() == 3);
}

TEST_CASE("with catalogs per page every page has messages of its own", "[diff]") {
  const Folder folder;
  write_site(folder, "catalogs: po/{lang}/{path}.po\n");
  folder.write("po/fr/a.md.po", po("fr", {}) + stale_evening);
  folder.write("po/fr/deep/b.md.po", po("fr", {}) + stale("Bye.", "Good night.", "Adieu."));
  const StaleRun run = find(folder);
  CHECK(shown(run, 0) == std::vector<std::string>{"a.md: paragraph 3 5 Good [-evening-]{+night+}. = Bonsoir.",
                                                  "deep/b.md: paragraph 3 [-Bye-]{+Good night+}. = Adieu."});
  CHECK(run.languages[0].stale.messages == 2);
  CHECK(run.languages[0].pages[1].units[0].file == folder.at("po/fr/deep/b.md.po"));
}

TEST_CASE("a catalog with errors is said, one of a fallback is not read", "[diff]") {
  const Folder folder;
  write_site(folder, "fallback: {fr: [de]}\n");
  folder.write("locales/de.po", po("de", {{"Hello", "Hallo"}}) + "\nmsgid \"open\n");
  CHECK(find(folder, {"fr"}).ok());
  const StaleRun run = find(folder);
  CHECK_FALSE(run.ok());
  CHECK(run.languages[1].failed);
  CHECK_FALSE(run.languages[0].failed);
}

TEST_CASE("stale units are the same on one thread and on eight", "[diff]") {
  const Folder folder;
  write_site(folder);
  for (int i = 0; i < 40; ++i) folder.write("p" + std::to_string(i) + ".md", "Good night.\n");
  const StaleRun one = find(folder, {}, 1);
  const StaleRun eight = find(folder, {}, 8);
  CHECK(shown(one, 0).size() == 43);
  CHECK(shown(one, 0) == shown(eight, 0));
  CHECK(eight.languages[0].stale.messages == 1);
}

TEST_CASE("words select languages and pages in any order", "[selection]") {
  const Folder folder;
  write_site(folder);
  folder.write("deep/a.md", "More\n");
  CHECK(selected(folder, {}) == "fr de a.md deep/a.md deep/b.md");
  CHECK(selected(folder, {"de"}) == "de a.md deep/a.md deep/b.md");
  CHECK(selected(folder, {"de", "fr", "fr"}) == "fr de a.md deep/a.md deep/b.md");
  CHECK(selected(folder, {"deep/b.md", "fr"}) == "fr deep/b.md");
  CHECK(selected(folder, {"a.md"}) == "fr de a.md deep/a.md");
  CHECK(selected(folder, {"./deep/a.md"}) == "fr de deep/a.md");
  CHECK(selected(folder, {folder.at("a.md")}) == "fr de a.md");
  CHECK(selected(folder, {"deep/*"}) == "fr de deep/a.md deep/b.md");
  CHECK(selected(folder, {"b*"}) == "fr de deep/b.md");
  CHECK(selected(folder, {"{a,b}.md", "FR"}) == "fr a.md deep/a.md deep/b.md");
}

TEST_CASE("a word that names nothing is an error with what may have been meant", "[selection]") {
  const Folder folder;
  write_site(folder);
  CHECK(selected(folder, {"it"}) ==
        "error: \"it\" is neither a language nor a page of the project\n"
        "  hint: 'hexapla status --pages' lists the languages and the pages");
  CHECK(selected(folder, {"en"}) == "error: \"en\" is the source language");
  CHECK(selected(folder, {"dep/b.md", "fr"}) ==
        "error: \"dep/b.md\" is none of the project's pages\n  hint: did you mean \"deep/b.md\"?");
  CHECK(selected(folder, {"x*"}) ==
        "error: \"x*\" matches none of the project's pages\n"
        "  hint: 'hexapla status --pages' lists the languages and the pages");
  CHECK(selected(folder, {"[", ""}).find("\"[\" matches none") != std::string::npos);
  CHECK(selected(folder, {""}) != selected(folder, {}));
  // The end of a name is not the end of a path.
  CHECK(selected(folder, {"eep/b.md"}).find("none of the project's pages") != std::string::npos);
}
