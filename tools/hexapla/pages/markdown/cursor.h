// A position in one line, in bytes and in columns, with CommonMark's treatment of tabs.
#pragma once

#include "hexapla/pages/ascii.h"

#include <cstdint>
#include <string_view>

namespace hexapla::markdown {

/// Columns from which on an indent makes code, and opens nothing else.
inline constexpr std::uint32_t code_indent = 4;

/// Offsets are into the whole text; `end` is the line's end without its terminator.
struct Cursor {
  std::string_view text;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t offset = 0;
  std::uint32_t column = 0;
  std::uint32_t nonspace = 0;  ///< first byte from offset on that is no blank
  std::uint32_t nonspace_column = 0;
  std::uint32_t indent = 0;  ///< columns from offset to nonspace
  bool blank = false;        ///< nothing but blanks from offset on
  bool partial_tab = false;  ///< offset stands on a tab of which some columns are used

  /// The byte at `at`, or \n at the line's end.
  char peek(std::uint32_t at) const { return at < end ? text[at] : '\n'; }

  /// Starts on a new line.
  void enter(std::uint32_t line_begin, std::uint32_t line_end) {
    begin = offset = nonspace = line_begin;
    end = line_end;
    column = 0;
    partial_tab = false;
  }

  /// What was found for an offset further left holds still: a deep list would otherwise read its indent once a level.
  void find_nonspace() {
    if (nonspace <= offset) scan_blanks();
    indent = nonspace_column - column;
    blank = nonspace == end;
  }

  void scan_blanks() {
    nonspace = offset;
    nonspace_column = column;
    while (nonspace < end) {
      const char c = text[nonspace];
      if (c == ' ') {
        ++nonspace_column;
      } else if (c == '\t') {
        nonspace_column += 4 - nonspace_column % 4;
      } else {
        break;
      }
      ++nonspace;
    }
  }

  /// Moves by bytes.
  void advance_bytes(std::uint32_t count) {
    for (; count > 0 && offset < end; --count) {
      column += text[offset] == '\t' ? 4 - column % 4 : 1;
      ++offset;
    }
    partial_tab = false;
  }

  /// Moves by columns; may stop inside a tab.
  void advance_columns(std::uint32_t count) {
    while (count > 0 && offset < end) {
      if (text[offset] != '\t') {
        partial_tab = false;
        ++offset;
        ++column;
        --count;
        continue;
      }
      const std::uint32_t to_stop = 4 - column % 4;
      partial_tab = to_stop > count;
      const std::uint32_t step = partial_tab ? count : to_stop;
      column += step;
      offset += partial_tab ? 0 : 1;
      count -= step;
    }
  }

  void advance_to(std::uint32_t target) {
    if (target > offset) advance_bytes(target - offset);
  }

  /// Moves behind the > at nonspace and a blank that follows it.
  void enter_quote() {
    advance_to(nonspace + 1);
    if (is_blank(peek(offset))) advance_columns(1);
  }
};

}  // namespace hexapla::markdown
