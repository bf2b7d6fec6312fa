#include "hexapla/localize/safety.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// What is said of a translation, without the place; empty: nothing.
std::string danger(std::string_view source, std::string_view translation, Markup markup = Markup::Markdown) {
  const auto found = find_danger(source, translation, markup, "P", {TrustedHosts({}), {}});
  return found ? in_english(*found) : std::string();
}

bool safe(std::string_view source, std::string_view translation, Markup markup = Markup::Markdown) {
  return danger(source, translation, markup).empty();
}

}  // namespace

TEST_CASE("a translation may use the source's links, in any order and on other pages", "[localize]") {
  CHECK(
      safe("See [a](https://a.org/x) and [b](https://b.org).", "Voir [b](https://b.org) et [a](https://a.org/fr/x)."));
  CHECK(safe("See [a](a.md).", "Voir [a](fr/a.md#b)."));
  CHECK(safe("See [a][ref].", "Voir [a][ref]."));
  CHECK(safe("See <https://a.org>.", "Voir [a](https://a.org)."));
}

TEST_CASE("a link to another host is named", "[localize]") {
  CHECK(danger("See [a](https://a.org).", "Voir [a](https://evil.org).") ==
        "the translation (P) has a link that leads elsewhere than the source's: https://evil.org");
  CHECK_FALSE(safe("Words.", "Mots <https://evil.org>."));
  CHECK_FALSE(safe("Words.", "Mots https://evil.org."));
  CHECK_FALSE(safe("Words.", "Mots www.evil.org."));
  CHECK_FALSE(safe("![a](/a.png)", "![a](//evil.org/a.png)"));
  CHECK_FALSE(safe("<a href=\"https://a.org\">a</a>", "<a href=\"https://a.org@evil.org\">a</a>"));
}

TEST_CASE("a link that runs a script is refused unless the source has the very same", "[localize]") {
  CHECK(danger("[a](b)", "[a](javascript:alert)") ==
        "the translation (P) has a link that runs a script: javascript:alert");
  CHECK_FALSE(safe("[a](javascript:one)", "[a](javascript:two)"));
  CHECK(safe("[a](javascript:one)", "[b](javascript:one)"));
  CHECK_FALSE(safe("[a](b)", "[a](java&Tab;script:alert)"));
  CHECK_FALSE(safe("<a href=\"b\">x</a>", "<a href=\"java&#115;cript:alert(1)\">x</a>"));
}

TEST_CASE("HTML that the source has may be used, other HTML not", "[localize]") {
  CHECK(safe("<b>x</b> <br>", "<br> <b>y</b>"));
  CHECK(safe("<span lang=\"en\" title=\"t\">x</span>", "<span title=\"u\" lang=\"fr\">y</span>"));
  CHECK(danger("x", "<script>y</script>") == "the translation (P) has HTML that the source does not have: <script>");
  CHECK_FALSE(safe("<b>x</b>", "<b onclick=\"alert()\">x</b>"));
  CHECK_FALSE(safe("<b onclick=\"one()\">x</b>", "<b onclick=\"two()\">x</b>"));
  CHECK(safe("<b onclick=\"one()\">x</b>", "<b onclick=\"one()\">y</b>"));
  CHECK_FALSE(safe("<b>x</b>", "<b style=\"position:fixed\">x</b>"));
  CHECK_FALSE(safe("<b>x</b>", "<i>x</i>"));
}

TEST_CASE("direction and reading may be marked in any translation", "[localize]") {
  CHECK(safe("`i32` and `Vec<T>`", "<span dir=ltr>`i32`</span> و <bdi lang=\"en\">x</bdi>"));
  CHECK(safe("Tokyo", "<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>"));
  CHECK_FALSE(safe("x", "<span dir=ltr onclick=\"x\">y</span>"));
  CHECK_FALSE(safe("x", "<span class=\"y\">y</span>"));
}

TEST_CASE("comments stay comments: none where there was none, no directives", "[localize]") {
  CHECK(safe("a <!-- note --> b", "a <!-- remarque --> b"));
  CHECK_FALSE(safe("a b", "a <!-- hidden --> b"));
  CHECK_FALSE(safe("a <!-- note --> b", "a <!-- hexapla:skip-begin --> b"));
}

