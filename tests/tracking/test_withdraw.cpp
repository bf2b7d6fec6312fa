#include "catalog_text.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/tracking/withdraw.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

UpdateOptions suggesting() {
  UpdateOptions options;
  options.suggest = true;
  return options;
}

/// The same messages as a template.
std::string template_of(const std::string& entries) {
  const Catalog catalog = catalog_of(entries);
  std::string result;
  for (const Message& message : catalog.messages) {
    if (message.is_header() || message.obsolete) continue;
    result += "#: a.md\nmsgid \"" + std::string(message.msgid) + "\"\nmsgstr \"\"\n\n";
  }
  return result;
}

/// What an update that suggests makes of entries whose texts are all still there.
std::string kept_up(const std::string& entries) {
  return updated(entries, template_of(entries), suggesting());
}

/// The counts say what the changes say, and the changes what the catalog has.
void check_counts(const UpdateResult& result) {
  const auto count = [&](Fate fate) {
    return std::count_if(result.changes.begin(), result.changes.end(), [&](const Change& c) { return c.fate == fate; });
  };
  CHECK(result.added == count(Fate::New));
  CHECK(result.stale == count(Fate::Stale));
  CHECK(result.obsolete == count(Fate::Obsolete));
  CHECK(result.healed == count(Fate::Healed));
  CHECK(result.revived == count(Fate::Revived));
  CHECK(std::is_sorted(result.changes.begin(), result.changes.end(),
                       [](const Change& a, const Change& b) { return a.message < b.message; }));
  std::size_t live = 0;
  for (const Message& message : result.catalog.messages) live += message.obsolete || message.is_header() ? 0U : 1U;
  CHECK(result.kept + result.added + result.stale + result.healed + result.revived == live);
  for (const Change& change : result.changes) {
    const Message& message = result.catalog.messages.at(change.message);
    CHECK(message.obsolete == (change.fate == Fate::Obsolete));
    if (change.fate == Fate::Stale) CHECK(message.fuzzy);
    if (change.fate == Fate::New) CHECK_FALSE(message.has_previous_msgid);
  }
}

const std::string copied = R"(#: a.md
#, fuzzy
msgid "The Ministry of Truth."
msgstr "the ministry of truth"
)";

const std::string copied_before = R"(#: a.md
#, fuzzy
#| msgid "The ministry of truth is old."
msgid "The ministry of truth is very old."
msgstr "The ministry of truth is old."
)";

const std::string of_another = R"(#: a.md
msgid "Weather in the north of the country."
msgstr "Le temps dans le nord du pays."

#: a.md
#, fuzzy
msgid "Agreements between both banks."
msgstr "Le temps dans le nord du pays."
)";

const std::string unlike_previous = R"(#: a.md
msgid "First text."
msgstr "Premier texte."

#: a.md
#, fuzzy
#| msgid "Agreements between both banks."
msgid "Weather in the north of the country."
msgstr "Accords entre les deux banques."

#: a.md
msgid "Last text."
msgstr "Dernier texte."
)";

}  // namespace

TEST_CASE("a fuzzy text that only repeats its source is taken out", "[tracking]") {
  CHECK(kept_up(copied) == "#: a.md\nmsgid \"The Ministry of Truth.\"\nmsgstr \"\"\n");
  CHECK(kept_up(copied_before) == R"(#: a.md
msgid "The ministry of truth is very old."
msgstr ""

#~ msgid "The ministry of truth is old."
#~ msgstr "The ministry of truth is old."
)");
  const std::string now = R"(#: a.md
#, fuzzy
#| msgid "The ministry of truth was old."
msgid "The ministry of truth is old."
msgstr "The **ministry of truth** is old!"
)";
  CHECK(kept_up(now) == R"(#: a.md
msgid "The ministry of truth is old."
msgstr ""

#~ msgid "The ministry of truth was old."
#~ msgstr "The **ministry of truth** is old!"
)");
}

TEST_CASE("a text that is translated, if by its own words, stays", "[tracking]") {
  for (const std::string entries : {
           "#: a.md\nmsgid \"Hexapla\"\nmsgstr \"Hexapla\"\n",
           "#: a.md\n#, fuzzy\nmsgid \"The Ministry of Truth.\"\nmsgstr \"Le ministère de la vérité.\"\n",
           "#: a.md\n#, fuzzy\nmsgid \"Information\"\nmsgstr \"Informations\"\n",
       }) {
    CHECK(kept_up(entries) == entries);
  }
}

