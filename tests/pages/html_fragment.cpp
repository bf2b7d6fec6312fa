#include "hexapla/pages/html/fragment.h"

#include <algorithm>
#include <random>
#include <string>

#include <catch2/catch.hpp>

namespace hexapla {
namespace {

/// Everything before the first "> " line is the container's: gaps are the "> " at each line's start.
void parse(Page& page, const ParseOptions&) {
  const std::string_view text = page.bytes();
  HtmlOptions options;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool line_start = at == 0 || text[at - 1] == '\n';
    if (line_start && text.substr(at, 2) == "> ") options.gaps.push_back(make_span(at, at + 2));
  }
  scan_html_block(page, make_span(0, text.size()), options);
}

void lay(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
         std::string& out) {
  lay_html(page, unit, translation, options, out);
}

const PageFormat format = {"html", parse, lay};

Page html(std::string text) {
  return Page("x.html", std::move(text), format, {});
}

std::string dump(const std::string& text) {
  const Page page = html(text);
  std::string out;
  for (const Unit& unit : page.units) {
    if (!unit.path.empty()) out += std::string(unit.path) + "=";
    out += std::string(unit.text) + "\n";
  }
  return out;
}

template <typename Translate>
std::string merge(const Page& page, Translate translate) {
  std::string out;
  std::uint32_t at = 0;
  for (const Unit& unit : page.units) {
    REQUIRE(at <= unit.span.begin);
    out += slice(page.bytes(), {at, unit.span.begin});
    lay(page, unit, translate(unit), {}, out);
    at = unit.span.end;
  }
  out += page.bytes().substr(at);
  return out;
}

std::string translated(const std::string& text, const std::string& translation) {
  return merge(html(text), [&](const Unit&) { return translation; });
}

bool same_structure(const Page& left, const Page& right) {
  return std::equal(left.structure.begin(), left.structure.end(), right.structure.begin(), right.structure.end(),
                    [](const Landmark& a, const Landmark& b) { return a.what == b.what; });
}

}  // namespace

TEST_CASE("runs of text are units with their inline tags; block tags, comments and components end them", "[html]") {
  CHECK(dump("<div>\n  Some <b>bold</b>\n\ttext.\n</div>\n") == "Some <b>bold</b> text.\n");
  CHECK(dump("<p>One<p>Two<br>three</p>four") == "One\nTwo<br>three\nfour\n");
  CHECK(dump("One <!-- c --> two <Tabs>three</Tabs> <my-box>four</my-box> five") == "One\ntwo\nthree\nfour\nfive\n");
  CHECK(dump("<details>\n<summary>More <code>x</code></summary>") == "More <code>x</code>\n");
  CHECK(dump("<TABLE><TR><TD>Old <B>times</B></TABLE>") == "Old <B>times</B>\n");
  CHECK(dump("<a href=\"x\">Link</a> and <img src=y alt=\"a &amp; b\">") ==
        "<a href=\"x\">Link</a> and <img src=y alt=\"a &amp; b\">\n");
}

TEST_CASE("tags that enclose a run, or whose partner stands elsewhere, stay outside of it", "[html]") {
  CHECK(dump("<i class=\"a\">\n*bar*\n</i>") == "*bar*\n");
  CHECK(dump("</ins>\n*bar*") == "*bar*\n");
  CHECK(dump("<a href=x title=\"Go\"><b>One</b></a>") == "title=Go\nOne\n");
  CHECK(dump("<b>One</b> and <b>two</b>") == "<b>One</b> and <b>two</b>\n");
  CHECK(dump("<b><b>One</b> two</b>") == "<b>One</b> two\n");
  CHECK(dump("<span>One <b>two</b><br>") == "One <b>two</b>\n");
  CHECK(dump("<code translate=no>x</code> is <code>y</code>") == "<code translate=no>x</code> is <code>y</code>\n");
  CHECK(dump("<img src=x alt=Logo>\nWelcome <img src=y>") == "alt=Logo\nWelcome <img src=y>\n");
}

