#include "catalog_text.h"
#include "hexapla/tracking/three_way.h"
#include "hexapla/tracking/three_way_header.h"

#include <cstdlib>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

struct Merged {
  std::string entries;
  std::size_t conflicts = 0;
};

Merged merged(const std::string& base, const std::string& ours, const std::string& theirs) {
  const Catalog o = catalog_of(base);
  const Catalog a = catalog_of(ours);
  const Catalog b = catalog_of(theirs);
  const ThreeWayMerge merge = merge_three_ways(o, a, b);
  return {entries_of(merge.catalog), merge.conflicts.size()};
}

/// Merges cleanly, whichever side is ours.
std::string clean(const std::string& base, const std::string& one, const std::string& other) {
  const Merged here = merged(base, one, other);
  const Merged there = merged(base, other, one);
  CHECK(here.conflicts == 0);
  CHECK(there.conflicts == 0);
  CHECK(here.entries == there.entries);
  return here.entries;
}

std::string entry(const std::string& msgid, const std::string& msgstr, const std::string& above = "#: a.md\n") {
  return above + "msgid \"" + msgid + "\"\nmsgstr \"" + msgstr + "\"\n\n";
}

/// Without the blank line at the end.
std::string trimmed(std::string entries) {
  while (entries.ends_with("\n\n")) entries.pop_back();
  return entries;
}

Catalog with_header(const std::string& fields, const std::string& above = "") {
  PoReadResult read = read_po("header.po", above + "msgid \"\"\nmsgstr \"\"\n" + fields);
  REQUIRE(read.ok());
  return std::move(read.catalog);
}

std::string header_of(const Catalog& catalog) {
  return std::string(catalog.header()->msgstr.front());
}

}  // namespace

TEST_CASE("each side's translations are in the merged catalog", "[three-way]") {
  const std::string base = entry("One.", "") + entry("Two.", "Deux ?") + entry("Three.", "");
  const std::string ours = entry("One.", "Un.") + entry("Two.", "Deux ?") + entry("Three.", "");
  const std::string theirs = entry("One.", "") + entry("Two.", "Deux.") + entry("Three.", "Trois.");
  CHECK(clean(base, ours, theirs) ==
        trimmed(entry("One.", "Un.") + entry("Two.", "Deux.") + entry("Three.", "Trois.")));
}

TEST_CASE("what both changed alike is no conflict", "[three-way]") {
  CHECK(clean(entry("One.", ""), entry("One.", "Un."), entry("One.", "Un.")) == trimmed(entry("One.", "Un.")));
}

TEST_CASE("two reviewed translations leave a fuzzy one, with both to read", "[three-way]") {
  const Merged both = merged(entry("Hello.", "Salut."), entry("Hello.", "Bonjour."), entry("Hello.", "Bonsoir."));
  CHECK(both.conflicts == 1);
  const std::string expected = R"(# #-#-#-#-#  ours (translated)  #-#-#-#-#
# msgstr "Bonjour."
# #-#-#-#-#  theirs (translated)  #-#-#-#-#
# msgstr "Bonsoir."
#: a.md
#, fuzzy
msgid "Hello."
msgstr "Bonjour."
)";
  CHECK(both.entries == expected);
}

TEST_CASE("a conflict that meets another does not pile up, and what is settled stays so", "[three-way]") {
  const std::string conflict =
      merged(entry("Hello.", "Salut."), entry("Hello.", "Bonjour."), entry("Hello.", "Bonsoir.")).entries;
  const std::string settled = entry("Hello.", "Bonjour.");
  CHECK(merged(conflict, conflict, settled).entries == trimmed(settled));
  CHECK(merged(conflict, settled, conflict).entries == trimmed(settled));
  // the same translation again, against the unsettled one
  const Merged again = merged(entry("Hello.", "Salut."), conflict, entry("Hello.", "Bonsoir."));
  CHECK(again.conflicts == 0);
  const Merged twice = merged(entry("Hello.", "Salut."), again.entries, entry("Hello.", "Bonjour !"));
  CHECK(twice.conflicts == 1);
  const Merged third = merged(entry("Hello.", "Salut."), entry("Hello.", "Coucou."), again.entries);
  for (const Merged& one : {again, twice, third}) {
    for (const char* text : {"Bonjour.", "Bonsoir."}) {
      std::size_t found = 0;
      for (std::size_t at = one.entries.find("# msgstr \"" + std::string(text)); at != std::string::npos;
           at = one.entries.find("# msgstr \"" + std::string(text), at + 1)) {
        ++found;
      }
      CHECK(found <= 1);
      CHECK(one.entries.find(text) != std::string::npos);
    }
  }
}

