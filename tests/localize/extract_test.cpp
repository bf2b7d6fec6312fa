#include "hexapla/localize/extract.h"

#include "support.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

using namespace hexapla;
using namespace hexapla::test;

namespace {

ExtractOptions options_with(ExtractOptions::References references) {
  ExtractOptions options;
  options.references = references;
  options.project = "Demo";
  options.creation_date = "2026-11-23 19:30+0000";
  return options;
}

std::string text_of(const Catalog& catalog) {
  std::string text;
  write_po(catalog, text);
  return text;
}

/// The template without its header.
std::string entries_of(const Catalog& catalog) {
  const std::string text = text_of(catalog);
  return text.substr(text.find("\n\n") + 2);
}

Catalog extract(const std::vector<std::pair<std::string, std::string>>& pages,
                ExtractOptions::References references = ExtractOptions::References::File) {
  TemplateBuilder builder(options_with(references));
  for (const auto& [path, bytes] : pages) builder.add(make_page(path, bytes));
  return builder.finish();
}

}  // namespace

TEST_CASE("the same text is one message, at the place of its first use", "[localize]") {
  TemplateBuilder builder(options_with(ExtractOptions::References::File));
  const Page first = make_page("a.md", "# One\n\nTwo\n\n- Two\n");
  const Page second = make_page("b.md", "Two\n\n## One\n\nThree\n");
  builder.add(first);
  builder.add(second);
  CHECK(entries_of(builder.finish()) ==
        "#. heading 1\n#. heading 2\n#: a.md b.md\nmsgid \"One\"\nmsgstr \"\"\n\n"
        "#. paragraph\n#. list item\n#: a.md b.md\nmsgid \"Two\"\nmsgstr \"\"\n\n"
        "#. paragraph\n#: b.md\nmsgid \"Three\"\nmsgstr \"\"\n");
}

TEST_CASE("references tell lines, or nothing, if asked", "[localize]") {
  const std::string bytes = "One\n\nTwo\n\nOne\n";
  TemplateBuilder with_lines(options_with(ExtractOptions::References::Line));
  const Page page = make_page("a.md", bytes);
  with_lines.add(page);
  CHECK(entries_of(with_lines.finish()) ==
        "#. paragraph\n#: a.md:1 a.md:5\nmsgid \"One\"\nmsgstr \"\"\n\n"
        "#. paragraph\n#: a.md:3\nmsgid \"Two\"\nmsgstr \"\"\n");
  TemplateBuilder without(options_with(ExtractOptions::References::None));
  without.add(page);
  CHECK(entries_of(without.finish()).find("#:") == std::string::npos);
}

TEST_CASE("contexts part messages, notes stand behind the kinds", "[localize]") {
  const Page page =
      make_page("a.md", "Open\n\n<!-- hexapla:context: door -->\n<!-- hexapla:comment: it is a door -->\n\nOpen\n");
  TemplateBuilder builder(options_with(ExtractOptions::References::File));
  builder.add(page);
  CHECK(entries_of(builder.finish()) ==
        "#. paragraph\n#: a.md\nmsgid \"Open\"\nmsgstr \"\"\n\n"
        "#. paragraph\n#. it is a door\n#: a.md\nmsgctxt \"door\"\nmsgid \"Open\"\nmsgstr \"\"\n");
}

TEST_CASE("the template outlives the pages", "[localize]") {
  Catalog catalog;
  {
    TemplateBuilder builder(options_with(ExtractOptions::References::File));
    const auto page = std::make_unique<Page>(
        make_page("some/long/path/of/a/page.md", "A text that is long enough to be on the heap\n"));
    builder.add(*page);
    catalog = builder.finish();
  }
  CHECK(entries_of(catalog).find("A text that is long enough") != std::string::npos);
  CHECK(entries_of(catalog).find("some/long/path/of/a/page.md") != std::string::npos);
}

TEST_CASE("the header is xgettext's", "[localize]") {
  const Catalog catalog = extract({});
  REQUIRE(catalog.messages.size() == 1);
  CHECK(text_of(catalog) ==
        "# SOME DESCRIPTIVE TITLE.\n# FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.\n#\n#, fuzzy\nmsgid \"\"\nmsgstr \"\"\n"
        "\"Project-Id-Version: Demo\\n\"\n\"Report-Msgid-Bugs-To: \\n\"\n\"POT-Creation-Date: 2026-11-23 "
        "19:30+0000\\n\"\n"
        "\"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\\n\"\n\"Last-Translator: FULL NAME <EMAIL@ADDRESS>\\n\"\n"
        "\"Language-Team: LANGUAGE <LL@li.org>\\n\"\n\"Language: \\n\"\n\"MIME-Version: 1.0\\n\"\n"
        "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n");
}

TEST_CASE("gettext takes the template as its own", "[localize]") {
  const std::string folder =
      std::filesystem::temp_directory_path() / ("hexapla-extract-" + std::to_string(std::rand()));
  std::filesystem::create_directory(folder);
  std::vector<Page> pages;
  pages.push_back(
      make_page("a b.md", "---\ntitle: \"Quoted \\\"title\\\"\"\n---\n\n# One\n\nA *text* with\\\na hard break\n"));
  TemplateBuilder builder(options_with(ExtractOptions::References::Line));
  for (const Page& page : pages) builder.add(page);
  std::ofstream(folder + "/t.pot") << text_of(builder.finish());
  const auto run = [&](const std::string& command) { return std::system(("cd " + folder + " && " + command).c_str()); };
  CHECK(run("msgcat -o again.pot t.pot && cmp t.pot again.pot") == 0);
  CHECK(run("msginit --no-translator -l fr -i t.pot -o fr.po 2>/dev/null && msgfmt -c -o /dev/null fr.po") == 0);
  CHECK(run("! grep -q 'SOME DESCRIPTIVE' fr.po") == 0);
  std::filesystem::remove_all(folder);
}

TEST_CASE("a text at very many keys keeps a bounded list of kinds", "[localize]") {
  std::string yaml;
  for (int i = 0; i < 1000; ++i) yaml += "key" + std::to_string(i) + ": Same\n";
  const Page page = make_page("a.yaml", yaml);
  TemplateBuilder builder(options_with(ExtractOptions::References::File));
  builder.add(page);
  const Catalog catalog = builder.finish();
  REQUIRE(catalog.messages.size() == 2);
  CHECK(catalog.messages[1].extracted.size() == 32);
}

TEST_CASE("kinds are described with their level or key", "[localize]") {
  Unit unit;
  unit.kind = UnitKind::Heading;
  unit.level = 3;
  CHECK(describe_kind(unit) == "heading 3");
  unit = {};
  unit.kind = UnitKind::FrontMatter;
  unit.path = "image.alt";
  CHECK(describe_kind(unit) == "front matter: image.alt");
  unit = {};
  unit.kind = UnitKind::ListItem;
  CHECK(describe_kind(unit) == "list item");
}
