// Where the lines of a PO string end. msgcat breaks lines where UAX #14 (Unicode 14, in libunistring's reading) allows
// it and counts columns as a terminal with East Asian wide characters does; so does this.
#pragma once

#include "hexapla/base/span.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hexapla {

/// One stretch of a string between two "\n", already escaped for PO.
struct WrapText {
  std::string_view escaped;  ///< UTF-8 in which each backslash begins an escape
  std::span<const Span> unbroken =
      {};  ///< ascending; no line begins inside one (format directives, behind their start)
};

/// The offsets at which new lines begin when the first one starts at `column` and none should be wider than `width`;
/// a piece without break opportunity is never cut. Replaces what `line_starts` held.
void wrap_lines(const WrapText& text, std::size_t column, std::size_t width, std::vector<std::uint32_t>& line_starts);

}  // namespace hexapla
