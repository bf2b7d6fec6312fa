#include "catalog_text.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("a text that is still there keeps all that people put into it", "[tracking]") {
  const std::string old = R"(# Looked up in the glossary.
#. paragraph
#: a.md
#, priority:high
msgid "Read this."
msgstr "Lisez ceci."
)";
  const std::string new_template = R"(#. heading 2
#: b.md
msgid "Read this."
msgstr ""
)";
  const Catalog before = catalog_of(old);
  const Catalog wanted = catalog_of(new_template);
  const UpdateResult result = update(before, wanted);
  const Message& message = result.catalog.messages.at(1);
  CHECK(message.msgstr == std::vector<std::string_view>{"Lisez ceci."});
  CHECK(message.comments == std::vector<std::string_view>{" Looked up in the glossary."});
  CHECK(message.extracted == std::vector<std::string_view>{" heading 2"});
  CHECK(message.references == std::vector<std::string_view>{"b.md"});
  CHECK(message.flags == std::vector<std::string_view>{"priority:high"});
  CHECK(result.kept == 1);
  CHECK(result.changes.empty());
}

TEST_CASE("a changed text in the same place is stale and remembers what was translated", "[tracking]") {
  const std::string old = R"(#: a.md
msgid "One."
msgstr "Un."

#: a.md
msgid "The ministry was founded in 1983."
msgstr "Le ministère a été fondé en 1983."

#: a.md
msgid "Three."
msgstr "Trois."
)";
  const std::string new_template = R"(#: a.md
msgid "One."
msgstr ""

#: a.md
msgid "The ministry was established in 1983 in Beijing."
msgstr ""

#: a.md
msgid "Three."
msgstr ""
)";
  CHECK(updated(old, new_template) == R"(#: a.md
msgid "One."
msgstr "Un."

#: a.md
#, fuzzy
#| msgid "The ministry was founded in 1983."
msgid "The ministry was established in 1983 in Beijing."
msgstr "Le ministère a été fondé en 1983."

#: a.md
msgid "Three."
msgstr "Trois."
)");
}

TEST_CASE("a stale message that changes again remembers the first text, and is translated when that is back",
          "[tracking]") {
  const std::string first = "#: a.md\nmsgid \"The office has ten rooms.\"\nmsgstr \"Le bureau a dix pièces.\"\n";
  const std::string second = "#: a.md\nmsgid \"The office has twelve rooms.\"\nmsgstr \"\"\n";
  const std::string third = "#: a.md\nmsgid \"The office has twelve big rooms.\"\nmsgstr \"\"\n";
  const std::string back = "#: a.md\nmsgid \"The office has ten rooms.\"\nmsgstr \"\"\n";
  const std::string once = updated(first, second);
  const std::string twice = updated(once, third);
  CHECK(twice == R"(#: a.md
#, fuzzy
#| msgid "The office has ten rooms."
msgid "The office has twelve big rooms."
msgstr "Le bureau a dix pièces."
)");
  CHECK(updated(once, back) == first);
  CHECK(updated(twice, back) == first);
  const Catalog before = catalog_of(twice);
  const Catalog wanted = catalog_of(back);
  const UpdateResult result = update(before, wanted);
  REQUIRE(result.changes.size() == 1);
  CHECK(result.changes[0].fate == Fate::Revived);
}

TEST_CASE("a text that is back in another place is translated, and its stale successor stays stale", "[tracking]") {
  const std::string old = R"(#: a.md
#, fuzzy
#| msgid "The office has ten rooms."
msgid "The office has twelve rooms."
msgstr "Le bureau a dix pièces."
)";
  const std::string new_template = R"(#: a.md
msgid "The office has twelve rooms."
msgstr ""

#: b.md
msgid "The office has ten rooms."
msgstr ""
)";
  CHECK(updated(old, new_template) == old + R"(
#: b.md
msgid "The office has ten rooms."
msgstr "Le bureau a dix pièces."
)");
}

