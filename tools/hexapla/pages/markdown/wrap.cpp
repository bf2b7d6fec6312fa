#include "hexapla/pages/markdown/wrap.h"

#include "hexapla/base/utf8.h"
#include "hexapla/pages/ascii.h"
#include "hexapla/pages/inline.h"
#include "hexapla/text/segment.h"

namespace hexapla::markdown {
namespace {

constexpr std::u32string_view never_first =
    U"、。，．！？：；）］｝」』】〉》”’…‥ー々ゝヽぁぃぅぇぉっゃゅょァィゥェォッャュョ";
constexpr std::u32string_view never_last = U"（［｛「『【〈《“‘";

// A place where a line may end: the line's end and the next line's begin.
struct Break {
  std::uint32_t end;
  std::uint32_t next;
};

// What must stay on one line, in ascending order.
std::vector<Span> whole_spans(std::string_view text) {
  std::vector<Span> whole;
  for (const Inline& item : inline_inventory(text, Markup::Markdown)) {
    switch (item.kind) {
      case InlineKind::Link:
      case InlineKind::Image:
        whole.push_back({item.inner.end, item.span.end});
        break;
      case InlineKind::HardBreak:
      case InlineKind::Entity:
        break;
      default:
        whole.push_back(item.span);
    }
  }
  return whole;
}

bool may_part(char32_t before, char32_t after) {
  return is_unspaced_cjk(before) && is_unspaced_cjk(after) && never_last.find(before) == std::string_view::npos &&
         never_first.find(after) == std::string_view::npos;
}

std::vector<Break> breaks_of(std::string_view text) {
  std::vector<char> fixed(text.size() + 1, 0);
  for (const Span span : whole_spans(text)) {
    for (std::uint32_t i = span.begin + 1; i < span.end; ++i) fixed[i] = 1;
  }
  std::vector<Break> breaks;
  char32_t before = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto here = static_cast<std::uint32_t>(at);
    if (is_blank(text[at])) {
      while (at < text.size() && is_blank(text[at])) ++at;
      if (fixed[here] == 0 && here > 0 && at < text.size()) breaks.push_back({here, static_cast<std::uint32_t>(at)});
      before = 0;
      continue;
    }
    const char32_t after = next_code_point(text, at);
    if (fixed[here] == 0 && before != 0 && may_part(before, after)) breaks.push_back({here, here});
    before = after;
  }
  return breaks;
}

std::vector<std::string_view> wrap_column(std::string_view text, std::size_t column, std::size_t indent) {
  std::vector<std::string_view> lines;
  std::uint32_t begin = 0;
  Break last{0, 0};
  std::vector<Break> breaks = breaks_of(text);
  breaks.push_back({static_cast<std::uint32_t>(text.size()), static_cast<std::uint32_t>(text.size())});
  std::size_t width = indent;
  std::uint32_t measured = 0;
  for (const Break& here : breaks) {
    width += display_width(text.substr(measured, here.end - measured));
    if (width > column && last.end > begin) {
      lines.push_back(text.substr(begin, last.end - begin));
      begin = last.next;
      width = indent + display_width(text.substr(begin, here.end - begin));
    }
    measured = here.end;
    last = here;
  }
  lines.push_back(text.substr(begin));
  return lines;
}

std::vector<std::string_view> wrap_sentences(std::string_view text, std::string_view language) {
  std::vector<std::string_view> lines;
  const std::vector<Break> breaks = breaks_of(text);
  std::uint32_t begin = 0;
  std::size_t b = 0;
  for (const Span sentence : sentences_of(text, language)) {
    while (b < breaks.size() && breaks[b].next < sentence.end) ++b;
    if (b == breaks.size() || breaks[b].next != sentence.end) continue;
    lines.push_back(text.substr(begin, breaks[b].end - begin));
    begin = breaks[b].next;
  }
  if (begin < text.size()) lines.push_back(text.substr(begin));
  return lines;
}

}  // namespace

std::vector<std::string_view> wrap(std::string_view text, const LayoutOptions& options, std::size_t indent) {
  switch (options.wrap) {
    case LayoutOptions::Wrap::Column:
      return wrap_column(text, options.column, indent);
    case LayoutOptions::Wrap::Sentence:
      return wrap_sentences(text, options.language);
    case LayoutOptions::Wrap::None:
      break;
  }
  return {text};
}

}  // namespace hexapla::markdown
