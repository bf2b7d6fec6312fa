#include "hexapla/text/word_diff.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/common_words.h"
#include "hexapla/text/diff_words.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// As git's word diff: "a [-b-]{+c+} d".
std::string shown(const std::string& before, const std::string& after) {
  std::string out;
  for (const DiffPiece& piece : word_diff(before, after)) {
    const std::string text(text_of(piece, before, after));
    out += piece.kind == DiffKind::Same      ? text
           : piece.kind == DiffKind::Removed ? "[-" + text + "-]"
                                             : "{+" + text + "+}";
  }
  return out;
}

std::string words(const std::string& text) {
  std::string out;
  for (const Span word : diff_words(text)) out += (out.empty() ? "" : "|") + std::string(slice(text, word));
  return out;
}

/// All that word_diff promises of its pieces.
void check_pieces(const std::string& before, const std::string& after) {
  std::string x, y;
  const DiffPiece* last = nullptr;
  const std::vector<DiffPiece> pieces = word_diff(before, after);
  for (const DiffPiece& piece : pieces) {
    if (piece.before.begin != x.size() || piece.after.begin != y.size())
      FAIL("a span is out of place: " << shown(before, after));
    if (piece.kind != DiffKind::Added) x += slice(before, piece.before);
    if (piece.kind != DiffKind::Removed) y += slice(after, piece.after);
    if (text_of(piece, before, after).empty()) FAIL("an empty piece: " << shown(before, after));
    if (piece.kind == DiffKind::Same && slice(before, piece.before) != slice(after, piece.after)) FAIL("not the same");
    if (last != nullptr &&
        (last->kind == piece.kind || (last->kind == DiffKind::Added && piece.kind == DiffKind::Removed))) {
      FAIL("pieces out of order: " << shown(before, after));
    }
    last = &piece;
  }
  if (x != before || y != after) FAIL(before << "\n" << after << "\n" << shown(before, after));
  if (find_invalid_utf8(shown(before, after)) != std::string_view::npos) FAIL("a character was cut: " << before);
}

std::size_t longest_common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (const std::uint32_t item : a) {
    std::size_t corner = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t above = row[j + 1];
      row[j + 1] = item == b[j] ? corner + 1 : std::max(above, row[j]);
      corner = above;
    }
  }
  return row.back();
}

