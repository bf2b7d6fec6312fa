// What a change is called, and what update does about it.
#include "../quoted.h"
#include "catalog_text.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/vocabulary.h"

#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;
using test::quoted;

namespace {

struct Case {
  const char* before;
  const char* after;
  ChangeClass what;
  bool exact;
};

/// One message, changed; its translation afterwards, with "fuzzy: " before it when it is stale.
std::string healed(const std::string& before, const std::string& translation, const std::string& after,
                   ClassSet heal = ClassSet::usual()) {
  const Catalog old = catalog_of("#: a.md\nmsgid " + quoted(before) + "\nmsgstr " + quoted(translation) + "\n");
  const Catalog wanted = catalog_of("#: a.md\nmsgid " + quoted(after) + "\nmsgstr \"\"\n");
  UpdateOptions options;
  options.heal = heal;
  const UpdateResult result = update(old, wanted, options);
  const Message& message = result.catalog.messages.at(1);
  return (message.fuzzy ? "fuzzy: " : "") + std::string(message.msgstr.at(0));
}

}  // namespace

TEST_CASE("a change is called after the gravest of what changed", "[tracking]") {
  const Case cases[] = {
      {"One text", "One text", ChangeClass::None, true},
      {"One  text ", "One\ntext", ChangeClass::Reflow, true},
      {"a *b* c", "a _b_ c", ChangeClass::Markup, true},
      {"a b c", "a *b* c", ChangeClass::Markup, false},
      {"run make now", "run `make` now", ChangeClass::Markup, false},
      {"\"x\" -- it's...", "“x” – it’s…", ChangeClass::Typography, true},
      {"this &amp; that", "this & that", ChangeClass::Typography, true},
      {"a \\* b", "a * b", ChangeClass::Typography, true},
      {"see [this](a.md) page", "see [this](b.md) page", ChangeClass::Link, true},
      {"see [this](a.md) page", "see [this][b] page", ChangeClass::Link, true},
      {"see this page", "see [this](b.md) page", ChangeClass::Link, false},
      {"see <https://a.org/x> page", "see <https://a.org/y> page", ChangeClass::Link, true},
      {"![a map](a.png) of it", "![a map](b.png) of it", ChangeClass::Image, true},
      {"<b class=\"x\">bold</b>", "<b class=\"y\">bold</b>", ChangeClass::Attribute, true},
      {"<b>bold</b> text", "<i>bold</i> text", ChangeClass::Attribute, false},
      {"call `f(x)` first", "call `g(x)` first", ChangeClass::Code, true},
      {"in 1983 it", "in 1984 it", ChangeClass::Number, true},
      {"needs v1.2 or so", "needs v1.3 or so", ChangeClass::Number, true},
      {"One, two and three", "One, two, and three", ChangeClass::Punctuation, true},
      {"The end", "The end.", ChangeClass::Punctuation, true},
      {"We recieve it", "We receive it", ChangeClass::Spelling, true},
      {"on the internet today", "on the Internet today", ChangeClass::Spelling, true},
      {"the page is", "the pages is", ChangeClass::Words, false},
      {"it is likely so", "it is unlikely so", ChangeClass::Words, false},
      {"it is now so", "it is not so", ChangeClass::Words, false},
      {"Day 1 Morning", "Day 4: Morning", ChangeClass::Number, true},
      {"in `f` of 3", "in `g` of 4", ChangeClass::Number, true},
      {"[words](a.md) here", "[other](b.md) here", ChangeClass::Words, false},
      {"[words](a.md \"A title\")", "[words](b.md \"Another title\")", ChangeClass::Words, false},
      {"[words](a.md \"A title\")", "[words](b.md \"A title\")", ChangeClass::Link, true},
      {"中国的机关", "中国的机构", ChangeClass::Words, false},
      {"use the --all option", "use the -all option", ChangeClass::Punctuation, true},
      {"a\n\nb", "a b", ChangeClass::Markup, false},
      // Marks around the same words.
      {"with 'git add' or \"git rm\"", "with `git add` or `git rm`", ChangeClass::Markup, false},
      {"no more than n files", "no more than _<n>_ files", ChangeClass::Markup, false},
      {"the submodules work", "the submodule's work", ChangeClass::Words, false},
      {"`git add` takes it", "`git rm` takes it", ChangeClass::Code, true},
      {"they can not know", "they cannot know", ChangeClass::Spelling, true},
      {"a UTF8 string", "a UTF-8 string", ChangeClass::Spelling, true},
      {"a part of it", "apart of it", ChangeClass::Words, false},
      {"what the the page says", "what the page says", ChangeClass::Spelling, true},
      {"it is so", "it is not so", ChangeClass::Words, false},
      // What stands in angle brackets is HTML, or a word that people translate.
      {"show <stash>", "show <commit>", ChangeClass::Words, false},
      {"show <stash>", "show [<options>] <stash>", ChangeClass::Words, false},
      {"in <git dir> or so", "in <git-dir> or so", ChangeClass::Code, true},
      {"a <br> b", "a b", ChangeClass::Attribute, false},
      {"<details>\nwords", "words", ChangeClass::Attribute, false},
      // People translate what code says to people.
      {"```rust\nfn f() {} // one\n```", "```rust\nfn g() {} // one\n```", ChangeClass::Code, true},
      {"```rust\nfn f() {} // one\n```", "```rust\nfn f() {} // two\n```", ChangeClass::Words, false},
      {"```rust\nsay(\"well done\")\n```", "```rust\nsay(\"too bad\")\n```", ChangeClass::Words, false},
      {"```sh\n# all\nls \"$a\"\n```", "```sh\n# all\nls \"$b\"\n```", ChangeClass::Code, true},
      {"```rust\nsay(\"a: {a}\")\n```", "```rust\nsay(\"b: {b}\")\n```", ChangeClass::Code, true},
      {"```\nthe old\n```", "```\nthe new\n```", ChangeClass::Words, false},
      {"```bob\n|a  |\n```", "```bob\n|a |\n```", ChangeClass::Reflow, false},
      {"```bob\n| tag |\n```", "```bob\n| name |\n```", ChangeClass::Words, false},
  };
  for (const Case& one : cases) {
    INFO(one.before << " => " << one.after);
    const Difference change = difference(one.before, one.after);
    CHECK(rule_of(change.what).name == rule_of(one.what).name);
    CHECK(change.exact == one.exact);
    CHECK(rule_of(difference(one.after, one.before).what).name == rule_of(one.what).name);
  }
}

