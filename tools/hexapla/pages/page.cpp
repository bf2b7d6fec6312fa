#include "hexapla/pages/page.h"

#include "hexapla/base/utf8.h"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace hexapla {

namespace {

std::string hexadecimal(char byte) {
  char text[8];
  std::snprintf(text, sizeof text, "0x%02X", static_cast<unsigned>(static_cast<unsigned char>(byte)));
  return text;
}

/// What every format needs of its bytes; an Error when it is not so.
bool check_bytes(Page& page) {
  const std::string_view bytes = page.bytes();
  const std::size_t invalid = find_invalid_utf8(bytes);
  if (invalid != std::string_view::npos) {
    page.diagnostics.push_back(make_diagnostic(
        Severity::Error, "page-utf8", page.path(), bytes, invalid,
        {N_("not valid UTF-8: byte {1} at offset {2}"), {hexadecimal(bytes[invalid]), std::to_string(invalid)}},
        N_("convert the file to UTF-8, for example with iconv")));
    return false;
  }
  const std::size_t nul = bytes.find('\0');
  if (nul != std::string_view::npos) {
    page.diagnostics.push_back(make_diagnostic(Severity::Error, "page-nul", page.path(), bytes, nul,
                                               {N_("a NUL byte at offset {1}"), {std::to_string(nul)}},
                                               N_("this is no text file, or it was damaged")));
    return false;
  }
  return true;
}

}  // namespace

Page::Page(std::string path, std::string bytes, const PageFormat& format, const ParseOptions& options)
    : path_(std::move(path)), bytes_(std::make_unique<std::string>(std::move(bytes))), format_(&format) {
  if (check_bytes(*this)) format.parse(*this, options);
}

bool Page::readable() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

}  // namespace hexapla
