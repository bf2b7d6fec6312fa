#include "hexapla/text/search_words.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string words(std::string_view text) {
  std::string out;
  for (const std::string& word : search_words(text)) out += (out.empty() ? "" : " ") + word;
  return out;
}

}  // namespace

TEST_CASE("letters that readers take for the same are the same", "[text][search]") {
  CHECK(fold_for_search("Sécurité") == "securite");
  CHECK(fold_for_search("STRASSE") == fold_for_search("Straße"));
  CHECK(fold_for_search("ΟΔΟΣ") == fold_for_search("οδός"));
  CHECK(fold_for_search("İstanbul") == "istanbul");
  CHECK(fold_for_search("Łódź") == "lodz");
  CHECK(fold_for_search("ＡＢＣ１２") == "abc12");
  CHECK(fold_for_search("ёлка") == "елка");
  CHECK(fold_for_search("мой") == "мой");
  CHECK(fold_for_search("мо\u0301й") == "мой");
  CHECK(fold_for_search("її") == "її");
}

TEST_CASE("Arabic without what is not always written", "[text][search]") {
  CHECK(fold_for_search("الأَمْنِ") == "الامن");
  CHECK(fold_for_search("إسلام") == "اسلام");
  CHECK(fold_for_search("آخر") == "اخر");
  CHECK(fold_for_search("ٱلله") == "الله");
  CHECK(fold_for_search("أمـــن") == "امن");
  CHECK(fold_for_search("مستشفى") == "مستشفي");
  CHECK(fold_for_search("وزارة") == "وزاره");
  CHECK(fold_for_search("کتابی") == fold_for_search("كتابي"));
  CHECK(fold_for_search("٢٠٢٦") == "2026");
  CHECK(fold_for_search("۲۰۲۶") == "2026");
  CHECK(fold_for_search("שָׁלוֹם") == "שלום");
}

TEST_CASE("marks that are letters' own stay", "[text][search]") {
  CHECK(fold_for_search("がパ") == "がパ");
  CHECK(fold_for_search("ｶﾞ") == "ガ");
  CHECK(fold_for_search("हिन्दी") == "हिन्दी");
  CHECK(fold_for_search("ที่") == "ที่");
}

TEST_CASE("the words of a text", "[text][search]") {
  CHECK(words("Can't find it at Example.org: snake_case, 3.14!") == "can t find it at example org snake case 3 14");
  CHECK(words("l’État") == "l etat");
  CHECK(words("").empty());
  CHECK(words(" \u2014 … !").empty());
  CHECK(words("东京、大阪") == "东京 大阪");
  CHECK(words("สวัสดีชาวโลก").find(' ') != std::string::npos);
}

TEST_CASE("Han characters that no dictionary joins are words by two", "[text][search]") {
  const auto found = search_words("举报人");
  CHECK(std::find(found.begin(), found.end(), "举报") != found.end());
  CHECK(words("举、报") == "举 报");
  CHECK(words("한 국") == "한 국");
}
