#include "cli/locale.h"

#include "hexapla/text/language.h"

#include <climits>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <locale>
#include <memory>
#include <set>
#include <sstream>
#include <string_view>

#include <boost/locale.hpp>
#include <boost/locale/gnu_gettext.hpp>
#include <unistd.h>

namespace hexapla::cli {
namespace {

namespace gettext = boost::locale::gnu_gettext;
using MessageFacet = boost::locale::message_format<char>;

constexpr const char* domain_name = "hexapla";

// The facet belongs to the locale; both stay for the whole run.
std::locale message_locale;
const MessageFacet* messages = nullptr;
std::string own_tag = "en";

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? std::string_view(value) : std::string_view();
}

/// The value of the category as setlocale(category, "") would read it.
std::string_view locale_of(const char* category) {
  for (const char* name : {"LC_ALL", category, "LANG"}) {
    if (auto value = environment(name); !value.empty()) return value;
  }
  return "C";
}

bool is_plain(std::string_view locale) {
  return locale == "C" || locale == "POSIX";
}

/// Where the program itself lies; empty when that cannot be found out.
std::string own_folder() {
  char path[PATH_MAX];
  ssize_t size = readlink("/proc/self/exe", path, sizeof path);
  if (size <= 0) return {};
  std::string_view whole(path, static_cast<std::size_t>(size));
  return std::string(whole.substr(0, whole.rfind('/')));
}

/// A locale's name in its parts: ll_CC.charset@variant.
gettext::messages_info parts_of(std::string_view locale) {
  gettext::messages_info info;
  if (auto at = locale.find('@'); at != std::string_view::npos) {
    info.variant = locale.substr(at + 1);
    locale = locale.substr(0, at);
  }
  locale = locale.substr(0, locale.find('.'));
  auto underscore = locale.find('_');
  info.language = locale.substr(0, underscore);
  if (underscore != std::string_view::npos) info.country = locale.substr(underscore + 1);
  return info;
}

/// The folder of catalogs that has one for this language, in the order in which Boost.Locale tries its spellings.
bool has_catalog(const std::string& folder, const gettext::messages_info& info) {
  std::string country = info.country, variant = info.variant;
  if (!country.empty()) country.insert(0, "_");
  if (!variant.empty()) variant.insert(0, "@");
  for (const auto& ending : {country + variant, variant, country, std::string()}) {
    std::string path = folder;
    path.append("/").append(info.language).append(ending).append("/LC_MESSAGES/").append(domain_name).append(".mo");
    if (access(path.c_str(), R_OK) == 0) return true;
  }
  return false;
}

/// The C library's sentences ("Permission denied") in the same language, if it has them; C.UTF-8 is always there.
void speak_with_c_library(const gettext::messages_info& info) {
  const std::string name = info.language + (info.country.empty() ? "" : "_" + info.country);
  setenv("LANGUAGE", name.c_str(), 1);
  std::setlocale(LC_CTYPE, "C.UTF-8");
  std::setlocale(LC_MESSAGES, "C.UTF-8");
}

void load(gettext::messages_info info, const std::string& folder) {
  speak_with_c_library(info);
  info.encoding = "UTF-8";
  info.domains.emplace_back(domain_name);
  info.paths.push_back(folder);
  auto* facet = gettext::create_messages_facet<char>(info);
  if (!facet) return;
  message_locale = std::locale(std::locale::classic(), facet);
  messages = facet;
  own_tag = canonical_language(info.language + (info.country.empty() ? "" : "_" + info.country));
}

/// False: go on with the next language of the list.
bool try_language(std::string_view name, const std::vector<std::string>& folders) {
  // A name with a slash would leave the folder of catalogs.
  if (name.empty() || name.find('/') != std::string_view::npos) return false;
  auto info = parts_of(name);
  if (info.language == "en" || is_plain(info.language)) {
    if (info.language == "en" && !info.country.empty()) own_tag = canonical_language("en_" + info.country);
    if (own_tag.empty()) own_tag = "en";
    return true;
  }
  for (const auto& folder : folders) {
    if (!has_catalog(folder, info)) continue;
    load(std::move(info), folder);
    return true;
  }
  return false;
}

/// The locale that writes numbers; the classic one until somebody asks for another.
const std::locale& number_locale() {
  static const std::locale chosen = [] {
    auto name = locale_of("LC_NUMERIC");
    if (is_plain(name) || name.starts_with("C.")) return std::locale::classic();
    boost::locale::generator generate;
    generate.categories(boost::locale::formatting_facet | boost::locale::information_facet);
    generate.characters(boost::locale::char_facet);
    auto info = parts_of(name);
    std::string id = info.language + (info.country.empty() ? "" : "_" + info.country) + ".UTF-8";
    return generate(id);
  }();
  return chosen;
}

// gettext's plural rules look at the last digits only, so a huge number may be cut to its last nine.
int plural_count(std::uint64_t n) {
  return static_cast<int>(n > INT_MAX ? n % 1000000000 + 1000000000 : n);
}

std::uint64_t size_of(long n) {
  return static_cast<std::uint64_t>(n < 0 ? -n : n);
}

std::string translated(const MessageFacet* facet, const char* msgid, const std::vector<std::string>& args) {
  const char* text = facet ? facet->get(0, nullptr, msgid) : nullptr;
  return fill(text ? text : msgid, args);
}

std::string translated(const MessageFacet* facet, const char* one, const char* many, std::uint64_t n,
                       const std::vector<std::string>& args) {
  const char* text = facet ? facet->get(0, nullptr, one, plural_count(n)) : nullptr;
  return fill(text ? text : (n == 1 ? one : many), args);
}

std::string translated(const MessageFacet* facet, const Phrase& phrase) {
  if (!*phrase.msgid) return {};
  if (!phrase.plural) return translated(facet, phrase.msgid, phrase.args);
  return translated(facet, phrase.msgid, phrase.plural, size_of(phrase.count), phrase.args);
}

/// Where catalogs are: installed as bin/ beside share/, else in the build tree, beside the program's folder.
std::vector<std::string> catalog_folders() {
  const auto own = own_folder();
  // The last one: of the program in lib/hexapla.
  return {own + "/../share/locale", own + "/../locale", own + "/../../share/locale"};
}

struct FoundCatalog {
  std::string folder, name;
};

/// All catalogs of the program, by the tag of their language.
std::vector<std::pair<std::string, FoundCatalog>> catalogs_found() {
  std::vector<std::pair<std::string, FoundCatalog>> found;
  for (const auto& folder : catalog_folders()) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      const auto name = entry.path().filename().string();
      const auto tag = canonical_language(name);
      if (!tag.empty() && has_catalog(folder, parts_of(name))) found.push_back({tag, {folder, name}});
    }
  }
  return found;
}

