#include "../made_up_language.h"
#include "../quoted.h"
#include "catalog_text.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/tracking/guess.h"

#include <algorithm>
#include <regex>

#include <catch2/catch.hpp>

using namespace hexapla;
using test::MadeUpSentence;
using test::quoted;

namespace {

std::string entry(std::string_view text, std::string_view translation) {
  return "#: a.md\nmsgid " + quoted(text) + "\nmsgstr " + quoted(translation) + "\n\n";
}

/// A catalog of translated messages, and a template with them and some more.
struct Project {
  std::vector<MadeUpSentence> learned, asked;
  std::string old_entries, new_entries;

  explicit Project(std::size_t translated = 200, std::size_t untranslated = 40) {
    test::MadeUpWriter writer(9);
    std::set<std::string> known;
    learned = writer.sentences(translated, known);
    asked = writer.sentences(untranslated, known);
    for (const MadeUpSentence& one : learned) {
      old_entries += entry(one.text(), one.translated());
      new_entries += entry(one.text(), "");
    }
    for (const MadeUpSentence& one : asked) new_entries += entry(one.text(), "");
  }

  /// The template's entries but for those of one text.
  std::string new_without(std::string_view text) const {
    std::string entries = new_entries;
    const std::string gone = entry(text, "");
    const std::size_t at = entries.find(gone);
    REQUIRE(at != std::string::npos);
    return entries.erase(at, gone.size());
  }
};

UpdateOptions suggesting(unsigned jobs = 1) {
  UpdateOptions options;
  options.suggest = true;
  options.jobs = jobs;
  return options;
}

bool is_draft(const Message& message) {
  return std::any_of(message.extracted.begin(), message.extracted.end(),
                     [](std::string_view line) { return line.find(draft_origin) != std::string_view::npos; });
}

template <typename AnyCatalog>
auto& message_of(AnyCatalog& catalog, std::string_view text) {
  const auto found = std::find_if(catalog.messages.begin(), catalog.messages.end(),
                                  [&](const Message& message) { return message.msgid == text; });
  REQUIRE(found != catalog.messages.end());
  return *found;
}

/// A catalog with drafts after a first update, and what becomes of it after another.
struct Drafted {
  Project project;
  Catalog catalog;
  std::string text;  ///< of a message that has a draft

  Drafted() {
    const Catalog old = catalog_of(project.old_entries);
    const Catalog wanted = catalog_of(project.new_entries);
    catalog = std::move(update(old, wanted, suggesting()).catalog);
    for (const Message& message : catalog.messages) {
      if (text.empty() && is_draft(message)) text = message.msgid;
    }
    REQUIRE_FALSE(text.empty());
  }
  Message& message() { return message_of(catalog, text); }

  UpdateResult then(const std::string& entries, bool suggest = true) {
    const Catalog old = catalog_of(entries_of(catalog));
    const Catalog wanted = catalog_of(entries);
    return update(old, wanted, suggest ? suggesting() : UpdateOptions{});
  }
};

}  // namespace

TEST_CASE("what is untranslated is given drafts, marked as such", "[tracking]") {
  const Project project(600);
  const Catalog old = catalog_of(project.old_entries);
  const Catalog wanted = catalog_of(project.new_entries);
  const UpdateResult result = update(old, wanted, suggesting());
  const std::regex mark(R"( suggestion: \d\d% from translated phrases \([0-9a-f]{4}\))");
  std::size_t drafts = 0;
  std::size_t right = 0;
  std::size_t guesses = 0;
  for (const MadeUpSentence& one : project.asked) {
    const Message& message = message_of(result.catalog, one.text());
    if (state_of(message) == State::Guess) ++guesses;
    if (!is_draft(message)) continue;
    ++drafts;
    if (message.msgstr.front() == one.translated()) ++right;
    CHECK(state_of(message) == State::Guess);
    CHECK(message.fuzzy);
    CHECK_FALSE(message.has_previous_msgid);
    CHECK(is_suggestion(message));
    CHECK(is_untouched_draft(message));
    CHECK(standing_of(message) == Standing::Empty);
    REQUIRE(message.extracted.size() == 1);
    CHECK(std::regex_match(std::string(message.extracted.front()), mark));
  }
  CHECK(drafts * 100 >= project.asked.size() * 50);
  CHECK(right * 100 >= drafts * 80);
  CHECK(result.suggested == guesses);
  CHECK(result.added == project.asked.size());
  CHECK(result.kept == project.learned.size());
  CHECK(result.withdrawn == 0);
  CHECK(update(old, wanted).suggested == 0);
}

