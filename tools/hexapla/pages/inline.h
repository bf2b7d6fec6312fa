// The inventory of inline markup in a text: what a translation must keep and must not bring in. Used by merge's
// safety check, by matching and by checks; it resolves no emphasis and renders nothing.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/unit.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

enum class InlineKind : std::uint8_t {
  Code,         ///< `code`; inner: without the backticks
  Link,         ///< [text](target) or [text][label]; inner: the text
  Image,        ///< ![alt](target) or by label; inner: the alternative
  Autolink,     ///< <https://…> or a bare https://… or www.…; target
  HtmlTag,      ///< <b>, </b>, <a href="…">, comments; inner: the tag's name
  Entity,       ///< &amp;
  FootnoteRef,  ///< [^label]
  Shortcode,    ///< {{< … >}}, {{#…}}, {% … %}, {{ … }}
  Attributes,   ///< {#id .class} after something
  HardBreak,
};

/// Spans are bytes of the text given.
struct Inline {
  InlineKind kind;
  Span span;
  Span inner;   ///< empty where the kind has none
  Span target;  ///< destination of a link or image, label of a reference; without < >
};

/// In order of `span.begin`; links contain what stands in their text.
std::vector<Inline> inline_inventory(std::string_view text, Markup markup);

}  // namespace hexapla
