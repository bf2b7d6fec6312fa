// The smallest program on the library: what is there to translate in a page?
#include "hexapla/base/file.h"
#include "hexapla/localize/formats.h"

#include <iostream>

int main(int, char** argv) {
  const hexapla::PageFormat* format = hexapla::format_for(argv[1]);
  const hexapla::Page page(argv[1], hexapla::read_file(argv[1]), *format, hexapla::default_parse_options(*format));
  for (const auto& unit : page.units) std::cout << hexapla::kind_name(unit.kind) << ": " << unit.text << '\n';
}
