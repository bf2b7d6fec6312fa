#include "hexapla/localize/merge.h"

#include "support.h"

#include <catch2/catch.hpp>

using namespace hexapla;
using namespace hexapla::test;

TEST_CASE("without a catalog the page is its own bytes", "[localize]") {
  const std::string bytes = "\xEF\xBB\xBF# A  \r\n\r\n*\ttabbed \r\n\r\n| a | b\r\n|--|:-:|\r\n| c|d |\r\n";
  const Page page = make_page("a.md", bytes);
  const auto result = merge(page, {}, {});
  CHECK(result.bytes == bytes);
  CHECK(result.identical);
  CHECK(result.counts.units == page.units.size());
  CHECK(result.counts.untranslated == page.units.size());
  CHECK(result.diagnostics.empty());
}

TEST_CASE("only texts with a translation change", "[localize]") {
  const Page page = make_page("a.md", "# One\n\nTwo   \nlines *here*\n\nThree\n");
  const auto result = merge_with(page, Pairs{{"One", "Eins"}, {"Three", "Drei"}});
  CHECK(result.bytes == "# Eins\n\nTwo   \nlines *here*\n\nDrei\n");
  CHECK_FALSE(result.identical);
  CHECK(result.counts.translated == 2);
  CHECK(result.counts.untranslated == 1);
}

TEST_CASE("a translation that equals its source leaves the source's own bytes", "[localize]") {
  const std::string bytes = "A   text\nover lines\n";
  const Page page = make_page("a.md", bytes);
  const auto result = merge_with(page, Pairs{{std::string(page.units[0].text), std::string(page.units[0].text)}});
  CHECK(result.bytes == bytes);
  CHECK(result.identical);
  CHECK(result.counts.translated == 1);
}

TEST_CASE("fuzzy texts are used by what they are", "[localize]") {
  const Page page = make_page("a.md", "Stale one\n\nGuess two\n");
  const Translations translations(
      po_of({}) +
      "#, fuzzy\n#| msgid \"Old one\"\nmsgid \"Stale one\"\nmsgstr \"Alt eins\"\n\n"
      "#. suggestion: 80% from a.md\n#, fuzzy\n#| msgid \"Other\"\nmsgid \"Guess two\"\nmsgstr \"Zwei\"\n");
  REQUIRE(translations.ok());
  const auto with = merge_with(page, translations);
  CHECK(with.bytes == "Alt eins\n\nGuess two\n");
  CHECK(with.counts.stale == 1);
  CHECK(with.counts.stale_words == 2);
  CHECK(with.counts.guess == 1);
  MergeOptions options;
  options.stale = MergeOptions::Stale::Source;
  CHECK(merge_with(page, translations, options).identical);
}

TEST_CASE("fallback languages fill what the own catalog has not", "[localize]") {
  const Page page = make_page("a.md", "One\n\nTwo\n\nThree\n");
  const Translations own(po_of({{"One", "um"}}));
  const Translations fallback(po_of({{"One", "UM"}, {"Two", "dois"}}), "pt.po");
  MergeOptions options;
  const MergeSource chain[] = {own.source(), fallback.source()};
  const auto result = merge(page, chain, options);
  CHECK(result.bytes == "um\n\ndois\n\nThree\n");
  CHECK(result.counts.translated == 1);  // in the first catalog
  CHECK(result.counts.untranslated == 2);
}

TEST_CASE("contexts choose the translation", "[localize]") {
  const Page page = make_page("a.md", "<!-- hexapla:context: door -->\n\nOpen\n\nOpen\n");
  const Translations translations(po_of({{"Open", "offen"}}) + "msgctxt \"door\"\nmsgid \"Open\"\nmsgstr \"öffnen\"\n");
  CHECK(merge_with(page, translations).bytes == "<!-- hexapla:context: door -->\n\nöffnen\n\noffen\n");
}

