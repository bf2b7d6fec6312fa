// Which files are pages, and which are refused.
#include "folder.h"
#include "hexapla/project/discovery.h"

#include <sys/stat.h>

using namespace hexapla;
using test::Folder;

namespace {

std::string page_paths(const Folder& folder, std::vector<Diagnostic>& diagnostics) {
  std::vector<std::string> paths;
  for (const PageFile& page : folder.project().find_pages(diagnostics)) paths.push_back(page.path);
  return test::joined(paths);
}

std::string page_paths(const Folder& folder) {
  std::vector<Diagnostic> diagnostics;
  std::string paths = page_paths(folder, diagnostics);
  CHECK(folder.said(diagnostics) == "");
  return paths;
}

}  // namespace

TEST_CASE("pages come in byte order, hidden and built ones left out", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: \"**/*.md\"\n");
  for (const char* name : {"b.md", "a/z.md", "a.md", "Z.md", ".hidden.md", ".git/x.md", "node_modules/p/r.md",
                           "build/pages/fr/a.md", "a/.b/c.md", "ä.md", "x.txt"}) {
    folder.write(name, "Text\n");
  }
  CHECK(page_paths(folder) == "Z.md a.md a/z.md b.md ä.md");
}

TEST_CASE("a hidden folder is read where the pattern names it", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: [\"*.md\", \".github/**/*.md\"]\n");
  folder.write("a.md", "Text\n");
  folder.write(".github/x.md", "Text\n");
  folder.write(".other.md", "Text\n");
  CHECK(page_paths(folder) == ".github/x.md a.md");
}

TEST_CASE("the first rule that wants a page has it, and skip takes away", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml",
               "content:\n  - pages: c/a*.md\n    front_matter: [one]\n  - pages: c/*.md\n    front_matter: [two]\n"
               "    skip: [c/draft*]\n");
  for (const char* name : {"c/a.md", "c/b.md", "c/draft1.md"}) folder.write(name, "Text\n");
  std::vector<Diagnostic> diagnostics;
  const Project project = folder.project();
  const auto pages = project.find_pages(diagnostics);
  REQUIRE(pages.size() == 2);
  CHECK(project.parse_options(pages[0]).keys == std::vector<std::string>{"one"});
  CHECK(project.parse_options(pages[1]).keys == std::vector<std::string>{"two"});
}

TEST_CASE("a pattern that matches nothing is an error with the folder that was meant", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml",
               "content:\n  - pages: contnet/**/*.md\n  - pages: content/x/*.md\n    skip: [content/y]\n");
  folder.write("content/a.md", "Text\n");
  std::vector<Diagnostic> diagnostics;
  page_paths(folder, diagnostics);
  CHECK(folder.said(diagnostics) ==
        "hexapla.yaml:2:12: error: no file matches \"contnet/**/*.md\"\n"
        "    - pages: contnet/**/*.md\n"
        "             ^\n"
        "  hint: did you mean \"content/**/*.md\"?\n\n"
        "hexapla.yaml:3:12: error: no file matches \"content/x/*.md\"\n"
        "    - pages: content/x/*.md\n"
        "             ^\n"
        "  hint: there is no folder \"content/x\"\n\n"
        "hexapla.yaml:4:12: warning: no page matches \"content/y\": nothing is skipped\n"
        "      skip: [content/y]\n"
        "             ^");
}

TEST_CASE("files of unknown formats are said once, with how many", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: c/**\n");
  for (const char* name : {"c/a.md", "c/b.png", "c/c.svg"}) folder.write(name, "Text\n");
  std::vector<Diagnostic> diagnostics;
  CHECK(page_paths(folder, diagnostics) == "c/a.md");
  CHECK(folder.said(diagnostics) ==
        "hexapla.yaml:2:12: warning: 2 files have no format that is known, the first is c/b.png\n"
        "    - pages: c/**\n"
        "             ^\n"
        "  hint: end the pattern in an extension, such as *.md");
}

TEST_CASE("links inside the project are followed, links out of it refused, circles end", "[pages]") {
  const Folder outside;
  outside.write("secret.md", "Secret\n");
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: content/**/*.md\n");
  folder.write("content/a.md", "Text\n");
  folder.write("shared/s.md", "Text\n");
  folder.link("content/shared", "../shared");
  folder.link("content/link.md", "a.md");
  folder.link("content/loop", "..");
  folder.link("content/dead.md", "nowhere.md");
  folder.link("content/out", outside.path());
  folder.link("content/out.md", outside.at("secret.md"));
  std::vector<Diagnostic> diagnostics;
  CHECK(page_paths(folder, diagnostics) == "content/a.md content/link.md content/shared/s.md");
  CHECK(folder.said(diagnostics) ==
        "content/out: warning: left out: this link leads out of the project\n\n"
        "content/out.md: warning: left out: this link leads out of the project");
}

TEST_CASE("what an earlier run wrote beside the sources is no page", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml",
               "languages: [fr, de]\ncontent:\n  - pages: content/**/*.md\noutput: content/{lang}/{path}\n");
  folder.write("content/a.md", "Text\n");
  folder.write("content/fr/content/a.md", "Texte\n");
  folder.write("content/fr/own.md", "Texte\n");
  CHECK(page_paths(folder) == "content/a.md content/fr/own.md");
}

