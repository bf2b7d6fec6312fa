#include "hexapla/matching/fingerprint.h"

#include <optional>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string folded(std::string_view text, Strength strength) {
  std::string out;
  fold(text, strength, out);
  return out;
}

/// The weakest strength at which two texts agree; nothing when they differ at all of them.
std::optional<Strength> weakest_agreement(std::string_view a, std::string_view b) {
  for (Strength strength : all_strengths) {
    if (same_folded(a, b, strength)) return strength;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("white space folds to one blank, none at the ends", "[matching]") {
  CHECK(folded("  a\t b\n c \n", Strength::Spacing) == "a b c");
  CHECK(folded("", Strength::Spacing).empty());
  CHECK(folded(" \n ", Strength::Spacing).empty());
}

TEST_CASE("hard breaks and empty lines are more than white space", "[matching]") {
  CHECK(folded("a  \nb", Strength::Spacing) == folded("a\\\nb", Strength::Spacing));
  CHECK_FALSE(same_folded("a  \nb", "a b", Strength::Entities));
  CHECK_FALSE(same_folded("a\n\nb", "a b", Strength::Entities));
  CHECK_FALSE(same_folded("a\n\nb", "a  \nb", Strength::Entities));
  CHECK(same_folded("a  \r\nb", "a  \nb", Strength::Spacing));
}

TEST_CASE("a line break between Chinese characters is nothing, a blank there is a blank", "[matching]") {
  CHECK(same_folded("国家\n安全", "国家安全", Strength::Spacing));
  CHECK_FALSE(same_folded("国家 安全", "国家安全", Strength::Spacing));
  CHECK(same_folded("Security\n安全", "Security 安全", Strength::Spacing));
}

TEST_CASE("each pair agrees at its strength and not before", "[matching]") {
  struct Case {
    const char* a;
    const char* b;
    std::optional<Strength> agreement;
  };
  const Case cases[] = {
      {"one  two", "one two", Strength::Spacing},
      {"a *b* c", "a _b_ c", Strength::Markup},
      {"a __b__ c", "a **b** c", Strength::Markup},
      {"it's \"so\"", "it’s “so”", Strength::Punctuation},
      {"1990--1999", "1990–1999", Strength::Punctuation},
      {"wait...", "wait…", Strength::Punctuation},
      {"10 km", "10\u00A0km", Strength::Punctuation},
      {"R&D", "R&amp;D", Strength::Entities},
      {"caf\u00E9", "caf&eacute;", Strength::Entities},
      {"a &mdash; b", "a --- b", Strength::Entities},
      {"&#x201C;a&#8221;", "\"a\"", Strength::Entities},
      {"snake_case", "snake*case", std::nullopt},
      {"`a_b`", "`a*b`", std::nullopt},
      {"use `--all`", "use `–all`", std::nullopt},
      {"[a](x_y_)", "[a](x*y*)", std::nullopt},
      {"<b class=\"x\">", "<b class=“x”>", std::nullopt},
      {"\\_a\\_", "*a*", std::nullopt},
      {"R&D", "R&unknown;D", std::nullopt},
      {"one", "two", std::nullopt},
      {"Case", "case", std::nullopt},
  };
  for (const Case& pair : cases) {
    INFO(pair.a << " | " << pair.b);
    CHECK(weakest_agreement(pair.a, pair.b) == pair.agreement);
    CHECK(weakest_agreement(pair.b, pair.a) == pair.agreement);
    if (pair.agreement) CHECK(fingerprint(pair.a, *pair.agreement) == fingerprint(pair.b, *pair.agreement));
  }
}

TEST_CASE("any bytes can be folded, also openers without an end", "[matching]") {
  std::mt19937 random(1);
  const std::string alphabet = "`<>[]()_*\\& ;#\n'a\xE4\xB8\xAD\xFF";
  for (int round = 0; round < 20000; ++round) {
    std::string text;
    for (auto length = random() % 24; length > 0; --length) text += alphabet[random() % alphabet.size()];
    for (Strength strength : all_strengths) CHECK(same_folded(text, text, strength));
  }
  for (const char* opener : {"<a", "](", "`", "``a`", "_", "&#", "\\"}) {
    std::string many;
    for (int i = 0; i < 200000; ++i) many += opener;
    CHECK_FALSE(folded(many, Strength::Entities).empty());
  }
}
