#include "hexapla/pages/yaml/yaml.h"

#include "data_pages.h"
#include "hexapla/pages/yaml/layout.h"
#include "hexapla/pages/yaml/scalar.h"

#include <catch2/catch.hpp>

namespace hexapla {

using data_pages::dump;
using data_pages::first_problem;
using data_pages::front_matter;
using data_pages::merge;
using data_pages::same_structure;

namespace {

Page yaml_page(std::string text, const std::vector<std::string>& keys = {"**"}) {
  return data_pages::yaml(std::move(text), keys);
}

/// The text with its only unit translated; the result must say exactly that again.
std::string laid(const std::string& text, const std::string& translation, const LayoutOptions& options = {}) {
  const Page page = yaml_page(text);
  REQUIRE(first_problem(page).empty());
  REQUIRE(page.units.size() == 1);
  std::string out = merge(page, translation, options);
  const Page again = yaml_page(out);
  INFO(out);
  REQUIRE(first_problem(again).empty());
  REQUIRE(again.units.size() == 1);
  CHECK(again.units[0].text == translation);
  CHECK(same_structure(page, again));
  return out;
}

}  // namespace

TEST_CASE("chosen keys are units, in all five styles, everything else is data", "[yaml]") {
  const Page page = yaml_page(R"(# a comment: not: a unit
title: Plain text # with a comment
news:
- title: 'It''s single'
  date: 2026-01-01
  count: 12
  live: yes
- title: "A \"double\" \u00e9"
  link: https://example.org
strings:
  long: >-
    Folded text
    on two lines

    and a paragraph.
  code: |
    literal
      lines
  "quoted.key": multi
    line plain
)",
                              {"title", "news[].title", "strings.*", "news[].date", "news[].count", "news[].live"});
  CHECK(dump(page) ==
        "title = Plain text\n"
        "news[].title = It's single\n"
        "news[].title = A \"double\" é\n"
        "strings.long = Folded text on two lines\\nand a paragraph.\n"
        "strings.code = literal\\n  lines\n"
        "strings.\"quoted.key\" = multi line plain\n");
  CHECK(page.units[0].kind == UnitKind::Value);
}

TEST_CASE("what YAML reads as something else than text is no unit", "[yaml]") {
  for (const char* plain : {"null",
                            "~",
                            "Null",
                            "true",
                            "FALSE",
                            "yes",
                            "No",
                            "on",
                            "12",
                            "-1",
                            "+1_000",
                            "0x1F",
                            "0o17",
                            "1.5",
                            ".5",
                            "1e3",
                            "-.inf",
                            ".NaN",
                            "1:30:00",
                            "2026-01-31",
                            "2026-01-31T10:00:00Z",
                            "2001-12-14 21:59:43.10 -5",
                            "— 12 —",
                            "..."}) {
    INFO(plain);
    CHECK(yaml_page(std::string("k: ") + plain + "\n").units.empty());
  }
  for (const char* text : {"nulls", "12 monkeys", "truE", "1e", "0xZ", "2026-01-31 released", "'true'", "\"null\"",
                           "e3", "- a", "!!str true", "yes, no", "日本", "ﷺ", "C"}) {
    INFO(text);
    CHECK(yaml_page(std::string("k: ") + (text[0] == '-' ? "\n  " : "") + text + "\n").units.size() == 1);
  }
  CHECK(yaml_page("k: \"\"\nl: ''\nm: |\n\n\nn:\no: \"12\"\np: \"{{ .Title }}\"\n").units.empty());
  CHECK(yaml_page("k: !!binary R0lGODlh\nl: !ENV HOME\nm: \"2026-01-31T10:00:00Z\"\n").units.empty());
}

TEST_CASE("keys, anchors, aliases, tags, comments and documents survive a translation", "[yaml]") {
  const std::string text =
      "%YAML 1.2\n--- # first\n&a base: &b !!str \"text one\"  # why\n? complex\n: - *b\n  - [x, {y: \"z\"}]\n"
      "<<: {q: r}\n...\n---\n- two\n- - three\n";
  const Page page = yaml_page(text);
  REQUIRE(first_problem(page).empty());
  CHECK(dump(page) == "base = text one\ncomplex[][] = x\ncomplex[][].y = z\n<<.q = r\n[] = two\n[][] = three\n");
  const std::string out = merge(page, [](const Unit& unit) { return "<" + std::string(unit.text) + ">"; });
  CHECK(out ==
        "%YAML 1.2\n--- # first\n&a base: &b !!str \"<text one>\"  # why\n? complex\n: - *b\n  - [<x>, {y: \"<z>\"}]\n"
        "<<: {q: <r>}\n...\n---\n- <two>\n- - <three>\n");
  CHECK(same_structure(page, yaml_page(out)));
}

TEST_CASE("a collection that is a key holds no units", "[yaml]") {
  CHECK(dump(yaml_page("? [a, {b: c}]\n: d\n? {e: f}\n: g\n")) == "? = d\n? = g\n");
}

