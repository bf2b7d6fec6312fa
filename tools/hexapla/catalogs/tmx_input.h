// Where the bytes of a TMX file come from, always in an encoding that the XML parser knows. Used by tmx_reader.cpp.
#pragma once

#include "hexapla/catalogs/tmx.h"

#include <memory>
#include <string>
#include <string_view>

namespace hexapla {

/// Throws Error (id "file-read").
std::unique_ptr<TmxInput> open_tmx_file(const std::string& path);

/// `bytes` must outlive the input.
std::unique_ptr<TmxInput> tmx_input_of(std::string_view bytes);

/// UTF-16, told by its byte order mark or by how the "<" at the beginning is written, becomes UTF-8; what is wrong in
/// it becomes invalid UTF-8, for the parser to refuse. Everything else is passed on as it is.
class TmxDecoder {
 public:
  explicit TmxDecoder(std::unique_ptr<TmxInput> input) : input_(std::move(input)) {}

  /// Appends some bytes to `out`; false at the end.
  bool read(std::string& out);
  /// The encoding is known, whatever the XML declaration says. Decided by the first read().
  bool is_utf8() const { return kind_ == Kind::Utf16Little || kind_ == Kind::Utf16Big || kind_ == Kind::Utf8; }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  enum class Kind : std::uint8_t { Unknown, AsDeclared, Utf8, Utf16Little, Utf16Big };

  std::size_t fill(char* to, std::size_t room);
  void decide(std::string_view start);
  void decode(std::string_view bytes, std::string& out);
  void add_unit(char32_t unit, std::string& out);

  std::unique_ptr<TmxInput> input_;
  Kind kind_ = Kind::Unknown;
  std::uint64_t bytes_read_ = 0;
  int half_ = -1;           // the first byte of a code unit whose second one is still to come
  char32_t surrogate_ = 0;  // the first of a pair
};

}  // namespace hexapla
