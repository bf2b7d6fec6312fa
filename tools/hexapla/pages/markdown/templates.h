// Template syntax of site generators inside Markdown: Hugo's shortcodes, mdBook's helpers, Liquid and Jinja, MkDocs'
// includes. Found by their brackets only.
#pragma once

#include <cstdint>
#include <string_view>

namespace hexapla::markdown {

/// Closers that do not stand in the rest of a text: without it, a megabyte of "{{" would be searched a million times.
struct TemplateMemo {
  std::uint8_t missing = 0;
};

/// The end of the template that opens at text[at] == '{', or 0: {{< … >}}, {{% … %}}, {{ … }}, {% … %}, {# … #},
/// {* … *}, {/* … */}. `memo` belongs to one walk through one text, from its start to its end.
std::uint32_t scan_template(std::string_view text, std::uint32_t at, TemplateMemo& memo);

/// The end of the footnote reference [^label] that opens at text[at] == '[', or 0.
std::uint32_t scan_footnote_reference(std::string_view text, std::uint32_t at);

/// The end of an attribute list {#id .class}, {: …}, {.class} that opens at text[at] == '{', or 0.
std::uint32_t scan_attributes(std::string_view text, std::uint32_t at);

/// There is a letter outside of templates and footnote references: something to translate.
bool has_text(std::string_view text);

}  // namespace hexapla::markdown
