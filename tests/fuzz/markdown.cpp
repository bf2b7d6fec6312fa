// Property: whatever the bytes, a Markdown page is parsed in bounded time and space, and a merge with nothing is the
// page, byte for byte. verify is run, too, but may find faults: in bytes that nobody writes a text can stand where no
// other words may (tests/oracle says where, and that it is nowhere else; the harness merge, that readers are safe).
#include "hexapla/localize/formats.h"
#include "hexapla/localize/merge.h"
#include "hexapla/localize/verify.h"
#include "require.h"

#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const hexapla::PageFormat& format = *hexapla::format_for("page.md");
  const hexapla::ParseOptions options = hexapla::default_parse_options(format);
  const hexapla::Page page("page.md", text, format, options);

  std::uint32_t end = 0;
  for (const auto& unit : page.units) {
    require(end <= unit.span.begin && unit.span.begin <= unit.span.end && unit.span.end <= size, "units are in order");
    end = unit.span.end;
  }
  if (!page.readable()) {
    require(page.units.empty(), "a page that cannot be read has no units");
    return 0;
  }
  require(hexapla::merge(page, {}, {}).bytes == text, "a merge with nothing is the page");
  require(hexapla::verify(page, options).units == page.units.size(), "verify looks at every unit");
  return 0;
}
