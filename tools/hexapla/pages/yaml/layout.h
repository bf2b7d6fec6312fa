// A translation written as a YAML scalar in the style of the place.
#pragma once

#include "hexapla/pages/page.h"
#include "hexapla/pages/yaml/token.h"

#include <string>
#include <string_view>

namespace hexapla::yaml {

/// Layout::flags of the Yaml places.
enum LayoutFlag : std::uint8_t {
  in_flow = 1,          ///< within [ ] or { }
  explicit_indent = 2,  ///< a block scalar with an indentation indicator
  strips = 4,           ///< a block scalar with the chomping indicator -
};

Layout layout_of(const Token& token);

/// Lays at a unit whose place is one of the Yaml… ones. Where the style of the place cannot say the text (a block
/// that starts with a blank, a plain text with ": "), it is quoted; on one line, so that it fits every place.
void lay_scalar(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
                std::string& out);

/// Whether readers of YAML 1.1 and 1.2 would read `text` back from a plain scalar on one line.
bool can_be_plain(std::string_view text, bool in_flow);

/// "…" with the escapes that YAML, JSON and TOML share.
void append_double_quoted(std::string& out, std::string_view text);

}  // namespace hexapla::yaml
