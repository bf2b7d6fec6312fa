#include "hexapla/report/report.h"

#include "../project/folder.h"

#include <map>

using namespace hexapla;
using test::Folder;
using test::po;

namespace {

void write_site(const Folder& folder) {
  folder.write("hexapla.yaml", "project: A <b> & c\nlanguages: [ar, de]\ncontent:\n  - pages: \"content/*.md\"\n");
  folder.write("content/a.md", "# Hello <i>you</i>\n\nGood night.\n\nNobody translated this & that.\n");
  folder.write("content/b c.md", "Hello\n");
  folder.write("content/done.md", "Done.\n");
  folder.write("locales/ar.po",
               po("ar", {{"Done.", "تم"}}) +
                   "\n#, fuzzy\n#| msgid \"Good evening.\"\nmsgid \"Good night.\"\nmsgstr \"<u>مساء</u>\"\n"
                   "\n#, fuzzy\nmsgid \"Hello <i>you</i>\"\nmsgstr \"x\"\n");
}

ReportRun report(const Folder& folder, ReportOptions options = {}) {
  options.folder = folder.at("out");
  return run_report(folder.project(), options);
}

std::map<std::string, std::string> files(const Folder& folder) {
  std::map<std::string, std::string> all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.at("out"))) {
    if (entry.is_regular_file()) all[entry.path().lexically_relative(folder.at("out"))] = read_file(entry.path());
  }
  return all;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a report has a page for a language's page where something is open and something is there") {
  const Folder folder;
  write_site(folder);
  const ReportRun run = report(folder);
  CHECK(run.ok());
  std::vector<std::string> names;
  for (const auto& [name, text] : files(folder)) names.push_back(name);
  CHECK(names == std::vector<std::string>{".hexapla-report", "ar/content/a.md.html", "ar/index.html", "de/index.html",
                                          "index.html", "sort.js", "source/content/a.md.html",
                                          "source/content/b c.md.html", "source/content/done.md.html", "style.css"});
  CHECK(run.files == 9);
  CHECK(run.written == 9);
}

TEST_CASE("a unit shows its state, what changed, and its translation, escaped") {
  const Folder folder;
  write_site(folder);
  report(folder);
  const std::string page = folder.read("out/ar/content/a.md.html");
  CHECK(has(page, "<del>evening</del><ins>night</ins>"));
  CHECK(has(page, "<div class=\"x\" lang=\"ar\" dir=\"rtl\">&lt;u&gt;مساء&lt;/u&gt;</div>"));
  CHECK(has(page, "Hello &lt;i&gt;you&lt;/i&gt;"));
  CHECK(has(page, "<li value=\"3\">Nobody translated this &amp; that.</li>"));
  CHECK(has(page, "changed: words"));
  const std::string overview = folder.read("out/index.html");
  CHECK(has(overview, "<h1>A &lt;b&gt; &amp; c: translation report</h1>"));
  CHECK(has(overview, "<bdi lang=\"ar\" dir=\"rtl\">العربية</bdi>"));
  CHECK(has(overview, "href=\"source/content/b%20c.md.html\""));
  CHECK(has(overview, "this project is in no git repository"));
}

TEST_CASE("the same project gives the same files, whatever the threads, and writes none of them again") {
  const Folder folder;
  write_site(folder);
  ReportOptions options;
  options.jobs = 1;
  report(folder, options);
  const auto before = files(folder);
  options.jobs = 3;
  const ReportRun again = report(folder, options);
  CHECK(again.written == 0);
  CHECK(again.removed == 0);
  CHECK(files(folder) == before);
}

TEST_CASE("sentences, numbers and dates are the reader's") {
  const Folder folder;
  write_site(folder);
  ReportOptions options;
  options.language.tag = options.language.locale = "fr";
  options.language.translate = [](const Phrase& phrase) { return "«" + in_english(phrase) + "»"; };
  report(folder, options);
  const std::string overview = folder.read("out/index.html");
  CHECK(has(overview, "<html lang=\"fr\">"));
  CHECK(has(overview, "«Skip to the content»"));
  CHECK(has(overview, "<bdi>arabe</bdi>"));
  CHECK(has(overview, "\u00a0%"));
}

TEST_CASE("what cannot be read leaves an earlier report as it was") {
  const Folder folder;
  write_site(folder);
  report(folder);
  const auto before = files(folder);
  folder.remove("content");
  CHECK_FALSE(report(folder).ok());
  CHECK(files(folder) == before);
  folder.write("mine/x", "");
  ReportOptions options;
  options.folder = folder.at("mine");
  CHECK_THROWS_AS(run_report(folder.project(), options), Error);
}
