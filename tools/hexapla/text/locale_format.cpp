#include "hexapla/text/locale_format.h"

#include <algorithm>
#include <array>
#include <mutex>
#include <utility>

#include <unicode/calendar.h>
#include <unicode/listformatter.h>
#include <unicode/localebuilder.h>
#include <unicode/locid.h>
#include <unicode/msgfmt.h>
#include <unicode/numberformatter.h>
#include <unicode/numsys.h>
#include <unicode/reldatefmt.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

namespace hexapla {

namespace {

std::string utf8_of(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

icu::Locale locale_named(std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale =
      icu::Locale::forLanguageTag(icu::StringPiece(tag.data(), static_cast<int32_t>(tag.size())), status);
  return U_FAILURE(status) || locale.isBogus() ? icu::Locale::getRoot() : locale;
}

icu::StringPiece piece_of(std::string_view text) {
  return {text.data(), static_cast<std::int32_t>(text.size())};
}

icu::UnicodeString utf16_of(std::string_view text) {
  return icu::UnicodeString::fromUTF8(piece_of(text));
}

bool is_among(std::string_view name, icu::StringEnumeration* all) {
  const std::unique_ptr<icu::StringEnumeration> names(all);
  UErrorCode status = U_ZERO_ERROR;
  for (const char* one = nullptr; names && (one = names->next(nullptr, status)) != nullptr && U_SUCCESS(status);) {
    if (name == one) return true;
  }
  return false;
}

constexpr std::array<std::pair<std::int64_t, URelativeDateTimeUnit>, 6> time_units{{{31557600, UDAT_REL_UNIT_YEAR},
                                                                                    {2629800, UDAT_REL_UNIT_MONTH},
                                                                                    {604800, UDAT_REL_UNIT_WEEK},
                                                                                    {86400, UDAT_REL_UNIT_DAY},
                                                                                    {3600, UDAT_REL_UNIT_HOUR},
                                                                                    {60, UDAT_REL_UNIT_MINUTE}}};

}  // namespace

bool is_numbering_system(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  return is_among(name, icu::NumberingSystem::getAvailableNames(status));
}

bool is_calendar(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  return is_among(name, icu::Calendar::getKeywordValuesForLocale("calendar", icu::Locale::getRoot(), false, status));
}

std::string locale_with(std::string_view tag, std::string_view calendar, std::string_view digits) {
  if (calendar.empty() && digits.empty()) return std::string(tag);
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = locale_named(tag);
  if (!calendar.empty()) locale.setKeywordValue(icu::StringPiece("calendar"), piece_of(calendar), status);
  if (!digits.empty()) locale.setKeywordValue(icu::StringPiece("numbers"), piece_of(digits), status);
  auto made = locale.toLanguageTag<std::string>(status);
  return U_FAILURE(status) ? std::string(tag) : made;
}

/// Made when first asked for: a program may know many languages and write in few.
struct LocaleFormat::State {
  icu::Locale locale;
  icu::number::LocalizedNumberFormatter numbers, percents;
  std::unique_ptr<icu::DateFormat> dates;
  std::mutex mutex;             // a DateFormat is one thread's at a time
  bool plain_hundreds = false;  // 0 to 999 are written with the digits of ASCII
  std::once_flag numbers_made, dates_made;

  void need_numbers() {
    std::call_once(numbers_made, [this] {
      numbers = icu::number::NumberFormatter::withLocale(locale);
      percents = icu::number::NumberFormatter::withLocale(locale).unit(icu::NoUnit::percent());
      UErrorCode status = U_ZERO_ERROR;
      plain_hundreds = utf8_of(numbers.formatInt(987, status).toString(status)) == "987";
    });
  }
  void need_dates() {
    std::call_once(dates_made, [this] {
      dates.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
      // Days are shifted by hand: each commit has its own clock.
      if (dates) dates->setTimeZone(*icu::TimeZone::getGMT());
    });
  }
};

LocaleFormat::LocaleFormat(std::string_view tag) : state_(std::make_unique<State>()) {
  state_->locale = locale_named(tag);
}

LocaleFormat::LocaleFormat(LocaleFormat&&) noexcept = default;
LocaleFormat& LocaleFormat::operator=(LocaleFormat&&) noexcept = default;
LocaleFormat::~LocaleFormat() = default;

std::string LocaleFormat::number(std::uint64_t n) const {
  state_->need_numbers();
  if (n < 1000 && state_->plain_hundreds) return std::to_string(n);
  UErrorCode status = U_ZERO_ERROR;
  const auto text = state_->numbers.formatInt(static_cast<std::int64_t>(n), status).toString(status);
  return U_FAILURE(status) ? std::to_string(n) : utf8_of(text);
}

std::string LocaleFormat::percent(unsigned value) const {
  state_->need_numbers();
  UErrorCode status = U_ZERO_ERROR;
  const auto text = state_->percents.formatInt(value, status).toString(status);
  return U_FAILURE(status) ? std::to_string(value) + "%" : utf8_of(text);
}

std::string LocaleFormat::date(std::int64_t time, std::int32_t offset) const {
  state_->need_dates();
  const std::lock_guard<std::mutex> guard(state_->mutex);
  if (!state_->dates) return {};
  icu::UnicodeString text;
  return utf8_of(state_->dates->format(static_cast<double>(time + std::int64_t{offset} * 60) * 1000.0, text));
}

std::string LocaleFormat::relative(std::int64_t then, std::int64_t now) const {
  UErrorCode status = U_ZERO_ERROR;
  const icu::RelativeDateTimeFormatter formatter(state_->locale, status);
  const std::int64_t seconds = then - now;
  const auto* unit = std::find_if(time_units.begin(), time_units.end(),
                                  [&](const auto& one) { return std::abs(seconds) >= one.first; });
  if (unit == time_units.end()) --unit;
  icu::UnicodeString text;
  const std::int64_t count = seconds / unit->first;  // whole ones
  formatter.formatNumeric(static_cast<double>(count), unit->second, text, status);
  return U_FAILURE(status) ? std::string() : utf8_of(text);
}

std::string LocaleFormat::list(const std::vector<std::string>& items) const {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::ListFormatter> formatter(icu::ListFormatter::createInstance(state_->locale, status));
  std::vector<icu::UnicodeString> texts;
  texts.reserve(items.size());
  for (const std::string& item : items) texts.push_back(utf16_of(item));
  icu::UnicodeString text;
  if (U_SUCCESS(status)) formatter->format(texts.data(), static_cast<std::int32_t>(texts.size()), text, status);
  return utf8_of(text);
}

std::string LocaleFormat::country(std::string_view code) const {
  const std::string region(code);
  icu::UnicodeString name;
  icu::Locale("", region.c_str()).getDisplayCountry(state_->locale, name);
  return name.isEmpty() ? region : utf8_of(name);
}

std::optional<std::string> LocaleFormat::message(std::string_view pattern, std::int64_t n) const {
  UErrorCode status = U_ZERO_ERROR;
  icu::MessageFormat format(utf16_of(pattern), state_->locale, status);
  const icu::UnicodeString name = icu::UnicodeString::fromUTF8("n");
  const icu::Formattable value(n);
  icu::UnicodeString text;
  if (U_SUCCESS(status)) format.format(&name, &value, 1, text, status);
  if (U_FAILURE(status)) return std::nullopt;
  return utf8_of(text);
}

}  // namespace hexapla
