// Formatting is msgcat's, byte for byte.
#include "gettext_tools.h"
#include "hexapla/base/file.h"
#include "hexapla/catalogs/po.h"
#include "random_catalog.h"

#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>
#include <dirent.h>

using namespace hexapla;
using test::formatted;
using test::msgcat;

namespace {

const std::string header = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

void check_as_msgcat(const std::string& text, const std::string& suffix = ".po") {
  INFO(text);
  const auto expected = msgcat(text, suffix);
  REQUIRE(expected.exit_code == 0);
  CHECK(formatted(text, "test" + suffix) == expected.output);
}

}  // namespace

TEST_CASE("comments of all kinds are written as msgcat writes them", "[po]") {
  check_as_msgcat(header + "#no space\n# space\n#  two spaces\n#\n# \n#\tTab\n#.extracted\n#. one\n#.\n#.  two\n" +
                  "#: a.c:1   b.c:2\n#:c.c:3 a.c:1\n#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n\n# lost at the end\n");
  check_as_msgcat(header + "#== x\n#-#\n#'quote\n#! fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n");
  check_as_msgcat(header + "# a\n\n#. b\n\n# c\nmsgid \"a\"\nmsgstr \"b\"\n");
  check_as_msgcat(header + "# joined \\\n# lines \\\nmsgid \"a\"\nmsgid \"a\"\nmsgstr \"b\"\n");
}

TEST_CASE("references are read in every spelling and wrapped", "[po]") {
  check_as_msgcat(header +
                  "#: a.c :12 b.c: 13 c.c : 14 d.c:0015 e:f:16 :17 18 g.c:18x h.c: :19\nmsgid \"a\"\nmsgstr \"\"\n");
  check_as_msgcat(header + "#: a:1234567890123 b:000\nmsgid \"a\"\nmsgstr \"\"\n");
  check_as_msgcat(
      header +
      "# File: foo.c, line: 12\n# file:a b.c , line number:7\n# File: foo.c, line: x\nmsgid \"a\"\nmsgstr \"\"\n");
  check_as_msgcat(header + "#: ././a.c:1 ./a.c:1 a.c:1\nmsgid \"a\"\nmsgstr \"\"\n");
  std::string many = "#:";
  for (int i = 0; i < 300; ++i) many += " dir/file" + std::to_string(i % 120) + ".c:" + std::to_string(i % 60);
  check_as_msgcat(header + many + "\nmsgid \"a\"\nmsgstr \"\"\n");
  check_as_msgcat(header + "#: " + std::string(100, 'x') + " " + std::string(100, 'y') +
                  ":1\nmsgid \"a\"\nmsgstr \"\"\n");
  check_as_msgcat(header + "#: größe.c:1 日本語/ファイル.md\nmsgid \"a\"\nmsgstr \"\"\n");
}

TEST_CASE("flags are sorted, and unknown ones left out unless they are asked for", "[po]") {
  const auto text =
      header +
      "#, priority:100, no-wrap, python-format, fuzzy, c-format, range: 2..5\nmsgid \"a\"\nmsgstr \"b\"\n\n"
      "#, possible-c-format,impossible-perl-format,, no-php-format wrap\nmsgid \"c\"\nmsgstr \"d\"\n\n"
      "#, fuzzy\nmsgid \"untranslated\"\nmsgstr \"\"\n\n"
      "#, c-format\n#, fuzzy\nmsgid \"e\"\nmsgstr \"f\"\n\n"
      "#, c-format, no-c-format, range: 5..2\nmsgid \"g\"\nmsgstr \"h\"\n";
  check_as_msgcat(text);
  const auto result = read_po("x.po", text);
  std::string out;
  write_po(result.catalog, out, {.unknown_flags = true});
  CHECK(out.find("#, fuzzy, c-format, python-format, range: 2..5, no-wrap, priority:100\n") != std::string::npos);
  CHECK(result.catalog.messages[1].flags ==
        std::vector<std::string_view>{"priority:100", "no-wrap", "python-format", "c-format", "range: 2..5"});
}

TEST_CASE("previous texts, contexts, plurals and obsolete messages are written as msgcat writes them", "[po]") {
  check_as_msgcat(header +
                  "#~ msgid \"old\"\n#~ msgstr \"alt\"\n\n"
                  "#| msgctxt \"pc\"\n#| msgid \"pm\"\n#| msgid_plural \"pp\"\n"
                  "msgctxt \"c\"\nmsgid \"m\"\nmsgid_plural \"p\"\nmsgstr[0] \"0\"\nmsgstr[1] \"\"\n\n"
                  "#, fuzzy, c-format, range: 1..2\n#~| msgid \"x\\n\"\n#~| \"y\"\n#~ msgctxt \"\"\n#~ msgid \"z\"\n#~ "
                  "msgstr \"w\"\n\n"
                  "#~ msgid \"without translation\"\n#~ msgstr \"\"\n\n"
                  "# kept\n#~ msgid \"last\"\n#~ msgid_plural \"lasts\"\n#~ msgstr[0] \"1\"\n#~ msgstr[1] \"2\"\n");
  check_as_msgcat("#~ msgid \"a\"\n#~ msgstr \"\"\n\n#~ msgid \"b\"\n#~ msgstr \"c\"\n");
  check_as_msgcat("msgid \"no header\"\nmsgstr \"at all\"\n");
  check_as_msgcat("");
  check_as_msgcat("# only a comment\n");
  check_as_msgcat(header + "msgctxt \"\"\nmsgid \"\"\nmsgstr \"context without text\"\n");
}

