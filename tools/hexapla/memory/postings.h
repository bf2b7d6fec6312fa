// Ascending lists of small numbers as bytes: differences in groups of seven bits, the lowest first. They are read from
// databases that anybody may have written.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

void append_varint(std::string& out, std::uint32_t value);

/// The number at `at`; moves `at` behind it. False: cut off, or more than 32 bits.
inline bool read_varint(std::string_view bytes, std::size_t& at, std::uint32_t& value) {
  std::uint64_t sum = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    if (at >= bytes.size()) return false;
    const auto byte = static_cast<std::uint8_t>(bytes[at++]);
    sum |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) {
      value = static_cast<std::uint32_t>(sum);
      return sum <= 0xFFFFFFFF;
    }
  }
  return false;
}

/// `numbers` ascending, each once.
std::string encode_postings(std::span<const std::uint32_t> numbers);

/// Calls each(number) for those below `end`. False: the bytes are damaged (then some may have been told already).
template <typename Each>
bool decode_postings(std::string_view bytes, std::uint32_t end, const Each& each) {
  std::uint64_t number = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    std::uint32_t step = static_cast<std::uint8_t>(bytes[at]);
    if (step < 0x80) {
      ++at;
    } else if (!read_varint(bytes, at, step)) {
      return false;
    }
    number += step;
    if (number >= end) return true;
    each(static_cast<std::uint32_t>(number));
    ++number;
  }
  return true;
}

/// All numbers of an encoded list; false: damaged, or one is not below `end`.
bool decode_all(std::string_view bytes, std::uint32_t end, std::vector<std::uint32_t>& out);

}  // namespace hexapla