TEST_CASE("a plain text stays plain where YAML lets it and is quoted where not", "[yaml]") {
  CHECK(laid("k: text\n", "texte") == "k: texte\n");
  CHECK(laid("k: text # c\n", "l'été") == "k: l'été # c\n");
  CHECK(laid("k: text # c\n", "a: b") == "k: \"a: b\" # c\n");
  CHECK(laid("k: text\n", "a #b") == "k: \"a #b\"\n");
  CHECK(laid("k: text\n", "a#b:c") == "k: a#b:c\n");
  CHECK(laid("k: text\n", "say \"no\": no") == "k: 'say \"no\": no'\n");
  CHECK(laid("k: text\n", "true") == "k: \"true\"\n");
  CHECK(laid("k: text\n", "y") == "k: \"y\"\n");
  CHECK(laid("k: text\n", "ends:") == "k: \"ends:\"\n");
  CHECK(laid("k: text\n", "-dash") == "k: -dash\n");
  CHECK(laid("k: text\n", "- dash") == "k: \"- dash\"\n");
  CHECK(laid("k: text\n", " lead") == "k: \" lead\"\n");
  CHECK(laid("k: text\n", "two\nlines") == "k: \"two\\nlines\"\n");
  CHECK(laid("k: text, more\n", "un, deux") == "k: un, deux\n");
  CHECK(laid("[text]\n", "un, deux") == "[\"un, deux\"]\n");
  CHECK(laid("k: multi\n  line\nl: 1\n", "une ligne") == "k: une ligne\nl: 1\n");
}

TEST_CASE("quoted texts keep their quotes", "[yaml]") {
  CHECK(laid("k: 'text'\n", "l'été") == "k: 'l''été'\n");
  CHECK(laid("k: 'text'\n", "a\nb") == "k: \"a\\nb\"\n");
  CHECK(laid("k: \"text\"\n", "dit \"oui\" \\ \t") == "k: \"dit \\\"oui\\\" \\\\ \\t\"\n");
  CHECK(laid("k: \"text\"\n", "\xE2\x80\xA8x\x7F") == "k: \"\\u2028x\\u007f\"\n");
  CHECK(laid("k: \"text \\\n  more\n\n  lines\"\n", "x") == "k: \"x\"\n");
  SECTION("line breaks at the end belong to the place") {
    CHECK(laid("k: \"text\\n\"\n", "texte") == "k: \"texte\\n\"\n");
    CHECK(laid("k: 'text\n\n  '\n", "texte") == "k: \"texte\\n\"\n");
  }
}

TEST_CASE("block texts keep indicator, indentation, chomping and comment", "[yaml]") {
  CHECK(laid("k: |  # why\n    text\n\nl: 1\n", "une\n\n  deux") == "k: |  # why\n    une\n\n      deux\n\nl: 1\n");
  CHECK(laid("k: |+\n  text\n\n\nl: 1\n", "a") == "k: |+\n  a\n\n\nl: 1\n");
  CHECK(laid("k: |2-\n    text", "  a\n b") == "k: |2-\n    a\n   b");
  CHECK(laid("k: >\n  text\n  more\nl: 1\n", "une\ndeux\n\ntrois") == "k: >\n  une\n\n  deux\n\n\n  trois\nl: 1\n");
  CHECK(laid("k: >-\n  text\n", "a\n  b\n  c\nd") == "k: >-\n  a\n    b\n    c\n  d\n");
  CHECK(laid("- |\r\n  text\r\n- 1\r\n", "a\nb") == "- |\r\n  a\r\n  b\r\n- 1\r\n");
}

TEST_CASE("a block that cannot say a translation becomes a quoted text with the same value", "[yaml]") {
  CHECK(merge(yaml_page("k: |\n  text\nl: 1\n"), " a") == "k: \" a\\n\"\nl: 1\n");
  CHECK(merge(yaml_page("k: |-  # c\n  text\nl: 1\n"), " a") == "k: \" a\"  # c\nl: 1\n");
  CHECK(laid("k: >\n  text\nl: 1\n", "a\n \nb") == "k: \"a\\n \\nb\\n\"\nl: 1\n");
  CHECK(laid("k:\n|\n  text\n", " a") == "k:\n  \" a\\n\"\n");
  CHECK(laid("k: |\n  text\n", "a\rb") == "k: \"a\\u000db\\n\"\n");
}

TEST_CASE("folded texts are wrapped when asked for", "[yaml]") {
  LayoutOptions options;
  options.wrap = LayoutOptions::Wrap::Column;
  options.column = 20;
  CHECK(
      laid("k: >\n  text\n", "one two three four five  six seven eight\n  kept as it is though it is long", options) ==
      "k: >\n  one two three four\n  five  six seven\n  eight\n    kept as it is though it is long\n");
  CHECK(laid("k: >\n  text\n", "Donaudampfschifffahrtsgesellschaft a b", options) ==
        "k: >\n  Donaudampfschifffahrtsgesellschaft\n  a b\n");
  options.wrap = LayoutOptions::Wrap::Sentence;
  CHECK(laid("k: >\n  text\n", "One here. Two there! Three?", options) ==
        "k: >\n  One here.\n  Two there!\n  Three?\n");
}