TEST_CASE("a reviewed translation beats a draft, which stays readable", "[three-way]") {
  const std::string draft = entry("One.", "Un ?", "#: a.md\n#, fuzzy\n");
  const Merged merge = merged(entry("One.", ""), entry("One.", "Un."), draft);
  CHECK(merge.conflicts == 0);
  const std::string expected = R"(# #-#-#-#-#  theirs (fuzzy)  #-#-#-#-#
# msgstr "Un ?"
#: a.md
msgid "One."
msgstr "Un."
)";
  CHECK(merge.entries == expected);
  CHECK(merged(entry("One.", ""), draft, entry("One.", "Un.")).entries.find("ours (fuzzy)") != std::string::npos);
  // a reviewed draft is just reviewed
  CHECK(clean(entry("One.", ""), draft, entry("One.", "Un ?")) == trimmed(entry("One.", "Un ?")));
}

TEST_CASE("a guess gives way to anything that people wrote", "[three-way]") {
  const std::string guess =
      entry("One thing.", "Un objet.", "#. suggestion: 80% from …\n#: a.md\n#, fuzzy\n#| msgid \"An object.\"\n");
  const std::string draft = entry("One thing.", "Une chose ?", "#: a.md\n#, fuzzy\n");
  CHECK(clean(entry("One thing.", ""), guess, entry("One thing.", "Une chose.")) ==
        trimmed(entry("One thing.", "Une chose.")));
  CHECK(clean(entry("One thing.", ""), guess, draft) == trimmed(draft));
}

TEST_CASE("a mark to look again stays on a translation that was corrected without knowing", "[three-way]") {
  const std::string touched = entry("The bank.", "La banque.", "#: a.md\n#, fuzzy\n#| msgid \"The bank.\"\n");
  CHECK(clean(entry("The bank.", "La banque."), touched, entry("The bank.", "La rive.")) ==
        trimmed(entry("The bank.", "La rive.", "#: a.md\n#, fuzzy\n#| msgid \"The bank.\"\n")));
  const std::string doubted = entry("The bank.", "La banque.", "#: a.md\n#, fuzzy\n");
  CHECK(clean(entry("The bank.", "La banque."), doubted, entry("The bank.", "La rive.")) ==
        trimmed(entry("The bank.", "La rive.")));
}

