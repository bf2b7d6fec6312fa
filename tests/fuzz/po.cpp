// Any bytes are a catalog or an explained failure; a catalog that was read is written in one way for ever, but where
// gettext's is not; and a catalog cut off anywhere, as an interrupted copy leaves it, is still no danger.
#include "hexapla/catalogs/po.h"

#include "require.h"

#include <cstdint>
#include <string>

namespace {

std::string formatted(const hexapla::Catalog& catalog, bool unknown_flags) {
  std::string out;
  hexapla::write_po(catalog, out, {.unknown_flags = unknown_flags});
  return out;
}

/// References may be broken behind a backslash, which joins the lines when they are read: gettext writes and reads
/// that.
bool has_joined_comments(const std::string& text) {
  for (std::size_t end = text.find("\\\n"); end != std::string::npos; end = text.find("\\\n", end + 1)) {
    if (text[end > 0 ? text.rfind('\n', end - 1) + 1 : 0] == '#') return true;
  }
  return false;
}

void check_stable(const std::string& bytes, bool unknown_flags) {
  const auto first = hexapla::read_po("fuzz.po", bytes);
  const auto once = formatted(first.catalog, unknown_flags);
  if (!first.ok() || has_joined_comments(once)) return;
  const auto second = hexapla::read_po("fuzz.po", once);
  require(second.ok() && formatted(second.catalog, unknown_flags) == once, "a catalog is written in one way for ever");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  check_stable(bytes, false);
  check_stable(bytes, true);
  // Every prefix of a short catalog, some of a longer one.
  const std::size_t step = 1 + size / 64;
  for (std::size_t end = size % step; end < size; end += step) hexapla::read_po("fuzz.po", bytes.substr(0, end));
  return 0;
}
