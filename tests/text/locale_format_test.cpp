#include "hexapla/text/locale_format.h"

#include "hexapla/text/language.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("numbers and shares are written as the locale does", "[text]") {
  CHECK(LocaleFormat("en").number(12054) == "12,054");
  CHECK(LocaleFormat("en").number(999) == "999");
  CHECK(LocaleFormat("fr").number(12054) == "12\u202f054");
  CHECK(LocaleFormat("ar-EG").number(12) == "١٢");
  CHECK(LocaleFormat("en").percent(97) == "97%");
  CHECK(LocaleFormat("fr").percent(97) == "97\u00a0%");
  CHECK(LocaleFormat("no such locale").number(5) == "5");
}

TEST_CASE("a day is that of the committer's clock", "[text]") {
  constexpr std::int64_t late = 1772580000;  // 2026-03-03 23:20 in UTC
  CHECK(LocaleFormat("en-GB").date(late, 0) == "3 March 2026");
  CHECK(LocaleFormat("en-GB").date(late, 120) == "4 March 2026");
  CHECK(LocaleFormat("fr").date(late, 0) == "3 mars 2026");
  CHECK(LocaleFormat("zh-Hans").date(late, 0) == "2026年3月3日");
}

TEST_CASE("tags of the same language in the same script agree", "[text]") {
  CHECK(language_and_script("zh-CN") == "zh-Hans");
  CHECK(language_and_script("zh") == "zh-Hans");
  CHECK(language_and_script("zh-TW") == "zh-Hant");
  CHECK(language_and_script("fr-CA") == "fr-Latn");
  CHECK(language_and_script("sr-Latn") != language_and_script("sr"));
}
