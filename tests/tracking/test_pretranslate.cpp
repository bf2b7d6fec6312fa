#include "catalog_text.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/tracking/pretranslate.h"

#include <map>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

const std::string entries = R"(#: a.md
msgid "Version 2 is out."
msgstr ""

#: a.md
msgid "Welcome!"
msgstr ""

#: a.md
#, fuzzy
#| msgid "Hello."
msgid "Hello there."
msgstr "Bonjour."

#: a.md
msgid "One file"
msgid_plural "{1} files"
msgstr[0] ""
msgstr[1] ""

#: a.md
msgid "Done."
msgstr "Fini."

#~ msgid "Gone."
#~ msgstr ""
)";

MemoryMatch match(const std::string& source, const std::string& translation, double similarity, bool in_context) {
  return {7, source, translation, "old.tmx", similarity, in_context};
}

}  // namespace

TEST_CASE("only what is untranslated is asked for", "[tracking]") {
  Catalog catalog = catalog_of(entries);
  std::vector<std::string> asked;
  const auto filled = pretranslate(catalog, [&](const Message& message) {
    asked.emplace_back(message.msgid);
    return std::vector<MemoryMatch>();
  });
  CHECK(asked == std::vector<std::string>{"Version 2 is out.", "Welcome!"});
  CHECK(filled.empty());
  CHECK(entries_of(catalog) == entries_of(catalog_of(entries)));
}

TEST_CASE("what comes from the same place is a translation, all else a guess that says whose it is", "[tracking]") {
  Catalog catalog = catalog_of(entries);
  const auto filled = pretranslate(catalog, [&](const Message& message) -> std::vector<MemoryMatch> {
    if (message.msgid == "Welcome!") {
      return {match("Welcome!", "Salut !", 1, false), match("Welcome!", "Bienvenue !", 1, true)};
    }
    return {match("Version 1 is out.", "La version 1 est sortie.", 0.97, false)};
  });
  REQUIRE(filled.size() == 2);
  CHECK(filled[1].match.in_context);
  CHECK(entries_of(catalog).starts_with(R"(#. suggestion: 97% from old.tmx
#: a.md
#, fuzzy
#| msgid "Version 1 is out."
msgid "Version 2 is out."
msgstr "La version 2 est sortie."

#: a.md
msgid "Welcome!"
msgstr "Bienvenue !"
)"));
  CHECK(state_of(catalog.messages.at(1)) == State::Guess);
  CHECK(state_of(catalog.messages.at(2)) == State::Translated);
}

TEST_CASE("the same text from elsewhere is a guess, too", "[tracking]") {
  Catalog catalog = catalog_of("msgid \"Home\"\nmsgstr \"\"\n");
  pretranslate(catalog, [](const Message&) { return std::vector{match("Home", "Maison", 1, false)}; });
  CHECK(state_of(catalog.messages.at(1)) == State::Guess);
  CHECK(catalog.messages.at(1).msgstr.front() == "Maison");
}
