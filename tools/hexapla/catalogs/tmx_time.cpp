#include "hexapla/catalogs/dates.h"
#include "hexapla/catalogs/tmx.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace hexapla {

namespace {

/// The next `digits` digits of `text`, which are taken away; -1: there are none.
int take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return -1;
  int number = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return -1;
    number = number * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return number;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

TmxTime parse_tmx_time(std::string_view text) {
  const int year = take_number(text, 4);
  const bool dashes = take(text, '-');
  const int month = take_number(text, 2);
  if (dashes && !take(text, '-')) return no_tmx_time;
  const int day = take_number(text, 2);
  if (year < 0 || month < 0 || day < 0) return no_tmx_time;
  const auto midnight = midnight_of(year, month, day);
  if (!midnight) return no_tmx_time;
  if (text.empty()) return *midnight;

  if (!take(text, 'T')) return no_tmx_time;
  const int hour = take_number(text, 2);
  const bool colons = take(text, ':');
  const int minute = take_number(text, 2);
  if (colons && !take(text, ':')) return no_tmx_time;
  const int second = take_number(text, 2);
  take(text, 'Z');
  if (!text.empty() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
    return no_tmx_time;
  }
  return *midnight + hour * 3600 + minute * 60 + second;
}

std::string format_tmx_time(TmxTime time) {
  namespace chrono = std::chrono;
  constexpr TmxTime first = -62167219200;  // 0000-01-01
  constexpr TmxTime last = 253402300799;   // 9999-12-31T23:59:59
  if (time < first || time > last) return {};
  const chrono::sys_seconds moment{chrono::seconds{time}};
  const auto midnight = chrono::floor<chrono::days>(moment);
  const chrono::year_month_day date{midnight};
  const auto seconds = static_cast<int>((moment - midnight).count());
  std::array<char, 32> out{};
  const int size = std::snprintf(out.data(), out.size(), "%04d%02u%02uT%02d%02d%02dZ", static_cast<int>(date.year()),
                                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), seconds / 3600,
                                 seconds / 60 % 60, seconds % 60);
  return {out.data(), static_cast<std::size_t>(size)};
}

}  // namespace hexapla
