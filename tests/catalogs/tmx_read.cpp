// What other tools write, after their documentation and their tests' files (tests/cases/tmx).
#include "hexapla/base/utf8.h"
#include "tmx_tools.h"

#include <catch2/catch.hpp>

using namespace hexapla;
using namespace hexapla::test;

TEST_CASE("OmegaT's memory of a project is read: TMX 1.1, lang, who and when, properties", "[tmx]") {
  const auto read = read_tmx(tmx_case("omegat-save.tmx"));
  CHECK(read.problems().empty());
  CHECK(read.header.version == "1.1");
  CHECK(read.header.creation_tool == "OmegaT");
  CHECK(read.header.source_lang == "EN");
  CHECK(read.header.original_format == "OmegaT TMX");
  CHECK(shown(read.units) ==
        "tu  from EN\n"
        "  EN: Press <f0>Enter</f0> to go on.\n"
        "  FR created=20210101T000000Z changed=20210314T092653Z by=ben by2=ana: Appuyez sur <f0>Entrée</f0> pour "
        "continuer.\n"
        "tu  from EN note=checked & done file=manual/intro.html prev=Before. next=\n"
        "  EN: Open\n"
        "  FR changed=20210314T092700Z by2=ana: Ouvert\n");
  REQUIRE(read.units.size() == 2);
  CHECK(read.units[1].line == 16);
  CHECK(read.units[1].variants[1].line == 25);
}

TEST_CASE("OmegaT's level 2 is read: inline codes give their native text, also where pos is missing", "[tmx]") {
  const auto read = read_tmx(tmx_case("omegat-level2.tmx"));
  CHECK(read.problems().empty());
  CHECK(shown(read.units) ==
        "tu  from en\n"
        "  en: {ph <a>} zz {1 <b>}xx{/1 </b>}, {ph {\\tag /}}.\n"
        "  be: {1 <f0>}адзін{/1 </f0>} {it <i>}\n");
  CHECK(read.units.at(0).variants.at(0).text == "<a> zz <b>xx</b>, {\\tag /}.");
}

TEST_CASE("Okapi's memories are read: codes that overlap, text within codes, types, use", "[tmx]") {
  const auto read = read_tmx(tmx_case("okapi.tmx"));
  CHECK(read.problems().empty());
  CHECK(shown(read.units) ==
        "tu page.html_s1 from en-us used=20190704T120000Z times=3 Txt::FileName=page.html Txt::GroupName=tu1\n"
        "  en-us: See {1:link <a href=\"{sub:url a.html}\" title=\"{sub The {hi:term manual}}\">}the {2:bold "
        "<b>}manual{/2 </b>}{/1 </a>}{ph:lb <br/>}\n"
        "  fr-fr created=20190701T101112Z Origin=human: Voyez le {1:bold <b>}{2:link <a href=\"a.html\">}manuel{/1 "
        "</b>}{/2 </a>}{ph <br/>}\n");
  CHECK(read.units.at(0).variants.at(0).text ==
        "See <a href=\"a.html\" title=\"The manual\">the <b>manual</b></a><br/>");
}

TEST_CASE("translate-toolkit's memories are read: line ends, CDATA, notes", "[tmx]") {
  const auto read = read_tmx(tmx_case("translate-toolkit.tmx"));
  CHECK(read.problems().empty());
  CHECK(shown(read.units) ==
        "tu  from en note=po2tmx: a.po\nline two\n"
        "  en: First line\nSecond line, 5 < 10 & more\n"
        "  af: Eerste lyn\nTweede lyn, 5 < 10 & meer\n");
}

TEST_CASE("a code that finds no partner stands for itself", "[tmx]") {
  const auto read = read_tmx(tmx_file(tmx_unit("<bpt i='1'>a</bpt><ept i='2'>b</ept><bpt i='3'>c</bpt><ept>d</ept>",
                                               "<bpt i='7'>a</bpt><bpt i='7'>b</bpt>x<ept i='7'>c</ept>")));
  REQUIRE(read.units.size() == 1);
  CHECK(shown(read.units[0].variants[0]) == "{it a}{/it b}{it c}{/it d}");
  CHECK(shown(read.units[0].variants[1]) == "{it a}{1 b}x{/1 c}");
}

