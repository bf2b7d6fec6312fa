// A half-open range of bytes in some text. Everything that is not owned text is one of these:
// offsets survive the move of what they point into, and cost eight bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace hexapla {

/// Bytes [begin, end) of a text, counted from 0. A text is at most 4 GiB - 1 (see read_file).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  friend constexpr bool operator==(Span, Span) = default;
};

/// The bytes of `text` that `span` names.
constexpr std::string_view slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

constexpr Span make_span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

}  // namespace hexapla
