// UTF-8, byte by byte: checking, stepping, counting. Unicode properties are text/'s.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

/// Offset of the first byte that is not valid UTF-8 (overlong, surrogate, above U+10FFFF, cut off), or npos.
std::size_t find_invalid_utf8(std::string_view text);

/// The code point at `offset` of valid UTF-8; moves `offset` past it. Invalid bytes give U+FFFD, one at a time.
char32_t next_code_point(std::string_view text, std::size_t& offset);

/// The code point that ends before `offset`; moves `offset` to its start.
char32_t previous_code_point(std::string_view text, std::size_t& offset);

std::size_t count_code_points(std::string_view text);

void append_utf8(std::string& out, char32_t code_point);

}  // namespace hexapla
