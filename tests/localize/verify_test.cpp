#include "hexapla/localize/verify.h"

#include "support.h"

#include <catch2/catch.hpp>

using namespace hexapla;
using namespace hexapla::test;

namespace {

/// A format with faults to be found: every line is a unit, and laying goes wrong as `mode` says.
enum class Mode { Right, DropsLast, AddsLine, Overlaps };
Mode mode = Mode::Right;

void parse_lines(Page& page, const ParseOptions&) {
  const std::string_view bytes = page.bytes();
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    Unit unit;
    unit.span = make_span(at, mode == Mode::Overlaps ? bytes.size() : end);
    unit.text = bytes.substr(at, end - at);
    page.units.push_back(unit);
    page.structure.push_back({1, unit.span.begin});
    at = end + 1;
  }
}

void lay_lines(const Page&, const Unit&, std::string_view text, const LayoutOptions&, std::string& out) {
  if (mode == Mode::DropsLast) text.remove_suffix(3);
  out.append(text);
  if (mode == Mode::AddsLine) out.append("\nmore");
}

const PageFormat line_format{"lines", parse_lines, lay_lines};

std::vector<std::string> faults_in(Mode chosen) {
  mode = chosen;
  const Page page("a.txt", "one\ntwo\n", line_format, {});
  std::vector<std::string> faults;
  for (const auto& fault : verify(page, {}).faults) faults.push_back(describe(fault));
  return faults;
}

}  // namespace

TEST_CASE("a format that keeps its promises has no faults", "[localize]") {
  CHECK(faults_in(Mode::Right).empty());
}

TEST_CASE("a layout that loses text is found at each text", "[localize]") {
  const auto faults = faults_in(Mode::DropsLast);
  REQUIRE(faults.size() == 2);
  CHECK(faults[1] == "a.txt:2:1: error: this text does not come back as it went in: ⟦two\n  two\n  ^");
}

TEST_CASE("a layout that adds blocks is found", "[localize]") {
  const auto faults = faults_in(Mode::AddsLine);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find("a translation would change the structure of the page here") != std::string::npos);
}

TEST_CASE("texts that overlap are found", "[localize]") {
  const auto faults = faults_in(Mode::Overlaps);
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].find("two texts overlap here") != std::string::npos);
}

TEST_CASE("pages of every kind of block verify", "[localize]") {
  for (const char* bytes : {"# A\n\nText *with* `code`.\n", "Setext\n===\n\n- a\n  b\n\n  c\n  1. d\n",
                            "> q\nlazy\n> > r\n", "| a | b \\| c |\n|--|--|\n| d | |\n", "[^1]: note\n\ntext[^1]\n",
                            "<div title=\"x y\">\ntext\n</div>\n", "hard  \nbreak\\\nhere\n",
                            "---\ntitle: A b\n---\n\ntext\n", "a\r\nb\r\n\r\n* c\r\n", "", "\n", "```\ncode\n```\n"}) {
    INFO(bytes);
    const Page page = make_page("a.md", bytes);
    const auto result = verify(page, default_parse_options(page.format()));
    CHECK(result.units == page.units.size());
    for (const auto& fault : result.faults) FAIL_CHECK(describe(fault));
  }
}

TEST_CASE("a page that cannot be read is a fault", "[localize]") {
  const Page page = make_page("a.md", "caf\xE9\n");
  const auto result = verify(page, {});
  REQUIRE(result.faults.size() == 1);
  CHECK(describe(result.faults[0]) ==
        "a.md:1:4: error: not valid UTF-8: byte 0xE9 at offset 3\n  caf\uFFFD\n     ^\n  hint: convert the file to "
        "UTF-8, for example "
        "with iconv");
}
