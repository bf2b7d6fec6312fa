#include "hexapla/catalogs/dates.h"

#include <charconv>
#include <chrono>

namespace hexapla {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return std::nullopt;
  int value = 0;
  const char* const end = text.data() + at + count;
  const auto read = std::from_chars(text.data() + at, end, value);
  if (read.ec != std::errc() || read.ptr != end || value < 0) return std::nullopt;
  return value;
}

}  // namespace

std::optional<std::int64_t> midnight_of(int year, int month, int day) {
  if (month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::seconds(std::chrono::sys_days(date).time_since_epoch()).count();
}

std::optional<std::int64_t> parse_day(std::string_view text) {
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  if (!year || !month || !day || text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  return midnight_of(*year, *month, *day);
}

std::optional<std::int64_t> parse_po_date(std::string_view text) {
  const auto day = parse_day(text.substr(0, 10));
  const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2);
  if (!day || !hour || !minute || *hour > 24 || *minute > 60 || text[13] != ':') return std::nullopt;
  const std::int64_t time = *day + std::int64_t{*hour} * 3600 + std::int64_t{*minute} * 60;
  const auto zone_hours = digits(text, 17, 2), zone_minutes = digits(text, 19, 2);
  if (!zone_hours || !zone_minutes || (text[16] != '+' && text[16] != '-')) return time;
  const std::int64_t zone = std::int64_t{*zone_hours} * 3600 + std::int64_t{*zone_minutes} * 60;
  return text[16] == '-' ? time + zone : time - zone;
}

}  // namespace hexapla
