#include "hexapla/pages/html/inventory.h"
#include "hexapla/pages/html/loose_tag.h"
#include "hexapla/pages/html/tag.h"

#include <string>

#include <catch2/catch.hpp>

namespace hexapla {

TEST_CASE("tags as CommonMark 0.31 defines them are found whole", "[html]") {
  for (const char* tag : {"<a>",
                          "<bab>",
                          "<c2c>",
                          "<a/>",
                          "<b2/>",
                          "<a  />",
                          "<b2\ndata=\"foo\" >",
                          "<a foo=\"bar\" bam = 'baz <em>\"</em>'\n_boolean zoop:33=zoop:33 />",
                          "<responsive-image src=\"foo.jpg\" />",
                          "</a>",
                          "</foo >",
                          "<!-- this is a --\ncomment - with hyphens -->",
                          "<!-->",
                          "<!--->",
                          "<!---->",
                          "<!-- -- -->",
                          "<?php echo $a; ?>",
                          "<? ?>",
                          "<!ELEMENT br EMPTY>",
                          "<!X>",
                          "<![CDATA[>&<]]>",
                          "<a href=\"&ouml;\">",
                          "<a href=\"\\*\">",
                          "<a b=c/>",
                          "<a b='\"'>",
                          "<A B>",
                          "<a\tb>",
                          "<a :b.c-d=e>"}) {
    const std::string text = "x" + std::string(tag) + "y<z>";
    const auto found = scan_html_tag(text, 1);
    INFO(tag);
    REQUIRE(found);
    CHECK(slice(text, found->span) == tag);
  }
}

TEST_CASE("what only looks like a tag is none", "[html]") {
  for (const char* text : {"<33> <__>",
                           "<a h*#ref=\"hi\">",
                           "<a href=\"hi'> <a href=hi'>",
                           "< a>",
                           "<\nfoo>",
                           "<a/ >",
                           "<foo bar=baz\nbim!bop />",
                           "<a href='bar'title=title>",
                           "</a href=\"foo\">",
                           "<a href=\"\\\"\">",
                           "<",
                           "<a",
                           "</a",
                           "<a b=",
                           "<a b=>",
                           "<a b=\"c",
                           "<!",
                           "<!-",
                           "<!--",
                           "<!-- ->",
                           "<?",
                           "<? >",
                           "<![CDATA[ ]]",
                           "<!1>",
                           "<a=b>",
                           "</>",
                           "</1>",
                           "<a b=`>"}) {
    INFO(text);
    CHECK_FALSE(scan_html_tag(text, 0));
  }
  CHECK_FALSE(scan_html_tag("x", 0));
  CHECK_FALSE(scan_html_tag("", 0));
  CHECK_FALSE(scan_html_tag("<a>", 3));
}

TEST_CASE("a tag's name and attributes have their places", "[html]") {
  const std::string text = "<Img src=a.png alt = \"A 'cat'\" title='' hidden/>";
  const auto tag = scan_html_tag(text, 0);
  REQUIRE(tag);
  CHECK(tag->kind == HtmlTagKind::Open);
  CHECK(tag->self_closing);
  CHECK(slice(text, tag->name) == "Img");
  REQUIRE(tag->attributes.size() == 4);
  CHECK(slice(text, tag->attributes[0].value) == "a.png");
  CHECK(tag->attributes[0].quote == 0);
  CHECK(slice(text, tag->attributes[1].name) == "alt");
  CHECK(slice(text, tag->attributes[1].value) == "A 'cat'");
  CHECK(tag->attributes[1].quote == '"');
  CHECK(tag->attributes[2].has_value);
  CHECK(tag->attributes[2].value.empty());
  CHECK_FALSE(tag->attributes[3].has_value);
}

TEST_CASE("tags that people write are found beyond the specification", "[html]") {
  const auto loose = [](const std::string& text) {
    const auto tag = scan_loose_tag(text, 0);
    if (!tag) return std::string("none");
    std::string out(slice(text, tag->span));
    for (const HtmlAttribute& attribute : tag->attributes) {
      out += " [" + std::string(slice(text, attribute.name)) + "=" + std::string(slice(text, attribute.value)) + "]";
    }
    return out;
  };
  CHECK(loose("<a href='x'title=\"y\">z") == "<a href='x'title=\"y\"> [href=x] [title=y]");
  CHECK(loose("<p @click=\"f\">") == "<p @click=\"f\"> [@click=f]");
  CHECK(loose("<a href=\"{{ \"x\" | url }}\" b>") == "<a href=\"{{ \"x\" | url }}\" b> [href={{ \"x\" | url }}] [b=]");
  CHECK(loose("<Box size={\"a > b\" ? {} : 1} t='x'>") ==
        "<Box size={\"a > b\" ? {} : 1} t='x'> [size={\"a > b\" ? {} : 1}] [t=x]");
  CHECK(loose("<a/ >x") == "<a/ >");
  CHECK(loose("<div class=\"x\"") == "<div class=\"x\" [class=x]");
  CHECK(loose("<div class=\"x") == "<div class=\"x [class=]");
  CHECK(loose("<!-- cut") == "<!-- cut");
  CHECK(loose("<! x") == "none");
  CHECK(loose("< b") == "none");
  CHECK(loose("<3") == "none");
}

TEST_CASE("the inventory of a text in HTML: tags, entities, shortcodes", "[html]") {
  const std::string text = "a <b>x</b> &amp; &#x41; & &; {{< y \"<i>\" >}} <!-- c --> <br/>{% z %} 1 < 2 {";
  std::string out;
  for (const Inline& item : html_inventory(text)) {
    out += std::string(slice(text, item.span)) + "|" + std::string(slice(text, item.inner)) + "\n";
  }
  CHECK(out == "<b>|b\n</b>|b\n&amp;|amp\n&#x41;|#x41\n{{< y \"<i>\" >}}|\n<!-- c -->|\n<br/>|br\n{% z %}|\n");
}

TEST_CASE("rows of openings that are never closed are searched once", "[html]") {
  for (const char* piece : {"<!--", "<?", "<![CDATA[", "<!a", "<a b='", "<a b=\"<a b='", "<a ", "{{", "&a", "<a b={"}) {
    std::string text;
    while (text.size() < 1000000) text += piece;
    HtmlScanMemo memo;
    std::size_t found = 0;
    for (std::size_t at = 0; at < text.size(); ++at) found += scan_html_tag(text, at, &memo) ? 1U : 0U;
    CHECK(found == 0);
    CHECK(html_inventory(text).size() <= 1);
  }
}

}  // namespace hexapla
