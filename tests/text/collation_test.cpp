#include "hexapla/text/collation.h"

#include "hexapla/text/language.h"
#include "hexapla/text/locale_format.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string index_of(std::string_view tag, const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& group : Collation(tag).index(texts)) {
    out += (out.empty() ? "" : " ") + group.heading + ":";
    for (const std::size_t item : group.items) out += texts[item] + ",";
  }
  return out;
}

}  // namespace

TEST_CASE("words are sorted as the language does", "[text]") {
  using Order = std::vector<std::size_t>;
  CHECK(Collation("sv").order({"ö", "a", "z"}) == Order{1, 2, 0});
  CHECK(Collation("de").order({"z", "ö", "a"}) == Order{2, 1, 0});
  CHECK(Collation("en").order({"b", "B", "a", "b"}) == Order{2, 0, 3, 1});
  CHECK(Collation("no such locale").order({"b", "a"}) == Order{1, 0});
}

TEST_CASE("an index has the headings of the language", "[text]") {
  CHECK(index_of("en", {"Zoo", "ant", "Éclair"}) == "A:ant, E:Éclair, Z:Zoo,");
  CHECK(index_of("ja", {"カラス", "アリ", "くも"}) == "あ:アリ, か:カラス,くも,");
  CHECK(index_of("zh-Hans", {"中国", "北京"}) == "B:北京, Z:中国,");
  CHECK(index_of("zh-u-co-stroke", {"中国", "一"}).find("劃") != std::string::npos);
  CHECK(index_of("ru", {"Яма", "Аист"}) == "А:Аист, Я:Яма,");
}

TEST_CASE("times, lists, countries and plurals are the language's", "[text]") {
  const LocaleFormat english("en");
  CHECK(english.relative(0, 3 * 86400) == "3 days ago");
  CHECK(english.relative(40 * 86400, 0) == "in 1 month");
  CHECK(LocaleFormat("fr").relative(0, 2 * 3600) == "il y a 2 heures");
  CHECK(english.list({"A", "B", "C"}) == "A, B, and C");
  CHECK(LocaleFormat("zh-Hans").list({"A", "B", "C"}) == "A、B和C");
  CHECK(english.list({}).empty());
  CHECK(LocaleFormat("fr").country("DE") == "Allemagne");
  const char* pattern = "{n, plural, one {# страница} few {# страницы} many {# страниц} other {# страницы} }";
  CHECK(LocaleFormat("ru").message(pattern, 1) == "1 страница");
  CHECK(LocaleFormat("ru").message(pattern, 3) == "3 страницы");
  CHECK(LocaleFormat("ru").message(pattern, 5) == "5 страниц");
  CHECK_FALSE(english.message("{n, plural, one", 1));
  CHECK(LocaleFormat(locale_with("ar-EG", {}, "latn")).number(12) == "12");
  CHECK(LocaleFormat(locale_with("en", "buddhist", {})).date(0, 0).find("2513") != std::string::npos);
  CHECK(is_numbering_system("arab"));
  CHECK_FALSE(is_numbering_system("roman-ish"));
  CHECK(is_calendar("persian"));
  CHECK_FALSE(is_calendar("moon"));
  CHECK(open_graph_locale("fr") == "fr_FR");
  CHECK(open_graph_locale("zh-Hans") == "zh_CN");
}