TEST_CASE("a doubt that is the translation of a text unlike its own is taken out", "[tracking]") {
  CHECK(kept_up(of_another) == R"(#: a.md
msgid "Weather in the north of the country."
msgstr "Le temps dans le nord du pays."

#: a.md
msgid "Agreements between both banks."
msgstr ""
)");
  const std::string obsolete = R"(#: a.md
#, fuzzy
msgid "Agreements between both banks."
msgstr "Le temps dans le nord du pays."

#~ msgid "Weather in the north of the country."
#~ msgstr "Le temps dans le nord du pays."
)";
  CHECK(kept_up(obsolete) == R"(#: a.md
msgid "Agreements between both banks."
msgstr ""

#~ msgid "Weather in the north of the country."
#~ msgstr "Le temps dans le nord du pays."
)");
}

TEST_CASE("a doubt that is the translation of a text like its own stays, and one that is nobody's", "[tracking]") {
  const std::string like = R"(#: a.md
msgid "Weather in the north of the country."
msgstr "Le temps dans le nord du pays."

#: a.md
#, fuzzy
msgid "Weather in the south of the country."
msgstr "Le temps dans le nord du pays."
)";
  CHECK(kept_up(like) == like);
  const std::string two = of_another + "\n#: a.md\nmsgid \"Agreements between both bankers.\"\n" +
                          "msgstr \"Le temps dans le nord du pays.\"\n";
  CHECK(kept_up(two) == two);
  const std::string of_nobody = R"(#: a.md
#, fuzzy
msgid "Agreements between both banks."
msgstr "Le temps dans le nord du pays."
)";
  CHECK(kept_up(of_nobody) == of_nobody);
}

TEST_CASE("a translation of a text that is not half alike goes back to that text", "[tracking]") {
  const std::string apart = R"(#: a.md
msgid "First text."
msgstr "Premier texte."

#: a.md
msgid "Weather in the north of the country."
msgstr ""

#: a.md
msgid "Last text."
msgstr "Dernier texte."

#~ msgid "Agreements between both banks."
#~ msgstr "Accords entre les deux banques."
)";
  CHECK(kept_up(unlike_previous) == apart);
  CHECK(kept_up(apart) == apart);
  const std::string alike = R"(#: a.md
#, fuzzy
#| msgid "Weather in the south of the country."
msgid "Weather in the north of the country."
msgstr "Le temps dans le sud du pays."
)";
  CHECK(kept_up(alike) == alike);
}

TEST_CASE("a translation goes back to its text with that text's context", "[tracking]") {
  const std::string entries = R"(#: a.md
#, fuzzy
#| msgctxt "bank"
#| msgid "Agreements between both banks."
msgid "Weather in the north of the country."
msgstr "Accords entre les deux banques."
)";
  CHECK(kept_up(entries) == R"(#: a.md
msgid "Weather in the north of the country."
msgstr ""

#~ msgctxt "bank"
#~ msgid "Agreements between both banks."
#~ msgstr "Accords entre les deux banques."
)");
}

TEST_CASE("a translation stays where the text it was made from has a message already", "[tracking]") {
  const std::string live =
      unlike_previous + "\n#: a.md\nmsgid \"Agreements between both banks.\"\nmsgstr \"Accords bancaires.\"\n";
  CHECK(kept_up(live) == live);
  const std::string obsolete =
      unlike_previous + "\n#~ msgid \"Agreements between both banks.\"\n#~ msgstr \"Accords bancaires.\"\n";
  CHECK(kept_up(obsolete) == obsolete);
}

TEST_CASE("two translations of one text do not both go back to it", "[tracking]") {
  const std::string entries = unlike_previous + R"(
#: a.md
#, fuzzy
#| msgid "Agreements between both banks."
msgid "Nobody knows what happened then."
msgstr "Des accords entre deux banques."
)";
  const Catalog old = catalog_of(entries);
  const Catalog wanted = catalog_of(template_of(entries));
  const UpdateResult result = update(old, wanted, suggesting());
  check_counts(result);
  CHECK(result.withdrawn == 1);
  const std::string made = entries_of(result.catalog);
  CHECK(made.find("Accords entre les deux banques.") != std::string::npos);
  CHECK(made.find("Des accords entre deux banques.") != std::string::npos);
  CHECK(kept_up(made) == made);
}

