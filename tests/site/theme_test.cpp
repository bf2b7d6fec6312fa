// What the theme's templates get, as the page's language says and sorts it.
#include "../project/folder.h"
#include "hexapla/site/site.h"

using namespace hexapla;
using test::Folder;

namespace {

void make_project(const Folder& folder, const std::string& more = {}) {
  folder.write("hexapla.yaml",
               "project: Test\nsource: en\nlanguages: [fr, zh-Hans]\ncontent:\n  - pages: content/**/*.md\n"
               "    front_matter: [title, country.name]\n" +
                   more);
  folder.write("content/index.md", "# Home\n");
  folder.write("content/services/a.md", "---\ntitle: Of Germany\ncountry: {code: DE, name: Germany}\n---\n\nText.\n");
  folder.write("content/services/b.md", "---\ntitle: Of China\ncountry: CN\n---\n\nText.\n");
  folder.write("content/services/c.md", "---\ntitle: Of Atlantis\ncountry: {name: Atlantis}\n---\n\nText.\n");
  folder.write("content/services/d.md", "---\ntitle: About Germany\ncountry: {code: DE}\n---\n\nText.\n");
  folder.write("content/services/e.md", "---\ntitle: Of nowhere\n---\n\nText.\n");
  folder.write("locales/fr.po", test::po("fr", {{"Home", "Accueil"}, {"Of China", "Chinoise"}}));
}

SiteRun build(const Folder& folder) {
  SiteOptions options;
  options.folder = folder.at("out");
  return run_site(folder.project(), options);
}

/// They stand in `text`, in this order.
bool in_order(const std::string& text, const std::vector<std::string>& parts) {
  std::size_t at = 0;
  for (const std::string& part : parts) {
    INFO(part);
    at = text.find(part, at);
    CHECK(at != std::string::npos);
    if (at == std::string::npos) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("the home page has pages below their countries, as the language calls and sorts those", "[site]") {
  const Folder folder;
  make_project(folder);
  CHECK(folder.said(build(folder).diagnostics).empty());
  CHECK(in_order(folder.read("out/en/index.html"),
                 {"Profiles by country", "<h3>Atlantis</h3>", ">Of Atlantis<", "<h3>China</h3>", ">Of China<",
                  "<h3>Germany</h3>", ">About Germany<", ">Of Germany<"}));
  const std::string french = folder.read("out/fr/index.html");
  CHECK(in_order(french, {"<h3>Allemagne</h3>", "<h3 lang=\"en\" dir=\"ltr\">Atlantis</h3>", "<h3>Chine</h3>",
                          "<a href=\"../fr/services/b/\"><span>Chinoise</span>"}));
  CHECK(french.find("nowhere") == std::string::npos);
  CHECK(in_order(folder.read("out/zh-Hans/index.html"), {"<h3>德国</h3>", "<h3>中国</h3>"}));
  // and it is made anew with each of them
  std::string po = folder.read("locales/fr.po");
  po.replace(po.find("Chinoise"), 8, "De Chine");
  folder.write("locales/fr.po", po);
  build(folder);
  CHECK(folder.read("out/fr/index.html").find("<span>De Chine</span>") != std::string::npos);
}

TEST_CASE("names and languages of a list are one text, as the language joins them", "[site]") {
  const Folder folder;
  make_project(folder);
  folder.write("content/_layouts/page.html",
               "{{page.authors_text}}|{{page.who_text}}|{{page.language_text}}|{{#page.has_who}}yes{{/page.has_who}}|"
               "{{#page.has_none}}no{{/page.has_none}}|");
  folder.write("content/one.md",
               "---\ntitle: One\nauthors: [A, B, C]\nwho: [{name: D}, {name: E}]\nlanguage: [de, fr]\nnone: []\n---\n");
  CHECK(build(folder).ok());
  CHECK(in_order(folder.read("out/en/one/index.html"), {"A, B, and C|D and E|German and French|yes||"}));
  CHECK(in_order(folder.read("out/fr/one/index.html"), {"A, B et C|D et E|allemand et français|yes||"}));
}

TEST_CASE("a 404 page finds its styles from any address, where the site's URL is known", "[site]") {
  const Folder folder;
  make_project(folder);
  build(folder);
  CHECK(in_order(folder.read("out/fr/404.html"), {"href=\"../theme/site.css\""}));
  make_project(folder, "site: {url: \"https://example.org/docs\"}\n");
  build(folder);
  CHECK(in_order(folder.read("out/fr/404.html"), {"href=\"/docs/theme/site.css\"", "href=\"/docs/fr/\""}));
  make_project(folder, "site: {url: \"https://example.org\"}\n");
  build(folder);
  CHECK(in_order(folder.read("out/fr/404.html"), {"href=\"/theme/site.css\""}));
}
