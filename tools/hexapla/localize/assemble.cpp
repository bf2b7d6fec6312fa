#include "hexapla/localize/assemble.h"

namespace hexapla {

Assembly assemble(const Page& page, const Texts& texts, const LayoutOptions& layout, const Around& around) {
  const std::string_view bytes = page.bytes();
  Assembly made;
  made.bytes.reserve(bytes.size() + bytes.size() / 4);
  made.places.reserve(page.units.size());
  std::size_t at = 0;
  for (std::size_t i = 0; i < page.units.size(); ++i) {
    const Unit& unit = page.units[i];
    made.bytes.append(bytes.substr(at, unit.span.begin - at));
    if (!around.before.empty()) made.bytes.append(around.before[i]);
    const std::size_t begin = made.bytes.size();
    if (texts[i] && *texts[i] != unit.text) {
      page.format().lay(page, unit, *texts[i], layout, made.bytes);
    } else {
      made.bytes.append(slice(bytes, unit.span));
    }
    made.places.push_back(make_span(begin, made.bytes.size()));
    if (!around.after.empty()) made.bytes.append(around.after[i]);
    at = unit.span.end;
  }
  made.bytes.append(bytes.substr(at));
  return made;
}

}  // namespace hexapla
