// A text as the pieces that an editor changes: words, numbers, punctuation, and what stands in inline markup.
#pragma once

#include "hexapla/base/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

enum class PieceKind : std::uint8_t {
  Word,
  Number,       ///< 4, 1.5, 2024-01-29, v2.1
  Punctuation,  ///< one mark, or a run of dashes or dots
  Emphasis,     ///< a run of * or _ or ~
  Open,         ///< [ or ![ before a link's or an image's text
  Link,         ///< what closes a link: "](target)", "][label]", "]"; a link in angle brackets or a bare one
  Image,        ///< what closes an image
  Tag,          ///< <b>, </b>, <a href="…">, a comment
  Attributes,   ///< {#id .class}
  Code,         ///< a code span with its backticks, a shortcode, a footnote's reference
  Break,        ///< a hard line break, or the empty line between two paragraphs
};

/// White space that is no Break is no piece: `spaced` says that some stands before.
struct Piece {
  PieceKind kind;
  bool spaced = false;
  Span span;          ///< bytes of the text
  Span target;        ///< of Link and Image: destination or label
  std::uint64_t key;  ///< of kind and meaning: “ and ", * and _, &amp; and & have the same key
};

/// In order; pieces do not overlap. Markdown is assumed, which does no harm in plain text and HTML.
std::vector<Piece> pieces_of(std::string_view text);

}  // namespace hexapla
