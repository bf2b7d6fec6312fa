#include "hexapla/pages/html/inventory.h"

#include "hexapla/pages/ascii.h"
#include "hexapla/pages/html/loose_tag.h"
#include "hexapla/pages/templates.h"

#include <algorithm>
#include <optional>

namespace hexapla {
namespace {

bool is_alnum(char c) {
  return is_digit(c) || is_alpha(c);
}

/// Behind &name; or &#…; at `at`, or `at` itself.
std::size_t skip_entity(std::string_view text, std::size_t at) {
  constexpr std::size_t longest = 33;
  std::size_t end = at + 1;
  if (end < text.size() && text[end] == '#') ++end;
  const std::size_t begin = end;
  while (end < text.size() && end - begin < longest && is_alnum(text[end])) ++end;
  return end > begin && end < text.size() && text[end] == ';' ? end + 1 : at;
}

}  // namespace

std::vector<Inline> html_inventory(std::string_view text) {
  std::vector<Inline> found;
  HtmlScanMemo memo;
  for (std::size_t at = 0;;) {
    at = text.find_first_of("<&{", at);
    if (at == std::string_view::npos) return found;
    std::size_t end = at;
    if (text[at] == '<') {
      // As the scanner of fragments reads it, so that both see the same tags.
      if (const std::optional<HtmlTag> tag = scan_loose_tag(text, at, &memo)) {
        found.push_back({InlineKind::HtmlTag, tag->span, tag->name, {}});
        end = tag->span.end;
      }
    } else if (text[at] == '&') {
      end = skip_entity(text, at);
      if (end > at) found.push_back({InlineKind::Entity, make_span(at, end), make_span(at + 1, end - 1), {}});
    } else {
      end = scan_shortcode(text, at);
      if (end > at) found.push_back({InlineKind::Shortcode, make_span(at, end), {}, {}});
    }
    at = std::max(end, at + 1);
  }
}

}  // namespace hexapla
