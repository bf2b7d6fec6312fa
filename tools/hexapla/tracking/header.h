// The header of an updated catalog.
#pragma once

#include <string>
#include <string_view>

namespace hexapla {

/// The old header's fields in msgmerge's order, with POT-Creation-Date and Report-Msgid-Bugs-To of the template.
/// Fields that gettext does not know come last, in their old order.
std::string merge_headers(std::string_view old_header, std::string_view template_header);

/// The lines of a header that are no field of a new catalog's own: "X-…" and such.
std::string other_fields(std::string_view header);

/// One field of a header's text, trimmed; empty when missing.
std::string_view header_field_of(std::string_view header, std::string_view name);

}  // namespace hexapla
