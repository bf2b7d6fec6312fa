// Thousands of made-up histories: pages are edited, the catalog is updated, translators work, and so on for several
// rounds. Every translation carries the text it was made from between brackets, so that a plain look at the catalog
// tells whether one is lost or stands under another text.
#include "catalog_text.h"
#include "hexapla/matching/fingerprint.h"
#include "hexapla/tracking/origin.h"
#include "page_editor.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string translation_of(std::string_view text) {
  return "[xx:" + std::string(text) + "]";
}
std::string_view made_from(std::string_view translation) {
  return translation.substr(4, translation.size() - 5);
}

/// Translators take up what they like: new texts, stale ones; now and then they leave a doubt.
void translate(Catalog& catalog, Editor& chance) {
  for (Message& message : catalog.messages) {
    if (message.is_header() || message.obsolete || chance.below(3) == 0) continue;
    const bool doubt = chance.below(8) == 0;
    if (has_any_text(message) && !message.fuzzy) continue;
    message.msgstr = {
        catalog.keep(doubt ? "?doubt" + std::to_string(chance.below(1000000)) : translation_of(message.msgid))};
    message.fuzzy = doubt;
    clear_previous(message);
  }
}

bool is_doubt(const Message& message) {
  return message.msgstr.at(0).starts_with("?doubt");
}

using MessageText = std::pair<std::string, std::string>;
MessageText name_of(const SourceText& text) {
  return {std::string(text.msgctxt), std::string(text.msgid)};
}

bool same_words(std::string_view a, std::string_view b) {
  return same_folded(a, b, Strength::Spacing);
}

/// Nothing stands under a text it was not made from, unless the catalog says so.
void check_places(const Catalog& catalog) {
  std::set<MessageText> keys;
  for (const Message& message : catalog.messages) {
    if (message.is_header()) continue;
    CHECK(keys.insert(name_of(text_of(message))).second);
    if (!has_any_text(message)) {
      CHECK_FALSE(message.fuzzy);
      CHECK_FALSE(message.obsolete);
    } else if (is_suggestion(message)) {
      CHECK(same_words(made_from(message.msgstr[0]), message.previous_msgid));
    } else if (is_doubt(message)) {
      CHECK(message.fuzzy);
      CHECK_FALSE(message.has_previous_msgid);
    } else {
      CHECK(message.fuzzy == message.has_previous_msgid);
      CHECK(same_words(made_from(message.msgstr[0]), origin_of(message).msgid));
      CHECK((!message.fuzzy || text_of(message) != previous_of(message)));
    }
  }
}

/// The live messages are the template's, in its order.
void check_live(const Catalog& catalog, const Catalog& wanted) {
  REQUIRE(catalog.messages.size() >= wanted.messages.size());
  for (std::size_t i = 1; i < wanted.messages.size(); ++i) {
    CHECK_FALSE(catalog.messages[i].obsolete);
    CHECK(text_of(catalog.messages[i]) == text_of(wanted.messages[i]));
    CHECK(catalog.messages[i].references == wanted.messages[i].references);
  }
  for (std::size_t i = wanted.messages.size(); i < catalog.messages.size(); ++i) CHECK(catalog.messages[i].obsolete);
}

/// Every translation that was there is there, under its own text or with it as previous msgid.
void check_nothing_lost(const Catalog& before, const Catalog& after) {
  std::set<std::string> there;
  std::string folded;
  const auto name = [&](const Message& message) -> const std::string& {
    fold(message.msgstr.at(0), Strength::Spacing, folded);
    return folded;
  };
  for (const Message& message : after.messages) {
    if (!message.is_header() && has_any_text(message)) there.insert(name(message));
  }
  for (const Message& message : before.messages) {
    if (!message.is_header() && has_any_text(message)) CHECK(there.contains(name(message)));
  }
}

/// What was translated and still stands is untouched; what a translation was made from and is back is translated.
void check_texts_kept(const Catalog& before, const Catalog& after) {
  std::map<MessageText, const Message*> old;
  std::set<MessageText> origins;
  for (const Message& message : before.messages) {
    if (message.is_header()) continue;
    old.emplace(name_of(text_of(message)), &message);
    if (standing_of(message) == Standing::Stale || standing_of(message) == Standing::Translated) {
      origins.insert(name_of(origin_of(message)));
    }
  }
  for (const Message& message : after.messages) {
    if (message.is_header() || message.obsolete) continue;
    const auto same = old.find(name_of(text_of(message)));
    if (same != old.end() && has_any_text(*same->second)) {
      CHECK(message.msgstr == same->second->msgstr);
      CHECK(message.fuzzy == same->second->fuzzy);
      CHECK(previous_of(message) == previous_of(*same->second));
    } else if (same == old.end() && origins.contains(name_of(text_of(message)))) {
      CHECK(standing_of(message) == Standing::Translated);
    }
  }
}

void check_stable(const Catalog& catalog, const Catalog& wanted, const UpdateOptions& options) {
  const std::string text = text_of_catalog(catalog);
  CHECK((text_of_catalog(update(catalog, wanted).catalog) == text));
  const PoReadResult read = read_po("again.po", text);
  REQUIRE(read.ok());
  const UpdateResult again = update(read.catalog, wanted, options);
  CHECK((text_of_catalog(again.catalog) == text));
  CHECK(again.changes.empty());
}

void check_counts(const UpdateResult& result) {
  std::map<Fate, std::uint32_t> counts;
  for (const Change& change : result.changes) {
    ++counts[change.fate];
    REQUIRE(change.message < result.catalog.messages.size());
    CHECK(result.catalog.messages[change.message].obsolete == (change.fate == Fate::Obsolete));
    if (change.fate == Fate::Healed) CHECK_FALSE(result.catalog.messages[change.message].fuzzy);
    if (change.fate == Fate::Stale) CHECK(result.catalog.messages[change.message].fuzzy);
  }
  CHECK(counts[Fate::Healed] == result.healed);
  CHECK(counts[Fate::Stale] == result.stale);
  CHECK(counts[Fate::New] == result.added);
  CHECK(counts[Fate::Obsolete] == result.obsolete);
  CHECK(counts[Fate::Revived] == result.revived);
}

}  // namespace

TEST_CASE("no history of edits loses a translation or puts it under another text", "[tracking]") {
  std::map<Fate, std::size_t> seen;
  std::size_t guesses = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    INFO("seed " << seed);
    Editor editor(seed);
    UpdateOptions options;
    options.suggest = seed % 2 == 1;
    std::string file = text_of_catalog(catalog_of(""));
    for (int round = 0; round < 6; ++round) {
      INFO("round " << round);
      const PoReadResult before = read_po("fr.po", file);
      REQUIRE(before.ok());
      const Catalog wanted = template_of_pages(editor.pages());
      UpdateResult result = update(before.catalog, wanted, options);
      check_live(result.catalog, wanted);
      check_places(result.catalog);
      check_nothing_lost(before.catalog, result.catalog);
      check_texts_kept(before.catalog, result.catalog);
      check_stable(result.catalog, wanted, options);
      check_counts(result);
      for (const Change& change : result.changes) ++seen[change.fate];
      guesses += result.suggested;
      translate(result.catalog, editor);
      file = text_of_catalog(result.catalog);
      editor.work();
    }
  }
  for (Fate fate : {Fate::Healed, Fate::Stale, Fate::New, Fate::Obsolete, Fate::Revived}) CHECK(seen[fate] > 1000);
  CHECK(guesses > 300);
}
