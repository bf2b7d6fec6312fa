#include "hexapla/project/init.h"

#include "folder.h"
#include "hexapla/project/config.h"

using namespace hexapla;
using test::Folder;

namespace {

std::string findings(const InitPlan& plan) {
  std::string out;
  for (const Phrase& one : plan.findings) out += in_english(one) + "\n";
  return out;
}

/// The plan for a folder; its configuration must be one that works there.
InitPlan plan_for(const Folder& folder) {
  InitPlan plan = plan_init(folder.path());
  const ConfigResult config = parse_config("hexapla.yaml", plan.config_text);
  INFO(plan.config_text);
  CHECK(folder.said(config.diagnostics) == "");
  folder.write("hexapla.yaml", plan.config_text);
  std::vector<Diagnostic> diagnostics;
  const auto pages = folder.project().find_pages(diagnostics);
  CHECK(folder.said(diagnostics) == "");
  CHECK(pages.size() == plan.pages);
  return plan;
}

}  // namespace

TEST_CASE("init fits a configuration to a Hugo site", "[init]") {
  const Folder folder;
  folder.write("hugo.toml", "title = \"x\"\n");
  folder.write("content/_index.md", "---\ntitle: Welcome home\ndate: 2024-01-01\nlayout: Full page\n---\nText\n");
  folder.write("content/posts/a.md",
               "---\ntitle: A post\nsummary: What it says.\nimage:\n  src: /a.png\n  alt: A picture\n---\nText\n");
  folder.write("content/strings.yaml", "hello: Hello\n");
  folder.write("README.md", "Not a page\n");
  folder.write("public/index.md", "Built\n");
  const InitPlan plan = plan_for(folder);
  CHECK(plan.kind == SiteKind::Hugo);
  CHECK(findings(plan) ==
        "a site of Hugo, by hugo.toml\n"
        "2 pages in content\n"
        "1 data file, left out until you name its keys: content/strings.yaml\n"
        "front matter with texts: title (2), image.alt (1), summary (1)\n"
        "no catalogs yet; they will be locales/{lang}.po\n");
  const Config config = parse_config("hexapla.yaml", plan.config_text).config;
  CHECK(config.content[0].pages[0].text == "content/**/*.md");
  CHECK(config.content[0].front_matter == std::vector<std::string>{"title", "image.alt", "summary"});
  CHECK(config.languages_auto);
}

TEST_CASE("init finds mdBook's pages and the catalogs that translators have", "[init]") {
  const Folder folder;
  folder.write("book.toml", "[book]\nsrc = \"text\"\n");
  folder.write("text/SUMMARY.md", "# Summary\n");
  folder.write("po/fr.po", "");
  folder.write("po/pt_BR.po", "");
  folder.write("po/messages.pot", "");
  const InitPlan plan = plan_for(folder);
  CHECK(plan.kind == SiteKind::MdBook);
  CHECK(plan.languages == std::vector<std::string>{"fr", "pt-BR"});
  CHECK(findings(plan) ==
        "a site of mdBook, by book.toml\n"
        "1 page in text\n"
        "no front matter with texts\n"
        "2 languages with catalogs in po/{lang}.po: fr, pt-BR\n");
  const Config config = parse_config("hexapla.yaml", plan.config_text).config;
  CHECK(config.template_path.text == "po/messages.pot");
  CHECK(config.catalogs.text == "po/{lang}.po");
}

TEST_CASE("init knows the other generators by their files", "[init]") {
  const auto kind_of = [](const char* marker, const char* page) {
    const Folder folder;
    folder.write(marker, "x: y\n");
    folder.write(page, "Text\n");
    const InitPlan plan = plan_for(folder);
    return std::string(site_name(plan.kind)) + " " + parse_config("", plan.config_text).config.content[0].pages[0].text;
  };
  CHECK(kind_of("mkdocs.yml", "docs/a.md") == "MkDocs docs/**/*.md");
  CHECK(kind_of("docusaurus.config.ts", "docs/a.mdx") == "Docusaurus docs/**/*.mdx");
  CHECK(kind_of("astro.config.mjs", "src/content/docs/a.mdx") == "Astro src/content/docs/**/*.mdx");
  CHECK(kind_of("_config.yml", "a.md") == "Jekyll **/*.md");
  CHECK(kind_of("config.toml", "content/a.md") == "Hugo content/**/*.md");
  CHECK(kind_of("config.toml", "a.md") == " **/*.md");
  CHECK(kind_of("x.txt", "docs/a.markdown") == " docs/**/*.markdown");
}

TEST_CASE("init does not follow a site's configuration out of the folder", "[init]") {
  const Folder folder;
  folder.write("book.toml", "[book]\nsrc = \"../../../etc\"\n");
  folder.write("src/a.md", "Text\n");
  CHECK(parse_config("", plan_for(folder).config_text).config.content[0].pages[0].text == "src/**/*.md");
}

TEST_CASE("init of a folder without pages warns, of none at all is an error", "[init]") {
  const Folder folder;
  const InitPlan plan = plan_init(folder.path());
  CHECK(plan.pages == 0);
  REQUIRE(plan.diagnostics.size() == 1);
  CHECK_THROWS_AS(plan_init(folder.at("nowhere")), Error);
}
