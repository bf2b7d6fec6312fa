#include "hexapla/site/site.h"

#include "../project/folder.h"

using namespace hexapla;
using test::Folder;

namespace {

void make_project(const Folder& folder, const std::string& more = {}) {
  folder.write("hexapla.yaml",
               "project: Test\nsource: en\nlanguages: [fr, ar]\ncontent:\n  - pages: content/**/*.md\n"
               "    front_matter: [title, summary]\n" +
                   more);
  folder.write("content/index.md",
               "---\ntitle: Home\n---\n\nSee [the page](pages/one.md#part) and [two](pages/two.md).\n");
  folder.write("content/pages/one.md",
               "---\ntitle: One\n---\n\nText.\n\n## A part {#part}\n\n![A picture](../images/a.svg)\n");
  folder.write("content/pages/two.md", "# Two\n\n- first\n- second\n\n| a | b |\n|---|---|\n| cell | other |\n");
  folder.write("content/images/a.svg", "<svg/>");
  folder.write("locales/fr.po", test::po("fr", {{"Home", "Accueil"},
                                                {"One", "Un"},
                                                {"Two", "Deux"},
                                                {"first", "premier"},
                                                {"cell", "cellule"},
                                                {"A part", "Une partie"}}));
}

SiteRun build(const Folder& folder, unsigned jobs = 2, const std::string& to = "out") {
  SiteOptions options;
  options.folder = folder.at(to);
  options.jobs = jobs;
  return run_site(folder.project(), options);
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a folder of Markdown becomes a site", "[site]") {
  const Folder folder;
  make_project(folder);
  const SiteRun run = build(folder);
  CHECK(folder.said(run.diagnostics).empty());
  const std::string home = folder.read("out/fr/index.html");
  CHECK(has(home, "<html lang=\"fr\" dir=\"ltr\">"));
  CHECK(has(home, "<h1>Accueil</h1>"));
  CHECK(has(home, "href=\"../fr/pages/one/#part\""));
  CHECK(has(home, "<p lang=\"en\" dir=\"ltr\">See"));
  CHECK(has(home, "hreflang=\"x-default\""));
  const std::string one = folder.read("out/fr/pages/one/index.html");
  CHECK(has(one, "<h2 id=\"part\">Une partie</h2>"));
  CHECK(has(one, "src=\"../../../images/a.svg\""));
  CHECK(folder.read("out/images/a.svg") == "<svg/>");
  const std::string two = folder.read("out/fr/pages/two/index.html");
  CHECK(has(two, "<h1 id=\"two\">Deux</h1>"));
  CHECK(has(two, "<li>premier</li>"));
  CHECK(has(two, "<li><span lang=\"en\" dir=\"ltr\">second</span></li>"));
  CHECK(has(two, "<td>cellule</td>"));
  CHECK(has(two, "<td lang=\"en\" dir=\"ltr\">other</td>"));
  CHECK(has(folder.read("out/ar/index.html"), "<html lang=\"ar\" dir=\"rtl\">"));
  for (const char* file : {"out/index.html", "out/en/404.html", "out/fr/404.html", "out/en/pages/index.html"}) {
    CHECK(folder.has(file));
  }
}

TEST_CASE("the same bytes from any number of threads, twice", "[site]") {
  const Folder folder;
  make_project(folder, "site: {url: \"https://example.org/docs\"}\n");
  build(folder, 1, "a");
  build(folder, 8, "b");
  const SiteRun again = build(folder, 8, "b");
  CHECK(again.written == 0);
  std::uint32_t files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.at("a"))) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().string().substr(folder.at("a/").size());
    INFO(name);
    CHECK(folder.read("a/" + name) == folder.read("b/" + name));
    ++files;
  }
  CHECK(files > 12);
}

TEST_CASE("a page that a language has not is linked to in the source's", "[site]") {
  const Folder folder;
  make_project(folder, "publish_at: 30\n");
  const SiteRun run = build(folder);
  CHECK(run.ok());
  CHECK_FALSE(folder.has("out/ar/index.html"));
  CHECK_FALSE(has(folder.read("out/fr/index.html"), "See"));  // a list of what there is
  CHECK(folder.has("out/fr/pages/one/index.html"));
  const std::string page = folder.read("out/fr/pages/one/index.html");
  CHECK(has(page, "hreflang=\"en\""));
  CHECK_FALSE(has(page, "hreflang=\"ar\""));
}

