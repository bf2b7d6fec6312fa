// Every way in which a PO file can be wrong: what we say, and that gettext refuses it, too.
#include "gettext_tools.h"
#include "hexapla/catalogs/po.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string all_errors(const std::string& text, const std::string& file = "fr.po") {
  std::string result;
  for (const auto& diagnostic : read_po(file, text).diagnostics) {
    if (diagnostic.severity != Severity::Note) result += describe(diagnostic);
    if (!result.empty() && result.back() != '\n') result += '\n';
  }
  return result;
}

const std::string header = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";

struct Fault {
  const char* name;
  std::string text;
  const char* place_and_message;
};

const std::vector<Fault> faults = {
    {"missing msgstr", "msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"c\"\n", "fr.po:1:1: error: missing 'msgstr' section"},
    {"missing msgstr at the end", "msgid \"a\"\n", "fr.po:1:1: error: missing 'msgstr' section"},
    {"msgid without string", "msgid\nmsgstr \"\"\n", "fr.po:2:1: error: syntax error"},
    {"msgstr without string", "msgid \"a\"\nmsgstr\n", "fr.po:3:1: error: the file ends inside a message"},
    {"msgctxt alone", "msgctxt \"a\"\nmsgstr \"b\"\n", "fr.po:2:1: error: syntax error"},
    {"msgstr alone", "msgstr \"b\"\n", "fr.po:1:1: error: syntax error"},
    {"open string", "msgid \"a\nmsgstr \"b\"\n", "fr.po:1:7: error: end-of-line within string"},
    {"open string at the end", "msgid \"a\"\nmsgstr \"b", "fr.po:2:8: error: end-of-file within string"},
    {"unknown escape", "msgid \"a\"\nmsgstr \"b\\q\"\n", "fr.po:2:10: error: invalid control sequence"},
    {"hex escape without digits", "msgid \"a\"\nmsgstr \"\\xg\"\n", "fr.po:2:9: error: invalid control sequence"},
    {"text outside of strings", "msgid \"a\"\nmsgstr \"b\" x\n", "fr.po:2:12: error: keyword \"x\" unknown"},
    {"unknown keyword", "msgid \"a\"\nmsgwhat \"b\"\n", "fr.po:1:1: error: missing 'msgstr' section"},
    {"unknown keyword behind #|", "#| msgstr \"a\"\nmsgid \"a\"\nmsgstr \"b\"\n",
     "fr.po:1:4: error: keyword \"msgstr\" unknown"},
    {"junk", "msgid \"a\"\nmsgstr \"b\"\n\n=======\n", "fr.po:4:1: error: syntax error"},
    {"merge conflict", "<<<<<<< HEAD\nmsgid \"a\"\nmsgstr \"b\"\n", "fr.po:1:1: error: syntax error"},
    {"#~ on half a message", "#~ msgid \"a\"\nmsgstr \"b\"\n", "fr.po:2:1: error: inconsistent use of #~"},
    {"#~ missing in a string", "#~ msgid \"a\"\n#~ msgstr \"b\"\n\"c\"\n", "fr.po:3:1: error: inconsistent use of #~"},
    {"plural without forms", "msgid \"a\"\nmsgid_plural \"b\"\n", "fr.po:1:1: error: missing 'msgstr[]' section"},
    {"plural with msgstr", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"c\"\n", "fr.po:3:8: error: syntax error"},
    {"forms without plural", "msgid \"a\"\nmsgstr[0] \"c\"\n", "fr.po:1:1: error: missing 'msgid_plural' section"},
    {"first form is not 0", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"c\"\n",
     "fr.po:3:1: error: first plural form has nonzero index"},
    {"forms out of order", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[2] \"d\"\n",
     "fr.po:4:1: error: plural form has wrong index"},
    {"form number missing", "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[] \"c\"\n", "fr.po:3:8: error: syntax error"},
    {"comment inside a message", "msgid \"a\"\n# why\nmsgstr \"b\"\n", "fr.po:1:1: error: missing 'msgstr' section"},
    {"previous msgid behind msgid", "msgid \"a\"\n#| msgid \"b\"\nmsgstr \"c\"\n",
     "fr.po:1:1: error: missing 'msgstr' section"},
    {"previous string continued without #|", "#| msgid \"a\"\n\"b\"\nmsgid \"a\"\nmsgstr \"b\"\n",
     "fr.po:2:1: error: syntax error"},
    {"context separator", "msgid \"a\\004b\"\nmsgstr \"b\"\n",
     "fr.po:1:9: error: this escape makes a character that no message may hold"},
    {"invalid UTF-8", header + "msgid \"a\"\nmsgstr \"b\xE9x\"\n",
     "fr.po:5:10: error: invalid UTF-8 at byte 80 of the file"},
    {"truncated UTF-8", header + "msgid \"a\"\nmsgstr \"\xE2\x82\"\n",
     "fr.po:5:9: error: invalid UTF-8 at byte 79 of the file"},
    {"surrogate", header + "msgid \"a\"\nmsgstr \"\xED\xA0\x80\"\n",
     "fr.po:5:9: error: invalid UTF-8 at byte 79 of the file"},
    {"duplicate", "msgid \"a\"\nmsgstr \"b\"\n\nmsgid \"a\"\nmsgstr \"c\"\n",
     "fr.po:4:1: error: duplicate message: it is already defined at fr.po:1"},
    {"duplicate with context", "msgctxt \"x\"\nmsgid \"a\"\nmsgstr \"b\"\n\nmsgctxt \"x\"\nmsgid \"a\"\nmsgstr \"b\"\n",
     "fr.po:6:1: error: duplicate message: it is already defined at fr.po:2"},
    {"duplicate of an obsolete one", "msgid \"a\"\nmsgstr \"b\"\n\n#~ msgid \"a\"\n#~ msgstr \"c\"\n",
     "fr.po:4:4: error: duplicate message: it is already defined at fr.po:1"},
    {"two headers", header + header, "fr.po:4:1: error: duplicate message: it is already defined at fr.po:1"},
    {"unknown charset", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=KLINGON\\n\"\n",
     "fr.po:2:35: error: the charset KLINGON is not known"},
    {"domain without name", "domain\nmsgid \"a\"\nmsgstr \"b\"\n", "fr.po:2:1: error: syntax error"},
};

}  // namespace

