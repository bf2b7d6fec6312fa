// Plural-Forms: the header's expression, and the rule of each language for new catalogs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A compiled "nplurals=3; plural=(n%10==1 ? 0 : …);". Bounded in size and depth: the header is untrusted.
class PluralForms {
 public:
  /// nullopt when the text is no valid rule.
  static std::optional<PluralForms> parse(std::string_view header_value);
  std::uint32_t count() const { return count_; }
  /// The form for `n`; nullopt when the rule divides by zero or gives a form that is not there.
  std::optional<std::uint32_t> form(std::uint64_t n) const;

 private:
  struct Step {
    std::uint8_t op;
    std::uint64_t value;
  };
  std::vector<Step> steps_;
  std::uint32_t count_ = 1;
};

/// The value of Plural-Forms for a language (BCP 47 or gettext's spelling): what gettext's own table (msginit 0.21)
/// says, else derived from ICU's CLDR rules; empty when the language is unknown.
std::string plural_forms_for(std::string_view language);

}  // namespace hexapla