template <typename Manipulator, typename Value>
std::string formatted(Manipulator manipulator, Value value) {
  std::ostringstream out;
  out.imbue(number_locale());
  out << manipulator << value;
  return std::move(out).str();
}

}  // namespace

void choose_language() {
  auto locale = locale_of("LC_MESSAGES");
  if (is_plain(locale)) return;  // and LANGUAGE is not looked at: gettext's rule
  const auto folders = catalog_folders();
  auto list = environment("LANGUAGE");
  while (!list.empty()) {
    auto colon = list.find(':');
    if (try_language(list.substr(0, colon), folders)) return;
    list = colon == std::string_view::npos ? std::string_view() : list.substr(colon + 1);
  }
  try_language(locale, folders);
}

std::string tr(const char* msgid, const std::vector<std::string>& args) {
  return translated(messages, msgid, args);
}

std::string trn(const char* one, const char* many, std::uint64_t n, const std::vector<std::string>& args) {
  return translated(messages, one, many, n, args);
}

std::string tr(const Phrase& phrase) {
  return translated(messages, phrase);
}

Speech own_speech() {
  return {own_tag, [](const Phrase& phrase) { return translated(messages, phrase); }};
}

std::optional<Speech> speech_of(const std::string& locale) {
  const auto tag = canonical_language(parts_of(locale).variant.empty() ? locale.substr(0, locale.find('.')) : locale);
  const auto wanted = language_and_script(tag);
  if (tag.empty()) return std::nullopt;
  if (wanted == "en-Latn") return Speech{tag};
  for (const auto& [found_tag, found] : catalogs_found()) {
    if (language_and_script(found_tag) != wanted) continue;
    auto info = parts_of(found.name);
    info.encoding = "UTF-8";
    info.domains.emplace_back(domain_name);
    info.paths.push_back(found.folder);
    auto* facet = gettext::create_messages_facet<char>(info);
    if (!facet) continue;
    const std::locale keeper(std::locale::classic(), facet);
    return Speech{tag, [keeper, facet](const Phrase& phrase) { return translated(facet, phrase); }};
  }
  return std::nullopt;
}

std::string spoken_languages() {
  std::set<std::string> tags = {"en"};
  for (const auto& one : catalogs_found()) tags.insert(one.first);
  std::string list;
  for (const auto& tag : tags) list += (list.empty() ? "" : ", ") + tag;
  return list;
}

std::string number(std::uint64_t n) {
  // Below a thousand no locale that we know groups, and generating one costs more than the whole of a short run.
  if (n < 1000) return std::to_string(n);
  return formatted(boost::locale::as::number, n);
}

std::string percent(unsigned value) {
  /// TRANSLATORS: a share of the whole, such as 97%
  return tr("{1}%", {std::to_string(value)});
}

}  // namespace hexapla::cli
