// What is written passes a DTD, is read by others as it was meant, and is read by us as it was.
#include "gettext_tools.h"
#include "tmx_tools.h"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

using namespace hexapla;
using namespace hexapla::test;

namespace {

TmxUnit unit_of(const std::string& english, const std::string& french = "x") {
  TmxUnit unit;
  unit.source_lang = "en";
  unit.variants.resize(2);
  unit.variants[0].lang = "en";
  unit.variants[0].text = english;
  unit.variants[1].lang = "fr";
  unit.variants[1].text = french;
  return unit;
}

/// Everything that can be written, with characters that XML treats in its own way everywhere.
TmxUnit full_unit() {
  const std::string awkward = " <a> & \"b\" 'c'\t]]>\r\n é\U0001F600 ";
  TmxUnit unit = unit_of("[b]B[/b] & img(alt text) i " + awkward, awkward);
  unit.id = "id" + awkward;
  unit.source_lang = "en-GB";
  unit.details = {1706542200, 1706542201, 1706542202, 7, "me" + awkward, "you" + awkward, {awkward, "second"}, {}};
  unit.details.props = {{"file" + awkward, awkward}, {"file", ""}};
  unit.variants[1].details = unit.details;
  auto& codes = unit.variants[0].codes;
  codes = {{TmxCodeKind::Highlight, {0, 27}, 0, "term" + awkward},
           {TmxCodeKind::Open, {0, 3}, 1, "bold"},
           {TmxCodeKind::Close, {4, 8}, 1, ""},
           {TmxCodeKind::Single, {11, 24}, 0, ""},
           {TmxCodeKind::Sub, {15, 23}, 0, "alt"},
           {TmxCodeKind::Single, {15, 18}, 0, ""},
           {TmxCodeKind::Open, {25, 26}, 0, "italic"},
           {TmxCodeKind::Close, {26, 26}, 0, ""},
           {TmxCodeKind::Single, {27, 27}, 0, ""}};
  return unit;
}

TmxHeader full_header() {
  TmxHeader header;
  header.creation_tool_version = "1.2 <\"&>";
  header.source_lang = "en";
  header.details.created = 1706542200;
  header.details.created_by = "me";
  header.details.notes = {"a <note>"};
  header.details.props = {{"x", "y & z"}};
  return header;
}

/// A text that tools and XML could stumble over.
std::string random_text(std::mt19937& random) {
  static const std::vector<std::string> pieces = {
      "a",      " ",      "<",      ">",      "&",    "\"",        "'",    "\n",         "\r",     "\t",
      "]]>",    "&lt;",   "&#13;",  "<b>",    "</b>", "é",         "漢",   "\U0001F600", "\u00A0", "\u0085",
      "\u2028", "\uFEFF", "\uFFFD", "\uEFBF", "<!--", "<![CDATA[", "{ph ", "\x7F"};
  std::string text;
  for (auto left = random() % 12; left > 0; --left) text += pieces[random() % pieces.size()];
  return text;
}

std::uint32_t next_boundary(const std::string& text, std::size_t at) {
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return static_cast<std::uint32_t>(at);
}

/// Where codes may stand, and from where on in it.
struct Room {
  Span within;
  bool in_code = false;
  std::uint32_t at = 0;
};

/// Codes that nest as they must.
std::vector<TmxCode> random_codes(std::mt19937& random, const std::string& text) {
  static constexpr TmxCodeKind in_text[] = {TmxCodeKind::Single, TmxCodeKind::Open, TmxCodeKind::Close,
                                            TmxCodeKind::Highlight};
  std::vector<TmxCode> codes;
  std::vector<Room> rooms = {{{0, static_cast<std::uint32_t>(text.size())}, false, 0}};
  while (!rooms.empty()) {
    Room& room = rooms.back();
    if (random() % 3 == 0 || rooms.size() > 5) {
      rooms.pop_back();
      continue;
    }
    const std::uint32_t begin = std::min(next_boundary(text, room.at + random() % 3), room.within.end);
    const std::uint32_t end = std::min(next_boundary(text, begin + random() % 6), room.within.end);
    const TmxCodeKind kind = room.in_code ? TmxCodeKind::Sub : in_text[random() % 4];
    if (kind == TmxCodeKind::Sub && begin == end) continue;
    codes.push_back(
        {kind, {begin, end}, 0, kind == TmxCodeKind::Close || random() % 2 == 0 ? "" : random_text(random)});
    room.at = end;
    const bool native = kind != TmxCodeKind::Sub && kind != TmxCodeKind::Highlight;
    if (native || end > begin) rooms.push_back({{begin, end}, native, begin});
  }
  return codes;
}

/// Pairs some codes that stand alone, numbered by their beginnings..
void pair_codes(std::mt19937& random, std::vector<TmxCode>& codes) {
  std::uint32_t pairs = 0;
  for (auto open = codes.begin(); open != codes.end(); ++open) {
    if (open->kind != TmxCodeKind::Open || random() % 2 == 0) continue;
    const auto close = std::find_if(
        open + 1, codes.end(), [](const TmxCode& code) { return code.kind == TmxCodeKind::Close && code.pair == 0; });
    if (close != codes.end()) open->pair = close->pair = ++pairs;
  }
}

}  // namespace

