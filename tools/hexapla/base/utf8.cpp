#include "hexapla/base/utf8.h"

#include <cstring>

namespace hexapla {

namespace {

constexpr std::uint64_t high_bits = 0x8080808080808080ULL;

std::uint64_t load8(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  return word;
}

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool is_continuation(std::string_view text, std::size_t at) {
  return (byte_at(text, at) & 0xC0U) == 0x80U;
}

/// Length of the well-formed sequence at `at`, 0 when there is none (Unicode's table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  const std::size_t left = text.size() - at;
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead < 0xC2 || lead > 0xF4 || left < 2) return 0;
  const unsigned second = byte_at(text, at + 1);
  if (lead < 0xE0) return (second & 0xC0U) == 0x80U ? 2 : 0;
  const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < low || second > high || left < 3 || !is_continuation(text, at + 2)) return 0;
  if (lead < 0xF0) return 3;
  return left >= 4 && is_continuation(text, at + 3) ? 4 : 0;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  const std::size_t size = text.size();
  while (at < size) {
    while (at + 16 <= size && ((load8(text.data() + at) | load8(text.data() + at + 8)) & high_bits) == 0) at += 16;
    // A few steps by sequence before the words are tried again: in running text of any script that pays off.
    for (int steps = 0; steps < 16 && at < size; ++steps) {
      const std::size_t length = sequence_length(text, at);
      if (length == 0) return at;
      at += length;
    }
  }
  return std::string_view::npos;
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
  const unsigned lead = byte_at(text, offset);
  const std::size_t length = lead < 0x80 ? 1 : sequence_length(text, offset);
  if (length <= 1) {
    ++offset;
    return length == 1 ? static_cast<char32_t>(lead) : U'\uFFFD';
  }
  char32_t code_point = lead & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code_point = (code_point << 6) | (byte_at(text, offset + i) & 0x3FU);
  offset += length;
  return code_point;
}

char32_t previous_code_point(std::string_view text, std::size_t& offset) {
  std::size_t start = offset - 1;
  while (start > 0 && offset - start < 4 && is_continuation(text, start)) --start;
  std::size_t end = start;
  const char32_t code_point = next_code_point(text, end);
  if (end == offset) {
    offset = start;
    return code_point;
  }
  --offset;
  return U'\uFFFD';
}

std::size_t count_code_points(std::string_view text) {
  std::size_t continuations = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    const std::uint64_t word = load8(text.data() + at);
    if ((word & high_bits) == 0) continue;
    // A continuation byte has bit 7 set and bit 6 clear.
    const std::uint64_t marks = (word >> 7) & ~(word >> 6) & 0x0101010101010101ULL;
    continuations += (marks * 0x0101010101010101ULL) >> 56;
  }
  for (; at < text.size(); ++at) continuations += is_continuation(text, at) ? 1U : 0U;
  return text.size() - continuations;
}

void append_utf8(std::string& out, char32_t code_point) {
  const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0 | (code_point >> 6));
    put(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    put(0xE0 | (code_point >> 12));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  } else {
    put(0xF0 | ((code_point >> 18) & 0x07));
    put(0x80 | ((code_point >> 12) & 0x3F));
    put(0x80 | ((code_point >> 6) & 0x3F));
    put(0x80 | (code_point & 0x3F));
  }
}

}  // namespace hexapla
