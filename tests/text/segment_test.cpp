#include "hexapla/text/segment.h"

#include "hexapla/base/utf8.h"

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <sstream>
#include <thread>

#include <catch2/catch.hpp>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

using namespace hexapla;

namespace {

/// Every segment of ICU's word breaker over the whole text that holds a letter or a number.
std::vector<Span> words_by_icu(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  static const std::unique_ptr<icu::BreakIterator> breaker(
      icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  UText* view = utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status);
  breaker->setText(view, status);
  utext_close(view);
  std::vector<Span> words;
  int begin = breaker->first();
  for (int end = breaker->next(); end != icu::BreakIterator::DONE; begin = end, end = breaker->next()) {
    bool counts = false;
    for (std::size_t at = static_cast<std::size_t>(begin); at < static_cast<std::size_t>(end);) {
      const auto c = static_cast<UChar32>(next_code_point(text, at));
      counts = counts || (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
    }
    if (counts && breaker->getRuleStatus() >= UBRK_WORD_NUMBER) {
      words.push_back(make_span(static_cast<std::size_t>(begin), static_cast<std::size_t>(end)));
    }
  }
  return words;
}

void compare(const std::string& text) {
  const std::vector<Span> expected = words_by_icu(text);
  if (words_of(text) == expected && count_words(text) == expected.size()) return;
  std::string shown;
  for (const Span word : words_of(text)) shown += "[" + std::string(slice(text, word)) + "]";
  shown += "\nnot\n";
  for (const Span word : expected) shown += "[" + std::string(slice(text, word)) + "]";
  std::string codes;
  for (std::size_t at = 0; at < text.size();) {
    codes += " " + std::to_string(static_cast<std::uint32_t>(next_code_point(text, at)));
  }
  FAIL(text << "\n" << codes << "\n" << shown);
}

void compare_random(const std::vector<std::string>& pool, int rounds) {
  std::mt19937 random(11);
  for (int round = 0; round < rounds; ++round) {
    std::string text;
    for (std::size_t left = 1 + random() % 12; left > 0; --left) text += pool[random() % pool.size()];
    compare(text);
  }
}

}  // namespace

TEST_CASE("words are counted as people count them", "[text]") {
  CHECK(count_words("") == 0);
  CHECK(count_words("Don't re-enter at 3.14, e.g. foo_bar – “ok”!") == 8);
  CHECK(count_words("… --- *** __ @ : 。") == 0);
  CHECK(count_words("1,000.50 and 2;3") == 3);
  CHECK(count_words("Qu’est-ce que c’est ?") == 4);
  CHECK(count_words("Государственная безопасность") == 2);
  CHECK(count_words("국가 안전부") == 2);
}

TEST_CASE("scripts without spaces have words, too", "[text]") {
  CHECK(count_words("国家安全部") > 1);
  CHECK(count_words("ภาษาไทยง่าย") > 1);
  CHECK(count_words("これは日本語です") > 1);
}

TEST_CASE("every pair and triple of ASCII characters has ICU's words", "[text]") {
  for (char a = 1; a < 127; ++a) {
    for (char b = 1; b < 127; ++b) {
      compare({a, b});
      compare({'x', a, b, 'y'});
      compare({'x', a, '1', b, '2'});
    }
  }
}

TEST_CASE("random texts of mixed scripts have ICU's words", "[text]") {
  compare_random({"a", "B", "7", ".", "'", ",", ";", ":", "@", "_", "-", " ", "\n", "\"", "/", "(", ")", "#", "\t"},
                 30000);
  compare_random({"a", "é",      "ж",      "Ω",      "՚",      "7",      "٣", ".", "'",      "’",      "·", ":", "_",
                  " ", "\u0301", "\u00AD", "\u200D", "\u2060", "\u00A0", "–", "“", "\u202F", "\u2028", "‧", "٫", "،"},
                 30000);
  compare_random({"国", "家", "ひ", "カ", "ー", "한", "국", "ไ", "ท", "א",    "ב", "\"", "'",      "״",      "ع", "र",
                  "ि",  "်",   "က",  " ",  "。", "、", "a",  "1", "👍", "🏽", "🇫", "🇷",  "\u200D", "\uFE0F", ".", "_"},
                 30000);
}

TEST_CASE("random code points have ICU's words", "[text]") {
  std::mt19937 random(5);
  for (int round = 0; round < 30000; ++round) {
    std::string text;
    for (int i = 0; i < 6; ++i) {
      const char32_t limit = random() % 2 == 0 ? 0x3000 : random() % 2 == 0 ? 0x800 : 0x1FFFF;
      const char32_t code_point = 1 + static_cast<char32_t>(random()) % limit;
      append_utf8(text, code_point >= 0xD800 && code_point < 0xE000 ? U' ' : code_point);
      if (random() % 3 == 0) text += "a.";
    }
    compare(text);
  }
}

TEST_CASE("the pages of the corpora have ICU's words", "[text]") {
  const char* corpora = std::getenv("HEXAPLA_CORPORA");
  if (corpora == nullptr) return;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpora)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".md" && extension != ".po") || ++files > 300) continue;
    std::ifstream file(entry.path());
    for (std::string line; std::getline(file, line);) {
      if (find_invalid_utf8(line) == std::string_view::npos) compare(line);
    }
  }
}

