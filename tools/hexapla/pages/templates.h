// Template syntax of site generators inside pages: Hugo's shortcodes, mdBook's helpers, Liquid and Jinja, MkDocs'
// includes. Found by their brackets only. Markdown text knows all of them; HTML and data know shortcodes, since braces
// around anything else are their own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hexapla {

/// Closers that do not stand in the rest of a text: without it, a megabyte of "{{" would be searched a million times.
struct TemplateMemo {
  std::uint8_t missing = 0;
};

/// The end of the template that opens at text[at] == '{', or 0: {{< … >}}, {{% … %}}, {{ … }}, {% … %}, {# … #},
/// {* … *}, {/* … */}. `memo` belongs to one walk through one text, from its start to its end.
std::uint32_t scan_template(std::string_view text, std::uint32_t at, TemplateMemo& memo);

/// The end of the shortcode that opens at text[at], or 0: {{ … }}, which {{< … >}} and {{% … %}} are as well, and
/// {% … %}. For walks that leave no memo, from anywhere: it looks no further than any real one is long.
std::size_t scan_shortcode(std::string_view text, std::size_t at);

}  // namespace hexapla