TEST_CASE("two stale messages that disagree about a text do not translate it when it is back", "[tracking]") {
  const std::string old = R"(#: a.md
#, fuzzy
#| msgid "The office has ten rooms."
msgid "The office has twelve rooms."
msgstr "Le bureau a dix pièces."

#: b.md
#, fuzzy
#| msgid "The office has ten rooms."
msgid "The office has ninety rooms."
msgstr "Le bureau a quatre-vingt-dix pièces."
)";
  const Catalog before = catalog_of(old);
  const Catalog wanted = catalog_of("#: c.md\nmsgid \"The office has ten rooms.\"\nmsgstr \"\"\n");
  const UpdateResult result = update(before, wanted);
  const Message& message = result.catalog.messages.at(1);
  CHECK((message.fuzzy || message.msgstr == std::vector<std::string_view>{""}));
}

TEST_CASE("what is gone becomes obsolete and is revived when it comes back", "[tracking]") {
  const std::string both = R"(# Said by the editor.
#: a.md
msgid "A paragraph about the weather in spring."
msgstr "Un paragraphe."

#: a.md
#, fuzzy
#| msgid "Old."
msgid "Something else entirely, about money."
msgstr "Vieux."
)";
  const std::string gone = updated(both, "#: a.md\nmsgid \"123\"\nmsgstr \"\"\n");
  CHECK(gone == R"(#: a.md
msgid "123"
msgstr ""

# Said by the editor.
#~ msgid "A paragraph about the weather in spring."
#~ msgstr "Un paragraphe."

#, fuzzy
#~| msgid "Old."
#~ msgid "Something else entirely, about money."
#~ msgstr "Vieux."
)");
  const std::string back = R"(#: a.md
msgid "A paragraph about the weather in spring."
msgstr ""

#: a.md
msgid "Something else entirely, about money."
msgstr ""
)";
  CHECK(updated(gone, back) == both);
}

TEST_CASE("untranslated messages vanish with their texts", "[tracking]") {
  CHECK(updated("msgid \"a\"\nmsgstr \"\"\n\n#~ msgid \"b\"\n#~ msgstr \"\"\n", "msgid \"c\"\nmsgstr \"\"\n") ==
        "msgid \"c\"\nmsgstr \"\"\n");
}

TEST_CASE("a reflowed text stays translated and says so", "[tracking]") {
  const std::string old = R"(#: a.md
msgid ""
"The ministry\n"
"was founded  in 1983."
msgstr ""
"Le ministère\n"
"fut fondé en 1983."
)";
  const std::string new_template = "#: a.md\nmsgid \"The ministry was founded in 1983.\"\nmsgstr \"\"\n";
  const std::string healed =
      "#: a.md\nmsgid \"The ministry was founded in 1983.\"\nmsgstr \"Le ministère fut fondé en 1983.\"\n";
  CHECK(updated(old, new_template) == healed);
  const Catalog before = catalog_of(old);
  const Catalog wanted = catalog_of(new_template);
  const UpdateResult result = update(before, wanted);
  REQUIRE(result.changes.size() == 1);
  CHECK(result.changes[0].fate == Fate::Healed);
  CHECK(result.changes[0].previous == "The ministry\nwas founded  in 1983.");
  UpdateOptions no_healing;
  no_healing.heal = ClassSet::none();
  CHECK(update(before, wanted, no_healing).stale == 1);
}

TEST_CASE("a hard break is no white space: to take it out makes the translation stale", "[tracking]") {
  const std::string old = "#: a.md\nmsgid \"Roses are red.  \\nViolets are blue.\"\nmsgstr \"Rouge.  \\nBleu.\"\n";
  const Catalog before = catalog_of(old);
  const Catalog wanted = catalog_of("#: a.md\nmsgid \"Roses are red. Violets are blue.\"\nmsgstr \"\"\n");
  CHECK(update(before, wanted).stale == 1);
}

TEST_CASE("emphasis, quotes and entities in another spelling say the same: the translation stays as it is",
          "[tracking]") {
  const std::string old = "#: a.md\nmsgid \"It's *very* big & \\\"old\\\"\"\nmsgstr \"C'est *très* grand\"\n";
  for (const char* spelling :
       {"It's _very_ big & \\\"old\\\"", "It’s *very* big & “old”", "It's *very* big &amp; \\\"old\\\""}) {
    const Catalog before = catalog_of(old);
    const Catalog wanted = catalog_of("#: far/away.md\nmsgid \"" + std::string(spelling) + "\"\nmsgstr \"\"\n");
    const UpdateResult result = update(before, wanted);
    REQUIRE(result.healed == 1);
    CHECK_FALSE(result.catalog.messages.at(1).fuzzy);
    CHECK(result.catalog.messages.at(1).msgstr.at(0) == "C'est *très* grand");
  }
}

