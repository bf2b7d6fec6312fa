// What HTML comments tell Hexapla about the blocks below them.
#pragma once

#include <cstdint>
#include <string_view>

namespace hexapla::markdown {

enum class DirectiveKind : std::uint8_t { None, Skip, SkipBegin, SkipEnd, Comment, Context };

struct Directive {
  DirectiveKind kind = DirectiveKind::None;
  std::string_view value;  ///< trimmed text of comment: and context:
};

/// The directive that an HTML block holds when it is one comment and nothing else.
Directive parse_directive(std::string_view html);

}  // namespace hexapla::markdown