TEST_CASE("what is written is laid out in one way", "[tmx]") {
  TmxHeader header;
  header.creation_tool_version = "0.1";
  TmxUnit unit = unit_of("a <b>b</b>", "c");
  unit.details.notes = {"n"};
  unit.variants[0].codes = {{TmxCodeKind::Open, {2, 5}, 1, ""}, {TmxCodeKind::Close, {6, 10}, 1, ""}};
  CHECK(write_tmx({unit}, header) == R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
  <header creationtool="hexapla" creationtoolversion="0.1" segtype="block" o-tmf="Hexapla" adminlang="en" srclang="*all*" datatype="plaintext" o-encoding="UTF-8"/>
  <body>
    <tu srclang="en">
      <note>n</note>
      <tuv xml:lang="en">
        <seg>a <bpt i="1">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept></seg>
      </tuv>
      <tuv xml:lang="fr">
        <seg>c</seg>
      </tuv>
    </tu>
  </body>
</tmx>
)");
}

TEST_CASE("everything that is written is read again", "[tmx]") {
  const auto written = write_tmx({full_unit(), unit_of("", "")}, full_header());
  const auto read = read_tmx(written);
  CHECK(read.problems().empty());
  CHECK(shown(read.units) == shown({full_unit(), unit_of("", "")}));
  CHECK(read.units.at(0).variants.at(0).codes == full_unit().variants[0].codes);
  CHECK(read.header.creation_tool_version == full_header().creation_tool_version);
  CHECK(read.header.details.notes == full_header().details.notes);
  CHECK(read.header.details.props == full_header().details.props);
  CHECK(read.header.details.created == full_header().details.created);
  CHECK(write_tmx(read.units, read.header) == written);
}

TEST_CASE("other tools' memories are written again without a loss", "[tmx]") {
  for (const char* name : {"omegat-save.tmx", "omegat-level2.tmx", "okapi.tmx", "translate-toolkit.tmx"}) {
    INFO(name);
    const auto read = read_tmx(tmx_case(name));
    REQUIRE_FALSE(read.units.empty());
    const auto again = read_tmx(write_tmx(read.units, read.header));
    CHECK(shown(again.units) == shown(read.units));
    CHECK(again.header.creation_tool == read.header.creation_tool);
    CHECK(again.header.source_lang == read.header.source_lang);
  }
}

TEST_CASE("xmllint finds what is written valid", "[tmx]") {
  const std::string xmllint =
      "xmllint --noout --nonet --dtdvalid " + std::string(HEXAPLA_TESTS_DIR) + "/cases/tmx/tmx14.dtd";
  std::vector<TmxUnit> units = {full_unit(), unit_of("", "")};
  for (const char* name : {"omegat-save.tmx", "omegat-level2.tmx", "okapi.tmx", "translate-toolkit.tmx"}) {
    for (TmxUnit& unit : read_tmx(tmx_case(name)).units) units.push_back(std::move(unit));
  }
  const auto result = run_on(xmllint, write_tmx(units, full_header()), ".tmx", true);
  INFO(result.output);
  CHECK(result.exit_code == 0);
  // The DTD is one that can refuse.
  CHECK(run_on(xmllint, "<tmx version='1.4'><header/><body/></tmx>", ".tmx").exit_code != 0);
  const auto bare = run_on(xmllint, write_tmx({}, TmxHeader{"", "", "", "", "", "", "", "", {}}), ".tmx", true);
  CHECK(bare.exit_code == 0);
}

TEST_CASE("Python reads the same texts from what is written", "[tmx]") {
  std::mt19937 random(7);
  std::vector<TmxUnit> units = {full_unit()};
  std::string expected;
  while (units.size() < 300) units.push_back(unit_of(random_text(random), random_text(random)));
  for (const TmxUnit& unit : units) {
    for (const TmxVariant& variant : unit.variants) expected += variant.lang + "=" + variant.text + '\0';
  }
  const std::string program =
      "import sys, xml.etree.ElementTree as E\n"
      "for tuv in E.parse(sys.argv[1]).iter('tuv'):\n"
      "  lang = tuv.get('{http://www.w3.org/XML/1998/namespace}lang')\n"
      "  text = lang + '=' + ''.join(tuv.find('seg').itertext()) + chr(0)\n"
      "  sys.stdout.buffer.write(text.encode())\n";
  const auto result = run_on("python3 -c \"" + program + "\"", write_tmx(units), ".tmx");
  CHECK(result.exit_code == 0);
  CHECK((result.output == expected));
}

