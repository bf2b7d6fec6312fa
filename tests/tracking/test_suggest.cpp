#include "catalog_text.h"
#include "hexapla/catalogs/state.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

const std::string old_entries = R"(#: a.md
msgid "The agency publishes its report on human rights every year."
msgstr "L'agence publie son rapport chaque année."

#: a.md
msgid "Weather."
msgstr "Temps."
)";

const std::string new_entries = R"(#: a.md
msgid "The agency publishes its report on human rights every year."
msgstr ""

#: a.md
msgid "Weather."
msgstr ""

#. paragraph
#: b.md
msgid "The ministry publishes its report on human rights every month."
msgstr ""

#: b.md
msgid "Nothing of that kind is anywhere near."
msgstr ""
)";

const std::string guessed = R"(#: a.md
msgid "The agency publishes its report on human rights every year."
msgstr "L'agence publie son rapport chaque année."

#: a.md
msgid "Weather."
msgstr "Temps."

#. paragraph
#. suggestion: 77% from a.md
#: b.md
#, fuzzy
#| msgid "The agency publishes its report on human rights every year."
msgid "The ministry publishes its report on human rights every month."
msgstr "L'agence publie son rapport chaque année."

#: b.md
msgid "Nothing of that kind is anywhere near."
msgstr ""
)";

UpdateOptions with_suggestions() {
  UpdateOptions options;
  options.suggest = true;
  return options;
}

}  // namespace

TEST_CASE("a guess is offered when asked for, where there is something near, and marked as one", "[tracking]") {
  CHECK(updated(old_entries, new_entries, with_suggestions()) == guessed);
  const Catalog old = catalog_of(old_entries);
  const Catalog wanted = catalog_of(new_entries);
  CHECK(update(old, wanted).suggested == 0);
  const UpdateResult result = update(old, wanted, with_suggestions());
  CHECK(result.suggested == 1);
  CHECK(result.added == 2);
  CHECK(state_of(result.catalog.messages.at(3)) == State::Guess);
}

TEST_CASE("guesses stay as they are, asked for again or not", "[tracking]") {
  CHECK(updated(guessed, new_entries, with_suggestions()) == guessed);
  CHECK(updated(guessed, new_entries) == guessed);
}

TEST_CASE("an obsolete translation is a guess for a text that is near", "[tracking]") {
  const std::string only_new =
      "#: b.md\nmsgid \"The ministry publishes its report on human rights every month.\"\nmsgstr \"\"\n";
  const std::string gone =
      "#~ msgid \"The agency publishes its report on human rights every year.\"\n"
      "#~ msgstr \"L'agence publie son rapport chaque année.\"\n";
  const Catalog old = catalog_of(gone);
  const Catalog wanted = catalog_of(only_new);
  const UpdateResult result = update(old, wanted, with_suggestions());
  CHECK(result.suggested == 1);
  CHECK(result.catalog.messages.at(1).extracted ==
        std::vector<std::string_view>{" suggestion: 77% from an obsolete message"});
  CHECK(result.catalog.messages.at(2).obsolete);
}

TEST_CASE("a guess that someone has worked on outlives its text as a doubt", "[tracking]") {
  const std::string edited = R"(#. suggestion: 77% from a.md
#: b.md
#, fuzzy
#| msgid "The agency publishes its report on human rights every year."
msgid "The ministry publishes its report on human rights every month."
msgstr "Le ministère publie son rapport chaque moi"
)";
  CHECK(updated(edited, "#: b.md\nmsgid \"123\"\nmsgstr \"\"\n") == R"(#: b.md
msgid "123"
msgstr ""

#, fuzzy
#~ msgid "The ministry publishes its report on human rights every month."
#~ msgstr "Le ministère publie son rapport chaque moi"
)");
}
