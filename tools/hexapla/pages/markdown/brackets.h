// What a { or a [ can open within a line besides templates and links: attribute lists and footnote references.
#pragma once

#include <cstdint>
#include <string_view>

namespace hexapla::markdown {

/// The end of the footnote reference [^label] that opens at text[at] == '[', or 0.
std::uint32_t scan_footnote_reference(std::string_view text, std::uint32_t at);

/// The end of an attribute list {#id .class}, {: …}, {.class} that opens at text[at] == '{', or 0.
std::uint32_t scan_attributes(std::string_view text, std::uint32_t at);

}  // namespace hexapla::markdown