TEST_CASE("a translation follows the text that the other side's template changed", "[three-way]") {
  const std::string before = "The ministry was founded in 1983.";
  const std::string after = "The ministry was established in 1983 in Beijing.";
  const auto page = [](const std::string& middle) { return entry("One.", "Un.") + middle + entry("Three.", "Trois."); };
  const std::string stale_mark = "#: a.md\n#, fuzzy\n#| msgid \"" + before + "\"\n";
  const std::string base = page(entry(before, "Le ministère fut fondé en 1983."));
  const std::string updated = page(entry(after, "Le ministère fut fondé en 1983.", stale_mark));
  const std::string corrected = page(entry(before, "Le ministère a été fondé en 1983."));
  CHECK(clean(base, updated, corrected) ==
        trimmed(page(entry(after, "Le ministère a été fondé en 1983.", stale_mark))));

  SECTION("also where there was none before") {
    CHECK(clean(page(entry(before, "")), page(entry(after, "")), corrected) ==
          trimmed(page(entry(after, "Le ministère a été fondé en 1983.", stale_mark))));
  }
  SECTION("also to another page") {
    const std::string text = "Note that unsafe code is allowed within an unsafe function without a block of its own.";
    const std::string more = text + " This will change.";
    CHECK(clean(entry(text, ""), entry(more, "", "#: other.md\n"), entry(text, "À noter.")) ==
          entries_of(catalog_of(entry(more, "À noter.", "#: other.md\n#, fuzzy\n#| msgid \"" + text + "\"\n"))));
  }
  SECTION("but not over a new translation of the new text") {
    const std::string translated = page(entry(after, "Le ministère fut établi en 1983 à Pékin."));
    CHECK(clean(base, translated, corrected) ==
          translated + "#~ msgid \"" + before + "\"\n#~ msgstr \"Le ministère a été fondé en 1983.\"\n");
  }
  SECTION("with the comments") {
    const std::string commented = page(entry(before, "Le ministère fut fondé en 1983.", "# Checked.\n#: a.md\n"));
    CHECK(clean(base, updated, commented) ==
          trimmed(page(entry(after, "Le ministère fut fondé en 1983.", "# Checked.\n" + stale_mark))));
  }
  SECTION("also where both have the new template") {
    const std::string both = page(entry(after, "Le ministère a été fondé en 1983.", stale_mark));
    CHECK(clean(base, updated, both) == trimmed(both));
  }
  SECTION("and back") {
    const std::string stale = page(entry(after, "Le ministère fut fondé en 1983.", stale_mark));
    const std::string fresh = page(entry(after, "Le ministère fut établi en 1983 à Pékin."));
    CHECK(clean(stale, base, fresh) == trimmed(page(entry(before, "Le ministère fut fondé en 1983."))) +
                                           "\n#~ msgid \"" + after +
                                           "\"\n#~ msgstr \"Le ministère fut établi en 1983 à Pékin.\"\n");
  }
}

TEST_CASE("a healed message is healed of the other side's correction", "[three-way]") {
  const std::string base = entry("See [the law](https://a.example/1).", "Voyez [la loi](https://a.example/1).");
  const std::string healed = entry("See [the law](https://a.example/2).", "Voyez [la loi](https://a.example/2).");
  const std::string corrected = entry("See [the law](https://a.example/1).", "Voir [la loi](https://a.example/1).");
  CHECK(clean(base, healed, corrected) ==
        trimmed(entry("See [the law](https://a.example/2).", "Voir [la loi](https://a.example/2).")));
}

TEST_CASE("a message that one side dropped stays as obsolete where the other worked on it", "[three-way]") {
  const std::string one = entry("One.", "Un.");
  const std::string base = one + entry("Gone.", "Parti.");
  const std::string obsolete = "#~ msgid \"Gone.\"\n#~ msgstr \"Parti.\"\n";
  const std::string kept = one + "#~ msgid \"Gone.\"\n#~ msgstr \"En allé.\"\n";
  CHECK(clean(base, one, base) == trimmed(one));
  CHECK(clean(base, one + obsolete, base) == one + obsolete);
  CHECK(clean(base, one, one + entry("Gone.", "En allé.")) == kept);
  CHECK(clean(base, one + obsolete, one + entry("Gone.", "En allé.")) == kept);
  CHECK(clean(one + obsolete, base, one) == trimmed(base));  // back, and forgotten
  CHECK(clean(one + entry("Gone.", ""), one, one + entry("Gone.", "")) == trimmed(one));
  // both corrected what is obsolete: nobody is asked
  const Merged merge = merged(one + obsolete, one + "#~ msgid \"Gone.\"\n#~ msgstr \"A.\"\n", kept);
  CHECK(merge.conflicts == 0);
  CHECK(merge.entries.find("#~ msgstr \"A.\"") != std::string::npos);
  CHECK(merge.entries.find("# msgstr \"En allé.\"") != std::string::npos);
}

TEST_CASE("a file that both sides added is the union of both", "[three-way]") {
  const Merged merge =
      merged("", entry("One.", "Un.") + entry("Two.", ""), entry("Two.", "Deux.") + entry("Three.", "Trois."));
  CHECK(merge.conflicts == 0);
  CHECK(merge.entries == trimmed(entry("One.", "Un.") + entry("Two.", "Deux.") + entry("Three.", "Trois.")));
  CHECK(merged("", entry("One.", "Un."), entry("One.", "Une.")).conflicts == 1);
}