TEST_CASE("a word that the source has elsewhere is no slip", "[tracking]") {
  const Catalog source = catalog_of("msgid \"The desert is dry.\"\nmsgstr \"\"\n");
  const Vocabulary known(source);
  CHECK(difference("We had a desert", "We had a dessert").what == ChangeClass::Spelling);
  CHECK(difference("We had a desert", "We had a dessert", &known).what == ChangeClass::Words);
  const Catalog again = catalog_of("msgid \"To initialise add it.\"\nmsgstr \"\"\n");
  const Vocabulary variants(again);
  CHECK(difference("To initialise", "To initialize", &variants).what == ChangeClass::Spelling);
  CHECK(difference("add the file", "Add the file", &variants).what == ChangeClass::Spelling);
}

TEST_CASE("a comment that is gone from code leaves nothing to translate", "[tracking]") {
  const std::string with = "```rust\n// A license.\n\nfn main() {}\n```";
  const std::string without = "```rust\nfn main() {}\n```";
  CHECK(difference(with, without).what == ChangeClass::Code);
  CHECK(difference(without, with).what == ChangeClass::Words);
}

TEST_CASE("every class has a rule under its own number and name", "[tracking]") {
  for (std::size_t i = 0; i < change_classes; ++i) {
    const auto what = static_cast<ChangeClass>(i);
    CHECK(rule_of(what).what == what);
    CHECK(class_named(rule_of(what).name) == what);
  }
  CHECK_FALSE(class_named("meaning"));
  CHECK(ClassSet::all().includes(ClassSet::usual()));
  CHECK_FALSE(ClassSet::all().has(ChangeClass::Words));
}

TEST_CASE("a change without meaning is made in the translation, too", "[tracking]") {
  CHECK(healed("See [this](a.md).", "Voir [ceci](a.md).", "See [this](b.md).") == "Voir [ceci](b.md).");
  CHECK(healed("See [this](a.md).", "Voir [ceci](a.md).", "See [this][a].") == "Voir [ceci][a].");
  CHECK(healed("See <https://a.org>.", "Voir <https://a.org>.", "See <https://b.org>.") == "Voir <https://b.org>.");
  CHECK(healed("![A map](a.png) x", "x ![Une carte](a.png)", "![A map](b.png) x") == "x ![Une carte](b.png)");
  CHECK(healed("A <b class=\"x\">b</b>", "Un <b class=\"x\">b</b>", "A <b class=\"y\">b</b>") ==
        "Un <b class=\"y\">b</b>");
  CHECK(healed("Call `f` and `g`.", "Appeler `g` et `f`.", "Call `f` and `h`.") == "Appeler `h` et `f`.");
  CHECK(healed("It's \"so\"", "C’est « ainsi »", "It’s “so”") == "C’est « ainsi »");
  CHECK(healed("a *b*", "un _b_", "a _b_") == "un _b_");
  CHECK(healed("[t](a.md \"T\")", "[u](a.md \"U\")", "[t](b.md \"T\")") == "[u](b.md \"U\")");
  CHECK(healed("One\ntwo [x](a)\n", "Un\ndeux [x](a)\n", "One two [x](b)") == "Un deux [x](b)");
}

TEST_CASE("a text that is its own translation takes the change as it is", "[tracking]") {
  CHECK(healed("String", "String", "`String`") == "`String`");
  CHECK(healed("Rust by Example", "Rust by Example", "[Rust by Example](rbe)") == "[Rust by Example](rbe)");
  CHECK(healed("String", "Strings", "`String`") == "fuzzy: Strings");
  CHECK(healed("Release 1.0", "Release 1.0", "Release 2.0") == "fuzzy: Release 2.0");
}

