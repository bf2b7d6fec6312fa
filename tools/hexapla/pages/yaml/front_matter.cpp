#include "hexapla/pages/yaml/front_matter.h"

#include "hexapla/pages/yaml/layout.h"
#include "hexapla/pages/yaml/toml.h"
#include "hexapla/pages/yaml/units.h"

namespace hexapla {

bool scan_front_matter(Page& page, Span inside, const KeyMatcher& keys, FrontMatter syntax) {
  // JSON is YAML's flow style; a place in it stays double-quoted, with escapes that JSON has.
  if (syntax != FrontMatter::Toml) return yaml::scan_units(page, inside, keys, UnitKind::FrontMatter);
  toml::scan_units(page, inside, keys, UnitKind::FrontMatter);
  return true;
}

void lay_data_value(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
                    std::string& out) {
  if (unit.layout.place == Place::TomlBasic || unit.layout.place == Place::TomlLiteral) {
    toml::lay_string(page, unit, translation, out);
  } else {
    yaml::lay_scalar(page, unit, translation, options, out);
  }
}

std::optional<std::size_t> find_json_end(std::string_view text, std::size_t begin) {
  std::size_t depth = 0;
  for (std::size_t at = begin;;) {
    at = text.find_first_of("{}\"", at);
    if (at == std::string_view::npos) return std::nullopt;
    const char c = text[at++];
    if (c == '{') {
      ++depth;
    } else if (c == '}') {
      if (--depth == 0) return at;
    } else {
      while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2U : 1U;
      if (at >= text.size()) return std::nullopt;
      ++at;
    }
  }
}

}  // namespace hexapla
