#include "hexapla/base/diagnostic.h"

#include "hexapla/base/line_index.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("a diagnostic shows file, line, column, the line and a caret", "[base]") {
  const std::string text = "first\nmsgid \"é\" oops\nthird\n";
  const auto diagnostic = make_diagnostic(Severity::Error, "po-syntax", "fr.po", text, text.find("oops"),
                                          {"unknown word {1}", {"oops"}}, "remove it");
  CHECK(diagnostic.position == Position{2, 11});
  CHECK(describe(diagnostic) ==
        "fr.po:2:11: error: unknown word oops\n"
        "  msgid \"é\" oops\n"
        "            ^\n"
        "  hint: remove it");
}

TEST_CASE("a diagnostic about a whole file names it alone", "[base]") {
  CHECK(describe(make_diagnostic(Severity::Warning, "x", "a.md", "is empty")) == "a.md: warning: is empty");
  CHECK(describe(make_diagnostic(Severity::Note, "x", "", "that is all")) == "note: that is all");
}

TEST_CASE("long lines are cut around the caret", "[base]") {
  const std::string text = std::string(1000, 'a') + "X" + std::string(1000, 'b');
  const auto diagnostic = make_diagnostic(Severity::Error, "x", "f", text, 1000, "here");
  CHECK(diagnostic.position == Position{1, 1001});
  CHECK(diagnostic.caret == 120);
  CHECK(diagnostic.line_text == "…" + std::string(119, 'a') + "X" + std::string(38, 'b') + "…");
}

TEST_CASE("what would move a terminal's cursor is not shown", "[base]") {
  const std::string text = "a\tb\x1b[2J\xff";
  const auto diagnostic = make_diagnostic(Severity::Error, "x", "f", text, text.size(), "here");
  CHECK(diagnostic.line_text == "a b\uFFFD[2J\uFFFD");
  CHECK(diagnostic.caret == 8);
}

TEST_CASE("lines end at LF, CR LF and CR", "[base]") {
  const std::string text = "a\nb\r\nc\rd\n";
  const LineIndex index(text);
  CHECK(index.lines() == 5);
  for (std::size_t at = 0; at <= text.size(); ++at) {
    INFO("offset " << at);
    CHECK(index.position_of(static_cast<std::uint32_t>(at)) == position_of(text, at));
  }
  CHECK(position_of(text, 3) == Position{2, 2});  // the \r of \r\n
  CHECK(position_of(text, 4) == Position{2, 3});  // its \n
  CHECK(position_of(text, 5) == Position{3, 1});
  CHECK(position_of(text, 7) == Position{4, 1});
  CHECK(position_of(text, 9) == Position{5, 1});
}

TEST_CASE("a byte order mark is no column", "[base]") {
  const std::string text = "\xEF\xBB\xBFtitle";
  CHECK(position_of(text, 3) == Position{1, 1});
  CHECK(LineIndex(text).position_of(5) == Position{1, 3});
  CHECK(make_diagnostic(Severity::Error, "x", "f", text, 4, "here").line_text == "title");
}

TEST_CASE("line ends are found wherever they stand in a word", "[base]") {
  for (std::size_t size = 0; size < 40; ++size) {
    for (std::size_t at = 0; at < size; ++at) {
      std::string text(size, '\x0b');
      text[at] = at % 2 == 0 ? '\n' : '\r';
      REQUIRE(find_line_end(text, 0) == at);
      REQUIRE(find_line_end(text, at + 1) == size);
    }
  }
}

TEST_CASE("an error says all its diagnostics", "[base]") {
  const Error error(
      {make_diagnostic(Severity::Error, "a", "f", "one"), make_diagnostic(Severity::Error, "b", "g", "two")});
  CHECK(std::string(error.what()) == "f: error: one\ng: error: two");
}