TEST_CASE("what Markdown shows as text is no danger", "[localize]") {
  CHECK(safe("x", "`<script>`"));
  CHECK(safe("x", "a < b, c: d, e@f"));
  CHECK(safe("x", "\\<script>"));
}

TEST_CASE("a tag without its end is no text outside of Markdown", "[localize]") {
  CHECK_FALSE(safe("x", "<img src=x onerror=alert(1) ", Markup::Html));
  CHECK_FALSE(safe("x", "<img src=x onerror=alert(1) ", Markup::None));
  CHECK(safe("x", "1 < 2", Markup::Html));
  CHECK_FALSE(safe("x", "<script>", Markup::None));
}

TEST_CASE("shortcodes keep their names, includes their files", "[localize]") {
  CHECK(safe("{{< figure caption=\"a\" >}} x", "{{< figure caption=\"b\" >}} y"));
  CHECK_FALSE(safe("{{< figure >}} x", "{{< rawhtml >}} y"));
  CHECK_FALSE(safe("x {{#include a.md}}", "y {{#include ../secret}}"));
  CHECK(safe("x {{#include a.md}}", "{{#include a.md}} y"));
  CHECK_FALSE(safe("x", "{{ .Site.Secret }}"));
}

TEST_CASE("an override of the text's direction is a trick, balanced marks are not", "[localize]") {
  CHECK(danger("x", "y\u202Etxt.exe\u202C") ==
        "the translation (P) has an invisible character that the source does not have: U+202E");
  CHECK_FALSE(safe("x", "\u2067abc"));
  CHECK_FALSE(safe("x", "\u2067abc\u202C"));
  CHECK_FALSE(safe("x", "abc\u2069"));
  CHECK(safe("x", "\u2067abc\u2069 \u200Fعربي\u200E می\u200Cخواهم"));
  CHECK(safe("a\u202Eb\u202C", "c\u202Ed\u202C"));
}

TEST_CASE("invisible characters are named", "[localize]") {
  CHECK(danger("x", std::string("a\0b", 3)) ==
        "the translation (P) has an invisible character that the source does not have: U+0000");
  CHECK_FALSE(safe("x", "a\x1b[31m"));
  CHECK_FALSE(safe("x", "a\r\nb"));
  CHECK_FALSE(safe("x", "a\U000E0041b"));
  CHECK_FALSE(safe("x", "a\u2028b"));
  CHECK(safe("x", "🏴\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F"));
  CHECK(safe("x", "ខ្មែរ\u200Bភាសា 葛\U000E0100 a\nb\tc"));
}

TEST_CASE("markup by the hundred thousand is looked through in no time", "[localize]") {
  std::string source;
  std::string translation;
  for (int i = 0; i < 50000; ++i) {
    source += "<b> [x](https://a.org/" + std::to_string(i) + ") ";
    translation += "[x](https://a.org/x" + std::to_string(i) + ") <b> ";
  }
  CHECK(safe(source, translation, Markup::None));
  CHECK_FALSE(safe(source, translation + "<i>", Markup::None));
}

TEST_CASE("a long text is not repeated whole", "[localize]") {
  CHECK(danger("x", "<b title=\"" + std::string(500, 'a') + "\">").size() < 200);
}

TEST_CASE("a link may lead where the page links already, and to the same site in the catalog's language", "[safety]") {
  const TrustedHosts hosts("[1]: https://cxx.rs/book\n<http://user@Docs.RS:80/x> https://en.wikipedia.org/wiki/Rust");
  CHECK(hosts.contains("host cxx.rs", "fr"));
  CHECK(hosts.contains("host docs.rs", "fr"));
  CHECK(hosts.contains("host fr.wikipedia.org", "fr-CA"));
  CHECK_FALSE(hosts.contains("host de.wikipedia.org", "fr"));
  CHECK_FALSE(hosts.contains("host fr.wikipedia.org", ""));
  CHECK_FALSE(hosts.contains("host fr.wikipedia.org.evil.example", "fr"));
  CHECK_FALSE(hosts.contains("host fr.cxx.rs", "fr"));
  CHECK_FALSE(hosts.contains("host rs", "fr"));
}
