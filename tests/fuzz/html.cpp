// Property: whatever the bytes, an HTML block is scanned in bounded time and space; units stand in order; and a block
// in which every text was replaced by a text without tags from the input has the same tags around the same units. The
// first byte says how much is text to be laid in; the second, whether lines start with a container's "> ".
#include "hexapla/base/utf8.h"
#include "hexapla/pages/html/fragment.h"
#include "hexapla/pages/html/inventory.h"
#include "require.h"

#include <cstdint>
#include <string>

namespace {

using namespace hexapla;

void parse(Page& page, const ParseOptions& options) {
  const std::string_view text = page.bytes();
  HtmlOptions html;
  for (std::size_t at = 0; options.code_comments && at < text.size(); ++at) {
    if ((at == 0 || text[at - 1] == '\n') && text.substr(at, 2) == "> ") html.gaps.push_back(make_span(at, at + 2));
  }
  scan_html_block(page, make_span(0, text.size()), html);
}

const PageFormat format = {"html", parse, lay_html};

std::string merge(const Page& page, const std::string& translation) {
  std::string out;
  std::uint32_t at = 0;
  for (const Unit& unit : page.units) {
    require(at <= unit.span.begin && unit.span.begin < unit.span.end && unit.span.end <= page.bytes().size(),
            "units stand in order");
    require(unit.text.find('\n') == std::string_view::npos, "a text is one line");
    for (const Inline& item : html_inventory(unit.text))
      require(item.span.end <= unit.text.size(), "markup lies within");
    out += slice(page.bytes(), {at, unit.span.begin});
    page.format().lay(page, unit, translation, {}, out);
    at = unit.span.end;
  }
  out += page.bytes().substr(at);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string input(data + 2, data + size);
  const std::size_t split = std::min<std::size_t>(data[0] % 32, input.size());
  const std::string translation = "x" + input.substr(0, split) + "x";
  const ParseOptions options = {{}, data[1] % 2 == 1};
  const Page page("page", input.substr(split), format, options);
  if (!page.readable()) return 0;
  if (find_invalid_utf8(translation) != std::string_view::npos || translation.find('\0') != std::string::npos) return 0;
  // Shortcodes and braces of components may hold anything; that is for the check of a whole merged page.
  if (input.find('{') != std::string::npos) return 0;
  // A tag in a translation may be the partner of one beside it, which then is a part of the text.
  for (const Inline& item : html_inventory(translation)) {
    if (item.kind == InlineKind::HtmlTag) return 0;
  }
  const Page again("again", merge(page, translation), format, options);
  require(again.units.size() == page.units.size(), "there are as many units");
  require(again.structure.size() == page.structure.size(), "there are as many landmarks");
  for (std::size_t i = 0; i < page.structure.size(); ++i) {
    require(again.structure[i].what == page.structure[i].what, "the tags stay");
  }
  return 0;
}