TEST_CASE("sentences follow the language and cover the text", "[text]") {
  const std::string text = "Dr. Wu left. He came back! “Why?” she asked. 他走了。她没有。";
  const auto sentences = sentences_of(text, "en");
  REQUIRE(sentences.size() >= 6);
  CHECK(sentences.front().begin == 0);
  CHECK(sentences.back().end == text.size());
  for (std::size_t i = 1; i < sentences.size(); ++i) CHECK(sentences[i].begin == sentences[i - 1].end);
  CHECK(sentences_of("", "fr").empty());
  const std::string greek = "Τι κάνεις; Καλά είμαι.";
  CHECK(sentences_of(greek, "el").size() == 2);
  CHECK(sentences_of(greek, "en").size() == 1);
  CHECK(sentences_of(greek, "no such language").size() == 1);
}

TEST_CASE("many threads segment at once", "[text]") {
  const std::string text = "Words in 中文 and ไทย and English. Twice. 第一。第二。";
  const auto words = words_of(text);
  const auto sentences = sentences_of(text, "zh");
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int round = 0; round < 200; ++round) {
        if (words_of(text) != words || sentences_of(text, "zh") != sentences) ++wrong;
        if (sentences_of(text, "en").empty()) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("widths are those of a terminal", "[text]") {
  CHECK(display_width("") == 0);
  CHECK(display_width("status") == 6);
  CHECK(display_width("français") == 8);
  CHECK(display_width("franc\u0327ais") == 8);
  CHECK(display_width("简体中文") == 8);
  CHECK(display_width("العربية") == 7);
  CHECK(display_width("ｆｕｌｌ") == 8);
  CHECK(display_width("ｶﾅ") == 2);
  CHECK(display_width("한국어") == 6);
  CHECK(display_width("a\u200B\u200Fb") == 2);
  CHECK(display_width("👍") == 2);
}

TEST_CASE("Han, Kana, Yi and their punctuation are unspaced, Hangul and Latin are not", "[text]") {
  for (const char32_t c : U"中あアㄅꀀ。、「！Ａ々〇㐀豈𠀀㊀") {
    if (c != 0) CHECK(is_unspaced_cjk(c));
  }
  for (const char32_t c : U"aé한ㄱ글 7“”—ไع👍㈀㉠") {
    if (c != 0) CHECK_FALSE(is_unspaced_cjk(c));
  }
}

TEST_CASE("letters are letters in every script", "[text]") {
  for (const char32_t c : U"aZéßж中あ한عไ") {
    if (c != 0) CHECK((is_letter(c) && is_word_character(c)));
  }
  for (const char32_t c : U"7٣-_ 。.½\u0301") {
    if (c != 0) CHECK_FALSE(is_letter(c));
  }
  CHECK(is_word_character(U'7'));
  CHECK(is_word_character(U'\u0301'));
  CHECK_FALSE(is_word_character(U'_'));
}
