#include "hexapla/base/utf8.h"

#include <random>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// Table 3-7 of Unicode, a row at a time: the slow way.
std::size_t slow_invalid(const std::string& text) {
  struct Row {
    unsigned lead_low, lead_high, second_low, second_high;
    std::size_t length;
  };
  const Row rows[] = {{0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
                      {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
                      {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
  const auto byte = [&text](std::size_t at) { return static_cast<unsigned>(static_cast<unsigned char>(text[at])); };
  for (std::size_t at = 0; at < text.size();) {
    if (byte(at) < 0x80) {
      ++at;
      continue;
    }
    std::size_t length = 0;
    for (const Row& row : rows) {
      if (byte(at) < row.lead_low || byte(at) > row.lead_high || at + row.length > text.size()) continue;
      bool good = byte(at + 1) >= row.second_low && byte(at + 1) <= row.second_high;
      for (std::size_t i = 2; i < row.length; ++i) good = good && (byte(at + i) & 0xC0U) == 0x80;
      if (good) length = row.length;
    }
    if (length == 0) return at;
    at += length;
  }
  return std::string::npos;
}

}  // namespace

TEST_CASE("the first byte that is no UTF-8 is named", "[base]") {
  CHECK(find_invalid_utf8("plain text that is longer than sixteen bytes") == std::string_view::npos);
  CHECK(find_invalid_utf8("Ünïcödé 语言 👍🏽") == std::string_view::npos);
  CHECK(find_invalid_utf8("") == std::string_view::npos);
  CHECK(find_invalid_utf8("caf\xE9") == 3);
  CHECK(find_invalid_utf8("\xC0\xAF") == 0);            // overlong
  CHECK(find_invalid_utf8("a\xED\xA0\x80") == 1);       // surrogate
  CHECK(find_invalid_utf8("ab\xF4\x90\x80\x80") == 2);  // above U+10FFFF
  CHECK(find_invalid_utf8("语\xE8\xAF") == 3);          // cut off
  CHECK(find_invalid_utf8("0123456789abcdef0\x80") == 17);
}

TEST_CASE("the fast check agrees with Unicode's table on random bytes", "[base]") {
  std::mt19937 random(7);
  const std::string pool =
      "ab\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF\xE0\xE1\xEC\xED\xEE\xEF\xF0\xF1\xF3\xF4\xF5\xFF";
  for (int round = 0; round < 200000; ++round) {
    std::string text(random() % 40, 'x');
    for (int i = 0; i < 6 && !text.empty(); ++i) text[random() % text.size()] = pool[random() % pool.size()];
    REQUIRE(find_invalid_utf8(text) == slow_invalid(text));
  }
}

TEST_CASE("every code point survives writing, reading forward, reading backward and counting", "[base]") {
  for (char32_t code_point = 1; code_point <= 0x10FFFF; ++code_point) {
    if (code_point >= 0xD800 && code_point < 0xE000) continue;
    std::string text = "x";
    append_utf8(text, code_point);
    std::size_t at = 1;
    const bool forward = next_code_point(text, at) == code_point && at == text.size();
    const bool backward = previous_code_point(text, at) == code_point && at == 1;
    if (!forward || !backward || count_code_points(text) != 2 || find_invalid_utf8(text) != std::string_view::npos) {
      FAIL("U+" << std::hex << static_cast<std::uint32_t>(code_point));
    }
  }
}

TEST_CASE("invalid bytes are stepped over one at a time in both directions", "[base]") {
  const std::string text = "a\xE8\xAFz";
  std::size_t at = 1;
  CHECK(next_code_point(text, at) == U'\uFFFD');
  CHECK(at == 2);
  at = 3;
  CHECK(previous_code_point(text, at) == U'\uFFFD');
  CHECK(at == 2);
}

TEST_CASE("code points of long texts are counted", "[base]") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += "a語é👍";
  CHECK(count_code_points(text) == 400);
  CHECK(count_code_points("") == 0);
}
