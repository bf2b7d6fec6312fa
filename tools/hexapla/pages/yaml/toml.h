// TOML front matter: enough of the language to find every string with its exact place and key path on real sites.
// A statement that is not understood is left alone, with a Warning for the first one.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/keys.h"
#include "hexapla/pages/page.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace hexapla::toml {

/// Appends the chosen strings of bytes[inside] as units of `kind`, and landmarks.
void scan_units(Page& page, Span inside, const KeyMatcher& keys, UnitKind kind);

/// Hears all of the data, step by step. Of a statement that is not understood, what comes before the fault.
class Listener {
 public:
  virtual ~Listener() = default;
  virtual void enter_key(std::string_view key) = 0;
  /// A new element of the list at this place, or its last one.
  virtual void enter_element(bool is_new) = 0;
  virtual void leave() = 0;
  virtual void collection(bool is_list) = 0;
  /// `plain`: no string, but 12, true, 2026-01-31. `offset`: of the string's quote.
  virtual void value(std::size_t offset, std::string_view text, bool plain) = 0;
};
void read(std::string_view bytes, Span inside, Listener& listener);

/// Lays at a unit whose place is TomlBasic or TomlLiteral: as a string of the same kind, or as a basic one where a
/// literal string cannot say the text.
void lay_string(const Page& page, const Unit& unit, std::string_view translation, std::string& out);

}  // namespace hexapla::toml
