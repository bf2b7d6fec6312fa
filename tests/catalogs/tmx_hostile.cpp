// Files made to harm, and broken ones: refused with the line, and in little memory.
#include "tmx_tools.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <utility>

#include <catch2/catch.hpp>
#include <sys/resource.h>

using namespace hexapla;
using namespace hexapla::test;

namespace {

/// Bytes without end: a beginning, then one text again and again.
class Endless : public TmxInput {
 public:
  Endless(std::string start, std::string repeated, std::uint64_t size)
      : start_(std::move(start)), repeated_(std::move(repeated)), left_(size) {}

  std::size_t read(char* to, std::size_t room) override {
    std::size_t done = 0;
    for (; done < room && left_ > 0; --left_) to[done++] = next();
    return done;
  }

 private:
  char next() {
    if (at_ < start_.size()) return start_[at_++];
    return repeated_[(at_++ - start_.size()) % repeated_.size()];
  }

  std::string start_;
  std::string repeated_;
  std::uint64_t left_;
  std::size_t at_ = 0;
};

struct Refused {
  std::string problems;
  std::uint64_t bytes_read = 0;
  std::size_t units = 0;
};

Refused read_endless(const std::string& start, const std::string& repeated, std::uint64_t size = 1ULL << 30) {
  TmxReader reader("big.tmx", std::make_unique<Endless>(start, repeated, size));
  Refused result;
  while (reader.next() != nullptr) ++result.units;
  for (const Diagnostic& diagnostic : reader.diagnostics()) result.problems += describe(diagnostic) + "\n";
  result.bytes_read = reader.bytes_read();
  return result;
}

/// Always 0 where a sanitizer keeps what was freed.
long peak_kilobytes() {
#ifdef __SANITIZE_ADDRESS__
  return 0;
#endif
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

const std::string start_of_segment = "<tmx>\n<body>\n<tu><tuv xml:lang='en'>\n<seg>";
const std::string hint = "\n  hint: no tool for translators writes this: look at the file, or leave that part out\n";

}  // namespace

TEST_CASE("a text node of 1 GB is refused early, with its line, in little memory", "[tmx]") {
  const long before = peak_kilobytes();
  const auto refused = read_endless(start_of_segment, "spam ");
  CHECK(refused.problems.starts_with("big.tmx:4:"));
  CHECK(refused.problems.find(": error: a text of more than 1048576 bytes\n  …") != std::string::npos);
  CHECK(refused.problems.ends_with(hint));
  CHECK(refused.bytes_read < 2'000'000);
  CHECK(refused.units == 0);
  CHECK(peak_kilobytes() - before < 64 * 1024);
}

TEST_CASE("nothing else in a file may grow without end", "[tmx]") {
  const auto refused = [](const std::string& start, const std::string& repeated) {
    const long before = peak_kilobytes();
    const auto result = read_endless(start, repeated);
    CHECK(result.bytes_read < 64'000'000);
    CHECK(peak_kilobytes() - before < 128 * 1024);
    CHECK(result.problems.find("error: ") != std::string::npos);
    return result.problems;
  };
  const auto has = [](const std::string& problems, const std::string& sentence) {
    INFO(problems);
    CHECK(problems.find(sentence) != std::string::npos);
  };
  const std::string body = "<tmx>\n<body>\n";
  has(refused(start_of_segment + "<![CDATA[", "spam "), ":4:1048");
  has(refused(start_of_segment, "<ph/>"), "more than 4096 codes in one text");
  has(refused(start_of_segment, "&#65;"), "a text of more than 1048576 bytes");
  has(refused(body + "<tu><note>", "spam "), ":3:");
  has(refused(body + "<tu>", "<note/>"), "more than 10000 texts, notes and properties in one unit");
  has(refused("<tmx><header>", "<prop type='a'/>"), "more than 10000 texts, notes and properties in one unit");
  has(refused(body + "<tu>", "<tuv xml:lang='en'><seg/></tuv>"), "more than 10000 texts");
  has(refused(body + "<tu>", "<note>" + std::string(10000, 'a') + "</note>"), "a unit of more than 16777216 bytes");
  has(refused(body + "<tu tuid='", "spam"), ":3:1: error: a tag or a comment of more than 262144 bytes");
  has(refused(body + "<!--", "spam"), "a tag or a comment of more than 262144 bytes");
  has(refused(body + "<?spam ", "spam"), "a tag or a comment of more than 262144 bytes");
  has(refused("<!DOCTYPE tmx [\n", "<!ELEMENT a ANY>\n"), "a tag or a comment of more than 262144 bytes");
  has(refused("<!DOCTYPE tmx SYSTEM '", "spam"), "a tag or a comment of more than 262144 bytes");
  has(refused(body, "<a>"), ":3:91: error: more than 32 elements within each other");
  has(refused(start_of_segment, "<hi>"), "more than 32 elements within each other");
  has(refused("", "spam"), ":1:1: error: a tag or a comment of more than 262144 bytes");
}

TEST_CASE("names that TMX does not know cannot fill the memory", "[tmx]") {
  std::string body;
  for (int i = 0; i < 10002; ++i) body += "<x" + std::to_string(i) + "/>\n";
  const auto read = read_tmx(tmx_file(body));
  CHECK_FALSE(read.ok);
  CHECK(read.problems().find("test.tmx:10005:1: error: more than 10000 names of elements and attributes") == 0);
}

TEST_CASE("a huge file of small units is read in little memory", "[tmx]") {
  const long before = peak_kilobytes();
  const auto read = read_endless("<tmx>\n<body>\n", tmx_unit("Hello, world", "Bonjour"), 20'000'000);
  CHECK(read.units > 100'000);
  CHECK(read.problems.find("error: the file ends before </tmx>: it is cut off") != std::string::npos);
  CHECK(peak_kilobytes() - before < 64 * 1024);
}

TEST_CASE("external entities are refused, and nothing is read", "[tmx]") {
  const auto read =
      read_tmx("<?xml version='1.0'?>\n<!DOCTYPE tmx [\n<!ENTITY file SYSTEM 'file:///etc/passwd'>\n]>\n<tmx><body>" +
               tmx_unit("&file;") + "</body></tmx>");
  CHECK(read.units.empty());
  CHECK(read.problems() ==
        "test.tmx:3:42: error: this file declares an entity of its own, file\n"
        "  <!ENTITY file SYSTEM 'file:///etc/passwd'>\n"
        "                                           ^\n"
        "  hint: TMX needs none, and such files can be made to harm: write the text itself\n");
}

TEST_CASE("a billion laughs are refused where they begin", "[tmx]") {
  std::string text = "<!DOCTYPE tmx [\n<!ENTITY lol0 \"lol\">\n";
  for (int i = 1; i < 10; ++i) {
    const std::string reference = "&lol" + std::to_string(i - 1) + ";";
    text += "<!ENTITY lol" + std::to_string(i) + " \"";
    for (int j = 0; j < 10; ++j) text += reference;
    text += "\">\n";
  }
  const auto read = read_tmx(text + "]>\n<tmx><body>" + tmx_unit("&lol9;") + "</body></tmx>");
  CHECK(read.units.empty());
  REQUIRE(read.diagnostics.size() == 1);
  CHECK(read.diagnostics[0].id == "tmx-entity");
  CHECK(read.diagnostics[0].position.line == 2);
}

TEST_CASE("parameter entities and entities of the document type are refused", "[tmx]") {
  const auto parameter = read_tmx("<!DOCTYPE tmx [\n<!ENTITY % x SYSTEM 'http://example.org/x'>\n%x;\n]>\n<tmx/>");
  REQUIRE(parameter.diagnostics.size() == 1);
  CHECK(parameter.diagnostics[0].id == "tmx-entity");
  CHECK(parameter.diagnostics[0].position.line == 2);

  const auto named =
      read_tmx("<!DOCTYPE tmx SYSTEM 'tmx14.dtd'>\n<tmx><body>\n" + tmx_unit("a&nbsp;b") + "</body></tmx>");
  CHECK(named.problems() ==
        "test.tmx:3:30: error: the entity &nbsp; is not known\n"
        "  <tu><tuv xml:lang=\"en\"><seg>a&nbsp;b</seg></tuv><tuv xml:lang=\"fr\"><seg>x</seg></tuv></tu>\n"
        "                               ^\n"
        "  hint: write the character itself, or its number, such as &#160;\n");
  const auto undeclared = read_tmx(tmx_file(tmx_unit("a&nbsp;b")));
  REQUIRE(undeclared.diagnostics.size() == 1);
  CHECK(undeclared.diagnostics[0].id == "tmx-entity");
  CHECK(undeclared.diagnostics[0].position.line == 5);
}

TEST_CASE("a file cut off anywhere gives its whole units, and an error", "[tmx]") {
  const std::string text = tmx_file(tmx_unit("a") + tmx_unit("b"));
  const std::string first_unit = tmx_unit("a");
  const std::size_t first_end = text.find(first_unit) + first_unit.size() - 1;
  for (std::size_t size = 0; size < text.size() - 1; ++size) {
    INFO(size);
    const auto read = read_tmx(text.substr(0, size));
    CHECK_FALSE(read.ok);
    REQUIRE(read.diagnostics.size() == 1);
    CHECK(read.diagnostics[0].id == "tmx-cut-off");
    CHECK((!read.units.empty()) == (size >= first_end));
  }
  CHECK(read_tmx(text.substr(0, text.size() - 1)).ok);
  CHECK(read_tmx(tmx_file(tmx_unit("a")).substr(0, 150)).problems().starts_with("test.tmx:5:"));
}

TEST_CASE("what is no TMX is said to be none", "[tmx]") {
  CHECK(read_tmx("<html><body/></html>").problems() ==
        "test.tmx:1:1: error: this is no TMX file: its first element is <html>\n"
        "  <html><body/></html>\n"
        "  ^\n");
  CHECK(read_tmx("msgid \"\"").problems().find("not well-formed XML") != std::string::npos);
  CHECK(read_tmx(std::string_view("\0\0\0", 3)).problems().find("not well-formed XML") != std::string::npos);
  const auto mismatched = read_tmx("<tmx>\n<body>\n<tu>\n</tuv>");
  REQUIRE(mismatched.diagnostics.size() == 1);
  CHECK(mismatched.diagnostics[0].position.line == 4);
}

TEST_CASE("a TMX file that cannot be read is an Error", "[tmx]") {
  CHECK_THROWS_AS(TmxReader("/nowhere/a.tmx"), Error);
  TmxReader folder("/");
  CHECK_THROWS_AS(folder.next(), Error);
  TmxReader file(std::string(HEXAPLA_TESTS_DIR) + "/cases/tmx/okapi.tmx");
  CHECK(file.next() != nullptr);
  CHECK(file.next() == nullptr);
  CHECK(file.next() == nullptr);
  CHECK(file.ok());
}
