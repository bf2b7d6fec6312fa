// YAML 1.2 tokens with their exact places. The scanner is libyaml's design (indentation stack, simple keys that are
// recognised when their ':' is met) without its buffers; where YAML 1.2, libyaml and yaml-cpp differ it takes the
// most tolerant reading, because somebody's site was built with each of them.
#pragma once

#include "hexapla/base/phrase.h"
#include "hexapla/base/span.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hexapla::yaml {

/// Nested collections beyond this are refused: nobody writes them, and each costs memory. yaml-cpp stops at 500.
inline constexpr std::size_t max_depth = 1000;
/// A key without '?' may be this long, in bytes (the specification says 1024 characters): bounds the look back.
inline constexpr std::size_t max_simple_key = 4096;

enum class Kind : std::uint8_t {
  StreamEnd,
  Directive,
  DocumentStart,
  DocumentEnd,
  BlockSequenceStart,
  BlockMapStart,
  BlockEnd,
  FlowSequenceStart,
  FlowSequenceEnd,
  FlowMapStart,
  FlowMapEnd,
  BlockEntry,
  FlowEntry,
  Key,
  Value,
  Alias,
  Anchor,
  Tag,
  Scalar,
};

enum class Style : std::uint8_t { Plain, Single, Double, Literal, Folded };
enum class Chomp : std::uint8_t { Clip, Strip, Keep };

/// Spans of quoted scalars hold the quotes; spans of block scalars go from the | or > to the end of the last line
/// that has text, without its line break; spans of tokens that stand for no bytes are empty.
struct Token {
  Span span;
  Kind kind = Kind::StreamEnd;
  Style style = Style::Plain;
  Chomp chomp = Chomp::Clip;
  bool lines = false;            ///< a plain or quoted scalar that spans lines
  bool explicit_indent = false;  ///< a block scalar with an indentation indicator
  bool in_flow = false;          ///< within [ ] or { }
  std::uint16_t indent = 0;      ///< of a block scalar's text, in columns
};

struct SyntaxError {
  std::size_t offset = 0;
  Phrase message;
  Phrase hint;
};

/// Tokens of text[inside]; the last is StreamEnd. Offsets are those of `text`. On an error the tokens end before it.
std::optional<SyntaxError> scan_tokens(std::string_view text, Span inside, std::vector<Token>& tokens);

}  // namespace hexapla::yaml
