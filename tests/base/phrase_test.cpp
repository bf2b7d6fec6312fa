#include "hexapla/base/phrase.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("a phrase's numbers are replaced by its arguments in any order", "[base]") {
  CHECK(fill("{2} of {1}", {"ten", "one"}) == "one of ten");
  CHECK(fill("{1}{1}", {"a"}) == "aa");
}

TEST_CASE("doubled braces stand for single ones", "[base]") {
  CHECK(fill("{{#id}} and {{1}}", {"x"}) == "{#id} and {1}");
}

TEST_CASE("a number without an argument, or no number, stays as it is", "[base]") {
  CHECK(fill("{3} {x} {} {0} {", {"a"}) == "{3} {x} {} {0} {");
  CHECK(fill("}", {"a"}) == "}");
}

TEST_CASE("an argument is never read as a pattern", "[base]") {
  CHECK(fill("{1}", {"{2}", "x"}) == "{2}");
}

TEST_CASE("English takes the singular for one only", "[base]") {
  CHECK(in_english({N_N("{1} file", "{1} files"), 1, {"1"}}) == "1 file");
  CHECK(in_english({N_N("{1} file", "{1} files"), 0, {"0"}}) == "0 files");
  CHECK(in_english({"no plural"}) == "no plural");
}
