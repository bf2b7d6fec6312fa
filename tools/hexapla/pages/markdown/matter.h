// Where a page's front matter ends and its body begins.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/yaml/front_matter.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace hexapla::markdown {

struct Matter {
  std::optional<FrontMatter> syntax;  ///< nothing: there is no front matter
  bool unterminated = false;          ///< `opened` never ends; the whole text is what should have been front matter
  Span opened;                        ///< the opening line
  Span inside;                        ///< without the lines of --- or +++; JSON: with its braces
  std::uint32_t body = 0;             ///< first byte behind
};

/// --- needs something that looks like a mapping below it: a page may also begin with a thematic break.
Matter find_front_matter(std::string_view text);

}  // namespace hexapla::markdown