TEST_CASE("text for translators that is none leaves nothing behind", "[tmx]") {
  const auto read =
      read_tmx(tmx_file(tmx_unit("<bpt i='1'>a<sub><ept i='1'/><bpt i='2'/></sub>b</bpt><ept i='2'>c</ept>")));
  REQUIRE(read.units.size() == 1);
  CHECK(shown(read.units[0].variants[0]) == "{it ab}{/it c}");
}

TEST_CASE("elements that TMX does not have there leave their text, and no code", "[tmx]") {
  const auto read =
      read_tmx(tmx_file(tmx_unit("<b>a</b><ph>b<ph>c</ph></ph><sub>d</sub>", "<hi>a<x><hi>b</hi></x></hi>") +
                        "<extra><tu><tuv xml:lang='en'><seg>no</seg></tuv></tu></extra>\n"
                        "<tu><note>a<b>b</b>c</note><tuv xml:lang='en'><seg>1</seg><seg>2</seg></tuv></tu>"));
  CHECK(read.problems().empty());
  CHECK(shown(read.units) ==
        "tu  from en\n  en: a{ph bc}d\n  fr: {hi a{hi b}}\n"
        "tu  from en note=ac\n  en: 1\n");
}

TEST_CASE("the source language is the unit's own, or the header's", "[tmx]") {
  const auto read = read_tmx(
      "<tmx><header srclang='*all*'/><body><tu srclang='fr'><tuv xml:lang='fr'><seg/></tuv></tu>"
      "<tu><tuv lang='de' xml:lang='en'><seg> a </seg></tuv></tu></body></tmx>");
  CHECK(shown(read.units) == "tu  from fr\n  fr: \ntu  from *all*\n  en:  a \n");
  CHECK(read.header.version.empty());
  CHECK(read.header.admin_lang.empty());
}

TEST_CASE("a unit without text is left out, with a warning that names its line", "[tmx]") {
  const auto read = read_tmx(tmx_file("<tu>\n<tuv xml:lang='en'></tuv></tu>\n<tu><tuv><seg>a</seg></tuv></tu>\n"));
  CHECK(read.ok);
  CHECK(shown(read.units) == "tu  from en\n  : a\n");
  CHECK(read.problems() ==
        "test.tmx:6:20: warning: this <tuv> has no <seg>; it is left out\n"
        "  <tuv xml:lang='en'></tuv></tu>\n"
        "                     ^\n"
        "test.tmx:6:26: warning: this <tu> has no text; it is left out\n"
        "  <tuv xml:lang='en'></tuv></tu>\n"
        "                           ^\n"
        "test.tmx:7:5: warning: this <tuv> does not say its language (xml:lang)\n"
        "  <tu><tuv><seg>a</seg></tuv></tu>\n"
        "      ^\n");
}

TEST_CASE("dates are read as tools write them; what is none is left out with a warning", "[tmx]") {
  CHECK(parse_tmx_time("20240129T153000Z") == 1706542200);
  CHECK(parse_tmx_time("2024-01-29T15:30:00Z") == 1706542200);
  CHECK(parse_tmx_time("20240129T153000") == 1706542200);
  CHECK(parse_tmx_time("20240129") == 1706486400);
  CHECK(format_tmx_time(1706542200) == "20240129T153000Z");
  CHECK(format_tmx_time(0) == "19700101T000000Z");
  CHECK(format_tmx_time(-1) == "19691231T235959Z");
  CHECK(parse_tmx_time("00000101T000000Z") == -62167219200);
  CHECK(format_tmx_time(-62167219200) == "00000101T000000Z");
  CHECK(format_tmx_time(253402300799) == "99991231T235959Z");
  CHECK(format_tmx_time(253402300800).empty());
  for (const char* bad : {"", "2024", "20240230", "20241301", "20240129T", "20240129T250000Z", "20240129T153000Zx",
                          "20240129T15300", "yesterday", "2024-0129", "-2024012"}) {
    INFO(bad);
    CHECK(parse_tmx_time(bad) == no_tmx_time);
  }
  const auto read = read_tmx(tmx_file("<tu creationdate='29.1.2024'><tuv xml:lang='en'><seg>a</seg></tuv></tu>\n"));
  CHECK(read.ok);
  CHECK(read.problems() ==
        "test.tmx:5:1: warning: creationdate is not written as TMX has dates; it is left out\n"
        "  <tu creationdate='29.1.2024'><tuv xml:lang='en'><seg>a</seg></tuv></tu>\n"
        "  ^\n"
        "  hint: write dates like 20240129T153000Z\n");
}

