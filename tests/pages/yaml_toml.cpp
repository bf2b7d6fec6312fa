#include "data_pages.h"

#include <random>

#include <catch2/catch.hpp>

namespace hexapla {

using data_pages::dump;
using data_pages::first_problem;
using data_pages::merge;
using data_pages::same_structure;

namespace {

Page toml(std::string text, const std::vector<std::string>& keys = {"**"}) {
  return data_pages::front_matter(std::move(text), keys, FrontMatter::Toml);
}

}  // namespace

TEST_CASE("TOML front matter: strings of every kind under every kind of key", "[toml]") {
  const Page page = toml(R"(# comment = "no"
title = "A \"basic\" é \u00e9"   # after
path = 'C:\literal'
date = 2026-01-01T10:00:00Z
draft = false
when = "2026-01-01"
weight=10
tags = [ "one", # first
  'two',
]
"quoted.key".sub = "dotted"
params.author.name = "Ana"
long = """
First \
   joined.
Second "quoted" line.
"""
raw = '''
as is \n
'''
inline = { alt = "Alt", list = [ { x = "deep" }, "flat" ], n = 1 }
empty = ""
[menu.main]
name = "Menu"
[[resources]]
label = "First"
[resources.params]
x = "Nested"
[[resources]]
label = "Second"
)");
  REQUIRE(first_problem(page).empty());
  CHECK(dump(page) == R"(title = A "basic" é é
path = C:\literal
tags[] = one
tags[] = two
"quoted.key".sub = dotted
params.author.name = Ana
long = First joined.\nSecond "quoted" line.
raw = as is \n
inline.alt = Alt
inline.list[].x = deep
inline.list[] = flat
menu.main.name = Menu
resources[].label = First
resources[].params.x = Nested
resources[].label = Second
)");
  CHECK(page.units[0].kind == UnitKind::FrontMatter);
  CHECK(dump(toml("a = 'x'\nb = 'y'\n[t]\na = 'z'\n", {"a"})) == "a = x\n");
}

TEST_CASE("TOML strings go back as they stand, with the escapes they need", "[toml]") {
  CHECK(merge(toml("a = \"x\" # c\n"), "dit \"oui\"\n\\ \x01") == "a = \"dit \\\"oui\\\"\\n\\\\ \\u0001\" # c\n");
  CHECK(merge(toml("a = 'x'\n"), "C:\\é") == "a = 'C:\\é'\n");
  CHECK(merge(toml("a = 'x'\n"), "l'été") == "a = \"l'été\"\n");
  CHECK(merge(toml("a = \"\"\"\r\nx\r\n\"\"\"\r\n"), "un\ndeux \"\"\" \"") ==
        "a = \"\"\"\r\nun\r\ndeux \"\\\"\\\" \"\r\n\"\"\"\r\n");
  CHECK(merge(toml("a = '''x'''\n"), "l'été\nlà") == "a = '''l'été\nlà'''\n");
  CHECK(merge(toml("a = '''x'''\n"), "fin'") == "a = \"\"\"fin'\"\"\"\n");
  CHECK(merge(toml("a = \"\"\"x\"\"\"\n"), "\nfin\"") == "a = \"\"\"\n\nfin\\\"\"\"\"\n");
}

TEST_CASE("TOML that is not understood is left alone and said once", "[toml]") {
  const Page page = toml(
      "ok = \"yes it is\"\nbroken = \"never\nthis is nothing\n= 1\ngood = \"still\"\n[a\nb = \"lost\"\n[c]\nd = 'x'\n",
      {"ok", "good", "b", "c.d"});
  CHECK(dump(page) == "ok = yes it is\ngood = still\nc.d = x\n");
  REQUIRE(page.diagnostics.size() == 1);
  CHECK(page.readable());
  CHECK(first_problem(page).find("page.md:2:10: warning: TOML that is not understood; left as it is") == 0);
}

TEST_CASE("hostile TOML is read in linear time and constant stack", "[toml]") {
  for (const char* piece : {"[", "a=[", "a={a=", "a.", "[[a]]\n", "\"", "'''", "a=\"", "a=[\n", "a=1\n", "[a]\n"}) {
    std::string text;
    while (text.size() < 1000000) text += piece;
    CHECK(toml(text).units.empty());
  }
}

TEST_CASE("what is laid into TOML is read back", "[toml]") {
  const std::vector<std::string> pieces = {"a",  "é", "\"", "\"\"\"", "'", "'''", "\\",
                                           "\n", " ", "\t", "\x01",   "#", "日"};
  const Page page =
      toml("a = \"x\"\nb = 'x'\nc = \"\"\"x\"\"\"\nd = '''x'''\ne = \"\"\"\nx\n\"\"\"\nf = ['''\nx''', {g='x'}]\n");
  REQUIRE(page.units.size() == 7);
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string translation;
    for (auto i = random() % 6; i > 0; --i) translation += pieces[random() % pieces.size()];
    translation += "z";
    if (random() % 2 == 0) translation.insert(0, 1, '"');
    if (random() % 2 == 0) translation.push_back(random() % 2 == 0 ? '"' : '\'');
    const std::string out = merge(page, translation);
    const Page again = toml(out);
    INFO(out);
    REQUIRE(first_problem(again).empty());
    REQUIRE(again.units.size() == page.units.size());
    for (const Unit& unit : again.units) REQUIRE(unit.text == translation);
    REQUIRE(same_structure(page, again));
  }
}

}  // namespace hexapla
