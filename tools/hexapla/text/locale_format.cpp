#include "hexapla/text/locale_format.h"

#include <mutex>

#include <unicode/locid.h>
#include <unicode/numberformatter.h>
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

}  // namespace

struct LocaleFormat::State {
  icu::number::LocalizedNumberFormatter numbers, percents;
  std::unique_ptr<icu::DateFormat> dates;
  std::mutex mutex;             // a DateFormat is one thread's at a time
  bool plain_hundreds = false;  // 0 to 999 are written with the digits of ASCII
};

LocaleFormat::LocaleFormat(std::string_view tag) : state_(std::make_unique<State>()) {
  const icu::Locale locale = locale_named(tag);
  state_->numbers = icu::number::NumberFormatter::withLocale(locale);
  state_->percents = icu::number::NumberFormatter::withLocale(locale).unit(icu::NoUnit::percent());
  state_->dates.reset(icu::DateFormat::createDateInstance(icu::DateFormat::kLong, locale));
  // Days are shifted by hand: each commit has its own clock.
  if (state_->dates) state_->dates->setTimeZone(*icu::TimeZone::getGMT());
  UErrorCode status = U_ZERO_ERROR;
  state_->plain_hundreds = utf8_of(state_->numbers.formatInt(987, status).toString(status)) == "987";
}

LocaleFormat::LocaleFormat(LocaleFormat&&) noexcept = default;
LocaleFormat& LocaleFormat::operator=(LocaleFormat&&) noexcept = default;
LocaleFormat::~LocaleFormat() = default;

std::string LocaleFormat::number(std::uint64_t n) const {
  if (n < 1000 && state_->plain_hundreds) return std::to_string(n);
  UErrorCode status = U_ZERO_ERROR;
  const auto text = state_->numbers.formatInt(static_cast<std::int64_t>(n), status).toString(status);
  return U_FAILURE(status) ? std::to_string(n) : utf8_of(text);
}

std::string LocaleFormat::percent(unsigned value) const {
  UErrorCode status = U_ZERO_ERROR;
  const auto text = state_->percents.formatInt(value, status).toString(status);
  return U_FAILURE(status) ? std::to_string(value) + "%" : utf8_of(text);
}

std::string LocaleFormat::date(std::int64_t time, std::int32_t offset) const {
  const std::lock_guard<std::mutex> guard(state_->mutex);
  if (!state_->dates) return {};
  icu::UnicodeString text;
  return utf8_of(state_->dates->format(static_cast<double>(time + std::int64_t{offset} * 60) * 1000.0, text));
}

}  // namespace hexapla