TEST_CASE("random texts and codes come back as they were", "[tmx]") {
  std::mt19937 random(20240129);
  for (int round = 0; round < 3000; ++round) {
    TmxUnit unit = unit_of(random_text(random), random_text(random));
    for (TmxVariant& variant : unit.variants) {
      variant.codes = random_codes(random, variant.text);
      pair_codes(random, variant.codes);
    }
    unit.details.notes = {random_text(random)};
    unit.details.props = {{random_text(random), random_text(random)}};
    unit.details.created_by = random_text(random);
    const auto written = write_tmx({unit});
    INFO(written);
    const auto read = read_tmx(written);
    CHECK(read.problems().empty());
    REQUIRE(read.units.size() == 1);
    CHECK(shown(read.units[0]) == shown(unit));
    for (std::size_t variant : {0U, 1U}) {
      REQUIRE(read.units[0].variants[variant].text == unit.variants[variant].text);
      REQUIRE(read.units[0].variants[variant].codes == unit.variants[variant].codes);
    }
  }
}

TEST_CASE("what XML cannot hold is refused, and nothing of the unit written", "[tmx]") {
  std::string out;
  TmxWriter writer({}, out);
  const std::string before = out;
  const auto refusal = [&](const TmxUnit& unit) {
    CHECK_FALSE(writer.add(unit));
    CHECK(out == before);
    return in_english(writer.problem());
  };
  CHECK(refusal(unit_of("a\x01"
                        "b")) == "the character U+0001, which XML cannot hold");
  CHECK(refusal(unit_of("a", "\x1F")) == "the character U+001F, which XML cannot hold");
  CHECK(refusal(unit_of(std::string("\0", 1))) == "the character U+0000, which XML cannot hold");
  CHECK(refusal(unit_of("\xEF\xBF\xBE")) == "the character U+FFFE, which XML cannot hold");
  CHECK(refusal(unit_of("\xEF\xBF\xBF")) == "the character U+FFFF, which XML cannot hold");
  CHECK(refusal(unit_of("\xE9")) == "a text that is not UTF-8");
  CHECK(refusal({}) == "a unit without text");
  CHECK(refusal(unit_of(std::string((std::size_t{1} << 20) + 1, 'a'))) == "a text of more than 1048576 bytes");

  TmxUnit unit = unit_of("a");
  unit.variants[1].lang = "";
  CHECK(refusal(unit) == "a text without its language");
  unit = unit_of("a");
  unit.details.notes = {"\b"};
  CHECK(refusal(unit) == "the character U+0008, which XML cannot hold");
  unit = unit_of("a");
  unit.variants[0].details.props = {{"x", "\x02"}};
  CHECK(refusal(unit) == "the character U+0002, which XML cannot hold");

  const auto with_codes = [&](std::vector<TmxCode> codes) {
    TmxUnit coded = unit_of("abé", "abé");
    coded.variants[1].codes = std::move(codes);
    return refusal(coded);
  };
  const std::string nesting = "codes that do not nest";
  CHECK(with_codes({{TmxCodeKind::Single, {0, 2}, 0, ""}, {TmxCodeKind::Single, {1, 3}, 0, ""}}) == nesting);
  CHECK(with_codes({{TmxCodeKind::Single, {1, 2}, 0, ""}, {TmxCodeKind::Single, {0, 1}, 0, ""}}) == nesting);
  CHECK(with_codes({{TmxCodeKind::Highlight, {0, 2}, 0, ""}, {TmxCodeKind::Single, {1, 4}, 0, ""}}) == nesting);
  CHECK(with_codes({{TmxCodeKind::Single, {0, 5}, 0, ""}}) == nesting);
  CHECK(with_codes({{TmxCodeKind::Single, {2, 1}, 0, ""}}) == nesting);
  CHECK(with_codes({{TmxCodeKind::Single, {0, 3}, 0, ""}}) == nesting);
  CHECK(with_codes({{TmxCodeKind::Sub, {0, 1}, 0, ""}}) == nesting);
  CHECK(with_codes({{TmxCodeKind::Single, {0, 1}, 0, ""}, {TmxCodeKind::Sub, {1, 1}, 0, ""}}) == nesting);
  CHECK(with_codes({{TmxCodeKind::Open, {0, 1}, 0, ""}, {TmxCodeKind::Sub, {2, 2}, 0, ""}}) == nesting);

  CHECK(writer.add(unit_of("good")));
  writer.finish();
  CHECK(read_tmx(out).units.size() == 1);
}

TEST_CASE("the header leaves out what XML cannot hold", "[tmx]") {
  TmxHeader header;
  header.creation_tool =
      "a\x01"
      "b\xEF\xBF\xBF"
      "c";
  header.segment_type = "whatever";
  const auto read = read_tmx(write_tmx({}, header));
  CHECK(read.ok);
  CHECK(read.header.creation_tool == "abc");
  CHECK(read.header.segment_type == "block");
}
