// TOML front matter: enough of the language to find every string with its exact place and key path on real sites.
// A statement that is not understood is left alone, with a Warning for the first one.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/keys.h"
#include "hexapla/pages/page.h"

#include <string>
#include <string_view>

namespace hexapla::toml {

/// Appends the chosen strings of bytes[inside] as units of `kind`, and landmarks.
void scan_units(Page& page, Span inside, const KeyMatcher& keys, UnitKind kind);

/// Lays at a unit whose place is TomlBasic or TomlLiteral: as a string of the same kind, or as a basic one where a
/// literal string cannot say the text.
void lay_string(const Page& page, const Unit& unit, std::string_view translation, std::string& out);

}  // namespace hexapla::toml