TEST_CASE("a translation with a link of its own falls back and is named", "[localize]") {
  const Page page = make_page("a.md", "# Title\n\nSee [us](https://us.org).\n");
  const auto result =
      merge_with(page, Pairs{{"Title", "Titel"}, {"See [us](https://us.org).", "Siehe [uns](https://evil.org)."}});
  CHECK(result.bytes == "# Titel\n\nSee [us](https://us.org).\n");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(
      describe(result.diagnostics[0]) ==
      "a.md:3:1: error: the translation (xx.po:9) has a link that leads elsewhere than the source's: https://evil.org\n"
      "  See [us](https://us.org).\n"
      "  ^\n"
      "  hint: it was not put in; correct the translation, or use --force if you trust the catalog");
}

TEST_CASE("with force a dangerous translation is put in and told of", "[localize]") {
  const Page page = make_page("a.md", "See [us](https://us.org).\n\nText\n");
  MergeOptions options;
  options.force = true;
  const auto result =
      merge_with(page, Pairs{{"See [us](https://us.org).", "[uns](https://evil.org)"}, {"Text", "A\n\n# B"}}, options);
  CHECK(result.bytes.starts_with("[uns](https://evil.org)\n\nA"));
  REQUIRE_FALSE(result.diagnostics.empty());
  for (const auto& diagnostic : result.diagnostics) CHECK(diagnostic.severity == Severity::Warning);
}

TEST_CASE("an own translation that is unsafe gives way to the fallback's", "[localize]") {
  const Page page = make_page("a.md", "Words\n");
  const Translations own(po_of({{"Words", "<script>x</script>"}}));
  const Translations fallback(po_of({{"Words", "palavras"}}), "pt.po");
  const MergeSource chain[] = {own.source(), fallback.source()};
  const auto result = merge(page, chain, {});
  CHECK(result.bytes == "palavras\n");
  CHECK(result.diagnostics.size() == 1);
}

TEST_CASE("whatever blocks a translation tries to open, the page stays the same", "[localize]") {
  const std::string bytes =
      "# Title\n\nBefore\n\n- item *one*\n- item two\n\n> quote\n\n| a | b |\n|---|---|\n| c | d |\n\nAfter\n";
  for (const char* hostile : {"# heading",
                              "a\n\nb",
                              "- list",
                              "1. list",
                              "> quote",
                              "```\ncode",
                              "~~~",
                              "    code",
                              "***",
                              "a\n---",
                              "a\n===",
                              "<div>",
                              "<!-- open",
                              "<!-- hexapla:skip-begin -->",
                              "[x]: https://evil.org",
                              "[x]: /y",
                              "| a | b |\n|---|---|",
                              "a | b",
                              "\n\n",
                              " ",
                              "---\ntitle: x\n---",
                              "+++",
                              "{{< x >}}",
                              "[^1]: note",
                              "a\n: definition",
                              "\\",
                              "`",
                              "<script>\nalert(1)\n</script>",
                              "</div>\n\n# x",
                              "a\t\n\n\n\tb",
                              "<pre>\n\nx",
                              "<?php",
                              "<![CDATA[",
                              "- [ ] task",
                              "$$\nx\n$$",
                              "::: note",
                              "!!! note",
                              "* * *",
                              "#",
                              ">",
                              "-",
                              "+",
                              "1)",
                              "=",
                              "|",
                              "a\n|-|",
                              "\u2028# x",
                              "é\n# ü"}) {
    for (const char* msgid : {"Title", "Before", "item *one*", "item two", "quote", "a", "d", "After"}) {
      INFO(hostile << " for " << msgid);
      const Page page = make_page("a.md", bytes);
      const auto result =
          merge_with(page, Pairs{{msgid, hostile}, {"After", msgid == std::string("After") ? hostile : "Nachher"}});
      const Page again = make_page("a.md", result.bytes);
      REQUIRE(again.structure.size() == page.structure.size());
      for (std::size_t i = 0; i < page.structure.size(); ++i)
        REQUIRE(again.structure[i].what == page.structure[i].what);
      // The innocent one is kept.
      if (msgid != std::string("After")) CHECK(result.bytes.find("Nachher") != std::string::npos);
    }
  }
}