namespace {

std::string utf16(std::string_view text, bool big, bool mark) {
  std::string out;
  const auto unit = [&](char32_t value) {
    const char high = static_cast<char>(value >> 8);
    const char low = static_cast<char>(value & 0xFF);
    out += big ? high : low;
    out += big ? low : high;
  };
  if (mark) unit(0xFEFF);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = next_code_point(text, at);
    if (code_point < 0x10000) {
      unit(code_point);
    } else {
      unit(0xD800 + ((code_point - 0x10000) >> 10));
      unit(0xDC00 + ((code_point - 0x10000) & 0x3FF));
    }
  }
  return out;
}

}  // namespace

TEST_CASE("UTF-16 in either order, with a mark or without, reads as UTF-8 does", "[tmx]") {
  const std::string text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n<tmx version=\"1.4\"><header/><body>" +
                           tmx_unit("é 漢 😀", "ж") + "</body></tmx>";
  const std::string expected = "tu  from \n  en: é 漢 😀\n  fr: ж\n";
  for (const bool big : {false, true}) {
    for (const bool mark : {false, true}) {
      const auto read = read_tmx(utf16(text, big, mark));
      CHECK(read.problems().empty());
      CHECK(shown(read.units) == expected);
    }
  }
  // Converted by a tool that left the declaration as it was.
  CHECK(shown(read_tmx(text).units) == expected);
  CHECK(shown(read_tmx("\xEF\xBB\xBF" + tmx_file(tmx_unit("é"))).units) == "tu  from en\n  en: é\n  fr: x\n");
}

TEST_CASE("half a UTF-16 pair is an error with its line", "[tmx]") {
  std::string text = utf16("<tmx>\n<body>\n" + tmx_unit("a?b"), false, true);
  text.replace(text.find('?'), 2, std::string("\x00\xD8", 2));
  const auto read = read_tmx(text);
  CHECK_FALSE(read.ok);
  CHECK(read.problems() ==
        "test.tmx:3:30: error: these bytes are no character in the file's encoding\n"
        "  <tu><tuv xml:lang=\"en\"><seg>a\uFFFDb</seg></tuv><tuv xml:lang=\"fr\"><seg>x</seg></tuv></tu>\n"
        "                               ^\n"
        "  hint: save the file as UTF-8\n");
}

TEST_CASE("the charset that the XML declaration names is used", "[tmx]") {
  const auto in = [](const std::string& charset, const std::string& text) {
    return read_tmx("<?xml version='1.0' encoding='" + charset + "'?><tmx><body>" + tmx_unit(text) + "</body></tmx>");
  };
  CHECK(shown(in("ISO-8859-1", "\xE9").units) == "tu  from \n  en: é\n  fr: x\n");
  CHECK(shown(in("windows-1252", "\x80\xE9").units) == "tu  from \n  en: €é\n  fr: x\n");
  CHECK(shown(in("ISO-8859-5", "\xD6").units) == "tu  from \n  en: ж\n  fr: x\n");
  CHECK_FALSE(in("ISO-8859-7", "\xFF").ok);
  CHECK(in("klingon", "a").problems().find("the file's encoding is not known") != std::string::npos);
  const auto invalid = in("UTF-8", "a\xE9");
  CHECK_FALSE(invalid.ok);
  CHECK(invalid.diagnostics.at(0).id == "tmx-encoding");
}
