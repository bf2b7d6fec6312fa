// Rules for new catalogs. gettext's own table comes first, because the translators of those languages expect it; for
// all others the rule that CLDR gives for cardinal numbers, read from ICU's data, is turned into a C expression.
// Catalogs count with whole numbers, so what CLDR says about fractions and compact notation is known beforehand.
#include "hexapla/catalogs/plural_forms.h"

#include <array>
#include <memory>

#include <unicode/ures.h>

namespace hexapla {

namespace {

constexpr std::string_view one_form = "nplurals=1; plural=0;";
constexpr std::string_view singular_is_one = "nplurals=2; plural=(n != 1);";
constexpr std::string_view singular_to_one = "nplurals=2; plural=(n > 1);";
constexpr std::string_view east_slavic =
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);";
constexpr std::string_view czech = "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;";

struct KnownRule {
  std::string_view language;
  std::string_view rule;
};
constexpr std::array known_rules = std::to_array<KnownRule>({
    {"ja", one_form},
    {"vi", one_form},
    {"ko", one_form},
    {"en", singular_is_one},
    {"de", singular_is_one},
    {"nl", singular_is_one},
    {"sv", singular_is_one},
    {"da", singular_is_one},
    {"no", singular_is_one},
    {"nb", singular_is_one},
    {"nn", singular_is_one},
    {"fo", singular_is_one},
    {"es", singular_is_one},
    {"pt", singular_is_one},
    {"it", singular_is_one},
    {"bg", singular_is_one},
    {"el", singular_is_one},
    {"fi", singular_is_one},
    {"et", singular_is_one},
    {"he", singular_is_one},
    {"eo", singular_is_one},
    {"hu", singular_is_one},
    {"tr", singular_is_one},
    {"pt_BR", singular_to_one},
    {"fr", singular_to_one},
    {"lv", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);"},
    {"ga", "nplurals=3; plural=n==1 ? 0 : n==2 ? 1 : 2;"},
    {"ro", "nplurals=3; plural=n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2;"},
    {"lt", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);"},
    {"ru", east_slavic},
    {"uk", east_slavic},
    {"be", east_slavic},
    {"sr", east_slavic},
    {"hr", east_slavic},
    {"cs", czech},
    {"sk", czech},
    {"pl", "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"},
    {"sl", "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);"},
});

std::string_view find_known(std::string_view language) {
  for (const auto& known : known_rules) {
    if (known.language == language) return known.rule;
  }
  return {};
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// "pt" and "BR" of "pt-BR", "pt_BR.UTF-8", "pt-Latn-BR".
struct LanguageParts {
  std::string language;
  std::string region;
};

LanguageParts split_language(std::string_view tag) {
  tag = tag.substr(0, tag.find_first_of(".@"));
  LanguageParts parts;
  parts.language = lower_ascii(tag.substr(0, tag.find_first_of("-_")));
  if (parts.language == "iw") parts.language = "he";
  if (parts.language == "in") parts.language = "id";
  auto separator = tag.find_first_of("-_");
  while (separator != std::string_view::npos && parts.region.empty()) {
    tag.remove_prefix(separator + 1);
    separator = tag.find_first_of("-_");
    const auto part = tag.substr(0, separator);
    if (part.size() != 2) continue;
    for (char c : part) parts.region += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return parts;
}

// ------------------------------------------------------------------------------------------------ CLDR's rules

struct BundleCloser {
  void operator()(UResourceBundle* bundle) const { ures_close(bundle); }
};
using Bundle = std::unique_ptr<UResourceBundle, BundleCloser>;

Bundle child(const Bundle& parent, const char* key) {
  UErrorCode status = U_ZERO_ERROR;
  if (parent == nullptr) return nullptr;
  Bundle found(ures_getByKey(parent.get(), key, nullptr, &status));
  return U_FAILURE(status) ? nullptr : std::move(found);
}

std::string string_of(const Bundle& bundle) {
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t size = 0;
  if (bundle == nullptr) return {};
  const UChar* text = ures_getString(bundle.get(), &size, &status);
  if (U_FAILURE(status)) return {};
  std::string result;
  for (std::int32_t i = 0; i < size; ++i) {
    // Only the samples hold more than ASCII, and they are not read.
    const auto unit = static_cast<unsigned>(text[i]);
    result += unit < 0x80 ? static_cast<char>(unit) : '?';
  }
  return result.substr(0, result.find('@'));
}

/// A condition as C text; `always` and `never` hold for whole numbers whatever n is.
struct Condition {
  enum Kind : std::uint8_t { Always, Never, Depends } kind = Depends;
  std::string text;
};

class RuleReader {
 public:
  explicit RuleReader(std::string_view rule) : rule_(rule) {}

  // and_condition ('or' and_condition)*
  Condition read() {
    Condition result{Condition::Never, {}};
    do {
      auto part = read_and();
      if (part.kind == Condition::Never || result.kind == Condition::Always) continue;
      if (part.kind == Condition::Always) result = part;
      if (part.kind == Condition::Depends) add(result, part, " || ");
    } while (take("or"));
    return result;
  }

 private:
  static void add(Condition& result, const Condition& part, const char* joint) {
    const bool is_first = result.kind != Condition::Depends;
    result.text = is_first ? part.text : result.text + joint + part.text;
    result.kind = Condition::Depends;
  }

  // relation ('and' relation)*
  Condition read_and() {
    Condition result{Condition::Always, {}};
    bool is_never = false;
    do {
      auto part = read_relation();
      is_never |= part.kind == Condition::Never;
      if (part.kind != Condition::Depends) continue;
      if (part.text.find("||") != std::string::npos) part.text = "(" + part.text + ")";
      add(result, part, " && ");
    } while (take("and"));
    if (is_never) return {Condition::Never, {}};
    return result;
  }

  // operand ('%' value)? ('=' | '!=') value ('..' value)? (',' …)*
  Condition read_relation() {
    skip_blanks();
    const char operand = rule_.empty() ? '\0' : rule_.front();
    if (!rule_.empty()) rule_.remove_prefix(1);
    std::string left = "n";
    if (take("%")) left += "%" + read_value();
    const bool is_negated = take("!=");
    if (!is_negated) take("=");
    std::string text;
    bool is_first = true;
    bool has_zero = false;
    do {
      const auto low = read_value();
      const auto high = take("..") ? read_value() : low;
      has_zero |= low == "0";
      if (!is_first) text += is_negated ? " && " : " || ";
      text += range(left, low, high, is_negated);
      is_first = false;
    } while (take(","));
    // Of a whole number the integer part is all there is; the other operands are zero.
    if (operand != 'n' && operand != 'i') {
      return {has_zero != is_negated ? Condition::Always : Condition::Never, {}};
    }
    return {Condition::Depends, text};
  }

  static std::string range(const std::string& left, const std::string& low, const std::string& high, bool is_negated) {
    if (low == high) return left + (is_negated ? "!=" : "==") + low;
    if (is_negated) return low == "0" ? left + ">" + high : "(" + left + "<" + low + " || " + left + ">" + high + ")";
    return low == "0" ? left + "<=" + high : left + ">=" + low + " && " + left + "<=" + high;
  }

  void skip_blanks() {
    while (rule_.starts_with(' ')) rule_.remove_prefix(1);
  }
  bool take(std::string_view word) {
    skip_blanks();
    if (!rule_.starts_with(word)) return false;
    rule_.remove_prefix(word.size());
    return true;
  }
  std::string read_value() {
    skip_blanks();
    std::string digits;
    for (; !rule_.empty() && rule_.front() >= '0' && rule_.front() <= '9'; rule_.remove_prefix(1)) {
      digits += rule_.front();
    }
    return digits;
  }

  std::string_view rule_;
};

std::string assemble(const std::vector<std::string>& conditions) {
  const auto count = std::to_string(conditions.size() + 1);
  if (conditions.empty()) return std::string(one_form);
  if (conditions.size() == 1 && conditions.front() == "n==1") return std::string(singular_is_one);
  if (conditions.size() == 1 && conditions.front() == "n<=1") return std::string(singular_to_one);
  std::string text = "nplurals=" + count + "; plural=(";
  for (std::size_t i = 0; i < conditions.size(); ++i) text += conditions[i] + " ? " + std::to_string(i) + " : ";
  return text + std::to_string(conditions.size()) + ");";
}

// Some languages' rules leave no whole number for "other" (Polish): then the last condition is the rest.
bool reaches_last_form(const std::string& rule) {
  const auto forms = PluralForms::parse(rule);
  if (!forms) return true;
  for (std::uint64_t n = 0; n <= 2000; ++n) {
    for (const auto number : {n, n * 1000000}) {
      const auto form = forms->form(number);
      if (form && *form + 1 == forms->count()) return true;
    }
  }
  return false;
}

std::string rule_from_cldr(const LanguageParts& parts) {
  UErrorCode status = U_ZERO_ERROR;
  const Bundle plurals(ures_openDirect(nullptr, "plurals", &status));
  if (U_FAILURE(status)) return {};
  const auto locales = child(plurals, "locales");
  auto set = string_of(child(locales, (parts.language + "_" + parts.region).c_str()));
  if (set.empty()) set = string_of(child(locales, parts.language.c_str()));
  if (set.empty()) return {};
  const auto rules = child(child(plurals, "rules"), set.c_str());
  std::vector<std::string> conditions;
  for (const char* category : {"zero", "one", "two", "few", "many"}) {
    const auto rule = string_of(child(rules, category));
    if (rule.empty()) continue;
    const auto condition = RuleReader(rule).read();
    if (condition.kind == Condition::Depends) conditions.push_back(condition.text);
  }
  auto rule = assemble(conditions);
  if (conditions.size() > 1 && !reaches_last_form(rule)) {
    conditions.pop_back();
    rule = assemble(conditions);
  }
  return rule;
}

}  // namespace

std::string plural_forms_for(std::string_view language) {
  const auto parts = split_language(language);
  if (parts.language.empty()) return {};
  for (const auto& key : {parts.language + "_" + parts.region, parts.language}) {
    if (const auto known = find_known(key); !known.empty()) return std::string(known);
  }
  return rule_from_cldr(parts);
}

}  // namespace hexapla