TEST_CASE("text-bearing attributes outside of text are units", "[html]") {
  CHECK(dump("<p align=center><a href=x title=\"A  page\n of\"><img src=\"l.png\" alt='The logo' width=10></a></p>") ==
        "title=A page of\nalt=The logo\n");
  CHECK(dump("<input type=submit value=\"Send it\" placeholder=Name><input type=text value='x y'>") ==
        "value=Send it\nplaceholder=Name\n");
  CHECK(dump("<meta name=\"description\" content=\"About us\"><meta charset=\"utf-8\" content=\"no unit\">") ==
        "content=About us\n");
  CHECK(dump("<Card title=\"Start here\" icon=\"rocket\" label={x}>Text</Card>") == "title=Start here\nText\n");
  CHECK(dump("<section aria-label='Main' title='12' alt='' label='{{ .T }}'>") == "aria-label=Main\n");
}

TEST_CASE("what is code, data or marked as not to be translated is no unit", "[html]") {
  CHECK(dump("<pre>code <b>x</b></pre>after") == "after\n");
  CHECK(dump("<script>if (a<b) \"</p>\"</script><style>p{}</style>x") == "x\n");
  CHECK(dump("<svg><title>t</title><svg></svg>u</svg><template>x</template><textarea>y</textarea>") == "");
  CHECK(dump("<div translate=\"no\">a<div>b</div>c</div>d") == "d\n");
  CHECK(dump("<p class=\"big notranslate\">a</p><p class=\"notranslated\">b</p>") == "b\n");
  CHECK(dump("<p>Say <span translate=no>Foo</span> now</p><span class=notranslate title=x>only</span>") ==
        "Say <span translate=no>Foo</span> now\n");
  CHECK(dump("<td>12</td><td>&nbsp;&copy;</td><td>{{< ref \"a\" >}}</td><td>— 5 %</td><td><code>x</code></td>") == "");
  CHECK(dump("{{ if lt 1 2 }}<b>{% x %}</b>") == "");
  CHECK(dump("&notanentity and") == "&notanentity and\n");
}

TEST_CASE("a block that is cut anywhere is scanned as far as it goes", "[html]") {
  CHECK(dump("</div>\nText</a> more\n<div class=\"x\"\n") == "Text</a> more\n");
  CHECK(dump("<!-- cut <p>no text") == "");
  CHECK(dump("<pre>\ncut") == "");
  CHECK(dump("text <b") == "text\n");
  CHECK(dump("1 < 2 and 3 <4 a") == "1 < 2 and 3 <4 a\n");
  CHECK(dump("") == "");
}

TEST_CASE("what belongs to the container is neither text nor in a unit's span", "[html]") {
  const std::string text = "> <p>One\n> two\n> <img\n> alt=\"A\n> b\"></p>\n> <hr>\n> three\n";
  const Page page = html(text);
  REQUIRE(page.units.size() == 3);
  CHECK(page.units[0].text == "One two");
  CHECK(page.units[1].text == "A b");
  CHECK(merge(page, [](const Unit& unit) { return std::string(unit.text); }) ==
        "> <p>One two\n> <img\n> alt=\"A b\"></p>\n> <hr>\n> three\n");
  CHECK(slice(page.bytes(), page.units[2].span) == "three");
}

