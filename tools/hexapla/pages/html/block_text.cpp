#include "hexapla/pages/html/block_text.h"

#include <algorithm>

namespace hexapla {

BlockText::BlockText(std::string_view page, Span inside, const std::vector<Span>& gaps)
    : gaps_(gaps), begin_(inside.begin) {
  if (gaps.empty()) {
    text_ = slice(page, inside);
    return;
  }
  std::uint32_t at = inside.begin;
  for (const Span gap : gaps) {
    starts_.push_back(static_cast<std::uint32_t>(joined_.size() + gap.begin - at));
    joined_ += page.substr(at, gap.begin - at);
    at = gap.end;
  }
  joined_ += page.substr(at, inside.end - at);
  text_ = joined_;
}

std::uint32_t BlockText::place(std::size_t at) const {
  std::uint32_t moved = begin_ + static_cast<std::uint32_t>(at);
  const auto passed = std::upper_bound(starts_.begin(), starts_.end(), at) - starts_.begin();
  if (passed > 0) {
    const auto last = static_cast<std::size_t>(passed - 1);
    moved = gaps_[last].end + static_cast<std::uint32_t>(at) - starts_[last];
  }
  return moved;
}

}  // namespace hexapla
