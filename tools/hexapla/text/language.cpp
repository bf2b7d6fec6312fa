// Language tags on ICU's locale data. Both spellings are first brought to BCP 47's form; ICU then says whether it is
// well-formed and how it is written. That the language exists ICU is asked, too: "xx" and "klingon" are well-formed.
#include "hexapla/text/language.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <utility>

#include <unicode/localebuilder.h>
#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

namespace hexapla {

namespace {

constexpr std::size_t longest_tag = 64;

/// gettext's modifiers that stand for a script.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> scripts{
    {{"latin", "Latn"}, {"cyrillic", "Cyrl"}, {"arabic", "Arab"}, {"devanagari", "Deva"}}};

bool is_ascii_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// "sr_RS@latin" -> "sr-Latn-RS", "ca@valencia" -> "ca-valencia"; a BCP 47 tag stays.
std::string with_hyphens(std::string_view tag) {
  const std::size_t at = tag.find('@');
  std::string text(tag.substr(0, at));
  std::replace(text.begin(), text.end(), '_', '-');
  if (at == std::string_view::npos) return text;
  const std::string modifier = lower_case(tag.substr(at + 1));
  if (modifier == "euro") return text;
  for (const auto& [name, script] : scripts) {
    if (modifier != name) continue;
    const std::size_t language_end = std::min(text.find('-'), text.size());
    return text.insert(language_end, "-" + std::string(script));
  }
  return text + "-" + (modifier.empty() ? "?" : modifier);
}

std::string_view first_subtag(std::string_view text) {
  return text.substr(0, text.find('-'));
}

/// Two or three letters first; and no second subtag of three letters, which is an old spelling for languages of
/// Chinese and Arabic ("zh-yue") and a mistake elsewhere: ICU reads "pt-BRX" as Bodo.
bool starts_like_a_tag(std::string_view text) {
  const std::string_view language = first_subtag(text);
  if (language.size() < 2 || language.size() > 3) return false;
  if (!std::all_of(language.begin(), language.end(), is_ascii_letter)) return false;
  if (language.size() == text.size() || lower_case(language) == "zh" || lower_case(language) == "ar") return true;
  const std::string_view second = first_subtag(text.substr(language.size() + 1));
  return second.size() != 3 || !std::all_of(second.begin(), second.end(), is_ascii_letter);
}

/// For private use: qaa to qtz.
bool is_private_use(std::string_view language) {
  return language.size() == 3 && language[0] == 'q' && language[1] >= 'a' && language[1] <= 't';
}

bool is_known(const icu::Locale& locale) {
  const std::string_view language = locale.getLanguage();
  if (language.empty()) return false;
  if (is_private_use(language)) return true;
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
    if (language == *code) return true;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale likely(locale.getLanguage());
  likely.addLikelySubtags(status);
  if (U_SUCCESS(status) && *likely.getScript() != '\0') return true;
  // Codes that CLDR would write otherwise ("kmr", "sh") are known by that.
  status = U_ZERO_ERROR;
  icu::Locale canonical(locale.getLanguage());
  canonical.canonicalize(status);
  return U_SUCCESS(status) && language != canonical.getLanguage();
}

/// A bogus locale when the tag is not one.
icu::Locale locale_of(std::string_view tag) {
  icu::Locale bogus;
  bogus.setToBogus();
  if (tag.empty() || tag.size() > longest_tag) return bogus;
  const std::string text = with_hyphens(tag);
  if (!starts_like_a_tag(text)) return bogus;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale =
      icu::LocaleBuilder().setLanguageTag({text.data(), static_cast<std::int32_t>(text.size())}).build(status);
  return U_SUCCESS(status) && is_known(locale) ? locale : bogus;
}

std::string tag_of(const icu::Locale& locale) {
  UErrorCode status = U_ZERO_ERROR;
  std::string tag = locale.toLanguageTag<std::string>(status);
  return U_SUCCESS(status) ? tag : std::string();
}

}  // namespace

std::string canonical_language(std::string_view tag) {
  const icu::Locale locale = locale_of(tag);
  return locale.isBogus() ? std::string() : tag_of(locale);
}

std::string gettext_language(std::string_view tag) {
  const icu::Locale locale = locale_of(tag);
  if (locale.isBogus()) return {};
  std::string out(first_subtag(tag_of(locale)));  // getLanguage() says "iw" for "he"
  std::string modifier = lower_case(locale.getVariant());
  const std::string_view script = locale.getScript();
  const auto named =
      std::find_if(scripts.begin(), scripts.end(), [&](const auto& pair) { return pair.second == script; });
  if (named != scripts.end()) {
    modifier = named->first;
  } else if (!script.empty()) {
    out += "_" + std::string(script);
  }
  if (*locale.getCountry() != '\0') out += "_" + std::string(locale.getCountry());
  if (!modifier.empty()) out += "@" + modifier;
  return out;
}

std::string language_name(std::string_view tag, std::string_view in) {
  const icu::Locale locale = locale_of(tag);
  if (locale.isBogus()) return std::string(tag);
  icu::Locale display = in.empty() ? locale : locale_of(in);
  if (display.isBogus()) display = locale;
  const std::unique_ptr<icu::LocaleDisplayNames> names(
      icu::LocaleDisplayNames::createInstance(display, ULDN_DIALECT_NAMES));
  icu::UnicodeString name;
  std::string out;
  if (names) names->localeDisplayName(locale, name).toUTF8String(out);
  return out;
}

bool is_right_to_left(std::string_view tag) {
  const icu::Locale locale = locale_of(tag);
  return !locale.isBogus() && locale.isRightToLeft() != 0;
}

std::string language_and_script(std::string_view tag) {
  icu::Locale locale = locale_of(tag);
  UErrorCode status = U_ZERO_ERROR;
  locale.addLikelySubtags(status);
  if (locale.isBogus() || U_FAILURE(status)) return std::string(tag);
  const std::string script = locale.getScript();
  return std::string(locale.getLanguage()) + (script.empty() ? "" : "-" + script);
}

std::string open_graph_locale(std::string_view tag) {
  icu::Locale locale = locale_of(tag);
  UErrorCode status = U_ZERO_ERROR;
  locale.addLikelySubtags(status);
  if (locale.isBogus() || U_FAILURE(status)) return std::string(tag);
  const std::string country = locale.getCountry();
  return std::string(locale.getLanguage()) + (country.empty() ? "" : "_" + country);
}

std::vector<std::string> fallback_parents(std::string_view tag) {
  std::vector<std::string> parents;
  std::string at = canonical_language(tag);
  for (std::size_t hyphen = at.rfind('-'); hyphen != std::string::npos; hyphen = at.rfind('-')) {
    at.resize(hyphen);
    // "-u" and "-x" are no languages' ends: an extension goes whole.
    if (at.size() >= 2 && at[at.size() - 2] == '-') continue;
    parents.push_back(at);
  }
  return parents;
}

}  // namespace hexapla