TEST_CASE("a translation opens, closes and ends nothing around it", "[html]") {
  CHECK(translated("<p>x</p>", "a\n\nb") == "<p>a  b</p>");
  CHECK(translated("<p>x</p>", "1 < 2, <3, <b>c</b> & <i") == "<p>1 &lt; 2, &lt;3, <b>c</b> & &lt;i</p>");
  CHECK(translated("<p>a < 2</p>", "2 > 1 <3 <i") == "<p>2 > 1 <3 &lt;i</p>");
  CHECK(translated("<p>x</p>", "<script>e</script></p><!-- c") == "<p>&lt;script>e&lt;/script>&lt;/p>&lt;!-- c</p>");
  CHECK(translated("<p>x</p>", "{{ <script> }} {% y") == "<p>&#123;{ &lt;script> }} &#123;% y</p>");
  CHECK(translated("<p>x {{< y \"z\" >}}</p>", "{{< y \"<z>\" >}} x") == "<p>{{< y \"<z>\" >}} x</p>");
  CHECK(translated("<p>x</p>", "<Enter> <!DOCTYPE x>") == "<p>&lt;Enter> &lt;!DOCTYPE x></p>");
  CHECK(translated("<p>x <a href='y'title='z'>w</a></p>", "w <a href='y'title='z'>x</a>") ==
        "<p>w <a href='y'title='z'>x</a></p>");
  CHECK(translated("<img alt=\"x\">", "a \"b\" 'c'\n<d>") == "<img alt=\"a &quot;b&quot; 'c' &lt;d>\">");
  CHECK(translated("<img alt='x'>", "a \"b\" 'c'") == "<img alt='a \"b\" &#39;c&#39;'>");
  CHECK(translated("<img alt=x>", "y") == "<img alt=y>");
  CHECK(translated("<img alt=x\f>", "y z") == "<img alt=\"y z\">");
  CHECK(translated("<img alt=x>", "y z\"") == "<img alt=\"y z&quot;\">");
}

TEST_CASE("a picture before a sentence is in it or not, however its translation starts", "[html]") {
  for (const char* text :
       {"<p>\n<img src=x> <b>Bold</b> text</p>", "<p>\n<img src=x>\n<b>Bold</b> text</p>",
        "<p>\n<img src=x><img src=y>\nText</p>", "<p>Text\n<img src=x></p>", "<img src=x> <3 hearts"}) {
    const Page page = html(text);
    REQUIRE(page.units.size() == 1);
    const bool within = page.units[0].text.find("<img") != std::string_view::npos;
    const std::string out =
        merge(page, [&](const Unit&) { return within ? "Texte <img src=x>, <b>gras</b>" : "Texte <b>gras</b>"; });
    INFO(out);
    CHECK(same_structure(page, html(out)));
  }
}

TEST_CASE("whatever is laid into HTML, the tags around it stay", "[html][property]") {
  const Page page = html(
      "<div class=a><p>One <b>two</b></p><img alt=\"three\" title='four'><input placeholder=five>\n"
      "> six\n> seven <Box label=\"eight\">nine</Box></div>");
  REQUIRE(page.units.size() == 7);
  const std::vector<std::string> pieces = {"a",    "<",    ">",         "</", "/>", "\"",        "'",  "b", "<b>",
                                           "</p>", "<!--", "-->",       "\n", " ",  "=",         "&",  ";", "{{",
                                           "}}",   "`",    "<img alt=", "é",  "<?", "<![CDATA[", "]]>"};
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::string translation = "t";
    for (auto i = random() % 6; i > 0; --i) translation += pieces[random() % pieces.size()];
    translation += "t";
    const std::string out = merge(page, [&](const Unit&) { return translation; });
    INFO(out);
    const Page again = html(out);
    REQUIRE(again.units.size() == page.units.size());
    REQUIRE(same_structure(page, again));
  }
}

TEST_CASE("hostile HTML is scanned in linear time", "[html]") {
  for (const char* piece : {"<pre>", "<div translate=no>", "<a ", "<a b=\"", "<!--", "<b>", "{{", "&", "<", "</",
                            "<prex ", "<pre><prex ", "<x y={", "<p alt=a>", "<code>", "<?", "<![CDATA["}) {
    std::string text;
    while (text.size() < 1000000) text += piece;
    const Page page = html(text);
    CHECK(page.units.size() <= text.size() / 5);
  }
}

}  // namespace hexapla
