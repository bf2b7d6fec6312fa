#include "hexapla/catalogs/readable.h"

#include "gettext_tools.h"
#include "hexapla/catalogs/po.h"
#include "random_catalog.h"

#include <map>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string readable(const std::string& text) {
  const PoReadResult read = read_po("test.po", text);
  REQUIRE(read.ok());
  std::string out;
  write_readable(read.catalog, out);
  return out;
}

}  // namespace

TEST_CASE("a catalog to compare has a line for each field, and the state in words", "[readable]") {
  const std::string catalog = R"(# Team
msgid ""
msgstr ""
"POT-Creation-Date: 2026-01-01 00:00+0000\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\n"
"Language: fr\n"

# Checked.
#. paragraph
#: a.md b.md
#, fuzzy, no-wrap
#| msgid "Read that."
msgctxt "menu"
msgid "Read "
"this."
msgstr "Lisez\n"
"ce\tci. \\n \\* \\"

msgid "a page"
msgid_plural "pages"
msgstr[0] "une page"
msgstr[1] ""

#~ msgid "Gone."
#~ msgstr "Parti."
)";
  CHECK(readable(catalog) == R"(comment: Team
header: Language: fr

source: Read this.
context: menu
state: stale
flag: no-wrap
previous source: Read that.
comment: Checked.
translation: Lisez\nce\tci. \\n \* \\

source: a page
plural: pages
state: untranslated
translation 0: une page
translation 1:

source: Gone.
state: obsolete
translation: Parti.
)");
}

TEST_CASE("wrapping, references and dates do not show, everything else of a message does", "[readable]") {
  std::map<std::string, std::string> seen;
  for (unsigned seed = 0; seed < 25; ++seed) {
    const std::string text = test::msgcat(test::RandomCatalog(seed).file(20)).output;
    const auto narrow = test::run_on("msgcat --to-code=UTF-8 --width=30 --no-location", text);
    REQUIRE(narrow.exit_code == 0);
    CHECK((readable(text) == readable(narrow.output)));
  }
  // one text for each way to write a backslash before a letter, and the characters they could be taken for
  for (const char* msgstr :
       {"a\\\\nb", "a\\nb", "a\\\\\\nb", "a\\\\\\\\nb", "a\\\\b", "a\\tb", "a\\\\tb", "a\\\\\\\\b"}) {
    const std::string out = readable("msgid \"x\"\nmsgstr \"" + std::string(msgstr) + "\"\n");
    INFO(msgstr);
    CHECK(seen.emplace(out, msgstr).second);
  }
}