TEST_CASE("new messages stand where they stood, the later template's order leads", "[three-way]") {
  const auto list = [](const std::string& letters) {
    std::string entries;
    for (char letter : letters) entries += entry(std::string(1, letter), "x");
    return entries;
  };
  CHECK(clean(list("abc"), list("abxc"), list("yabc")) == trimmed(list("yabxc")));
  CHECK(clean(list("abc"), list("cab"), list("axybc")) == trimmed(list("caxyb")));
  CHECK(clean(list("abcd"), list("abd"), list("bcda")) == trimmed(list("bda")));
}

TEST_CASE("comments, references and flags are merged as sets", "[three-way]") {
  const std::string text = "msgid \"One.\"\nmsgstr \"Un.\"\n";
  const std::string base = "# old\n# kept\n#. paragraph\n#: a.md b.md\n#, no-wrap\n" + text;
  const std::string ours = "# kept\n# mine\n#. paragraph\n#: a.md c.md\n#, no-wrap\n" + text;
  const std::string theirs = "# old\n# kept\n# yours\n#. heading\n#: a.md b.md d.md\n#, priority:1, no-wrap\n" + text;
  const Merged merge = merged(base, ours, theirs);
  CHECK(merge.conflicts == 0);
  CHECK(merge.entries == "# kept\n# mine\n# yours\n#. heading\n#: a.md c.md d.md\n#, no-wrap\n" + text);
}

TEST_CASE("a plural that came makes the other side's translation stale", "[three-way]") {
  const std::string one = "#: a.c\nmsgid \"%d page\"\n";
  const std::string base = one + "msgid_plural \"%d pages\"\nmsgstr[0] \"%d page\"\nmsgstr[1] \"%d pages\"\n";
  const std::string corrected = one + "msgid_plural \"%d pages\"\nmsgstr[0] \"une page\"\nmsgstr[1] \"%d pages\"\n";
  const std::string other =
      "#: a.c\n#, fuzzy\n#| msgid \"%d page\"\n#| msgid_plural \"%d pages\"\nmsgid \"%d page\"\nmsgid_plural \"%d big "
      "pages\"\nmsgstr[0] \"%d page\"\nmsgstr[1] \"%d pages\"\n";
  const std::string expected =
      "#: a.c\n#, fuzzy\n#| msgid \"%d page\"\n#| msgid_plural \"%d pages\"\nmsgid \"%d page\"\nmsgid_plural \"%d big "
      "pages\"\nmsgstr[0] \"une page\"\nmsgstr[1] \"%d pages\"\n";
  CHECK(clean(base, other, corrected) == expected);
  const Merged merge =
      merged(base, corrected, one + "msgid_plural \"%d pages\"\nmsgstr[0] \"1 page\"\nmsgstr[1] \"\"\n");
  CHECK(merge.conflicts == 1);
  CHECK(merge.entries.find("# msgstr[0] \"1 page\"\n# msgstr[1] \"\"\n") != std::string::npos);
}