TEST_CASE("a catalog that breaks every text ends soon and leaves the page", "[localize]") {
  std::string bytes;
  Pairs pairs;
  for (int i = 0; i < 2000; ++i) {
    const std::string text = "Text number " + std::to_string(i);
    bytes += text + "\n\n";
    pairs.emplace_back(text, "x\n\n# heading " + std::to_string(i) + "\n\n<div>\n\n```\n");
  }
  const Page page = make_page("a.md", bytes);
  const auto result = merge_with(page, pairs);
  const Page again = make_page("a.md", result.bytes);
  CHECK(again.units.size() == page.units.size());
}

namespace {

/// Every line is a unit; the page's structure is the number of "!" in it, and it is told of at the page's first byte.
void parse_shouts(Page& page, const ParseOptions&) {
  const std::string_view bytes = page.bytes();
  std::uint64_t shouts = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    Unit unit;
    unit.span = make_span(at, end);
    unit.text = slice(bytes, unit.span);
    shouts += unit.text.ends_with('!') ? 1U : 0U;
    page.units.push_back(unit);
    at = end + 1;
  }
  page.structure.push_back({shouts, 0});
}

void lay_plainly(const Page&, const Unit&, std::string_view text, const LayoutOptions&, std::string& out) {
  out += text;
}

const PageFormat shout_format{"shouts", parse_shouts, lay_plainly};

}  // namespace

TEST_CASE("a text that was taken back in vain is put in again", "[localize]") {
  const Page page("a.txt", "one\ntwo\nthree\nfour\n", shout_format, {});
  const Translations translations(po_of({{"one", "eins"}, {"two", "zwei"}, {"three", "drei!"}, {"four", "vier"}}));
  const MergeSource chain[] = {translations.source()};
  const auto result = merge(page, chain, {});
  CHECK(result.bytes == "eins\nzwei\nthree\nvier\n");
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].position == Position{3, 1});
}

TEST_CASE("words counted before are taken as they are", "[localize]") {
  const Page page = make_page("a.md", "One two\n\nThree\n");
  CHECK(count_unit_words(page) == std::vector<std::uint32_t>{2, 1});
  const std::vector<std::uint32_t> words = {20, 10};
  MergeOptions options;
  options.unit_words = &words;
  CHECK(merge_with(page, Pairs{{"Three", "x"}}, options).counts.translated_words == 10);
}

TEST_CASE("a translation without letters may stand for a text", "[localize]") {
  const Page page = make_page("a.md", "| ready |\n|---|\n| Yes |\n| No |\n");
  const auto result = merge_with(page, Pairs{{"Yes", "✓"}, {"No", "nein"}});
  CHECK(result.diagnostics.empty());
  CHECK(result.bytes == "| ready |\n|---|\n| ✓ |\n| nein |\n");
}

TEST_CASE("counts are words of the source", "[localize]") {
  const Page page = make_page("a.md", "One two three\n\nFour five\n");
  const auto result = merge_with(page, Pairs{{"One two three", "x"}});
  CHECK(result.counts.words == 5);
  CHECK(result.counts.translated_words == 3);
  CHECK(result.counts.untranslated_words == 2);
}

TEST_CASE("YAML values are quoted where YAML needs it", "[localize]") {
  const Page page = make_page("a.yaml", "a: Yes please\nb: 'it''s'\nc: \"q\"\nd:\n  - x y # comment\n");
  const auto result =
      merge_with(page, Pairs{{"Yes please", "no: yes #1"}, {"it's", "c'est"}, {"q", "\"r\"\\"}, {"x y", "- z"}});
  const Page again = make_page("a.yaml", result.bytes);
  CHECK(result.diagnostics.empty());
  REQUIRE(again.units.size() == 4);
  CHECK(again.units[0].text == "no: yes #1");
  CHECK(again.units[1].text == "c'est");
  CHECK(again.units[2].text == "\"r\"\\");
  CHECK(again.units[3].text == "- z");
  CHECK(result.bytes.find("# comment") != std::string::npos);
}
