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
  CHECK(has(home, "<span class=\"language\">العربية</span> <bdi class=\"title\" lang=\"en\" dir=\"ltr\">Home</bdi>"));
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

TEST_CASE("texts in blocks of HTML say their language, too", "[site]") {
  const Folder folder;
  make_project(folder);
  folder.write("content/pages/two.md",
               "<div class=\"x\"><b>first</b> here</div>\n\n<p>Only English</p>\n\n<!-- not for readers -->\n\nText "
               "<b>bold</b>.\n");
  CHECK(build(folder).ok());
  const std::string two = folder.read("out/fr/pages/two/index.html");
  CHECK(has(two, "<p><span lang=\"en\" dir=\"ltr\">Only English</span></p>"));
  CHECK(has(two, "<p lang=\"en\" dir=\"ltr\">Text <b>bold</b>.</p>"));
  CHECK_FALSE(has(two, "not for readers"));
  CHECK(has(folder.read("out/en/pages/two/index.html"), "<p>Only English</p>"));
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

TEST_CASE("site maps, feeds and absolute addresses, where the site's URL is known", "[site]") {
  const Folder folder;
  make_project(folder, "site: {url: \"https://example.org/docs/\"}\n");
  folder.write("content/pages/dated.md", "---\ntitle: \"A & B\"\ndate: 2026-01-31\n---\n\nText.\n");
  CHECK(build(folder).ok());
  const std::string map = folder.read("out/fr/sitemap.xml");
  CHECK(has(map, "<loc>https://example.org/docs/fr/pages/one/</loc>"));
  CHECK(has(map,
            "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"https://example.org/docs/en/pages/one/\"/>"));
  CHECK(has(map, "<lastmod>2026-01-31</lastmod>"));
  CHECK(has(folder.read("out/sitemap.xml"), "<loc>https://example.org/docs/ar/sitemap.xml</loc>"));
  CHECK(has(folder.read("out/robots.txt"), "Sitemap: https://example.org/docs/sitemap.xml"));
  const std::string feed = folder.read("out/fr/feed.xml");
  CHECK(has(feed, "<entry xml:lang=\"en\">\n<title>A &amp; B</title>"));
  CHECK(has(feed, "<updated>2026-01-31T00:00:00Z</updated>"));
  const std::string page = folder.read("out/fr/pages/one/index.html");
  CHECK(has(page, "<link rel=\"canonical\" href=\"https://example.org/docs/fr/pages/one/\">"));
  CHECK(has(page, "<link rel=\"alternate\" hreflang=\"ar\" href=\"https://example.org/docs/ar/pages/one/\">"));
  CHECK(has(page, "type=\"application/atom+xml\""));
  CHECK_FALSE(folder.has("out/en/feed.xml/x"));
}

TEST_CASE("a changed message makes the pages that show it, and no others", "[site]") {
  const Folder folder;
  make_project(folder);
  build(folder);
  CHECK(build(folder).made == 0);
  // a text of one page
  std::string po = folder.read("locales/fr.po");
  po.replace(po.find("premier"), 7, "1er");
  folder.write("locales/fr.po", po);
  SiteRun run = build(folder);
  CHECK(run.made == 3);  // it, and what search finds on it
  CHECK(has(folder.read("out/fr/pages/two/index.html"), "<li>1er</li>"));
  // a title: its own page, its neighbours, its list, the same page in all languages
  po.replace(po.find("Deux"), 4, "Second");
  folder.write("locales/fr.po", po);
  run = build(folder);
  CHECK(run.made < 10);
  CHECK(has(folder.read("out/fr/pages/one/index.html"), "Second"));
  CHECK(has(folder.read("out/en/pages/two/index.html"), "Second"));
  // a page
  folder.write("content/pages/two.md", "# Two\n\n- first\n- third\n");
  CHECK(build(folder).made >= 3);
  CHECK(has(folder.read("out/fr/pages/two/index.html"), "third"));
  // an output that somebody changed or removed
  folder.remove("out/ar/pages/two/index.html");
  folder.write("out/en/pages/two/index.html", "mine");
  CHECK(build(folder).made == 2);
  // an image
  folder.write("content/images/a.svg", "<svg></svg>");
  CHECK(build(folder).made == 1);
  CHECK(folder.read("out/images/a.svg") == "<svg></svg>");
  // after all of that, what a first run makes
  build(folder, 2, "fresh");
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.at("fresh"))) {
    if (!entry.is_regular_file()) continue;
    const std::string name = entry.path().string().substr(folder.at("fresh/").size());
    INFO(name);
    CHECK(folder.read("out/" + name) == folder.read("fresh/" + name));
  }
}

TEST_CASE("a catalog that cannot be read takes no page away", "[site]") {
  const Folder folder;
  make_project(folder);
  build(folder);
  const std::string page = folder.read("out/fr/pages/two/index.html");
  const std::string po = folder.read("locales/fr.po");
  folder.write("locales/fr.po", po + "\nmsgid broken\n");
  CHECK_FALSE(build(folder).ok());
  CHECK(folder.read("out/fr/pages/two/index.html") == page);
  CHECK_FALSE(build(folder).ok());
  CHECK(folder.has("out/fr/index.html"));
  folder.write("locales/fr.po", po);
  CHECK(build(folder).ok());
  CHECK(folder.read("out/fr/pages/two/index.html") == page);
  folder.write("hexapla.yaml",
               "project: Test\nsource: en\nlanguages: [ar]\ncontent:\n  - pages: content/**/*.md\n    front_matter: "
               "[title, summary]\n");
  CHECK(build(folder).ok());
  CHECK_FALSE(folder.has("out/fr"));
}

TEST_CASE("faults are told again by a run that makes nothing", "[site]") {
  const Folder folder;
  make_project(folder);
  folder.write("content/bad.md", "# Bad\n\n[a](no.md)\n");
  const std::string said = folder.said(build(folder).diagnostics);
  CHECK(has(said, "no.md"));
  const SiteRun again = build(folder);
  CHECK(again.made == 0);
  CHECK(folder.said(again.diagnostics) == said);
  CHECK_FALSE(again.ok());
  folder.write("content/no.md", "# No\n");
  CHECK(build(folder).ok());
  folder.remove("content/no.md");
  CHECK(folder.said(build(folder).diagnostics) == said);
}

TEST_CASE("pages in the project's own folder have their pictures, and nothing else goes along", "[site]") {
  const Folder folder;
  folder.write("hexapla.yaml", "source: en\nlanguages: [fr]\ncontent: [{pages: \"*.md\"}]\n");
  folder.write("a.md", "# A\n\n![b](img/b.png)\n");
  folder.write("img/b.png", "png");
  folder.write("secret.txt", "secret");
  folder.write("config.yaml", "a: b\n");
  CHECK(folder.said(build(folder).diagnostics).empty());
  CHECK(folder.read("out/img/b.png") == "png");
  CHECK_FALSE(folder.has("out/secret.txt"));
  CHECK_FALSE(folder.has("out/config.yaml"));
  CHECK(build(folder).files == build(folder).files);
  CHECK_FALSE(folder.has("out/out"));
}

TEST_CASE("a site within the content does not copy itself", "[site]") {
  const Folder folder;
  make_project(folder);
  const std::uint32_t files = build(folder, 2, "content/public").files;
  CHECK(build(folder, 2, "content/public").files == files);
}

TEST_CASE("lists are counted by the language's plural, and sorted as it sorts", "[site]") {
  const Folder folder;
  make_project(folder);
  build(folder);
  CHECK(has(folder.read("out/en/pages/index.html"), ">2 pages</p>"));
  folder.remove("content/pages/two.md");
  folder.write("content/index.md", "# Home\n");
  build(folder);
  CHECK(has(folder.read("out/en/pages/index.html"), ">1 page</p>"));
}

TEST_CASE("pages go one after the other as SUMMARY.md lists them, or by weight, or by path", "[site]") {
  const Folder folder;
  make_project(folder);
  const auto next = [&](const std::string& page) {
    const std::string html = folder.read("out/en/" + page + "/index.html");
    const std::size_t at = html.find("rel=\"next\" href=\"");
    return at == std::string::npos ? std::string() : html.substr(at + 17, html.find('"', at + 17) - at - 17);
  };
  build(folder);
  CHECK(next("pages/one") == "../../../en/pages/two/");
  folder.write("content/pages/two.md", "---\nweight: 1\n---\n\n# Two\n");
  build(folder);
  CHECK(next("pages/two") == "../../../en/pages/one/");
  CHECK(next("pages/one").empty());
  folder.write("content/last.md", "# Last\n");
  folder.write("content/SUMMARY.md",
               "# Summary\n\n- [One](pages/one.md)\n- [Last](last.md)\n  - [Two](pages/two.md)\n");
  build(folder);
  CHECK(next("pages/one") == "../../../en/last/");
  CHECK(next("last") == "../../en/pages/two/");
  folder.write("content/SUMMARY.md", "# Summary\n\n- [Last](last.md)\n- [One](pages/one.md)\n");
  build(folder);
  CHECK(next("last") == "../../en/pages/one/");
}
