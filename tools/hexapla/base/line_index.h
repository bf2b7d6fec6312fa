// Line starts of a text, for many look-ups of "which line is byte N on".
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.h"

namespace hexapla {

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
