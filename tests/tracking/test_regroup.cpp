#include "catalog_text.h"
#include "hexapla/catalogs/state.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

const std::string one_paragraph = R"(#: a.md
msgid "The start."
msgstr "Le début."

#: a.md
msgid "The ministry was founded in 1983. Its seat is in Beijing, near the [old wall](https://example.org/wall)."
msgstr "Le ministère fut fondé en 1983. Il siège à Pékin, près du [vieux mur](https://example.org/wall)."

#: a.md
msgid "The end."
msgstr "La fin."
)";

const std::string two_paragraphs = R"(#: a.md
msgid "The start."
msgstr "Le début."

#: a.md
msgid "The ministry was founded in 1983."
msgstr "Le ministère fut fondé en 1983."

#: a.md
msgid "Its seat is in Beijing, near the [old wall](https://example.org/wall)."
msgstr "Il siège à Pékin, près du [vieux mur](https://example.org/wall)."

#: a.md
msgid "The end."
msgstr "La fin."
)";

/// Live messages as "state: translation", a line each.
std::string live_of(const Catalog& catalog) {
  std::string lines;
  for (const Message& message : catalog.messages) {
    if (message.is_header() || message.obsolete) continue;
    lines += state_of(message) == State::Translated ? "translated: " : message.fuzzy ? "stale: " : "untranslated: ";
    lines += std::string(message.msgstr.front()) + "\n";
  }
  return lines;
}

}  // namespace

TEST_CASE("a paragraph that was split gives each part its own sentences, to be looked at", "[tracking]") {
  const Catalog old = catalog_of(one_paragraph);
  const UpdateResult result = update(old, catalog_of(two_paragraphs));
  CHECK(live_of(result.catalog) ==
        "translated: Le début.\n"
        "stale: Le ministère fut fondé en 1983.\n"
        "stale: Il siège à Pékin, près du [vieux mur](https://example.org/wall).\n"
        "translated: La fin.\n");
  CHECK(result.changes.at(0).what == ChangeClass::Split);
  CHECK(result.stale == 2);
  CHECK(result.obsolete == 1);
  CHECK(result.catalog.messages.at(2).previous_msgid == "The ministry was founded in 1983.");

  SECTION("a second run changes nothing") {
    CHECK(text_of_catalog(update(result.catalog, catalog_of(two_paragraphs)).catalog) ==
          text_of_catalog(result.catalog));
  }
  SECTION("a reflow of a part is no reason to believe that it was cut right") {
    std::string reflowed = two_paragraphs;
    reflowed.replace(reflowed.find("was founded"), 3, "was\\n");
    const UpdateResult later = update(result.catalog, catalog_of(reflowed));
    CHECK(live_of(later.catalog).find("translated: Le ministère") == std::string::npos);
  }
  SECTION("put back together it is what it was") {
    const UpdateResult back = update(result.catalog, catalog_of(one_paragraph));
    CHECK(back.revived == 1);
    CHECK(live_of(back.catalog) == live_of(old));
  }
}

TEST_CASE("where a translation has other sentences than its source it goes whole to the likest part", "[tracking]") {
  std::string old = one_paragraph;
  old.replace(old.find("1983. Il siège"), 5, "1983 :");
  const UpdateResult result = update(catalog_of(old), catalog_of(two_paragraphs));
  CHECK(result.stale == 1);
  CHECK(result.added == 1);
}

TEST_CASE("where the numbers of the parts differ it was cut in the wrong place", "[tracking]") {
  std::string old = one_paragraph;
  const std::string turned =
      "Il siège à Pékin, près du [vieux mur](https://example.org/wall). Le ministère fut fondé en 1983.";
  const std::size_t at = old.find("Le ministère");
  old.replace(at, old.find('"', at) - at, turned);
  const UpdateResult result = update(catalog_of(old), catalog_of(two_paragraphs));
  CHECK(result.stale == 1);
  CHECK(result.added == 1);
}

TEST_CASE("sentences that were put together keep their translations, put together", "[tracking]") {
  const Catalog old = catalog_of(two_paragraphs);
  const UpdateResult result = update(old, catalog_of(one_paragraph));
  CHECK(live_of(result.catalog) ==
        "translated: Le début.\n"
        "translated: Le ministère fut fondé en 1983. Il siège à Pékin, près du [vieux "
        "mur](https://example.org/wall).\n"
        "translated: La fin.\n");
  CHECK(result.healed == 1);
  CHECK(result.changes.at(0).what == ChangeClass::Joined);

  SECTION("parted again they are what they were") {
    const UpdateResult back = update(result.catalog, catalog_of(two_paragraphs));
    CHECK(back.revived == 2);
    CHECK(entries_of(back.catalog).starts_with(two_paragraphs));
  }
  SECTION("not where joining is not healed") {
    UpdateOptions options;
    options.heal = ClassSet::none();
    const UpdateResult stale = update(old, catalog_of(one_paragraph), options);
    CHECK(stale.healed == 0);
    CHECK(stale.stale == 1);
  }
}

TEST_CASE("joined with other words they are stale, with both texts before", "[tracking]") {
  std::string joined = one_paragraph;
  joined.replace(joined.find("Its seat is"), 11, "Today its seat is still");
  const UpdateResult result = update(catalog_of(two_paragraphs), catalog_of(joined));
  REQUIRE(result.stale == 1);
  CHECK(result.catalog.messages.at(2).previous_msgid ==
        "The ministry was founded in 1983. Its seat is in Beijing, near the [old wall](https://example.org/wall).");
}

TEST_CASE("items that are no sentences are joined for people to look at", "[tracking]") {
  const std::string items = R"(#: a.md
msgid "cold water from the northern springs"
msgstr "de l'eau froide des sources du nord"

#: a.md
msgid "warm bread out of the village oven"
msgstr "du pain chaud du four du village"
)";
  const std::string joined = R"(#: a.md
msgid "cold water from the northern springs warm bread out of the village oven"
msgstr ""
)";
  const UpdateResult result = update(catalog_of(items), catalog_of(joined));
  CHECK(result.stale == 1);
  CHECK(live_of(result.catalog) == "stale: de l'eau froide des sources du nord du pain chaud du four du village\n");
}

TEST_CASE("Chinese sentences are cut and joined without a blank", "[tracking]") {
  const std::string one = R"(#: a.md
msgid "The office is in the capital. Visitors are asked to write first."
msgstr "办公室位于首都。请访客先来信。"
)";
  const std::string two = R"(#: a.md
msgid "The office is in the capital."
msgstr "办公室位于首都。"

#: a.md
msgid "Visitors are asked to write first."
msgstr "请访客先来信。"
)";
  CHECK(live_of(update(catalog_of(one), catalog_of(two)).catalog) ==
        "stale: 办公室位于首都。\nstale: 请访客先来信。\n");
  CHECK(live_of(update(catalog_of(two), catalog_of(one)).catalog) == "translated: 办公室位于首都。请访客先来信。\n");
}

TEST_CASE("what an editor wants looked at again stays so when its source is reflowed", "[tracking]") {
  const std::string old = R"(#: a.md
#, fuzzy
#| msgid "One text of some words."
msgid "One text of some words."
msgstr "Un texte de quelques mots."
)";
  const std::string reflowed = R"(#: a.md
msgid "One text  of some words."
msgstr ""
)";
  const UpdateResult result = update(catalog_of(old), catalog_of(reflowed));
  CHECK(result.stale == 1);
  CHECK(result.catalog.messages.at(1).previous_msgid == "One text  of some words.");
}
