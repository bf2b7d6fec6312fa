// Decoded text, written straight into an arena.
#pragma once

#include "hexapla/base/arena.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace hexapla {

/// Writes into memory of the arena that is large enough, and gives back what was not needed.
class ArenaWriter {
 public:
  ArenaWriter(Arena& arena, std::size_t most) : arena_(arena), begin_(arena.allocate(most)), at_(begin_), most_(most) {}

  void put(char c) { *at_++ = c; }
  void put(std::string_view text) {
    if (text.empty()) return;
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void put(std::size_t count, char c) {
    while (count-- > 0) put(c);
  }
  void put_code_point(std::uint32_t c);
  /// Takes back blanks at the end, but none before `floor`.
  void trim_blanks(std::size_t floor) {
    while (size() > floor && (at_[-1] == ' ' || at_[-1] == '\t')) --at_;
  }
  std::size_t size() const { return static_cast<std::size_t>(at_ - begin_); }
  std::string_view finish() {
    arena_.give_back(most_ - size());
    return {begin_, size()};
  }

 private:
  Arena& arena_;
  char* begin_;
  char* at_;
  std::size_t most_;
};

inline void ArenaWriter::put_code_point(std::uint32_t c) {
  // A lone half of a surrogate pair has no UTF-8.
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  if (c < 0x80) {
    put(static_cast<char>(c));
  } else if (c < 0x800) {
    put(static_cast<char>(0xC0 | (c >> 6)));
    put(static_cast<char>(0x80 | (c & 0x3F)));
  } else if (c < 0x10000) {
    put(static_cast<char>(0xE0 | (c >> 12)));
    put(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    put(static_cast<char>(0x80 | (c & 0x3F)));
  } else {
    put(static_cast<char>(0xF0 | (c >> 18)));
    put(static_cast<char>(0x80 | ((c >> 12) & 0x3F)));
    put(static_cast<char>(0x80 | ((c >> 6) & 0x3F)));
    put(static_cast<char>(0x80 | (c & 0x3F)));
  }
}

}  // namespace hexapla