TEST_CASE("the header is merged by field", "[three-way]") {
  const std::string base =
      "\"Project-Id-Version: 1\\n\"\n\"POT-Creation-Date: 2026-01-01 10:00+0000\\n\"\n"
      "\"PO-Revision-Date: 2026-01-02 10:00+0000\\n\"\n\"Last-Translator: A\\n\"\n\"Language: fr\\n\"\n"
      "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n > 1);\\n\"\n";
  const std::string ours =
      "\"Project-Id-Version: 1\\n\"\n\"POT-Creation-Date: 2026-03-01 00:30+0200\\n\"\n"
      "\"PO-Revision-Date: 2026-02-02 10:00+0000\\n\"\n\"Last-Translator: B\\n\"\n\"Language: fr\\n\"\n"
      "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=(n > 1);\\n\"\n"
      "\"X-Generator: Poedit 3\\n\"\n";
  const std::string theirs =
      "\"Project-Id-Version: 2\\n\"\n\"POT-Creation-Date: 2026-02-28 23:00+0000\\n\"\n"
      "\"PO-Revision-Date: 2026-02-03 10:00+0000\\n\"\n\"Last-Translator: C\\n\"\n\"Language: fr\\n\"\n"
      "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=2; plural=n>1;\\n\"\n";
  const Catalog o = with_header(base);
  const Catalog a = with_header(ours);
  const Catalog b = with_header(theirs);
  for (const ThreeWayMerge& merge : {merge_three_ways(o, a, b), merge_three_ways(o, b, a)}) {
    CHECK(merge.conflicts.empty());
    CHECK(header_of(merge.catalog) ==
          "Project-Id-Version: 2\nPOT-Creation-Date: 2026-02-28 23:00+0000\nPO-Revision-Date: 2026-02-03 10:00+0000\n"
          "Last-Translator: C\nLanguage: fr\nContent-Type: text/plain; charset=UTF-8\n"
          "Plural-Forms: nplurals=2; plural=n>1;\nX-Generator: Poedit 3\n");
  }
}

TEST_CASE("two rules of plural forms are a conflict", "[three-way]") {
  const auto rule = [](const std::string& value) {
    return with_header("\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: " + value + "\\n\"\n");
  };
  const Catalog base = rule("nplurals=2; plural=n != 1;");
  const Catalog ours = rule("nplurals=1; plural=0;");
  const Catalog theirs = rule("nplurals=2; plural=n > 1;");
  const ThreeWayMerge merge = merge_three_ways(base, ours, theirs);
  REQUIRE(merge.conflicts.size() == 1);
  CHECK(merge.conflicts[0].what == MergeConflict::What::PluralForms);
  const std::string text = text_of_catalog(merge.catalog);
  CHECK(text.find("# msgstr \"Plural-Forms: nplurals=2; plural=n > 1;\\n\"") != std::string::npos);
  CHECK_FALSE(merge.catalog.header()->fuzzy);
  const ThreeWayMerge same = merge_three_ways(base, rule("nplurals=2; plural=n>1;"), theirs);
  CHECK(same.conflicts.empty());  // written otherwise
}

TEST_CASE("forms that a new rule lacks are kept in a note", "[three-way]") {
  const std::string plural = "\nmsgid \"a page\"\nmsgid_plural \"{n} pages\"\nmsgstr[0] \"A\"\nmsgstr[1] \"B\"\n";
  const std::string fields = "\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Plural-Forms: nplurals=";
  const Catalog base = with_header(fields + "2; plural=n != 1;\\n\"\n");
  const Catalog ours = with_header(fields + "1; plural=0;\\n\"\n");
  const Catalog theirs = with_header(fields + "2; plural=n != 1;\\n\"\n" + plural);
  const ThreeWayMerge merge = merge_three_ways(base, ours, theirs);
  const std::string text = text_of_catalog(merge.catalog);
  CHECK(text.find("# msgstr[1] \"B\"\n#, fuzzy\nmsgid \"a page\"") != std::string::npos);
  CHECK(read_po("merged.po", text).ok());
}

TEST_CASE("templates never conflict", "[three-way]") {
  const auto pot = [](const std::string& date, const std::string& entries) {
    return with_header("\"POT-Creation-Date: " + date + "\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n" +
                       entries);
  };
  const Catalog base = pot("2026-01-01 00:00+0000", entry("One.", ""));
  const Catalog ours = pot("2026-01-02 00:00+0000", entry("One.", "") + entry("Two.", ""));
  const Catalog theirs = pot("2026-01-03 00:00+0000", entry("Zero.", "") + entry("One.", "", "#: b.md\n"));
  for (const ThreeWayMerge& merge : {merge_three_ways(base, ours, theirs), merge_three_ways(base, theirs, ours)}) {
    CHECK(merge.conflicts.empty());
    CHECK(entries_of(merge.catalog) ==
          trimmed(entry("Zero.", "") + entry("One.", "", "#: b.md\n") + entry("Two.", "")));
    CHECK(merge.catalog.header_field("POT-Creation-Date") == "2026-01-03 00:00+0000");
  }
}