TEST_CASE("links that lead nowhere are told with their line, once", "[site]") {
  const Folder folder;
  make_project(folder);
  folder.write("content/bad.md",
               "# Bad\n\n[a](no.md)\n\n[b](pages/one.md#no)\n\n![c](no.png)\n\n## x {#x}\n\n## y {#x}\n");
  const SiteRun run = build(folder);
  CHECK_FALSE(run.ok());
  const std::string said = folder.said(run.diagnostics);
  INFO(said);
  CHECK(has(said, "content/bad.md:3:1: error: this link leads nowhere: \"no.md\""));
  CHECK(has(said, "content/bad.md:5:1: error: there is no place \"no\" on content/pages/one.md"));
  CHECK(has(said, "content/bad.md:7:1: error: there is no image \"no.png\""));
  CHECK(has(said, "error: two places of this page have the id \"x\""));
  CHECK(std::count(said.begin(), said.end(), '^') == 4);
  CHECK(folder.has("out/fr/bad/index.html"));
}

TEST_CASE("two pages with one address are an error, a README gives way", "[site]") {
  const Folder folder;
  make_project(folder);
  folder.write("content/README.md", "# Read me\n");
  CHECK(build(folder).ok());
  CHECK(folder.has("out/en/readme/index.html"));
  folder.write("content/index.markdown", "# Home\n");
  folder.write("hexapla.yaml", "source: en\nlanguages: [fr]\ncontent:\n  - pages: \"content/**/*.{md,markdown}\"\n");
  CHECK(has(folder.said(build(folder).diagnostics), "have the same address: /"));
}

TEST_CASE("nothing is copied that is not content", "[site]") {
  const Folder folder;
  make_project(folder);
  folder.write("secret.txt", "secret");
  folder.link("content/secret.txt", "../secret.txt");
  folder.link("content/passwd", "/etc/passwd");
  folder.write("content/drafts.yaml", "a: b\n");
  folder.write("content/.hidden", "x");
  folder.write("content/_notes/x.txt", "x");
  build(folder);
  for (const char* file : {"out/passwd", "out/drafts.yaml", "out/.hidden", "out/_notes/x.txt"}) {
    INFO(file);
    CHECK_FALSE(folder.has(file));
  }
}

TEST_CASE("a project's layouts replace the program's", "[site]") {
  const Folder folder;
  make_project(folder);
  folder.write("content/_layouts/page.html", "{{> mine}}|{{title}}|{{{body}}}");
  folder.write("content/_layouts/mine.html", "<b>{{lang}}</b>");
  build(folder);
  CHECK(has(folder.read("out/fr/pages/one/index.html"), "<b>fr</b>|Un|"));
  folder.write("content/_layouts/mine.html", "{{> page}}");
  CHECK_THROWS_AS(build(folder), Error);
  folder.write("content/_layouts/mine.html", "{{#open}}");
  CHECK_THROWS_AS(build(folder), Error);
}

TEST_CASE("translated addresses, with a way there from the source's", "[site]") {
  const Folder folder;
  make_project(folder, "site: {slugs: localized}\n");
  const SiteRun run = build(folder);
  CHECK(folder.said(run.diagnostics).empty());
  CHECK(folder.has("out/fr/pages/un/index.html"));
  CHECK(has(folder.read("out/fr/pages/one/index.html"), "url=../../../fr/pages/un/"));
  CHECK(has(folder.read("out/fr/index.html"), "href=\"../fr/pages/un/#part\""));
  CHECK(has(folder.read("out/en/pages/one/index.html"), "href=\"../../../fr/pages/un/\""));
}

TEST_CASE("drafts show the state of every text", "[site]") {
  const Folder folder;
  make_project(folder);
  SiteOptions options;
  options.folder = folder.at("out");
  options.draft = true;
  run_site(folder.project(), options);
  const std::string two = folder.read("out/fr/pages/two/index.html");
  CHECK(has(two, "<h1 id=\"two\" class=\"unit-translated\" title=\"Translated\">"));
  CHECK(has(two, "<span lang=\"en\" dir=\"ltr\" class=\"unit-missing\" title=\"Not translated\">second</span>"));
}
