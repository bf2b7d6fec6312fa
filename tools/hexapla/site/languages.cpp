#include "hexapla/site/languages.h"

#include "hexapla/pages/yaml/scalar.h"
#include "hexapla/text/language.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace hexapla {

SiteLanguage::SiteLanguage(const Language& which, const SiteConfig& config, const SiteOptions& options)
    : language(which),
      tag(which.tag),
      path(which.tag + "/"),
      name(language_name(which.tag)),
      open_graph(open_graph_locale(which.tag)),
      right_to_left(is_right_to_left(which.tag)),
      format(locale_with(which.tag, config.calendar, config.digits)),
      collation(which.tag) {
  if (options.voice_of) voice = options.voice_of(which.tag);
}

namespace {

std::string attributes_of(std::string_view tag) {
  return " lang=\"" + std::string(tag) + "\" dir=\"" + (is_right_to_left(tag) ? "rtl" : "ltr") + "\"";
}

}  // namespace

std::string language_attributes(std::string_view shown, std::string_view page) {
  if (shown.empty() || shown == page) return {};
  // Asked for nearly every block of a page that is not translated, for the same one language.
  thread_local std::string last_tag;
  thread_local std::string last;
  if (shown != last_tag) {
    last_tag = shown;
    last = attributes_of(shown);
  }
  return last;
}

std::optional<std::int64_t> parse_date(std::string_view text) {
  if (!yaml::is_timestamp(text) || text.size() < 8) return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const long year = std::strtol(copy.c_str(), &end, 10);
  if (*end != '-') return std::nullopt;
  const long month = std::strtol(end + 1, &end, 10);
  if (*end != '-') return std::nullopt;
  const long day = std::strtol(end + 1, &end, 10);
  const std::chrono::year_month_day date{std::chrono::year(static_cast<int>(year)),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch().count() * std::int64_t{86400};
}

std::string iso_date(std::int64_t time) {
  const std::chrono::year_month_day date{
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(time)))};
  std::array<char, 32> text{};
  const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                                   static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return {text.data(), static_cast<std::size_t>(length)};
}

}  // namespace hexapla
