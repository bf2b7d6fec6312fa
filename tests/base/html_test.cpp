#include "hexapla/base/html.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("what HTML would understand is escaped, in content and in attributes") {
  CHECK(escaped("<script>alert(\"a\" & 'b')</script>").text ==
        "&lt;script&gt;alert(&quot;a&quot; &amp; 'b')&lt;/script&gt;");
  CHECK(escaped("één\tنص\n").text == "één\tنص\n");
}

TEST_CASE("what HTML forbids is shown as what it is") {
  CHECK(escaped(std::string_view("a\0b\x1b\r", 5)).text == "a␀b␛␍");
  CHECK(escaped("\x7f\xC2\x85\xEF\xBF\xBE").text == "\uFFFD\uFFFD\uFFFD");
  CHECK(escaped("a\xFF\xC3").text == "a\uFFFD\uFFFD");
}

TEST_CASE("an address has no character that means something in addresses") {
  CHECK(url_path("content/a b#c?d%&\"'<é.md") == "content/a%20b%23c%3Fd%25%26%22%27%3C%C3%A9.md");
  CHECK(url_path("javascript:x") == "javascript%3Ax");
}
