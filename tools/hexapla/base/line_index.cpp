#include "hexapla/base/line_index.h"

#include "hexapla/base/utf8.h"

#include <algorithm>
#include <cstring>

namespace hexapla {

namespace {

constexpr std::uint64_t ones = 0x0101010101010101ULL;

/// Not 0 when one of the word's bytes is `wanted` (Mycroft's test; exact about whether, not about which).
std::uint64_t has_byte(std::uint64_t word, char wanted) {
  const std::uint64_t zeroed = word ^ (ones * static_cast<unsigned char>(wanted));
  return (zeroed - ones) & ~zeroed & (ones << 7);
}

}  // namespace

std::size_t find_line_end(std::string_view text, std::size_t from) {
  std::size_t at = from;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((has_byte(word, '\n') | has_byte(word, '\r')) != 0) break;
  }
  while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
  return at;
}

LineIndex::LineIndex(std::string_view text) : text_(text) {
  starts_.push_back(0);
  for (std::size_t at = find_line_end(text, 0); at < text.size(); at = find_line_end(text, at)) {
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