TEST_CASE("nothing is taken out unless suggestions are asked for", "[tracking]") {
  for (const std::string& entries : {copied, copied_before, of_another, unlike_previous}) {
    CHECK(updated(entries, template_of(entries)) == entries);
  }
}

TEST_CASE("messages with a plural are left alone", "[tracking]") {
  const std::string entries = R"(#: a.md
#, fuzzy
msgid "one stone"
msgid_plural "many stones"
msgstr[0] "one stone"
msgstr[1] "many stones"
)";
  Catalog catalog = catalog_of(entries);
  CHECK(withdraw_useless(catalog).empty());
  CHECK(entries_of(catalog) == entries);
}

TEST_CASE("what was taken out is told, message by message", "[tracking]") {
  Catalog catalog = catalog_of(copied + "\n" + unlike_previous);
  const std::vector<Withdrawn> withdrawn = withdraw_useless(catalog);
  REQUIRE(withdrawn.size() == 2);
  CHECK(withdrawn[0].message == 1);
  CHECK(withdrawn[0].obsolete == Withdrawn::none);
  CHECK(withdrawn[1].message == 3);
  CHECK(withdrawn[1].obsolete == 5);
  CHECK(state_of(catalog.messages.at(1)) == State::Untranslated);
  CHECK(state_of(catalog.messages.at(3)) == State::Untranslated);
  CHECK(state_of(catalog.messages.at(5)) == State::Obsolete);
  CHECK(withdraw_useless(catalog).empty());
}

TEST_CASE("what was taken out counts as new, and what it left as obsolete", "[tracking]") {
  for (const std::string& entries : {copied, copied_before, of_another, unlike_previous}) {
    const Catalog old = catalog_of(entries);
    const Catalog wanted = catalog_of(template_of(entries));
    const UpdateResult result = update(old, wanted, suggesting());
    check_counts(result);
    CHECK(result.withdrawn == 1);
    CHECK(result.added == 1);
    CHECK(result.stale == 0);
    CHECK(result.obsolete == (entries == unlike_previous || entries == copied_before ? 1 : 0));
  }
}

TEST_CASE("changes are told in the catalog's order, whatever made them", "[tracking]") {
  const Catalog old = catalog_of(copied + "\n" + unlike_previous);
  const Catalog wanted = catalog_of(template_of(copied + "\n" + unlike_previous) +
                                    "#: a.md\nmsgid \"Something else again.\"\nmsgstr \"\"\n");
  const UpdateResult result = update(old, wanted, suggesting());
  check_counts(result);
  CHECK(result.withdrawn == 2);
  CHECK(result.added == 3);
  CHECK(result.obsolete == 1);
  CHECK(result.kept == 2);
}

TEST_CASE("a text that only now changed beyond recognition is new, its translation obsolete", "[tracking]") {
  const std::string before = R"(#: a.md
msgid "First text."
msgstr "Premier texte."

#: a.md
msgid "Agreements between both banks."
msgstr "Accords entre les deux banques."

#: a.md
msgid "Last text."
msgstr "Dernier texte."
)";
  const std::string now = R"(#: a.md
msgid "First text."
msgstr ""

#: a.md
msgid "Weather in the north of the country."
msgstr ""

#: a.md
msgid "Last text."
msgstr ""
)";
  const Catalog old = catalog_of(before);
  const Catalog wanted = catalog_of(now);
  const UpdateResult result = update(old, wanted, suggesting());
  check_counts(result);
  CHECK(result.kept == 2);
  CHECK(result.added == 1);
  CHECK(result.stale == 0);
  CHECK(result.obsolete == 1);
  const std::string made = entries_of(result.catalog);
  CHECK(made.find("#~ msgid \"Agreements between both banks.\"\n#~ msgstr \"Accords entre les deux banques.\"\n") !=
        std::string::npos);
  CHECK(updated(made, before, suggesting()) == before);
}
