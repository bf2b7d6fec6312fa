#include "catalog_text.h"
#include "hexapla/base/file.h"

#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

Catalog read(const std::string& text) {
  PoReadResult result = read_po("site.pot", text);
  REQUIRE(result.ok());
  return std::move(result.catalog);
}

const std::string site = R"(# Texts of the site.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: site\n"
"POT-Creation-Date: 2026-01-02 03:04+0000\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
"Language-Team: LANGUAGE <LL@li.org>\n"
"Language: \n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Page-Count: 3\n"

#: a.md
msgid "Read this."
msgstr ""

#: a.md
msgid "one page"
msgid_plural "{n} pages"
msgstr[0] ""
msgstr[1] ""
)";

}  // namespace

TEST_CASE("a first catalog has the language, its plural rule and room for its people", "[tracking]") {
  const Catalog wanted = read(site);
  CHECK(text_of_catalog(start_catalog(wanted, "pt-BR", "2026-05-06 07:08+0000")) == R"(# Texts of the site.
msgid ""
msgstr ""
"Project-Id-Version: site\n"
"POT-Creation-Date: 2026-01-02 03:04+0000\n"
"PO-Revision-Date: 2026-05-06 07:08+0000\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
"Language-Team: LANGUAGE <LL@li.org>\n"
"Language: pt_BR\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"X-Page-Count: 3\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

#: a.md
msgid "Read this."
msgstr ""

#: a.md
msgid "one page"
msgid_plural "{n} pages"
msgstr[0] ""
msgstr[1] ""
)");
}

TEST_CASE("plural messages start with as many forms as the language has", "[tracking]") {
  const Catalog wanted = read(site);
  for (const auto& [language, forms] : {std::pair{"ja", 1U}, {"fi", 2U}, {"ru", 3U}, {"ar", 6U}}) {
    const Catalog catalog = start_catalog(wanted, language, "2026-05-06 07:08+0000");
    CHECK(catalog.messages.at(2).msgstr.size() == forms);
  }
}

TEST_CASE("a first catalog is not changed by the first update, and msgfmt takes it", "[tracking]") {
  const Catalog wanted = read(site);
  const Catalog catalog = start_catalog(wanted, "fi", "2026-05-06 07:08+0000");
  const std::string text = text_of_catalog(catalog);
  CHECK(text_of_catalog(update(catalog, wanted).catalog) == text);
  const std::string path = (std::filesystem::temp_directory_path() / "hexapla-start-test.po").string();
  replace_file(path, text, false);
  CHECK(std::system(("msgfmt -c -o /dev/null '" + path + "' 2>/dev/null").c_str()) == 0);
  std::filesystem::remove(path);
}

TEST_CASE("a template without a header gives a catalog with a whole one", "[tracking]") {
  const Catalog wanted = read("msgid \"a\"\nmsgstr \"\"\n");
  const Catalog catalog = start_catalog(wanted, "fr", "2026-05-06 07:08+0000");
  CHECK(catalog.header_field("Language") == "fr");
  CHECK(catalog.header_field("Content-Type") == "text/plain; charset=UTF-8");
  CHECK(catalog.header_field("PO-Revision-Date") == "2026-05-06 07:08+0000");
  CHECK(catalog.messages.at(1).msgid == "a");
}
