// What can start or end a block, each a question about one line. `at` is a byte of the text, `end` the line's end.
#pragma once

#include <cstdint>
#include <string_view>

namespace hexapla::markdown {

/// Bytes of "## " (blanks included), 0: no heading. `level` is set.
std::uint32_t scan_atx_start(std::string_view text, std::uint32_t at, std::uint32_t end, std::uint8_t& level);
/// Length of a fence of three or more ` or ~ that opens a code block, 0: none.
std::uint32_t scan_open_fence(std::string_view text, std::uint32_t at, std::uint32_t end);
/// Length of a fence that has nothing but blanks behind it, 0: none.
std::uint32_t scan_close_fence(std::string_view text, std::uint32_t at, std::uint32_t end);
/// 1 for ===, 2 for ---, 0.
std::uint8_t scan_setext_line(std::string_view text, std::uint32_t at, std::uint32_t end);
bool scan_thematic_break(std::string_view text, std::uint32_t at, std::uint32_t end);
/// The type of HTML block (1–7) that starts here, 0: none. Type 7 only where asked for: it cannot interrupt a
/// paragraph.
std::uint8_t scan_html_start(std::string_view text, std::uint32_t at, std::uint32_t end, bool with_seven);
/// An HTML block of `type` (1–5) ends with this line.
bool scan_html_end(std::string_view text, std::uint32_t at, std::uint32_t end, std::uint8_t type);
/// Bytes of "[^label]:" and the blanks behind it, 0: none.
std::uint32_t scan_footnote_start(std::string_view text, std::uint32_t at, std::uint32_t end);

struct ListMarker {
  std::uint32_t size = 0;  ///< bytes of the marker, 0: none
  std::uint32_t start = 0;
  char marker = 0;  ///< - + * . )
  bool ordered = false;
};
ListMarker scan_list_marker(std::string_view text, std::uint32_t at, std::uint32_t end, bool interrupts_paragraph);

}  // namespace hexapla::markdown
