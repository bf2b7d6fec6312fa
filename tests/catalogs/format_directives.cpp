#include "hexapla/catalogs/format_directives.h"

#include "gettext_tools.h"

#include <random>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

// Valid, odd and wrong directives with places in which a line might be broken.
const std::vector<std::string> percent = {
    "%s",     "%- d",    "% d",      "%1$ d",  "%2$- s",  "%*- d",  "%- *1$d",  "%1$-*2$- d", "%(n)- d",   "%(n- )s",
    "%<n> s", "%<a-b>s", "%{a-b c}", "%.- s",  "%5- d",   "%- 5s",  "%#+ 0- d", "%-(d",       "%' - d",    "%- 08.3lf",
    "% hhd",  "% lls",   "% hf",     "%- V d", "%- vd",   "%|- 5|", "%|1$- |",  "%|- T |",    "%= d",      "%2%",
    "%-qs",   "%+ D",    "%q- s",    "%-<n>s", "%*5$- d", "%- .*s", "%0$- d",   "%1:- d",     "%*:- d",    "%- *.*d",
    "%-,d",   "%<- s",   "%-tY",     "%- n",   "%-%",     "%%",     "%-",       "% ",         "%<PRIu64>", "%-<PRI d>",
    "% a",    "% e",     "% i",      "% o",    "% p",     "% q",    "% x",      "% @",        "% c",       "% t",
    "%1",     "%L1",     "%n",       "%.2f",   "%I- d",   "%*v02x", "%- 1$s",   "%hd",        "%w- d",     "%:-d"};
const std::vector<std::string> braces = {"{0}",
                                         "{0:- }",
                                         "{0,-5:- x}",
                                         "{n:- d}",
                                         "{n:<- d}",
                                         "{n:- <d}",
                                         "{n.m:- }",
                                         "{n[0]:- }",
                                         "{n:{m}}",
                                         "{n:{m:- }}",
                                         "{0,number}",
                                         "{0,choice,0#a- b|1#c}",
                                         "{0,number,- #}",
                                         "{1,time,{- }}",
                                         "'{- }'",
                                         "''",
                                         "it's",
                                         "{-}",
                                         "{0 }",
                                         "{n!r:- }",
                                         "{n:%Y-%m- %d}",
                                         "{n:-.2f}",
                                         "{n:,}",
                                         "{{",
                                         "}}",
                                         "{",
                                         "}"};
const std::vector<std::string> tildes = {"~- d",      "~-5,- a", "~(- a~)", "~(a- b~)", "~[- x~;- y~]", "~{- ~a~}",
                                         "~<- ~>",    "~-5@a",   "~'- a",   "~V- a",    "~:- a",        "~,,'- a",
                                         "~(x- ~a~)", "~{- x",   "~3t",     "~/- x/",   "~:[- a~;b~]",  "~@[- a~]",
                                         "~~",        "~1- a",   "~;",      "~)",       "~?",           "~-1*",
                                         "~5r",       "~'x,5d",  "~p- ~%",  "~^- "};

const std::vector<std::string>& pieces_of(TextFormat format) {
  switch (format) {
    case TextFormat::PythonBrace:
    case TextFormat::CSharp:
    case TextFormat::Java:
    case TextFormat::PerlBrace:
      return braces;
    case TextFormat::Scheme:
    case TextFormat::Lisp:
      return tildes;
    default:
      return percent;
  }
}

// A directive now and then at the start, and two about where the line ends.
std::string random_line(TextFormat format, std::mt19937& random) {
  const auto below = [&random](std::size_t limit) { return random() % limit; };
  const auto& pieces = pieces_of(format);
  std::string line = below(2) == 0 ? pieces[below(pieces.size())] : "";
  for (const auto end = 55 + below(20); line.size() < end;) line += std::string(3 + below(7), 'x') + " ";
  line += pieces[below(pieces.size())] + (below(2) == 0 ? " " : "") + pieces[below(pieces.size())];
  return line + " and more words behind it\\n";
}

}  // namespace

TEST_CASE("no line is broken inside a directive, in any format that gettext knows", "[format]") {
  std::mt19937 random(1);
  for (std::size_t i = 0; i < text_format_count; ++i) {
    const auto format = static_cast<TextFormat>(i);
    std::string text;
    for (int n = 0; n < 400; ++n) {
      text += "#, " + std::string(text_format_name(format)) + "-format\nmsgid \"" + std::to_string(n) + " " +
              random_line(format, random) + "\"\nmsgstr \"" + random_line(format, random) +
              random_line(format, random) + "\"\n\n";
    }
    INFO(text_format_name(format));
    const auto expected = test::msgcat(text);
    REQUIRE(expected.exit_code == 0);
    CHECK((test::formatted(text) == expected.output));
  }
}

TEST_CASE("directives are found with their whole extent", "[format]") {
  const auto found = [](TextFormat format, const std::string& text, bool is_translation = false) {
    std::vector<Span> directives;
    find_directives(format, text, is_translation, directives);
    std::string result;
    for (const auto span : directives) result += "[" + std::string(slice(text, span)) + "]";
    return result;
  };
  CHECK(found(TextFormat::C, "100% of %-5.2lf and %<PRIu64>, %%") == "[% o][%-5.2lf][%<PRIu64>][%%]");
  CHECK(found(TextFormat::C, "%Id") == "");
  CHECK(found(TextFormat::C, "%Id", true) == "[%Id]");
  CHECK(found(TextFormat::C, "%s %1$s %s") == "[%s]");
  CHECK(found(TextFormat::Python, "%(a (b))s %(c)d") == "[%(a (b))s][%(c)d]");
  CHECK(found(TextFormat::CSharp, "{0:x y} {{ {1,-5}") == "[{0:x y}][{{][{1,-5}]");
  CHECK(found(TextFormat::Java, "it''s '{0}' {0,date,short}") == "[{0,date,short}]");
  CHECK(found(TextFormat::Lisp, "~:[a ~a~;b~] ~d") == "[~:[a ~a~;b~]][~d]");
  CHECK(found(TextFormat::Ruby, "%<a>d %-<b>5.2f") == "[%<a>d][%-<b>5.2f]");
}
