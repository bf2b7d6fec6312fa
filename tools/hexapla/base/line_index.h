// Line starts of a text, for many look-ups of "which line is byte N on".
#pragma once

#include "hexapla/base/diagnostic.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

/// Offset of the next \n or \r at or after `from`, or the text's size.
std::size_t find_line_end(std::string_view text, std::size_t from);

/// Lines end at \n, \r\n or a lone \r, as in CommonMark. The text must outlive the index.
class LineIndex {
 public:
  explicit LineIndex(std::string_view text);
  std::uint32_t line_of(std::uint32_t offset) const;  ///< from 1
  Position position_of(std::uint32_t offset) const;
  std::uint32_t lines() const { return static_cast<std::uint32_t>(starts_.size()); }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> starts_;
};

}  // namespace hexapla
