#include "hexapla/memory/postings.h"

namespace hexapla {

void append_varint(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>((value & 0x7F) | 0x80));
  out.push_back(static_cast<char>(value));
}

std::string encode_postings(std::span<const std::uint32_t> numbers) {
  std::string out;
  out.reserve(numbers.size() + numbers.size() / 4);
  std::uint32_t next = 0;
  for (const std::uint32_t number : numbers) {
    append_varint(out, number - next);
    next = number + 1;
  }
  return out;
}

bool decode_all(std::string_view bytes, std::uint32_t end, std::vector<std::uint32_t>& out) {
  out.clear();
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    std::uint32_t step = 0;
    if (!read_varint(bytes, at, step)) return false;
    number += step;
    if (number >= end) return false;
    out.push_back(static_cast<std::uint32_t>(number));
    ++number;
  }
  return true;
}

}  // namespace hexapla
