// Numbers, shares and dates as the reader's locale writes them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hexapla {

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

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla
