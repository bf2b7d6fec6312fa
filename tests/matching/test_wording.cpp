#include "hexapla/base/utf8.h"
#include "hexapla/matching/word_hash.h"
#include "hexapla/matching/wording.h"
#include "hexapla/text/segment.h"

#include <array>
#include <random>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

using Texts = std::vector<std::string>;

std::vector<Word> learned(Wording& wording, std::string_view text) {
  std::vector<Word> words;
  wording.learn(text, words);
  return words;
}

/// The words as they stand in the text, those that are carried with their kind before them.
Texts cut_up(std::string_view text) {
  constexpr std::array<std::string_view, Wording::carried_kinds> kinds{
      "number=", "code=", "target=", "tag=", "placeholder="};
  Wording wording;
  Texts texts;
  for (const Word& word : learned(wording, text)) {
    std::string one(Wording::is_carried(word.id) ? kinds.at(word.id) : "");
    texts.push_back(one += text_of(text, word));
  }
  return texts;
}

/// Bits of texts that mean something to the cutter, and any characters.
std::string random_text(std::mt19937& random) {
  constexpr std::array<std::string_view, 28> bits{"word", "Über",   "привет", "中文", "สวัส", "ñ",    " ",
                                                  "\n",   "\u00A0", "\u3000", "12.5", "3,",  "7th",  "`",
                                                  "``",   "[a](",   ")",      "<",    ">",   "</b>", "a=b",
                                                  "%1$s", "%(n)",   "%",      "{x}",  "{",   "}",    "\u0301"};
  std::string text;
  for (auto count = random() % 14; count > 0; --count) {
    if (random() % 4 != 0) {
      text += bits[random() % bits.size()];
      continue;
    }
    const auto c = static_cast<std::uint32_t>(1 + random() % (random() % 2 == 0 ? 0x2FFU : 0x10FFFFU - 0x800U));
    append_utf8(text, c < 0xD800 ? c : c + 0x800);
  }
  return text;
}

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c < 0x80 ? c > ' ' : !is_white_space(c)) return false;
  }
  return true;
}

/// What is wrong with the words of a text; empty: nothing.
std::string fault_in(std::string_view text, const std::vector<Word>& words) {
  std::size_t end = 0;
  for (const Word& word : words) {
    if (word.begin < end || word.end <= word.begin || word.end > text.size()) return "order";
    if (!is_blank(text.substr(end, word.begin - end))) return "text between words";
    if (word.spaced != (word.begin > end)) return "spaced";
    if (find_invalid_utf8(text_of(text, word)) != std::string_view::npos) return "cut within a character";
    end = word.end;
  }
  return is_blank(text.substr(end)) ? "" : "text after the last word";
}

}  // namespace

TEST_CASE("a text is cut into words and marks", "[matching]") {
  CHECK(cut_up("Read this, please!") == Texts{"Read", "this", ",", "please", "!"});
  CHECK(cut_up("snake_case and don't") == Texts{"snake_case", "and", "don", "'", "t"});
  CHECK(cut_up("Élève — été…") == Texts{"Élève", "—", "été", "…"});
  CHECK(cut_up("**bold**") == Texts{"*", "*", "bold", "*", "*"});
  CHECK(cut_up("") == Texts{});
  CHECK(cut_up(" \n\t\u00A0\u3000") == Texts{});
}

TEST_CASE("scripts without blanks give a word a character", "[matching]") {
  CHECK(cut_up("国家安全 hello") == Texts{"国", "家", "安", "全", "hello"});
  CHECK(cut_up("ab中文cd。") == Texts{"ab", "中", "文", "cd", "。"});
  CHECK(cut_up("ไทย") == Texts{"ไ", "ท", "ย"});
  CHECK(cut_up("ខ្មែរ").size() == 5);
  CHECK(cut_up("한국어 단어") == Texts{"한국어", "단어"});
}