/// Partners are equal and ascending; how many there are.
std::size_t count_partners(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::size_t count = 0;
  std::uint32_t next = 0;
  const std::vector<std::uint32_t> partners = common_items(a, b);
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (partners[i] == no_partner) continue;
    if (partners[i] < next || partners[i] >= b.size() || a[i] != b[partners[i]]) FAIL("no partner: " << i);
    next = partners[i] + 1;
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("words of a diff: what people see as one stays whole", "[word_diff]") {
  CHECK(words("") == "");
  CHECK(words(" \n ") == "");
  CHECK(words("Don't stop, go on!") == "Don't|stop|,|go|on|!");
  CHECK(words("See https://example.org/a-b?c=1, or [this](mailto:x@example.org).") ==
        "See|https://example.org/a-b?c=1|,|or|[|this|]|(|mailto:x@example.org|)|.");
  CHECK(words("on 2026-01-02 at 19:30, 12,054.5 or 97% of 12\u202F000") ==
        "on|2026-01-02|at|19:30|,|12,054.5|or|97%|of|12\u202F000");
  CHECK(words("run `make all` or ``a ` b``, an open ` here") == "run|`make all`|or|``a ` b``|,|an|open|`|here");
  CHECK(words("**bold** and __this__") == "**|bold|**|and|__this__");
  CHECK(words("参见https://example.org/x。") == "参见|https://example.org/x|。");
  CHECK(words("a\r\n\r\nb\u00A0c") == "a|b|c");
  CHECK(words("👩‍👩‍👧‍👦👍🏽🇫🇷") == "👩‍👩‍👧‍👦|👍🏽|🇫🇷");
}

TEST_CASE("a word diff in languages with blanks between words", "[word_diff]") {
  CHECK(shown("The quick fox jumps.", "The slow fox jumps.") == "The [-quick-]{+slow+} fox jumps.");
  CHECK(shown("It was founded in 1983 by law.", "It was founded in 1984 by law.") ==
        "It was founded in [-1983-]{+1984+} by law.");
  CHECK(shown("Die Behörde wurde 1950 gegründet.", "Die Behörde wurde bereits 1950 in Köln gegründet.") ==
        "Die Behörde wurde {+bereits +}1950 {+in Köln +}gegründet.");
  CHECK(shown("وكالة الأمن القومي الأمريكية", "وكالة الأمن الوطني الأمريكية") ==
        "وكالة الأمن [-القومي-]{+الوطني+} الأمريكية");
  CHECK(shown("See [the report](https://example.org/a).", "See [the report](https://example.org/b).") ==
        "See [the report]([-https://example.org/a-]{+https://example.org/b+}).");
  CHECK(shown("Run `make all` now.", "Run `make test` now.") == "Run [-`make all`-]{+`make test`+} now.");
}

TEST_CASE("a word diff in languages without blanks", "[word_diff]") {
  CHECK(shown("国家安全部成立于1983年。", "国家安全部成立于1984年。") == "国家安全部成立于[-1983-]{+1984+}年。");
  CHECK(shown("它负责收集情报。", "它不负责收集外国情报。") == "它{+不+}负责收集{+外国+}情报。");
  CHECK(shown("東京は日本の首都です。", "京都は日本の古い首都です。") == "[-東京-]{+京都+}は日本の{+古い+}首都です。");
  CHECK(shown("ภาษาไทยเป็นภาษาราชการ", "ภาษาไทยเป็นภาษาแม่") == "ภาษาไทยเป็นภาษา[-ราชการ-]{+แม่+}");
  CHECK(shown("Family: 👩‍👩‍👧‍👦!", "Family: 👩‍👩‍👦!") ==
        "Family: [-👩‍👩‍👧‍👦-]{+👩‍👩‍👦+}!");
}

TEST_CASE("empty sides and equal ones", "[word_diff]") {
  CHECK(word_diff("", "").empty());
  CHECK(shown("", "new") == "{+new+}");
  CHECK(shown("old text", "") == "[-old text-]");
  CHECK(shown("same text", "same text") == "same text");
  CHECK(shown(" ", "\n") == "[- -]{+\n+}");
  CHECK(shown("", " ") == "{+ +}");
}

TEST_CASE("white space is shown where it alone changed, and is nothing in common", "[word_diff]") {
  CHECK(shown("one two three", "one\ntwo three") == "one[- -]{+\n+}two three");
  CHECK(shown("a\r\nb\r\nc", "a\r\nx\r\nc") == "a\r\n[-b-]{+x+}\r\nc");
  CHECK(shown("a\r\nb", "a\nb") == "a[-\r\n-]{+\n+}b");
  CHECK(shown(" lead", "lead") == "[- -]lead");
  CHECK(shown("end", "end\n") == "end{+\n+}");
  CHECK(shown("all these words go", "none of them stays") == "[-all these words go-]{+none of them stays+}");
  CHECK(shown("keep this word", "keep word") == "keep [-this -]word");
  CHECK(shown("keep this", "keep") == "keep[- this-]");
  CHECK(shown("this stays", "stays") == "[-this -]stays");
}

TEST_CASE("no confetti: a short stretch between two replacements belongs to them", "[word_diff]") {
  CHECK(shown("The quick brown of yesterday jumps.", "The slow grey of tomorrow jumps.") ==
        "The [-quick brown of yesterday-]{+slow grey of tomorrow+} jumps.");
  CHECK(shown("red, green", "blue, white") == "[-red, green-]{+blue, white+}");
  // What is longer than the words beside it stays, and so does what stands between two mere additions.
  CHECK(shown("a responsibility b", "c responsibility d") == "[-a-]{+c+} responsibility [-b-]{+d+}");
  CHECK(shown("I like tea", "I really like green tea") == "I {+really +}like {+green +}tea");
  CHECK(shown("It is important that agencies of the state publish reports every year.",
              "It matters when institutions of the state publish reports each month.") ==
        "It [-is important that agencies-]{+matters when institutions+} of the state publish reports [-every "
        "year-]{+each month+}.");
}

TEST_CASE("an addition begins where a sentence begins", "[word_diff]") {
  CHECK(shown("The cat sleeps. The cow eats.", "The cat sleeps. The dog barks. The cow eats.") ==
        "The cat sleeps. {+The dog barks. +}The cow eats.");
  CHECK(shown("One (a) two", "One (a) (b) two") == "One (a) {+(b) +}two");
  CHECK(shown("Erst dies, dann das.", "Erst dies, dann jenes, dann das.") == "Erst dies, {+dann jenes, +}dann das.");
  CHECK(shown("第一句。第三句。", "第一句。第二句。第三句。") == "第一句。{+第二句。+}第三句。");
}

TEST_CASE("a word diff gives both texts back, whatever they are", "[word_diff]") {
  const std::vector<std::string> pool = {
      " ",        " ",       " ",      "  ",   "\n",   "\r\n",          "\u00A0",  "\u3000", "a",    "the",    "word",
      ".",        ",",       "**",     "`",    "``",   "https://a.b/c", "mailto:", "12",     "3.5",  "-",      "%",
      "é",        "e\u0301", "\u0301", "国家", "安全", "ภาษา",          "ไทย",     "カタ",   "عربي", "\u200D", "👩",
      "👍🏽", "🇫",       "[",      "](",   ")",    "\u200F",        "'"};
  std::mt19937 random(5);
  const auto pick = [&] { return pool[random() % pool.size()]; };
  for (int round = 0; round < 20000; ++round) {
    std::string before, after;
    for (std::size_t left = random() % 14; left > 0; --left) {
      const std::string piece = pick();
      if (random() % 5 != 0) before += piece;
      if (random() % 5 != 0) after += piece;
      if (random() % 6 == 0) after += pick();
    }
    check_pieces(before, after);
    check_pieces(before, before);
  }
}

TEST_CASE("as many words in common as there can be", "[word_diff]") {
  std::mt19937 random(3);
  for (int round = 0; round < 20000; ++round) {
    std::vector<std::uint32_t> a(random() % 24), b(random() % 24);
    const auto values = static_cast<std::uint32_t>(1 + random() % 9);
    for (auto* side : {&a, &b})
      std::generate(side->begin(), side->end(), [&] { return static_cast<std::uint32_t>(random() % values); });
    REQUIRE(count_partners(a, b) == longest_common(a, b));
  }
}

TEST_CASE("texts of tens of thousands of words are compared in little time", "[word_diff]") {
  std::mt19937 random(1);
  std::vector<std::uint32_t> a(60000), b(60000);
  for (const std::uint32_t values : {2U, 50U, 3000U, 50000U}) {
    for (auto* side : {&a, &b})
      std::generate(side->begin(), side->end(), [&] { return static_cast<std::uint32_t>(random() % values); });
    const auto start = std::chrono::steady_clock::now();
    CHECK(count_partners(a, b) > 0);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(10));
  }
  std::string before, after;
  for (int i = 0; i < 40000; ++i) {
    const std::string word = "w" + std::to_string(random() % 4000) + " ";
    if (random() % 50 != 0) before += word;
    if (random() % 50 != 0) after += word;
  }
  check_pieces(before, after);
}
