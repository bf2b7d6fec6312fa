// A text as PO has it, for tests of any room.
#pragma once

#include <string>
#include <string_view>

namespace hexapla::test {

/// Between quotation marks, on one line.
inline std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace hexapla::test