TEST_CASE("drafts are written and read again as they are", "[tracking]") {
  const Drafted drafted;
  const std::string text = text_of_catalog(drafted.catalog);
  const PoReadResult read = read_po("test.po", text);
  REQUIRE(read.ok());
  CHECK(text_of_catalog(read.catalog) == text);
  CHECK(is_untouched_draft(message_of(read.catalog, drafted.text)));
}

TEST_CASE("asked for drafts again, a catalog stays as it is", "[tracking]") {
  Drafted drafted;
  const UpdateResult again = drafted.then(drafted.project.new_entries);
  CHECK(entries_of(again.catalog) == entries_of(drafted.catalog));
  CHECK(again.suggested == 0);
  CHECK(again.withdrawn == 0);
  CHECK(again.changes.empty());
  CHECK(entries_of(drafted.then(drafted.project.new_entries, false).catalog) == entries_of(drafted.catalog));
}

TEST_CASE("drafts are the same on one thread and on four", "[tracking]") {
  const Project project;
  CHECK(updated(project.old_entries, project.new_entries, suggesting(1)) ==
        updated(project.old_entries, project.new_entries, suggesting(4)));
}

TEST_CASE("nothing is drafted from fewer than a hundred translations", "[tracking]") {
  const auto drafts_from = [](std::size_t translated) {
    const Project project(translated, 40);
    const Catalog old = catalog_of(project.old_entries);
    const Catalog wanted = catalog_of(project.new_entries);
    const UpdateResult result = update(old, wanted, suggesting());
    return std::count_if(result.catalog.messages.begin(), result.catalog.messages.end(), is_draft);
  };
  CHECK(drafts_from(99) == 0);
  CHECK(drafts_from(100) > 0);
}

TEST_CASE("a message with a plural gets no draft", "[tracking]") {
  Drafted drafted;
  const std::string one = entry(drafted.text, "");
  std::string entries = drafted.project.new_entries;
  const std::string plural = "#: a.md\nmsgid " + quoted(drafted.text) + "\nmsgid_plural " + quoted(drafted.text) +
                             "\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n\n";
  entries.replace(entries.find(one), one.size(), plural);
  const std::string made = updated(drafted.project.old_entries, entries, suggesting());
  const Catalog catalog = catalog_of(made);
  const Message& message = message_of(catalog, drafted.text);
  CHECK(message.has_plural);
  CHECK_FALSE(has_any_text(message));
  CHECK(message.extracted.empty());
}

TEST_CASE("a draft goes with its text while nobody has worked on it", "[tracking]") {
  Drafted drafted;
  const UpdateResult result = drafted.then(drafted.project.new_without(drafted.text));
  for (const Message& message : result.catalog.messages) CHECK(message.msgid != drafted.text);
  CHECK(result.obsolete == 0);
  CHECK(result.changes.empty());
}

TEST_CASE("a draft that somebody has worked on outlives its text as a doubt", "[tracking]") {
  Drafted drafted;
  const std::string edited = std::string(drafted.message().msgstr.front()) + " wexlaru";
  drafted.message().msgstr.front() = edited;
  CHECK_FALSE(is_untouched_draft(drafted.message()));
  CHECK(is_suggestion(drafted.message()));

  const UpdateResult there = drafted.then(drafted.project.new_entries);
  CHECK(entries_of(there.catalog) == entries_of(drafted.catalog));

  const UpdateResult result = drafted.then(drafted.project.new_without(drafted.text));
  const Message& message = message_of(result.catalog, drafted.text);
  CHECK(message.obsolete);
  CHECK(message.fuzzy);
  CHECK(message.msgstr.front() == edited);
  CHECK(message.extracted.empty());
  CHECK_FALSE(message.has_previous_msgid);
  CHECK(result.obsolete == 1);
  CHECK(standing_of(message) == Standing::Doubtful);
}

TEST_CASE("a draft that was accepted is a translation like any other", "[tracking]") {
  Drafted drafted;
  const std::string accepted(drafted.message().msgstr.front());
  drafted.message().fuzzy = false;
  CHECK(state_of(drafted.message()) == State::Translated);
  for (const bool suggest : {false, true}) {
    const UpdateResult result = drafted.then(drafted.project.new_entries, suggest);
    const Message& message = message_of(result.catalog, drafted.text);
    CHECK(message.msgstr.front() == accepted);
    CHECK_FALSE(message.fuzzy);
    CHECK(message.extracted.empty());
    CHECK(standing_of(message) == Standing::Translated);
    const UpdateResult gone = drafted.then(drafted.project.new_without(drafted.text), suggest);
    CHECK(message_of(gone.catalog, drafted.text).obsolete);
    CHECK_FALSE(message_of(gone.catalog, drafted.text).fuzzy);
  }
}
