#include "hexapla/tracking/why.h"

#include <catch2/catch.hpp>

using namespace hexapla;
using Obstacle = Trial::Obstacle;

namespace {

Trial why(std::string_view before, std::string_view after, std::string_view translation,
          ClassSet heal = ClassSet::usual()) {
  return why_stale(before, after, translation, heal);
}

}  // namespace

TEST_CASE("why a translation is stale: nothing changed", "[why]") {
  CHECK(why("Hello", "Hello", "Bonjour").obstacle == Obstacle::Touched);
}

TEST_CASE("why a translation is stale: words need a translator, what can be carried is", "[why]") {
  const Trial trial = why("Since 1983 it grew.", "Since 1984 it shrank.", "Depuis 1984, il a grandi.");
  CHECK(trial.obstacle == Obstacle::Meaning);
  CHECK(trial.blocking.has(ChangeClass::Words));
  CHECK(trial.classes.has(ChangeClass::Number));
  REQUIRE(trial.edits.size() == 1);
  CHECK(trial.edits[0].before == "1983");
  CHECK(trial.edits[0].outcome == EditTrial::Outcome::Carried);
}

TEST_CASE("why a translation is stale: healing is off, or the edit has no place", "[why]") {
  const std::string_view before = "See [it](https://a.org/1).";
  const std::string_view after = "See [it](https://a.org/2).";
  const Trial off = why(before, after, "Voir [ceci](https://a.org/1).", ClassSet::none());
  CHECK(off.obstacle == Obstacle::SwitchedOff);
  CHECK(off.blocking.has(ChangeClass::Link));
  const Trial missing = why(before, after, "Voir [ceci](https://fr.a.org/1).");
  CHECK(missing.obstacle == Obstacle::NotFound);
  REQUIRE(missing.edits.size() == 1);
  CHECK(missing.edits[0].outcome == EditTrial::Outcome::Missing);
  const Trial twice = why(before, after, "Voir [ceci](https://a.org/1) ou [ceci](https://a.org/1).");
  CHECK(twice.edits.at(0).outcome == EditTrial::Outcome::Ambiguous);
}
