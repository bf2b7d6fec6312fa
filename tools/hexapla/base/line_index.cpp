#include "hexapla/base/line_index.h"

#include "hexapla/base/utf8.h"

#include <algorithm>

namespace hexapla {

LineIndex::LineIndex(std::string_view text) : text_(text) {
  starts_.push_back(0);
  std::size_t at = 0;
  while ((at = text.find_first_of("\r\n", at)) != std::string_view::npos) {
    at += text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2U : 1U;
    starts_.push_back(static_cast<std::uint32_t>(at));
  }
}

std::uint32_t LineIndex::line_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
  return static_cast<std::uint32_t>(after - starts_.begin());
}

Position LineIndex::position_of(std::uint32_t offset) const {
  const std::uint32_t line = line_of(offset);
  std::size_t start = starts_[line - 1];
  const std::size_t end = std::min<std::size_t>(offset, text_.size());
  if (start == 0 && end >= 3 && text_.starts_with("\xEF\xBB\xBF")) start = 3;
  const std::size_t before = count_code_points(text_.substr(start, end - start));
  return {line, static_cast<std::uint32_t>(before + 1)};
}

}  // namespace hexapla
