// HTML text: what is somebody's text becomes harmless here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hexapla {

/// HTML that may be written as it is. Plain strings are somebody's text and come in through escaped() only.
struct Html {
  std::string text;

  Html() = default;
  /// For literals of this room.
  explicit Html(std::string markup) : text(std::move(markup)) {}
  Html& operator+=(const Html& other) {
    text += other.text;
    return *this;
  }
  bool empty() const { return text.empty(); }
};

/// For element content and for attributes in double quotes. Invalid UTF-8 and characters that HTML forbids are shown as
/// what they are (control pictures, U+FFFD).
void append_escaped(std::string& out, std::string_view text);
Html escaped(std::string_view text);

/// A relative path as an address: everything but letters, digits and -._~/ is percent-encoded.
std::string url_path(std::string_view path);

}  // namespace hexapla
