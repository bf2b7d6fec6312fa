// Numbers, shares and dates as the reader's locale writes them.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// "latn", "arab", "deva": one that ICU has.
bool is_numbering_system(std::string_view name);
/// "gregorian", "persian": one that ICU has.
bool is_calendar(std::string_view name);
/// `tag` with a calendar and digits of one's choice, as LocaleFormat takes it: "fa-u-ca-persian-nu-latn". Either may be
/// empty.
std::string locale_with(std::string_view tag, std::string_view calendar, std::string_view digits);

/// Movable, not copyable; any number of threads may ask at once.
class LocaleFormat {
 public:
  /// `tag` is BCP 47 ("fr", "zh-Hans"); one that ICU does not know writes as its root locale does.
  explicit LocaleFormat(std::string_view tag);
  LocaleFormat(LocaleFormat&&) noexcept;
  LocaleFormat& operator=(LocaleFormat&&) noexcept;
  ~LocaleFormat();

  /// "12,054", "12 054", "١٢٬٠٥٤"
  std::string number(std::uint64_t n) const;
  /// "97%", "97 %"
  std::string percent(unsigned value) const;
  /// "23 November 2026": the day that a clock `offset` minutes ahead of UTC shows at `time` (seconds since 1970).
  std::string date(std::int64_t time, std::int32_t offset) const;
  /// "in 3 days", "il y a 2 mois": from `now` to `then`, in the largest unit that is not zero.
  std::string relative(std::int64_t then, std::int64_t now) const;
  /// "A, B, and C"
  std::string list(const std::vector<std::string>& items) const;
  /// "China" for CN; the code itself when ICU does not know it.
  std::string country(std::string_view code) const;
  /// An ICU message: "{n, plural, one {# page} other {# pages}}" with `n`. nullopt: it is none, or is broken.
  std::optional<std::string> message(std::string_view pattern, std::int64_t n) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla
