// Any Markdown becomes HTML in which every element that is opened is closed, in order, with none that the renderer does
// not write itself: a host that lets no raw HTML in gets none. Any HTML has texts. Kept values are read back or told as
// damaged.
#include "hexapla/site/markdown_html.h"
#include "hexapla/site/page_text.h"
#include "hexapla/site/script_data.h"
#include "hexapla/site/value.h"
#include "require.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace hexapla;

constexpr std::array<std::string_view, 30> known{
    "a",    "blockquote", "br",  "code",  "del",   "div", "em", "h1",    "h2",  "h3",
    "h4",   "h5",         "h6",  "hr",    "img",   "li",  "ol", "p",     "pre", "section",
    "span", "strong",     "sup", "table", "tbody", "td",  "th", "thead", "tr",  "ul"};

class NoHtml : public MarkdownHost {
 public:
  SiteLink link(std::string_view target, const MarkdownPlace&) override {
    return {std::string(target), {}, target.size() % 3 == 0};
  }
  SiteLink image(std::string_view target, const MarkdownPlace& place) override { return link(target, place); }
  std::string attributes(const MarkdownPlace& place) override { return place.line % 2 == 0 ? " lang=\"en\"" : ""; }
  std::string raw_html(std::string_view, const MarkdownPlace&) override { return {}; }
  std::string word(std::string_view name) override { return std::string(name.substr(0, 20)); }
};

void check_tags(std::string_view html) {
  std::vector<std::string_view> open;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
    const std::size_t end = html.find('>', at);
    require(end != std::string_view::npos, "a tag ends");
    const bool closes = html[at + 1] == '/';
    const std::size_t begin = at + (closes ? 2 : 1);
    const std::string_view name = html.substr(begin, html.find_first_of(" >", begin) - begin);
    require(!name.empty() && std::find(known.begin(), known.end(), name) != known.end(),
            "the renderer's own tags alone");
    at = end + 1;
    if (name == "br" || name == "hr" || name == "img") continue;
    if (!closes) {
      open.push_back(name);
      continue;
    }
    require(!open.empty() && open.back() == name, "elements are closed in order");
    open.pop_back();
  }
  require(open.empty(), "every element is closed");
}

void check_texts(std::string_view html) {
  for (const TextBlock& block : blocks_of_html(html)) {
    require(!block.runs.empty(), "a block says something");
    for (const TextRun& run : block.runs) {
      require(!run.text.empty(), "so does every part of it");
      std::string literal;
      append_script_text(literal, run.text);
      require(literal.find_first_of("<>&'`\n") == std::string::npos, "it stays data");
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  NoHtml host;
  const MarkdownBody body = render_markdown(bytes, nullptr, host);
  check_tags(body.html);
  check_texts(body.html);
  check_texts(bytes);
  require(render_markdown(bytes, nullptr, host).html == body.html, "the same twice");
  plain_text(bytes.substr(0, bytes.find('\n')));
  Value value;
  std::string_view rest = bytes;
  if (Value::unpack(rest, value)) {
    std::string again;
    value.pack(again);
    require(again.size() == bytes.size() - rest.size(), "written, it is as long");
  }
  return 0;
}
