#include "hexapla/project/config.h"

#include "folder.h"

using namespace hexapla;

namespace {

std::string faults(const std::string& text) {
  const ConfigResult result = parse_config("hexapla.yaml", text);
  std::string out;
  for (const Diagnostic& one : result.diagnostics) out += (out.empty() ? "" : "\n\n") + describe(one);
  return out;
}

const std::string content = "content:\n  - pages: content/**/*.md\n";

}  // namespace

TEST_CASE("every key of the configuration is read", "[config]") {
  const ConfigResult result = parse_config("hexapla.yaml", R"(project: Many Voices
source: en-GB
languages: [fr, pt_BR, zh-Hans]
content:
  - pages: [content/**/*.md, ./blog//*.md]
    front_matter: [title, image.alt, "resources[].label"]
    skip: [content/drafts/**]
  - pages: content/**/*.yaml
    keys: ["strings.*"]
template: po/all.pot
catalogs: po/{lang}/{path}.po
output: out/{lang}/{path}
fallback: {pt-BR: [pt, es]}
missing: skip-page
stale: source
anchors: source
publish_at: 80
wrap: sentence
references: line
heal: none
)");
  CHECK(result.ok());
  CHECK(result.diagnostics.empty());
  const Config& config = result.config;
  CHECK(config.project == "Many Voices");
  CHECK(config.source.tag == "en-GB");
  CHECK_FALSE(config.languages_auto);
  REQUIRE(config.languages.size() == 3);
  CHECK(config.languages[1].tag == "pt-BR");
  CHECK(config.languages[1].name == "pt_BR");
  REQUIRE(config.content.size() == 2);
  REQUIRE(config.content[0].pages.size() == 2);
  CHECK(config.content[0].pages[1].text == "blog/*.md");
  CHECK(config.content[0].front_matter == std::vector<std::string>{"title", "image.alt", "resources[].label"});
  CHECK(config.content[0].skip[0].text == "content/drafts/**");
  CHECK(config.content[1].keys == std::vector<std::string>{"strings.*"});
  CHECK(config.template_path.text == "po/all.pot");
  CHECK(config.catalog_per_page());
  CHECK(config.output.text == "out/{lang}/{path}");
  REQUIRE(config.fallback.size() == 1);
  CHECK(config.fallback[0].to[1].tag == "es");
  CHECK(config.missing == Config::Missing::SkipPage);
  CHECK(config.stale.shown == MergeOptions::Stale::Source);
  CHECK(config.pin_anchors);
  CHECK(config.publish_at == 80);
  CHECK(config.layout.wrap == LayoutOptions::Wrap::Sentence);
  CHECK(config.references == ExtractOptions::References::Line);
  CHECK(config.heal == ClassSet::none());
}

TEST_CASE("a configuration with nothing but content has sensible values for the rest", "[config]") {
  const ConfigResult result = parse_config("hexapla.yaml", content);
  CHECK(result.ok());
  CHECK(result.config.source.tag == "en");
  CHECK(result.config.languages_auto);
  CHECK(result.config.catalogs.text == "locales/{lang}.po");
  CHECK(result.config.publish_at == 0);
  CHECK(result.config.heal == ClassSet::usual());
}

TEST_CASE("an unknown key is shown with the one that was meant", "[config]") {
  CHECK(faults("langauges: [fr]\n" + content) ==
        "hexapla.yaml:1:1: error: unknown key \"langauges\"\n"
        "  langauges: [fr]\n"
        "  ^\n"
        "  hint: did you mean \"languages\"?");
  CHECK(faults("content:\n  - pages: a.md\n    frontmatter: [title]\n") ==
        "hexapla.yaml:3:5: error: unknown key \"frontmatter\"\n"
        "      frontmatter: [title]\n"
        "      ^\n"
        "  hint: did you mean \"front_matter\"?");
  CHECK(faults("content:\n  - pages: a.md\n    colour: red\n") ==
        "hexapla.yaml:3:5: error: unknown key \"colour\"\n"
        "      colour: red\n"
        "      ^\n"
        "  hint: the keys here are: pages, front_matter, keys, skip");
}

TEST_CASE("values of the wrong type are errors at their place", "[config]") {
  CHECK(faults("publish_at: high\n" + content) ==
        "hexapla.yaml:1:13: error: \"publish_at\" must be a whole number from 0 to 100\n"
        "  publish_at: high\n"
        "              ^");
  CHECK(faults("publish_at: 101\n" + content).find("from 0 to 100") != std::string::npos);
  CHECK(faults("template: [a, b]\n" + content) ==
        "hexapla.yaml:1:11: error: \"template\" must be a text\n"
        "  template: [a, b]\n"
        "            ^");
  CHECK(faults("content: content/**/*.md\n") ==
        "hexapla.yaml:1:10: error: \"content\" must be a list, each item with \"pages\"\n"
        "  content: content/**/*.md\n"
        "           ^");
  CHECK(faults("missing: skip_pages\n" + content) ==
        "hexapla.yaml:1:10: error: \"missing\" must be one of: source, skip-page\n"
        "  missing: skip_pages\n"
        "           ^\n"
        "  hint: did you mean \"skip-page\"?");
  CHECK(faults("wrap: 5\n" + content).find("a column from 20 to 1000") != std::string::npos);
  CHECK(faults("content:\n  - pages: [a.md, {b: c}]\n").find("2:19: error: \"pages\" must be a list of texts") !=
        std::string::npos);
  CHECK(faults("template:\n" + content).find("error: \"template\" has no value") != std::string::npos);
}

TEST_CASE("a key that is given twice is an error that names the first line", "[config]") {
  CHECK(faults("source: en\n" + content + "source: fr\n") ==
        "hexapla.yaml:4:1: error: \"source\" is given twice\n"
        "  source: fr\n"
        "  ^\n"
        "  hint: the first one is in line 1");
}

TEST_CASE("languages must be known, different, and not the source", "[config]") {
  CHECK(faults("languages: [fr, qqqx]\n" + content) ==
        "hexapla.yaml:1:17: error: \"qqqx\" is no language that is known\n"
        "  languages: [fr, qqqx]\n"
        "                  ^\n"
        "  hint: languages are written as fr, pt-BR or zh-Hans (BCP 47)");
  CHECK(faults("languages: [pt-BR, pt_BR]\n" + content).find("1:20: error: \"pt_BR\" is given twice") !=
        std::string::npos);
  CHECK(faults("languages: [fr, en]\n" + content).find("1:17: error: \"en\" is the source language") !=
        std::string::npos);
  CHECK(faults("languages: [../fr]\n" + content).find("is no language") != std::string::npos);
  CHECK(faults("fallback: {fr: [fr]}\n" + content).find("cannot stand in for itself") != std::string::npos);
}

TEST_CASE("Norwegian is a language, not the word no", "[config]") {
  const ConfigResult result = parse_config("hexapla.yaml", "languages: [no, nb]\n" + content);
  INFO(faults("languages: [no, nb]\n" + content));
  REQUIRE_FALSE(result.config.languages.empty());
  CHECK(result.config.languages[0].name == "no");
}

TEST_CASE("paths may not leave the project", "[config]") {
  CHECK(faults("output: ../site/{lang}/{path}\n" + content) ==
        "hexapla.yaml:1:9: error: \"../site/{lang}/{path}\" leads out of the project with \"..\"\n"
        "  output: ../site/{lang}/{path}\n"
        "          ^\n"
        "  hint: paths are relative to the folder of hexapla.yaml and stay below it");
  CHECK(faults("template: /etc/hexapla.pot\n" + content).find("is an absolute path") != std::string::npos);
  CHECK(faults("catalogs: a/../../{lang}.po\n" + content).find("leads out of the project") != std::string::npos);
  CHECK(faults("content:\n  - pages: ../**/*.md\n").find("2:12: error: \"../**/*.md\" leads out") != std::string::npos);
  CHECK(faults("content:\n  - pages: 'content\\*.md'\n").find("has a backslash") != std::string::npos);
}

TEST_CASE("placeholders stand where they mean something", "[config]") {
  CHECK(faults("catalogs: locales/all.po\n" + content) ==
        "hexapla.yaml:1:11: error: \"locales/all.po\" has no {lang}: several files would have one name\n"
        "  catalogs: locales/all.po\n"
        "            ^");
  CHECK(faults("output: out/{lang}/page.md\n" + content).find("has no {path}") != std::string::npos);
  CHECK(faults("template: po/{lang}.pot\n" + content).find("{lang} has no meaning here") != std::string::npos);
  CHECK(faults("output: out/{language}/{path}\n" + content) ==
        "hexapla.yaml:1:9: error: unknown placeholder {language}\n"
        "  output: out/{language}/{path}\n"
        "          ^\n"
        "  hint: there are {lang} and {path}");
  CHECK(faults("output: out/{lang/{path}\n" + content).find("error") != std::string::npos);
  CHECK(faults("content:\n  - pages: content/{lang}/*.md\n").find("{lang} has no meaning here") != std::string::npos);
}

TEST_CASE("patterns of paths and keys are checked", "[config]") {
  CHECK(faults("content:\n  - pages: content/[a.md\n") ==
        "hexapla.yaml:2:12: error: \"content/[a.md\" is no pattern of paths: this [ has no ]\n"
        "    - pages: content/[a.md\n"
        "             ^");
  const std::string key = faults("content:\n  - pages: a.md\n    front_matter: [\"resources[.label\"]\n");
  CHECK(key.find("hexapla.yaml:3:20: error: \"resources[.label\" is no pattern of keys: ") == 0);
}

TEST_CASE("what is no YAML is shown where it stops being it", "[config]") {
  CHECK(faults("source: [en\n").find("hexapla.yaml:2:1: error: no valid YAML: ") == 0);
  CHECK(faults("source: en\n\tlanguages: fr\n").find("error: no valid YAML: ") != std::string::npos);
  CHECK(faults("a: *nothing\n").find("error: no valid YAML: ") != std::string::npos);
  CHECK(faults("") == "hexapla.yaml: error: this configuration is empty\n  hint: hexapla init writes a first one");
  CHECK(faults("# nothing\n").find("this configuration is empty") != std::string::npos);
  CHECK(faults("- a\n- b\n").find("made of keys and values") != std::string::npos);
  CHECK(faults(content + "---\nsource: fr\n").find("a second document: only one is read") != std::string::npos);
  CHECK(faults("source: en\n").find("\"content\" is missing: there is nothing to translate") != std::string::npos);
}

TEST_CASE("columns count characters behind a byte order mark and wide letters", "[config]") {
  CHECK(faults("\xEF\xBB\xBF"
               "project: \"名前\"\nspource: en\n" +
               content)
            .find("hexapla.yaml:2:1: error") == 0);
  CHECK(faults("fallback: {zh-Hant: [\"简体\", zz-x]}\n" + content).find("hexapla.yaml:1:22: error") == 0);
}

TEST_CASE("a configuration made to hurt is refused before it grows", "[config]") {
  std::string bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n";
  for (char c = 'b'; c < 'j'; ++c) {
    bomb += std::string(1, c) + ": &" + c + " [";
    for (int i = 0; i < 9; ++i) bomb += std::string(i == 0 ? "" : ",") + "*" + static_cast<char>(c - 1);
    bomb += "]\n";
  }
  CHECK(faults(bomb).find("error: more than 16 aliases") != std::string::npos);
  CHECK(faults("a: " + std::string(10000, '[') + "\n").find("error: nested more than 16 deep") != std::string::npos);
  CHECK(faults(std::string(300 * 1024, '#')).find("larger than 262144 bytes") != std::string::npos);
  CHECK(faults("a: &a [*a]\n").find("this alias stands inside what it names") != std::string::npos);
  CHECK(faults("source: e\xFF\n").find("not valid UTF-8 at offset 9") != std::string::npos);
  CHECK(faults(std::string("source: e\0\n", 11)).find("a NUL byte at offset 9") != std::string::npos);
  std::string many = "languages: [";
  for (int i = 0; i < 5000; ++i) many += "x1,";
  const ConfigResult result = parse_config("hexapla.yaml", many + "]\n");
  CHECK(result.diagnostics.size() <= 100);
}

TEST_CASE("stale translations have a policy, and languages may have their own", "[config]") {
  const ConfigResult limit = parse_config("hexapla.yaml", "stale: {translation_for: 8w}\n" + content);
  CHECK(limit.diagnostics.empty());
  CHECK(limit.config.stale.days == 56U);
  CHECK(limit.config.stale.shown == MergeOptions::Stale::Translation);
  const ConfigResult each =
      parse_config("hexapla.yaml", "stale: {default: source, fr: translation, de: {translation_for: 3d}}\n" + content);
  CHECK(each.diagnostics.empty());
  CHECK(each.config.stale_in("es").shown == MergeOptions::Stale::Source);
  CHECK(each.config.stale_in("fr").shown == MergeOptions::Stale::Translation);
  CHECK_FALSE(each.config.stale_in("fr").days);
  CHECK(each.config.stale_in("de").days == 3U);
  CHECK(faults("stale: {translation_for: soon}\n" + content).find("1:26: error: a time limit is written as") !=
        std::string::npos);
  CHECK(faults("stale: {xyzzy: source}\n" + content).find("1:9: error:") != std::string::npos);
  CHECK(faults("stale: {fr: never}\n" + content).find("1:13: error:") != std::string::npos);
}

TEST_CASE("commits, page_state and mark are read", "[config]") {
  const ConfigResult result = parse_config(
      "hexapla.yaml", "commits: {minor: [typo, \"docs(minor)\"]}\npage_state: l10n\nmark: [source, stale]\n" + content);
  CHECK(result.diagnostics.empty());
  CHECK(result.config.minor_commits == std::vector<std::string>{"typo", "docs(minor)"});
  CHECK(result.config.page_state == "l10n");
  CHECK(result.config.mark_source);
  CHECK(result.config.mark_stale);
  CHECK(faults("commits: typo\n" + content).find("1:10: error: \"commits\" must be a map") != std::string::npos);
  CHECK(faults("commits: {minor: ['']}\n" + content).find("must be a list of texts") != std::string::npos);
  CHECK(faults("page_state: 'a b'\n" + content).find("1:13: error: \"page_state\" must be a key") != std::string::npos);
  CHECK(faults("mark: [all]\n" + content).find("1:8: error:") != std::string::npos);
}

TEST_CASE("site: says where and how the site will be", "[config]") {
  const Config config = parse_config("hexapla.yaml", content +
                                                         "site: {url: \"https://example.org/docs/\", slugs: localized, "
                                                         "links: files, digits: latn, calendar: persian}\n")
                            .config;
  CHECK(config.site.url == "https://example.org/docs");
  CHECK(config.site.localized_slugs);
  CHECK(config.site.link_files);
  CHECK(config.site.digits == "latn");
  CHECK(config.site.calendar == "persian");
  for (const char* wrong :
       {"site: {url: example.org}", "site: {url: \"https://a\\\"><script>\"}", "site: {url: \"https://\"}",
        "site: {digits: octal}", "site: {calendar: moon}", "site: {color: red}", "site: yes"}) {
    INFO(wrong);
    CHECK_FALSE(faults(content + wrong + "\n").empty());
  }
}
