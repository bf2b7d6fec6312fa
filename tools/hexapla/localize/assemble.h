// A page with texts put in: the one loop that copies and lays. What merge and verify check is made here.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/page.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// What goes into each unit of a page, in the page's order; nothing: the unit's own bytes stay.
using Texts = std::vector<std::optional<std::string_view>>;

struct Assembly {
  std::string bytes;
  std::vector<Span> places;  ///< where each unit's text stands in `bytes`
};

/// What stands right before and after each unit's text; empty: nothing, for all of them.
struct Around {
  std::vector<std::string> before;
  std::vector<std::string> after;
};

/// A text that equals the unit's is not laid out but copied, so that it stays as its writer wrote it. Places are those
/// of the texts, without what is `around` them.
Assembly assemble(const Page& page, const Texts& texts, const LayoutOptions& layout, const Around& around = {});

}  // namespace hexapla
