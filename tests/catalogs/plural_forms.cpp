#include "hexapla/catalogs/plural_forms.h"

#include <map>
#include <set>

#include <catch2/catch.hpp>
#include <unicode/locid.h>
#include <unicode/plurrule.h>

using hexapla::plural_forms_for;
using hexapla::PluralForms;

namespace {

const std::vector<std::uint64_t> numbers = [] {
  std::vector<std::uint64_t> result;
  for (std::uint64_t n = 0; n <= 1200; ++n) result.push_back(n);
  for (std::uint64_t n = 1; n < 2'000'000'000; n = n * 3 + 7) result.push_back(n);
  for (std::uint64_t n : {1000000U, 2000000U, 1000001U, 11000000U, 100000000U, 40000U, 60000U, 1000020U, 200000U}) {
    result.push_back(n);
  }
  return result;
}();

// ICU's category of n, by ICU's own engine.
std::string category(const icu::PluralRules& rules, std::uint64_t n) {
  std::string text;
  rules.select(static_cast<std::int32_t>(n)).toUTF8String(text);
  return text;
}

std::vector<std::string> icu_languages() {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t count = 0;
  std::set<std::string> languages;
  const icu::Locale* locales = icu::Locale::getAvailableLocales(count);
  for (std::int32_t i = 0; i < count; ++i) {
    if (U_SUCCESS(status)) languages.insert(locales[i].getLanguage());
  }
  return {languages.begin(), languages.end()};
}

}  // namespace

TEST_CASE("the rule for every language that gettext does not know sorts numbers as CLDR does", "[plural]") {
  const std::set<std::string> own_table = {"ja", "vi", "ko", "en", "de", "nl", "sv", "da", "no", "nb", "nn", "fo", "es",
                                           "pt", "it", "bg", "el", "fi", "et", "he", "eo", "hu", "tr", "fr", "lv", "ga",
                                           "ro", "lt", "ru", "uk", "be", "sr", "hr", "cs", "sk", "pl", "sl"};
  std::size_t compared = 0;
  for (const auto& language : icu_languages()) {
    if (own_table.count(language) > 0) continue;
    const auto rule = plural_forms_for(language);
    if (rule.empty()) continue;
    ++compared;
    INFO(language << ": " << rule);
    const auto forms = PluralForms::parse(rule);
    REQUIRE(forms);
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::PluralRules> rules(icu::PluralRules::forLocale(icu::Locale(language.c_str()), status));
    REQUIRE(U_SUCCESS(status));
    std::map<std::string, std::uint32_t> form_of;
    std::map<std::uint32_t, std::string> category_of;
    for (const auto n : numbers) {
      const auto form = forms->form(n);
      REQUIRE(form);
      const auto name = category(*rules, n);
      INFO(n << " is " << name << ", form " << *form);
      CHECK(form_of.emplace(name, *form).first->second == *form);
      CHECK(category_of.emplace(*form, name).first->second == name);
    }
    CHECK(category_of.size() == forms->count());
  }
  CHECK(compared > 100);
}

TEST_CASE("languages with a rule in gettext get that rule", "[plural]") {
  CHECK(plural_forms_for("de") == "nplurals=2; plural=(n != 1);");
  CHECK(plural_forms_for("pt-BR") == "nplurals=2; plural=(n > 1);");
  CHECK(plural_forms_for("pt_BR.UTF-8") == "nplurals=2; plural=(n > 1);");
  CHECK(plural_forms_for("pt") == "nplurals=2; plural=(n != 1);");
  CHECK(plural_forms_for("ru_RU") ==
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);");
  CHECK(plural_forms_for("sr@latin").starts_with("nplurals=3;"));
  CHECK(plural_forms_for("zh-Hans-CN") == "nplurals=1; plural=0;");
  CHECK(plural_forms_for("ar").starts_with("nplurals=6;"));
  CHECK(plural_forms_for("xx").empty());
  CHECK(plural_forms_for("").empty());
  CHECK(plural_forms_for("not a language").empty());
}

TEST_CASE("a Plural-Forms expression is C", "[plural]") {
  const auto form = [](const char* rule, std::uint64_t n) {
    const auto forms = PluralForms::parse(rule);
    REQUIRE(forms);
    return forms->form(n);
  };
  CHECK(form("nplurals=2; plural=n != 1;", 1) == 0);
  CHECK(form("nplurals=2; plural=n != 1;", 7) == 1);
  CHECK(form("nplurals=2; plural=(n != 1)", 1) == 0);
  CHECK(form("nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;", 2) == 1);
  CHECK(form("nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;", 3) == 2);
  CHECK(form("nplurals=3; plural=n<10 ? n<5 ? 0 : 1 : 2;", 7) == 1);
  CHECK(form("nplurals=9; plural=1+2*3-n/2%3;", 4) == 5);
  CHECK(form("nplurals=2; plural=!n;", 0) == 1);
  CHECK(form("nplurals=2; plural=!(n==1)&&!0||0;", 1) == 0);
  CHECK(form("nplurals=2; plural=n>=2==1;", 2) == 1);
  // What is not chosen may divide by zero, as in C.
  CHECK(form("nplurals=2; plural=n!=0 && 10%n==0;", 0) == 0);
  CHECK(form("nplurals=2; plural=n==0 ? 0 : 10%n==0;", 0) == 0);
  CHECK(form("nplurals=2; plural=10/n;", 0) == std::nullopt);
  CHECK(form("nplurals=2; plural=n;", 2) == std::nullopt);
}

TEST_CASE("what is no rule is refused", "[plural]") {
  for (const char* text :
       {"", "nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2;", "plural=n;", "nplurals=0; plural=0;",
        "nplurals=2; plural=;", "nplurals=2; plural=(n;", "nplurals=2; plural=n);", "nplurals=2; plural=n ? 1;",
        "nplurals=2; plural=n : 1;", "nplurals=2; plural=n n;", "nplurals=2; plural=n +;", "nplurals=2; plural=x;",
        "nplurals=2; plural=(n ? 1) : 2;", "nplurals=100000; plural=0;", "nplurals=2; plural=n = 1;"}) {
    INFO(text);
    CHECK_FALSE(PluralForms::parse(text));
  }
  const std::string deep(100000, '(');
  CHECK_FALSE(PluralForms::parse("nplurals=2; plural=" + deep + "n"));
  std::string wide = "n";
  for (int i = 0; i < 100000; ++i) wide += "+n";
  CHECK_FALSE(PluralForms::parse("nplurals=2; plural=" + wide + ";"));
  std::string stacked;
  for (int i = 0; i < 190; ++i) stacked += "1+(";
  CHECK_FALSE(PluralForms::parse("nplurals=2; plural=" + stacked + "n" + std::string(190, ')')));
}