TEST_CASE("escapes are decoded and written in one way", "[po]") {
  check_as_msgcat(header +
                  "msgid \"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\101\\x41\\x3a\"\n\"\\60\\0601\"\n"
                  "msgstr \"\\303\\251\\xc3\\xa9 \\x0000041\"\n");
  check_as_msgcat(header + "msgid \"joined \\\nline\"\nmsgstr \"a\\\\\\\n\\nb\"\n");
  check_as_msgcat(header + "msgid \"a\"\nmsgstr \"\x1b[1m \x7f \x01\"\n");
  check_as_msgcat(header +
                  "msgid\"a\"msgstr\"b\"\"c\" \"d\"\nmsgid \"e\" msgstr \"f\"# comment\n#~ msgid \"g\" msgstr \"h\"\n");
  check_as_msgcat(header + "\fmsgid \"a\"\v\n  msgid_plural \"b\"\n\tmsgstr [ 0 ] \"c\"\nmsgstr[01]\"d\"\n");
}

TEST_CASE("line ends of other systems and a byte order mark are read", "[po]") {
  check_as_msgcat(
      "msgid \"\"\r\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\r\n\r\n# c\r\n#. d\r\n"
      "#: a:1 b:2\r\n#, fuzzy, c-format\r\nmsgid \"a\"\r\nmsgstr \"b\"\r\n");
  CHECK(formatted("\xEF\xBB\xBF" + header) == formatted(header));
}

TEST_CASE("the charset in the header becomes UTF-8", "[po]") {
  check_as_msgcat("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=utf-8\\n\"\n\nmsgid \"a\"\nmsgstr \"b\"\n");
  check_as_msgcat("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=CHARSET\\n\"\n\nmsgid \"a\"\nmsgstr \"\"\n",
                  ".pot");
  check_as_msgcat(
      "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n\n"
      "# \xE9\nmsgid \"a\"\nmsgstr \"\xE9\\351\"\n");
  check_as_msgcat("msgid \"\"\nmsgstr \"charset=Shift_JIS \"\n\nmsgid \"a\"\nmsgstr \"\x83\x5C\x95\x5C\\n\"\n");
  check_as_msgcat("msgid \"\"\nmsgstr \"charset=BIG5\\n\"\n\nmsgid \"a\"\nmsgstr \"\xA5\x5C\xB3\x5C\"\n");
}

TEST_CASE("a catalog with nothing but a header is kept, which msgcat does when forced", "[po]") {
  CHECK(formatted(header) == test::run_on("msgcat --force-po --to-code=UTF-8", header).output);
}

TEST_CASE("strings are wrapped as msgcat wraps them", "[po]") {
  for (int size = 55; size < 90; ++size) {
    const std::string word(static_cast<std::size_t>(size), 'x');
    check_as_msgcat(header + "msgid \"" + word + "\"\nmsgstr \"a " + word + " b\"\n\nmsgctxt \"" + word +
                    " y\"\nmsgid \"\"\nmsgstr \"" + word + "\\n\"\n\n#~ msgid \"" + word + " z\"\n#~ msgstr \"" + word +
                    "\\n\"\n#~ \"q\"\n");
  }
  check_as_msgcat(header + "msgid \"\"\n\"\\n\"\n\"a\\n\"\n\"\\n\"\nmsgstr \"\\n\"\n");
  check_as_msgcat(header + "msgid \"a\\nb\"\nmsgstr \"" + std::string(300, ' ') + "\"\n");
  check_as_msgcat(header + "msgid \"a\"\nmsgstr \"" + std::string(300, '-') + "x\"\n");
  std::string backslashes;
  for (int i = 0; i < 300; ++i) backslashes += "\\\\";
  check_as_msgcat(header + "msgid \"a\"\nmsgstr \"" + backslashes + "\"\n");
}

TEST_CASE("random catalogs in all scripts are written as msgcat writes them", "[po]") {
  for (unsigned seed = 1; seed <= 60; ++seed) {
    const auto text = test::RandomCatalog(seed).file(120);
    const auto expected = msgcat(text);
    INFO("seed " << seed);
    REQUIRE(expected.exit_code == 0);
    const auto actual = formatted(text);
    if (actual != expected.output) {
      std::size_t at = 0;
      while (at < actual.size() && actual[at] == expected.output[at]) ++at;
      at = at < 300 ? 0 : at - 300;
      FAIL("got\n" << actual.substr(at, 700) << "\nwanted\n" << expected.output.substr(at, 700));
    }
    CHECK(formatted(actual) == actual);
  }
}

TEST_CASE("the corpora's catalogs are written as msgcat writes them, and msgfmt takes them", "[po][corpora]") {
  const char* corpora = std::getenv("HEXAPLA_CORPORA");
  if (corpora == nullptr) return;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora)) {
    if (entry.path().extension() != ".po") continue;
    INFO(entry.path());
    const auto text = read_file(entry.path());
    const auto out = formatted(text);
    CHECK((out == msgcat(text).output));
    CHECK(test::msgfmt(out).exit_code == test::msgfmt(text).exit_code);
    ++files;
  }
  CHECK(files > 20);
}
