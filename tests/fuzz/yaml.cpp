// Property: whatever the bytes, a YAML page, and YAML, TOML and JSON front matter, is read in bounded time and space;
// units stand in order within the text; a page whose units say themselves again, or the rest of the input, is read
// again with the same structure and with just these texts. The first byte chooses syntax and layout, the second how
// much is text to be laid in.
#include "hexapla/pages/yaml/yaml.h"

#include "hexapla/base/utf8.h"
#include "hexapla/pages/keys.h"
#include "hexapla/pages/yaml/front_matter.h"
#include "require.h"

#include <cstdint>
#include <string>

namespace {

using namespace hexapla;

template <FrontMatter syntax>
void parse(Page& page, const ParseOptions& options) {
  scan_front_matter(page, make_span(0, page.bytes().size()), KeyMatcher(options.keys), syntax);
}

const PageFormat formats[] = {
    yaml_format,
    {"yaml", parse<FrontMatter::Yaml>, lay_data_value},
    {"toml", parse<FrontMatter::Toml>, lay_data_value},
    {"json", parse<FrontMatter::Json>, lay_data_value},
};

std::string merge(const Page& page, const std::string* translation, const LayoutOptions& layout) {
  std::string out;
  std::uint32_t at = 0;
  for (const Unit& unit : page.units) {
    require(at <= unit.span.begin && unit.span.begin < unit.span.end && unit.span.end <= page.bytes().size(),
            "units stand in order");
    out += slice(page.bytes(), {at, unit.span.begin});
    page.format().lay(page, unit, translation != nullptr ? *translation : std::string(unit.text), layout, out);
    at = unit.span.end;
  }
  out += page.bytes().substr(at);
  return out;
}

void check_again(const Page& page, const std::string* translation, const LayoutOptions& layout) {
  const std::string out = merge(page, translation, layout);
  const Page again("again", out, page.format(), {{"**"}, false});
  require(again.readable(), "what was laid can be read");
  require(again.units.size() == page.units.size(), "there are as many units");
  for (std::size_t i = 0; i < page.units.size(); ++i) {
    const std::string_view expected = translation != nullptr ? *translation : page.units[i].text;
    require(again.units[i].text == expected, "the text that was laid is the text that is read");
  }
  require(again.structure.size() == page.structure.size(), "there are as many landmarks");
  for (std::size_t i = 0; i < page.structure.size(); ++i) {
    require(again.structure[i].what == page.structure[i].what, "the structure stays");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string input(data + 2, data + size);
  const std::size_t split = std::min<std::size_t>(data[1] % 32, input.size());
  LayoutOptions layout;
  layout.wrap = static_cast<LayoutOptions::Wrap>(data[0] / 4 % 3);
  layout.column = 12;

  const Page page("page", input.substr(split), formats[data[0] % 4], {{"**"}, false});
  if (!page.readable()) {
    require(page.units.empty() && page.structure.empty(), "a page that cannot be read has no units");
    return 0;
  }
  // Behind TOML that is not understood, texts may be parts of others.
  if (!page.diagnostics.empty()) return 0;
  check_again(page, nullptr, layout);
  std::string translation = "x" + input.substr(0, split);
  while (translation.back() == '\n') translation.pop_back();
  if (find_invalid_utf8(translation) != std::string_view::npos || translation.find('\0') != std::string::npos) return 0;
  check_again(page, &translation, layout);
  return 0;
}
