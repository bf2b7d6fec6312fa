// Catalogs in other encodings than UTF-8: names, and conversion by ICU.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace hexapla {

/// The value of the first "charset=" in a header, as gettext cuts it; empty when there is none.
std::string_view declared_charset(std::string_view header);
/// `header` with UTF-8 there.
std::string with_utf8_charset(std::string_view header);

enum class CharsetKind : unsigned char {
  Utf8,         ///< UTF-8, and ASCII, of which it is a superset
  Placeholder,  ///< "CHARSET", as templates have it
  Other,
};
CharsetKind charset_kind(std::string_view name);
/// One of the names that gettext takes.
bool is_portable_charset(std::string_view name);

class CharsetConverter {
 public:
  /// nullptr when neither gettext nor ICU knows the name, or text in it does not contain ASCII as itself.
  static std::unique_ptr<CharsetConverter> open(std::string_view name);
  virtual ~CharsetConverter() = default;
  /// Appends `bytes` in UTF-8. The offset of the first byte that is no character, or npos.
  virtual std::size_t convert(std::string_view bytes, std::string& out) = 0;
};

}  // namespace hexapla