TEST_CASE("what a translation has as its source has it counts by its kind", "[matching]") {
  CHECK(cut_up("12 or 1,234.5.") == Texts{"number=12", "or", "number=1,234.5", "."});
  CHECK(cut_up("the 3rd 64bit v2") == Texts{"the", "3rd", "64bit", "v2"});
  CHECK(cut_up("run `git log` or ``a`b``") == Texts{"run", "code=`git log`", "or", "code=``a`b``"});
  CHECK(cut_up("[page](https://a.b/c?d) (no)") == Texts{"[", "page", "]", "target=(https://a.b/c?d)", "(", "no", ")"});
  CHECK(cut_up("<a href=\"x\">b</a><https://c.d>") ==
        Texts{"tag=<a href=\"x\">", "b", "tag=</a>", "tag=<https://c.d>"});
  CHECK(cut_up("usage: <path>") == Texts{"usage", ":", "<", "path", ">"});
  CHECK(cut_up("{name} %s %(user)s %1$d") ==
        Texts{"placeholder={name}", "placeholder=%s", "placeholder=%(user)s", "placeholder=%1$d"});
  CHECK(cut_up("{ not one } 50% off") == Texts{"{", "not", "one", "}", "number=50", "%", "off"});
}

TEST_CASE("what begins like something carried, and does not end, is a mark", "[matching]") {
  CHECK(cut_up("a ` b") == Texts{"a", "`", "b"});
  CHECK(cut_up("a](b") == Texts{"a", "]", "(", "b"});
  CHECK(cut_up("a</b") == Texts{"a", "<", "/", "b"});
  CHECK(cut_up("{a %(b %") == Texts{"{", "a", "%", "(", "b", "%"});
  CHECK(cut_up("``") == Texts{"`", "`"});
  CHECK(cut_up("{} <>") == Texts{"{", "}", "<", ">"});
  const std::string far = "`" + std::string(300, 'x') + "`";
  CHECK(cut_up(far) == Texts{"`", std::string(300, 'x'), "`"});
}

TEST_CASE("a word has one number, whatever its case; what was never learned has none", "[matching]") {
  Wording wording;
  const std::vector<Word> words = learned(wording, "The Été the ÉTÉ Привет привет. 7 `x`");
  CHECK(words.at(0).id == words.at(2).id);
  CHECK(words.at(1).id == words.at(3).id);
  CHECK(words.at(4).id == words.at(5).id);
  CHECK(words.at(0).id != words.at(1).id);
  CHECK(words.at(7).id == Wording::Number);
  CHECK(words.at(8).id == Wording::Code);
  CHECK(wording.size() == Wording::carried_kinds + 4);  // the, été, привет, full stop
  for (const Word& word : words) CHECK(word.id < wording.size());

  std::vector<Word> cut;
  wording.cut("THE new 9 été", cut);
  REQUIRE(cut.size() == 4);
  CHECK(cut[0].id == words[0].id);
  CHECK(cut[1].id == Wording::unknown);
  CHECK(cut[2].id == Wording::Number);
  CHECK(cut[3].id == words[1].id);
  CHECK(wording.size() == Wording::carried_kinds + 4);
}

TEST_CASE("words know the bytes they take and the blank before them", "[matching]") {
  Wording wording;
  const std::vector<Word> words = learned(wording, " Où (12) va\n\n中文?");
  const auto is = [&](std::size_t i, std::uint32_t begin, std::uint32_t end, bool spaced) {
    return words.at(i).begin == begin && words.at(i).end == end && words.at(i).spaced == spaced;
  };
  REQUIRE(words.size() == 8);
  CHECK(is(0, 1, 4, true));     // Où
  CHECK(is(1, 5, 6, true));     // (
  CHECK(is(2, 6, 8, false));    // 12
  CHECK(is(3, 8, 9, false));    // )
  CHECK(is(4, 10, 12, true));   // va
  CHECK(is(5, 14, 17, true));   // 中
  CHECK(is(6, 17, 20, false));  // 文
  CHECK(is(7, 20, 21, false));  // ?
}

TEST_CASE("words ascend, and what is outside of them is white space", "[matching]") {
  std::mt19937 random(2);
  Wording wording;
  for (int round = 0; round < 4000; ++round) {
    const std::string text = random_text(random);
    std::vector<Word> words = learned(wording, text);
    const std::string fault = fault_in(text, words);
    if (!fault.empty()) FAIL_CHECK(fault << " in: " << text);
    std::vector<Word> again;
    wording.cut(text, again);
    const bool same =
        std::equal(words.begin(), words.end(), again.begin(), again.end(), [](const Word& a, const Word& b) {
          return a.id == b.id && a.begin == b.begin && a.end == b.end && a.spaced == b.spaced;
        });
    if (!same) FAIL_CHECK("learned and cut differ in: " << text);
  }
}