TEST_CASE("every syntax error is found where it is, and gettext refuses the same files", "[po]") {
  for (const auto& fault : faults) {
    INFO(fault.name);
    const auto errors = all_errors(fault.text);
    INFO(errors);
    CHECK(errors.starts_with(fault.place_and_message));
    CHECK_FALSE(read_po("fr.po", fault.text).ok());
    CHECK(test::msgcat(fault.text).exit_code != 0);
  }
}

TEST_CASE("a diagnostic shows the line, the place and what to do", "[po]") {
  CHECK(all_errors("msgid \"a\"\nmsgstr \"b\\q\"\n") ==
        "fr.po:2:10: error: invalid control sequence\n"
        "  msgstr \"b\\q\"\n"
        "           ^\n"
        "  hint: a backslash itself is written \\\\; known are \\n \\t \\\" \\\\ \\r \\a \\b \\f \\v, octal and hex\n");
}

TEST_CASE("a NUL byte ends the reading", "[po]") {
  const auto errors = all_errors(std::string("msgid \"a\0b\"\nmsgstr \"c\"\n", 23));
  CHECK(errors.starts_with("fr.po:1:9: error: NUL byte at byte 8 of the file"));
  CHECK_FALSE(read_po("fr.po", std::string("msgid \"\\0\"\nmsgstr \"c\"\n")).ok());
}

TEST_CASE("invalid bytes of another charset are named", "[po]") {
  const auto text =
      "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=EUC-JP\\n\"\n\nmsgid \"a\"\nmsgstr \"\xA4\xA2\xA4x\"\n";
  CHECK(all_errors(text).starts_with("fr.po:5:10: error: byte 82 of the file is no character in its charset, EUC-JP"));
  CHECK(test::msgcat(text).exit_code != 0);
}

TEST_CASE("the reader gives up after twenty errors", "[po]") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "msgid \"a\"\n\n# b\n";
  const auto result = read_po("fr.po", text);
  CHECK(result.diagnostics.size() == 21);
  CHECK(in_english(result.diagnostics.back().message) == "too many errors, giving up");
}

TEST_CASE("a wrong number of plural forms is a warning, as for msgcat", "[po]") {
  const std::string plural_header =
      "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      "\"Plural-Forms: nplurals=3; plural=n>2?2:n;\\n\"\n\n";
  const auto text = plural_header + "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n";
  CHECK(all_errors(text).starts_with(
      "fr.po:6:1: warning: this message has 2 plural forms, but the header says nplurals=3"));
  CHECK(read_po("fr.po", text).ok());
  CHECK(test::msgcat(text).exit_code == 0);
  CHECK(test::msgfmt(text).exit_code != 0);
  // Not translated yet: nothing to count.
  CHECK(all_errors(plural_header + "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n").empty());
  CHECK(all_errors(header + "msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"d\"\n")
            .starts_with("fr.po:1:1: warning: there are plural forms, but the header has no Plural-Forms field"));
}

TEST_CASE("a missing or wrong charset is a warning where the text is UTF-8 all the same", "[po]") {
  CHECK(all_errors("msgid \"a\"\nmsgstr \"é\"\n")
            .starts_with("fr.po:2:9: warning: the header names no charset; the text is read as UTF-8"));
  CHECK(all_errors("msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ASCII\\n\"\n\nmsgid \"a\"\nmsgstr \"é\"\n")
            .starts_with("fr.po:5:9: warning: the header names the charset ASCII, but the text is UTF-8"));
  CHECK(all_errors("msgid \"a\"\nmsgstr \"b\"\n").empty());
  CHECK(all_errors(header + "# \xE9\nmsgid \"a\"\nmsgstr \"b\"\n")
            .starts_with("fr.po:4:3: warning: this comment is not valid UTF-8; it is kept as it is"));
}