TEST_CASE("a new context keeps the translation where nothing else can be meant", "[tracking]") {
  const std::string old = "#: a.md\nmsgid \"Open\"\nmsgstr \"Ouvrir\"\n";
  CHECK(updated(old, "#: a.md\nmsgctxt \"menu\"\nmsgid \"Open\"\nmsgstr \"\"\n") ==
        "#: a.md\nmsgctxt \"menu\"\nmsgid \"Open\"\nmsgstr \"Ouvrir\"\n");
}

TEST_CASE("a text that two contexts now share is stale in both", "[tracking]") {
  const std::string old = "#: a.md\nmsgid \"Open\"\nmsgstr \"Ouvrir\"\n";
  CHECK(updated(old,
                "#: a.md\nmsgctxt \"menu\"\nmsgid \"Open\"\nmsgstr \"\"\n\n"
                "#: a.md\nmsgctxt \"sign\"\nmsgid \"Open\"\nmsgstr \"\"\n") == R"(#: a.md
#, fuzzy
#| msgid "Open"
msgctxt "menu"
msgid "Open"
msgstr "Ouvrir"

#: a.md
#, fuzzy
#| msgid "Open"
msgctxt "sign"
msgid "Open"
msgstr "Ouvrir"
)");
}

TEST_CASE("a text of two pages that changes on one of them is kept on the other", "[tracking]") {
  const std::string old = R"(#: a.md b.md
msgid "Corrections are welcome at the desk."
msgstr "Les corrections sont bienvenues."
)";
  const std::string new_template = R"(#: a.md
msgid "Corrections are welcome at the desk."
msgstr ""

#: b.md
msgid "Corrections are most welcome at the desk."
msgstr ""
)";
  CHECK(updated(old, new_template) == R"(#: a.md
msgid "Corrections are welcome at the desk."
msgstr "Les corrections sont bienvenues."

#: b.md
#, fuzzy
#| msgid "Corrections are welcome at the desk."
msgid "Corrections are most welcome at the desk."
msgstr "Les corrections sont bienvenues."
)");
}

TEST_CASE("a changed text on a renamed page is found by its neighbours", "[tracking]") {
  const std::string old = R"(#: old.md
msgid "First neighbour."
msgstr "Premier."

#: old.md
msgid "The agency employs many people."
msgstr "L'agence emploie beaucoup de monde."

#: old.md
msgid "Last neighbour."
msgstr "Dernier."
)";
  const std::string new_template = R"(#: new/name.md
msgid "First neighbour."
msgstr ""

#: new/name.md
msgid "The agency now employs about forty people."
msgstr ""

#: new/name.md
msgid "Last neighbour."
msgstr ""
)";
  const Catalog before = catalog_of(old);
  const Catalog wanted = catalog_of(new_template);
  const UpdateResult result = update(before, wanted);
  CHECK(result.kept == 2);
  CHECK(result.stale == 1);
}

TEST_CASE("a long text that moved to another page and lost its second half is known", "[tracking]") {
  const Catalog before = catalog_of(R"(#: a.md
msgid ""
"The values in the variants of an enum can only be read after a pattern was matched. "
"It binds references to the fields in its arm, and the arm reads them."
msgstr "Les valeurs…"

#: b.md
msgid "Other"
msgstr "Autre"
)");
  const Catalog wanted = catalog_of(R"(#: b.md
msgid "Other"
msgstr ""

#: b.md
msgid "The values in the variants of an enum can only be read after a pattern was matched."
msgstr ""
)");
  const UpdateResult result = update(before, wanted);
  CHECK(result.stale == 1);
  CHECK(result.catalog.messages.at(2).previous_msgid == before.messages.at(1).msgid);
}

TEST_CASE("a suggestion keeps its mark while its text stands, and goes with it", "[tracking]") {
  const std::string source = R"(#: a.md
msgid "Twelve green bottles hang on the wall"
msgstr "Douze bouteilles"

)";
  const std::string guess = R"(#. paragraph
