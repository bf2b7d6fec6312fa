#include "hexapla/text/language.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("both spellings of a language give its BCP 47 tag", "[text]") {
  CHECK(canonical_language("es") == "es");
  CHECK(canonical_language("pt_BR") == "pt-BR");
  CHECK(canonical_language("pt-br") == "pt-BR");
  CHECK(canonical_language("zh-Hans") == "zh-Hans");
  CHECK(canonical_language("zh_hant_HK") == "zh-Hant-HK");
  CHECK(canonical_language("zh-CN") == "zh-CN");
  CHECK(canonical_language("sr@latin") == "sr-Latn");
  CHECK(canonical_language("sr_RS@latin") == "sr-Latn-RS");
  CHECK(canonical_language("ca@valencia") == "ca-valencia");
  CHECK(canonical_language("de_DE@euro") == "de-DE");
  CHECK(canonical_language("es-419") == "es-419");
  CHECK(canonical_language("iw") == "he");
  CHECK(canonical_language("ug") == "ug");
  CHECK(canonical_language("kmr") == "kmr");
  CHECK(canonical_language("qps-ploc") == "qps-Ploc");
}

TEST_CASE("what is no language is turned down", "[text]") {
  for (const char* tag : {"",
                          "xx",
                          "xx-",
                          "-en",
                          "en--US",
                          "klingonese",
                          "english",
                          "en_US.UTF-8",
                          "../en",
                          "en/US",
                          "root",
                          "C",
                          "POSIX",
                          "und",
                          "x-foo",
                          "i-klingon",
                          "pt-BRX",
                          "en@",
                          "zzz",
                          "e",
                          "en US",
                          "en-",
                          "en-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
    INFO(tag);
    CHECK(canonical_language(tag).empty());
    CHECK(gettext_language(tag).empty());
    CHECK_FALSE(is_right_to_left(tag));
  }
}

TEST_CASE("gettext's spelling has underscores and modifiers", "[text]") {
  CHECK(gettext_language("pt-BR") == "pt_BR");
  CHECK(gettext_language("zh-Hans") == "zh_Hans");
  CHECK(gettext_language("sr-Latn") == "sr@latin");
  CHECK(gettext_language("sr-Latn-RS") == "sr_RS@latin");
  CHECK(gettext_language("ca-valencia") == "ca@valencia");
  CHECK(gettext_language("he") == "he");
}

TEST_CASE("languages are named in themselves or in another", "[text]") {
  CHECK(language_name("fr") == "français");
  CHECK(language_name("zh-Hans") == "简体中文");
  CHECK(language_name("ar") == "العربية");
  CHECK(language_name("zh-Hans", "en") == "Simplified Chinese");
  CHECK(language_name("de", "fr") == "allemand");
  CHECK(language_name("no language") == "no language");
}

TEST_CASE("direction follows language and script", "[text]") {
  CHECK(is_right_to_left("ar"));
  CHECK(is_right_to_left("he"));
  CHECK(is_right_to_left("ug"));
  CHECK(is_right_to_left("az-Arab"));
  CHECK_FALSE(is_right_to_left("az"));
  CHECK_FALSE(is_right_to_left("zh-Hans"));
}

TEST_CASE("parents are found by truncation", "[text]") {
  CHECK(fallback_parents("zh-Hant-HK") == std::vector<std::string>{"zh-Hant", "zh"});
  CHECK(fallback_parents("pt_BR") == std::vector<std::string>{"pt"});
  CHECK(fallback_parents("fr").empty());
  CHECK(fallback_parents("en-u-nu-arab") == std::vector<std::string>{"en-u-nu", "en"});
}
