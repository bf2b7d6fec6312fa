// Any bytes are a catalog or an explained failure; a catalog that was read is written in one way for ever; and a
// catalog cut off anywhere, as an interrupted copy leaves it, is still no danger.
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

void check_stable(const std::string& bytes, bool unknown_flags) {
  const auto first = hexapla::read_po("fuzz.po", bytes);
  const auto once = formatted(first.catalog, unknown_flags);
  if (!first.ok()) return;
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