#. suggestion: 83% from a.md
#: b.md
#, fuzzy
#| msgid "Twelve green bottles hang on the wall"
msgid "Ten green bottles hang on the wall"
msgstr "Douze bouteilles"
)";
  const std::string stands = "#: a.md\nmsgid \"Twelve green bottles hang on the wall\"\nmsgstr \"\"\n\n";
  const std::string wanted = "#. paragraph\n#: b.md\nmsgid \"Ten green bottles hang on the wall\"\nmsgstr \"\"\n";
  const std::string other = "#: b.md\nmsgid \"Ten green bottles hung on the wall\"\nmsgstr \"\"\n";
  CHECK(updated(source + guess, stands + wanted) == source + guess);
  CHECK(updated(source + guess, stands + other) == source + other);
}

TEST_CASE("a suggestion that a translator accepted is a translation without a mark", "[tracking]") {
  const std::string old = R"(#. suggestion: 83% from the memory
#: a.md
msgid "Ten green bottles"
msgstr "Dix bouteilles vertes"
)";
  CHECK(updated(old, "#: a.md\nmsgid \"Ten green bottles\"\nmsgstr \"\"\n") ==
        "#: a.md\nmsgid \"Ten green bottles\"\nmsgstr \"Dix bouteilles vertes\"\n");
}

TEST_CASE("a translator's doubt goes to the changed text without a previous msgid and comes back as a doubt",
          "[tracking]") {
  const std::string old = "#: a.md\n#, fuzzy\nmsgid \"Ten green bottles\"\nmsgstr \"Dix flacons ?\"\n";
  const std::string once = updated(old, "#: a.md\nmsgid \"Ten big green bottles\"\nmsgstr \"\"\n");
  CHECK(once == R"(#: a.md
#, fuzzy
msgid "Ten big green bottles"
msgstr "Dix flacons ?"

#, fuzzy
#~ msgid "Ten green bottles"
#~ msgstr "Dix flacons ?"
)");
  const std::string back = updated(once, "#: a.md\nmsgid \"Ten green bottles\"\nmsgstr \"\"\n");
  CHECK(back.substr(0, old.size()) == old);
}

TEST_CASE("an untranslated unit's successor does not take its neighbour's translation", "[tracking]") {
  const std::string old = R"(#: a.md
msgid "The first rule of the house is silence."
msgstr ""

#: a.md
msgid "The second rule of the house is silence."
msgstr "La deuxième règle est le silence."
)";
  const std::string new_template = R"(#: a.md
msgid "The first rule of the house is silence, always."
msgstr ""

#: a.md
msgid "The second rule of the house is silence, always."
msgstr ""
)";
  CHECK(updated(old, new_template) == R"(#: a.md
msgid "The first rule of the house is silence, always."
msgstr ""

#: a.md
#, fuzzy
#| msgid "The second rule of the house is silence."
msgid "The second rule of the house is silence, always."
msgstr "La deuxième règle est le silence."
)");
}

TEST_CASE("a plural that loses its plural form keeps all forms for the day it is back", "[tracking]") {
  const std::string plural =
      "#: a.md\nmsgid \"%d file\"\nmsgid_plural \"%d files\"\nmsgstr[0] \"un\"\nmsgstr[1] \"des\"\n";
  const std::string once = updated(plural, "#: a.md\nmsgid \"%d file only\"\nmsgstr \"\"\n");
  CHECK(once == R"(#: a.md
#, fuzzy
#| msgid "%d file"
#| msgid_plural "%d files"
msgid "%d file only"
msgstr "un"

#~ msgid "%d file"
#~ msgid_plural "%d files"
#~ msgstr[0] "un"
#~ msgstr[1] "des"
)");
}

TEST_CASE("a template that says a message twice gives it once", "[tracking]") {
  Catalog wanted = catalog_of("#: a.md\nmsgid \"a\"\nmsgstr \"\"\n");
  wanted.messages.push_back(wanted.messages.back());
  const Catalog before = catalog_of("#: a.md\nmsgid \"a\"\nmsgstr \"A\"\n");
  CHECK(entries_of(update(before, wanted).catalog) == "#: a.md\nmsgid \"a\"\nmsgstr \"A\"\n");
}