TEST_CASE("a very deep folder does not hurt", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: \"**/*.md\"\n");
  std::string deep = "d";
  for (int i = 0; i < 900; ++i) deep += "/d";
  folder.write(deep + "/a.md", "Text\n");
  CHECK(page_paths(folder) == deep + "/a.md");
}

TEST_CASE("the project is found from a folder inside it", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: a.md\n");
  folder.write("x/y/z.md", "");
  CHECK(find_project(folder.at("x/y")) == folder.at("x/y/") + "../../");
  CHECK(find_project(folder.path()) == folder.path());
  const Folder other;
  CHECK(find_project(other.path()) == std::nullopt);
}

TEST_CASE("languages come from the catalogs that are there", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: a.md\ncatalogs: po/site.{lang}.po\n");
  for (const char* name : {"po/site.fr.po", "po/site.pt_BR.po", "po/site.en.po", "po/site.nonsense1.po", "po/x.po"}) {
    folder.write(name, "");
  }
  std::vector<Diagnostic> diagnostics;
  const Project project = folder.project();
  const auto languages = project.languages(diagnostics);
  REQUIRE(languages.size() == 2);
  CHECK(languages[0].tag == "fr");
  CHECK(languages[1].tag == "pt-BR");
  CHECK(project.catalog_path(languages[1]) == "po/site.pt_BR.po");
  CHECK(folder.said(diagnostics) ==
        "po/site.nonsense1.po: warning: left out: \"nonsense1\" is no language that is known\n"
        "  hint: catalogs are named after their language, such as fr.po or pt-BR.po");
}

TEST_CASE("a configured language finds its catalog in gettext's spelling", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml", "languages: [pt-BR, fr]\ncontent:\n  - pages: a.md\n");
  folder.write("locales/pt_BR.po", "");
  std::vector<Diagnostic> diagnostics;
  const Project project = folder.project();
  const auto languages = project.languages(diagnostics);
  CHECK(project.catalog_path(languages[0]) == "locales/pt_BR.po");
  CHECK(project.output_path(languages[0], "a.md") == "build/pages/pt-BR/a.md");
  CHECK(project.catalog_path(languages[1]) == "locales/fr.po");
}

TEST_CASE("the user's languages must be the project's", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml", "languages: [fr, pt-BR]\ncontent:\n  - pages: a.md\n");
  const Project project = folder.project();
  const auto refused = [&](const char* name, bool allow_new) {
    std::vector<Diagnostic> diagnostics;
    try {
      project.choose_languages({name}, allow_new, diagnostics);
    } catch (const Error& error) {
      return folder.said(error.diagnostics());
    }
    return std::string("accepted");
  };
  CHECK(refused("fr", false) == "accepted");
  CHECK(refused("pt_br", false) == "accepted");
  CHECK(refused("fi", true) == "accepted");
  CHECK(refused("fi", false) ==
        "error: \"fi\" is none of the project's languages\n  hint: hexapla update fi starts a new one");
  CHECK(refused("en", true) == "error: \"en\" is the source language");
  CHECK(refused("../../x", true) ==
        "error: \"../../x\" is no language that is known\n"
        "  hint: languages are written as fr, pt-BR or zh-Hans (BCP 47)");
}

TEST_CASE("fallbacks come in the configured order, then by truncation, each once", "[pages]") {
  const Folder folder;
  folder.write("hexapla.yaml",
               "languages: [pt-BR, gl, zh-Hant-HK]\ncontent:\n  - pages: a.md\n"
               "fallback: {pt-BR: [gl, pt], gl: [es, pt-BR], zh-Hant: [zh-Hans]}\n");
  for (const char* name : {"pt-BR", "gl", "es", "pt", "zh-Hant", "zh-Hans"}) {
    folder.write("locales/" + std::string(name) + ".po", "");
  }
  const Project project = folder.project();
  const auto chain = [&](std::size_t language) {
    std::vector<std::string> tags;
    for (const Language& one : project.fallback_chain(project.config().languages[language])) tags.push_back(one.tag);
    return test::joined(tags);
  };
  CHECK(chain(0) == "gl es pt");
  CHECK(chain(2) == "zh-Hant zh-Hans");
  folder.remove("locales/gl.po");
  CHECK(chain(0) == "es pt");
}

TEST_CASE("a configured path that leads out by a link is refused when the project is opened", "[pages]") {
  const Folder outside;
  const Folder folder;
  folder.write("hexapla.yaml", "content:\n  - pages: a.md\ncatalogs: po/{lang}.po\n");
  folder.link("po", outside.path());
  try {
    folder.project();
    FAIL("opened");
  } catch (const Error& error) {
    CHECK(folder.said(error.diagnostics()) ==
          "hexapla.yaml:3:11: error: refused: by way of a symbolic link this path leads out of the project\n"
          "  catalogs: po/{lang}.po\n"
          "            ^");
  }
}
