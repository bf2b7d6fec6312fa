#include "hexapla/site/markdown_html.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// Leaves addresses as they are, marks nothing.
class PlainHost : public MarkdownHost {
 public:
  SiteLink link(std::string_view target, const MarkdownPlace&) override { return {std::string(target), {}, false}; }
  SiteLink image(std::string_view target, const MarkdownPlace&) override { return {std::string(target), {}, false}; }
  std::string attributes(const MarkdownPlace& place) override {
    places +=
        std::to_string(place.line) + ":" + std::to_string(place.column) + "-" + std::to_string(place.end_line) + " ";
    return {};
  }
  std::string raw_html(std::string_view html, const MarkdownPlace&) override { return std::string(html); }
  std::string word(std::string_view name) override { return std::string(name); }
  std::string places;
};

std::string html(std::string_view markdown) {
  PlainHost host;
  return render_markdown(markdown, nullptr, host).html;
}

}  // namespace

TEST_CASE("headings have anchors: their own, or one of their words", "[site]") {
  CHECK(html("## Human rights {#rights}\n") == "<h2 id=\"rights\">Human rights</h2>\n");
  CHECK(html("## Human `rights`\n") == "<h2 id=\"human-rights\">Human <code>rights</code></h2>\n");
  CHECK(html("# A\n\n# A\n") == "<h1 id=\"a\">A</h1>\n<h1 id=\"a-1\">A</h1>\n");
  PlainHost host;
  const std::vector<std::string> ids{"source"};
  CHECK(render_markdown("# Titre\n", &ids, host).html == "<h1 id=\"source\">Titre</h1>\n");
}

TEST_CASE("what GFM has is there: tables, tasks, footnotes, strikethrough, bare addresses", "[site]") {
  CHECK(html("| a | b |\n|:--|--:|\n| 1 | 2 |\n") ==
        "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th scope=\"col\">a</th>\n<th "
        "scope=\"col\" class=\"align-end\">b</th>\n</tr>\n"
        "</thead>\n<tbody>\n<tr>\n<td>1</td>\n<td class=\"align-end\">2</td>\n</tr>\n</tbody>\n</table>\n</div>\n");
  CHECK(html("- [x] a\n").find("<li class=\"task\">") != std::string::npos);
  const std::string note = html("a[^n] b[^n]\n\n[^n]: Note.\n");
  CHECK(note.find("<a href=\"#fn-1\" id=\"fnref-1\">1</a>") != std::string::npos);
  CHECK(note.find("<li id=\"fn-1\">") != std::string::npos);
  CHECK(note.find("href=\"#fnref-1\"") != std::string::npos);
  CHECK(html("a ~~b *c*~~ d ~~ e\n") == "<p>a <del>b <em>c</em></del> d ~~ e</p>\n");
  CHECK(html("See https://example.org/a_(b), or www.example.org.\n") ==
        "<p>See <a href=\"https://example.org/a_(b)\">https://example.org/a_(b)</a>, or "
        "<a href=\"http://www.example.org\">www.example.org</a>.</p>\n");
  CHECK(html("[https://a.example](/b)\n") == "<p><a href=\"/b\">https://a.example</a></p>\n");
}

TEST_CASE("alerts have their kind's name or a title", "[site]") {
  CHECK(html("> [!NOTE]\n> Text.\n") ==
        "<div class=\"alert alert-note\">\n<p class=\"alert-title\">note</p>\n<p>Text.</p>\n</div>\n");
  CHECK(html("> [!TIP]\n\nafter\n").find("<p>after</p>") != std::string::npos);
  CHECK(html("> [link] is no alert\n").find("<blockquote>") != std::string::npos);
}

TEST_CASE("line breaks between Chinese characters are no spaces; comments are not shown", "[site]") {
  CHECK(html("中文\n中文 a\nb\n") == "<p>中文中文 a\nb</p>\n");
  CHECK(html("<!-- hexapla:skip -->\n\na <!-- b --> c\n") == "<p>a  c</p>\n");
}

TEST_CASE("images have nothing but their alternative in them", "[site]") {
  CHECK(html("![a *b* \"c\"](x.png \"t\")\n") ==
        "<p><img src=\"x.png\" alt=\"a b &quot;c&quot;\" title=\"t\" loading=\"lazy\"></p>\n");
}

TEST_CASE("cells of a table know where they stand", "[site]") {
  PlainHost host;
  render_markdown("| a | b |\n|---|---|\n| c | d |\n", nullptr, host);
  CHECK(host.places == "1:2-1 1:6-1 3:2-3 3:6-3 ");
}

TEST_CASE("the words of a line", "[site]") {
  CHECK(plain_text("A *b* `c` [d](e) &amp; f") == "A b c d & f");
  CHECK(plain_text("1. no list") == "1. no list");
  CHECK(plain_text("- **no** list") == "- no list");
}
