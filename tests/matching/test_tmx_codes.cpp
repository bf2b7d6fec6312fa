#include "hexapla/matching/tmx_codes.h"

#include <random>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

TmxUnit unit_of(const std::string& text) {
  TmxUnit unit;
  TmxVariant& variant = unit.variants.emplace_back();
  variant.lang = "en";
  variant.text = text;
  variant.codes = tmx_codes(text);
  return unit;
}

std::string written(const TmxUnit& unit) {
  std::string out;
  TmxWriter writer({}, out);
  const bool added = writer.add(unit);
  INFO(in_english(writer.problem()));
  REQUIRE(added);
  writer.finish();
  return out;
}

std::string segment(const std::string& text) {
  const std::string file = written(unit_of(text));
  const auto begin = file.find("<seg>") + 5;
  return file.substr(begin, file.find("</seg>") - begin);
}

}  // namespace

TEST_CASE("inline markup becomes TMX's codes", "[tmx]") {
  CHECK(segment("plain, 2 * 3 and a_b") == "plain, 2 * 3 and a_b");
  CHECK(segment("a **bold** *word*") ==
        "a <bpt i=\"1\" type=\"bold\">**</bpt>bold<ept i=\"1\">**</ept> <bpt i=\"2\" type=\"italic\">*</bpt>word<ept "
        "i=\"2\">*</ept>");
  CHECK(segment("see [the *manual*](a.html).") ==
        "see <bpt i=\"1\" type=\"link\">[</bpt>the <bpt i=\"2\" type=\"italic\">*</bpt>manual<ept i=\"2\">*</ept><ept "
        "i=\"1\">](a.html)</ept>.");
  CHECK(segment("![a `b` c](d.png)!") == "<ph type=\"image\">![<sub>a <ph>`b`</ph> c</sub>](d.png)</ph>!");
  CHECK(segment("![](d.png)") == "<ph type=\"image\">![](d.png)</ph>");
  CHECK(segment("<b>x</b><br>y<i>z</u>") ==
        "<bpt i=\"1\" type=\"bold\">&lt;b&gt;</bpt>x<ept i=\"1\">&lt;/b&gt;</ept><ph type=\"lb\">&lt;br&gt;</ph>y<it "
        "pos=\"begin\" type=\"italic\">&lt;i&gt;</it>z<it pos=\"end\">&lt;/u&gt;</it>");
  CHECK(segment("*a [b*](c) d") == "*a <bpt i=\"1\" type=\"link\">[</bpt>b*<ept i=\"1\">](c)</ept> d");
  CHECK(segment("<https://example.org>") == "<ph type=\"link\">&lt;https://example.org&gt;</ph>");
  CHECK(tmx_codes("\xE9 **x**").empty());
}

TEST_CASE("any text goes through TMX as it is, with its codes", "[tmx]") {
  static const std::vector<std::string> pieces = {"a",
                                                  "b ",
                                                  " ",
                                                  "*",
                                                  "**",
                                                  "_",
                                                  "~~",
                                                  "[",
                                                  "](c)",
                                                  "![",
                                                  "]",
                                                  "][r]",
                                                  "`",
                                                  "``",
                                                  "<b>",
                                                  "</b>",
                                                  "<br>",
                                                  "<i>",
                                                  "</i>",
                                                  "<!-- x -->",
                                                  "{{< s >}}",
                                                  "{#id}",
                                                  "[^1]",
                                                  "https://e.org",
                                                  "<https://e.org>",
                                                  "\\",
                                                  "\n",
                                                  "  \n",
                                                  "é",
                                                  "漢",
                                                  "&amp;",
                                                  "&",
                                                  "<",
                                                  ">",
                                                  "\r",
                                                  "\U0001F600",
                                                  "\"",
                                                  ")"};
  std::mt19937 random(5);
  std::size_t codes = 0;
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    for (auto left = random() % 20; left > 0; --left) text += pieces[random() % pieces.size()];
    INFO(text);
    const TmxUnit unit = unit_of(text);
    const std::string file = written(unit);
    TmxReader reader("test.tmx", std::string_view(file));
    const TmxUnit* read = reader.next();
    REQUIRE(read != nullptr);
    REQUIRE(read->variants.at(0).text == text);
    REQUIRE(read->variants.at(0).codes == unit.variants[0].codes);
    codes += unit.variants[0].codes.size();
  }
  CHECK(codes > 4000);
}

TEST_CASE("markup without end is given up, not written as what nobody reads", "[tmx]") {
  std::string images;
  std::string ends;
  for (int i = 0; i < 100; ++i) {
    images += "![a ";
    ends += "](b)";
  }
  CHECK(tmx_codes(images + ends).size() < 4096);
  std::string bold;
  for (int i = 0; i < 5000; ++i) bold += "<b>";
  CHECK(tmx_codes(bold).empty());
  const std::string file = written(unit_of(images + ends));
  TmxReader reader("test.tmx", std::string_view(file));
  CHECK(reader.next() != nullptr);
  CHECK(reader.ok());
}
