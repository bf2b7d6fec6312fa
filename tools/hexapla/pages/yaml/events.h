// What a YAML stream means: the nesting of maps, lists and scalars, as events in the order of the text.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/yaml/token.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hexapla::yaml {

/// What stands before a node; empty spans where it does not.
struct Properties {
  Span anchor;  ///< with its &
  Span tag;     ///< with its !
};

/// A node is a scalar, an empty place, an alias or a collection; in a map keys and values come in turn.
class Handler {
 public:
  virtual ~Handler() = default;
  virtual void document(std::size_t offset) = 0;
  virtual void begin_map(const Token& token, const Properties& properties) = 0;
  virtual void end_map(std::size_t offset) = 0;
  virtual void begin_list(const Token& token, const Properties& properties) = 0;
  virtual void end_list(std::size_t offset) = 0;
  virtual void scalar(const Token& token, const Properties& properties) = 0;
  virtual void empty(std::size_t offset, const Properties& properties) = 0;  ///< nothing where a node could be: null
  virtual void alias(const Token& token) = 0;
};

/// Walks the tokens of scan_tokens; stops at the first error. No recursion: nesting is a stack of states.
std::optional<SyntaxError> parse_events(const std::vector<Token>& tokens, Handler& handler);

}  // namespace hexapla::yaml
