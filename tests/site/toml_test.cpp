// TOML front matter says the same as YAML's: the pages are the same, byte for byte.
#include "../project/folder.h"
#include "hexapla/site/site.h"

using namespace hexapla;
using test::Folder;

namespace {

void make_project(const Folder& folder, const std::string& page) {
  folder.write("hexapla.yaml",
               "source: en\nlanguages: [fr]\ncontent:\n  - pages: content/**/*.md\n"
               "    front_matter: [title, summary, image.caption, \"resources[].label\"]\n");
  folder.write("content/index.md", "# Home\n");
  folder.write("content/a.svg", "<svg/>");
  folder.write("content/list/other.md", "# Other\n");
  folder.write("content/list/page.md", page);
  folder.write("content/_layouts/own.html",
               "{{page.title}}|{{page.summary}}|{{page.date_text}}|{{page.count}}|{{#page.flag}}flag{{/page.flag}}|"
               "{{#page.no}}no{{/page.no}}|{{page.image.src}}|{{page.image.caption}}{{{page.image.caption_attrs}}}|"
               "{{#page.resources}}[{{label}} {{url}} {{#deep}}{{x}}{{/deep}}]{{/page.resources}}|"
               "{{#page.tags}}({{.}}){{/page.tags}}|{{page.a.b.c}}|{{{body}}}");
  folder.write(
      "locales/fr.po",
      test::po("fr",
               {{"A page", "Une page"}, {"A caption", "Une légende"}, {"First", "Premier"}, {"Text.", "Texte."}}));
}

std::string page_of(const Folder& folder) {
  SiteOptions options;
  options.folder = folder.at("out");
  const SiteRun run = run_site(folder.project(), options);
  CHECK(folder.said(run.diagnostics).empty());
  return folder.read("out/fr/list/page/index.html") + folder.read("out/fr/list/index.html") +
         folder.read("out/en/list/page/index.html");
}

}  // namespace

TEST_CASE("TOML and YAML of one meaning make one page", "[site]") {
  const Folder yaml;
  make_project(
      yaml,
      "---\ntitle: A page\nsummary: \"A \\\"summary\\\"\"\ndate: 2026-01-31\ncount: 12\nflag: true\nno: false\n"
      "weight: 3\nlayout: own\nimage:\n  src: ../a.svg\n  caption: A caption\nresources:\n"
      "  - label: First\n    url: other.md\n    deep: {x: 1}\n  - label: Second\n    url: https://example.org/\n"
      "tags: [one, two]\na: {b: {c: far}}\n---\n\nText.\n");
  const Folder toml;
  make_project(
      toml,
      "+++\ntitle = \"A page\"\nsummary = 'A \"summary\"'  # said\ndate = 2026-01-31\ncount = 12\nflag = true\n"
      "no = false\nweight = 3\nlayout = 'own'\ntags = [\n  \"one\",\n  'two',\n]\na.b.c = \"far\"\n\n"
      "[image]\nsrc = \"../a.svg\"\ncaption = \"\"\"A caption\"\"\"\n\n[[resources]]\nlabel = \"First\"\n"
      "url = \"other.md\"\n[resources.deep]\nx = 1\n\n[[resources]]\n\"label\" = \"Second\"\n"
      "url = 'https://example.org/'\n+++\n\nText.\n");
  const std::string page = page_of(toml);
  CHECK(page.find("Une page|A &quot;summary&quot;|31 janvier 2026|12|flag||") != std::string::npos);
  CHECK(page.find("[Premier ../../../fr/list/other/ 1]") != std::string::npos);
  CHECK(page.find("(one)(two)|far|") != std::string::npos);
  CHECK(page == page_of(yaml));
}

TEST_CASE("what TOML says twice or wrongly is no end of the page", "[site]") {
  const Folder folder;
  make_project(folder, "# A page\n");
  SiteOptions options;
  options.folder = folder.at("out");
  for (const char* matter :
       {"title = \"A\"\ntitle.x = 1\n[title]\ny = 2\n", "[[a]]\n[a]\n[[a.b]]\n[a.b.c]\n", "= 1\ntitle = \"x\n",
        "a = [1, {b = 2}, [3, [4]]]\n[a]\nx = 1\n[[a]]\n", "[[a.b]]\nx = 1\n[[a]]\n[[a.b]]\n", "[\n]]\n"}) {
    INFO(matter);
    folder.write("content/list/page.md", "+++\n" + std::string(matter) + "+++\n\nText.\n");
    run_site(folder.project(), options);
    CHECK(folder.read("out/fr/list/page/index.html").find("Texte.") != std::string::npos);
  }
}