TEST_CASE("what cannot be made exactly is stale", "[tracking]") {
  // Not there, there twice, or there already.
  CHECK(healed("See [this](a.md).", "Voir ceci.", "See [this](b.md).") == "fuzzy: Voir ceci.");
  CHECK(healed("See [a](a.md).", "[a](a.md), [b](a.md)", "See [a](b.md).") == "fuzzy: [a](a.md), [b](a.md)");
  CHECK(healed("See [a](a.md).", "[a](a.md), [b](b.md)", "See [a](b.md).") == "fuzzy: [a](a.md), [b](b.md)");
  // Two became one, and one became two: nobody could take that back.
  CHECK(healed("Please call `a` or `b`", "Appeler `a` ou `b`", "Please call `c` or `c`") ==
        "fuzzy: Appeler `a` ou `b`");
  CHECK(healed("`a` or `a`", "`a` ou `a`", "`a` or `c`") == "fuzzy: `a` ou `a`");
  // Emphasis or a link that is new has its place in the words.
  CHECK(healed("a b c", "a b c d", "a *b* c") == "fuzzy: a b c d");
  CHECK(healed("See this page.", "Voir la page.", "See [this](b.md) page.") == "fuzzy: Voir la page.");
}

TEST_CASE("numbers are carried over, and people look at them", "[tracking]") {
  CHECK(healed("Founded in 1983.", "Fondé en 1983.", "Founded in 1984.") == "fuzzy: Fondé en 1984.");
  CHECK(healed("Founded in 1983.", "Fondé en 83.", "Founded in 1984.") == "fuzzy: Fondé en 83.");
  CHECK(healed("A [ministry](a) of the year 1983", "Le [ministère](a) de 1983", "One [ministry](b) of the year 1984") ==
        "fuzzy: Le [ministère](b) de 1984");
}

TEST_CASE("classes heal as the configuration says", "[tracking]") {
  ClassSet only_code = ClassSet::none();
  only_code.add(ChangeClass::Code);
  CHECK(healed("`a` [x](a)", "`a` [y](a)", "`b` [x](a)", only_code) == "`b` [y](a)");
  CHECK(healed("Call `a` of [them](a)", "`a` [y](a)", "Call `b` of [them](b)", only_code) == "fuzzy: `b` [y](b)");
  CHECK(healed("`a` [x](a)", "`a` [y](a)", "`b` [x](a)", ClassSet::none()) == "fuzzy: `a` [y](a)");
  CHECK(healed("The end", "La fin", "The end.", ClassSet::all()) == "La fin");
  CHECK(healed("The end", "La fin", "The end.") == "fuzzy: La fin");
  CHECK(healed("We recieve it", "On le reçoit", "We receive it", ClassSet::all()) == "On le reçoit");
  CHECK(healed("In 1983", "En 1983", "In 1984", ClassSet::all()) == "En 1984");
  CHECK(healed("The end", "La fin", "The *end*.", ClassSet::all()) == "fuzzy: La fin");
}

TEST_CASE("what was carried over is taken back when the text is back", "[tracking]") {
  const std::string first = "#: a.md\nmsgid \"It has 4 rooms and [a door](a.md).\"\n";
  const std::string second = "#: a.md\nmsgid \"It had 5 rooms and [a door](b.md).\"\n";
  const std::string third = "#: a.md\nmsgid \"It had 6 halls and [a door](b.md).\"\n";
  const std::string translation = "msgstr \"4 pièces et [une porte](a.md).\"\n";
  const std::string stale = updated(first + translation, second + "msgstr \"\"\n");
  CHECK(stale == "#: a.md\n#, fuzzy\n#| msgid \"It has 4 rooms and [a door](a.md).\"\n" + second.substr(8) +
                     "msgstr \"5 pièces et [une porte](b.md).\"\n");
  const std::string staler = updated(stale, third + "msgstr \"\"\n");
  CHECK(staler == "#: a.md\n#, fuzzy\n#| msgid \"It has 4 rooms and [a door](a.md).\"\n" + third.substr(8) +
                      "msgstr \"6 pièces et [une porte](b.md).\"\n");
  CHECK(updated(stale, first + "msgstr \"\"\n") == first + translation);
  CHECK(updated(staler, first + "msgstr \"\"\n") == first + translation);
  CHECK(updated(staler, second + "msgstr \"\"\n") == stale);
}

TEST_CASE("every form of a plural is healed, or none", "[tracking]") {
  const auto message = [](const char* target, const std::string& one, const std::string& many) {
    return "#: a.md\nmsgid \"one [file](" + std::string(target) + ")\"\nmsgid_plural \"%d [files](" + target +
           ")\"\nmsgstr[0] \"" + one + "\"\nmsgstr[1] \"" + many + "\"\n";
  };
  CHECK(updated(message("a", "un [f](a)", "%d [f](a)"), message("b", "", "")) ==
        message("b", "un [f](b)", "%d [f](b)"));
  const std::string stale = updated(message("a", "un f", "%d [f](a)"), message("b", "", ""));
  CHECK(stale.find("#, fuzzy") != std::string::npos);
}