TEST_CASE("what is wrong with a YAML page is said at its line and column", "[yaml]") {
  const auto problem = [](std::string text) {
    std::string all = first_problem(yaml_page(std::move(text)));
    return all.substr(0, all.find('\n'));
  };
  CHECK(problem("a: 1\nb\nc: 2\n") == "page.yaml:2:1: error: expected a key with ':' here");
  CHECK(problem("a: \"never\nb: 1\n") == "page.yaml:1:4: error: this quote is never closed");
  CHECK(problem("a: b: c\n") == "page.yaml:1:5: error: a key and its ':' cannot stand here");
  CHECK(problem("a: [1, 2\nb: 3\n") == "page.yaml:3:1: error: the text ends before this '[' is closed by ']'");
  CHECK(problem("a: }\n") == "page.yaml:1:4: error: '}' closes nothing");
  CHECK(problem("a: *nowhere\n") == "page.yaml:1:4: error: no anchor '&nowhere' stands before this alias");
  CHECK(problem("a: @x\n") == "page.yaml:1:4: error: a value cannot start with '@'");
  CHECK(problem("a: \"\\q\"\n") == "page.yaml:1:5: error: YAML has no such escape");
  CHECK(problem("a:\n  - b\n - c\n") == "page.yaml:3:2: error: expected a key with ':' here");
  CHECK(problem("a:\n\tb: c\n") == "page.yaml:2:3: error: a key and its ':' cannot stand here");
  CHECK(problem("a: |x\n  b\n") == "page.yaml:1:5: error: '|' must stand alone at the end of its line");
  CHECK(problem("title: {{ .Title }} x\n").find("page.yaml:1:21: error:") == 0);
  const Page page = yaml_page("a: text\nb: \"\n");
  CHECK_FALSE(page.readable());
  CHECK(page.units.empty());
  CHECK(page.structure.empty());
}

TEST_CASE("nesting without end is refused and costs no stack", "[yaml]") {
  for (const char* step : {"[", "{a: ", "- ", "? "}) {
    std::string text;
    for (int i = 0; i < 100000; ++i) text += step;
    const Page page = yaml_page(text);
    INFO(step);
    CHECK(first_problem(page).find("nested deeper than 1000 levels") != std::string::npos);
  }
}

TEST_CASE("a bomb of aliases is no more than its bytes", "[yaml]") {
  std::string text = "a0: &a0 [lol]\n";
  for (int i = 1; i < 200; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last + "," + last + "," + last + "]\n";
  }
  const Page page = yaml_page(text);
  CHECK(first_problem(page).empty());
  CHECK(dump(page) == "a0[] = lol\n");
}

TEST_CASE("JSON is read and stays JSON", "[yaml]") {
  const Page page =
      front_matter("{\n  \"title\": \"A \\ud83d\\ude00 \\/ b\",\n\t\"tags\": [\"x\",\"y\"], \"n\":1e3\n}\n",
                   {"title", "tags[]"}, FrontMatter::Json);
  REQUIRE(first_problem(page).empty());
  CHECK(dump(page) == "title = A 😀 / b\ntags[] = x\ntags[] = y\n");
  CHECK(
      merge(page, "\"é\"\n\x01 \\") ==
      "{\n  \"title\": \"\\\"é\\\"\\n\\u0001 \\\\\",\n\t\"tags\": [\"\\\"é\\\"\\n\\u0001 \\\\\",\"\\\"é\\\"\\n\\u0001 "
      "\\\\\"], \"n\":1e3\n}\n");
  CHECK(find_json_end("{\"a\": \"}\\\"\", \"b\": {}} rest", 0) == 21);
  CHECK_FALSE(find_json_end("{\"a\": \"}", 0));
  CHECK_FALSE(find_json_end("{", 0));
}

TEST_CASE("a byte order mark, CRLF and lone CR are layout", "[yaml]") {
  const std::string text = "\xEF\xBB\xBFtitle: one\r\nmore: two\r\n  three\rlast: 'four'\r\n";
  const Page page = yaml_page(text);
  CHECK(dump(page) == "title = one\nmore = two three\nlast = four\n");
  CHECK(merge(page, "x") == "\xEF\xBB\xBFtitle: x\r\nmore: x\rlast: 'x'\r\n");
}

TEST_CASE("long rows of one thing are read in linear time", "[yaml]") {
  for (const char* piece :
       {"a: [", "*a ", "&a ", "!t ", "\"\" ", "{a}: ", "\n", "- - ", "#\n", "{{", "? ", "a\n", ": "}) {
    std::string text;
    while (text.size() < 2000000) text += piece;
    const Page page = yaml_page(text);
    CHECK(page.units.size() < 10);
  }
}

}  // namespace hexapla
