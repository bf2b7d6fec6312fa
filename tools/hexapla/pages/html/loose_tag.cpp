#include "hexapla/pages/html/loose_tag.h"

#include "hexapla/pages/ascii.h"
#include "hexapla/pages/templates.h"

#include <algorithm>

namespace hexapla {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

class LooseScanner {
 public:
  LooseScanner(std::string_view text, std::size_t at) : text_(text), begin_(at) {}

  std::optional<HtmlTag> scan() {
    const bool closing = peek(begin_ + 1) == '/';
    const std::size_t name = begin_ + (closing ? 2 : 1);
    if (peek(begin_ + 1) == '!' || peek(begin_ + 1) == '?') return scan_cut();
    if (!is_alpha(peek(name))) return std::nullopt;
    HtmlTag tag;
    tag.kind = closing ? HtmlTagKind::Close : HtmlTagKind::Open;
    tag.closing = closing;
    std::size_t at = name;
    while (at < text_.size() && !is_space(text_[at]) && text_[at] != '>' && text_[at] != '/' && text_[at] != '<') ++at;
    tag.name = make_span(name, at);
    at = scan_attributes(tag, at);
    tag.span = make_span(begin_, at);
    return tag;
  }

 private:
  char peek(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  /// A comment or the like without its end. "<!" before anything else is no markup.
  std::optional<HtmlTag> scan_cut() {
    const std::string_view rest = text_.substr(begin_);
    const bool comment = rest.starts_with("<!--");
    if (!comment && !rest.starts_with("<![CDATA[") && !rest.starts_with("<?") && !is_alpha(peek(begin_ + 2))) {
      return std::nullopt;
    }
    HtmlTag tag;
    tag.kind = comment ? HtmlTagKind::Comment : HtmlTagKind::Declaration;
    tag.span = make_span(begin_, text_.size());
    return tag;
  }

  std::size_t scan_attributes(HtmlTag& tag, std::size_t at) {
    while (at < text_.size()) {
      const char c = text_[at];
      if (c == '>') return at + 1;
      if (is_space(c) || c == '/') {
        tag.self_closing = c == '/' && peek(at + 1) == '>';
        ++at;
      } else {
        at = scan_attribute(tag, at);
      }
    }
    return at;
  }

  std::size_t scan_attribute(HtmlTag& tag, std::size_t at) {
    HtmlAttribute attribute;
    const std::size_t begin = at;
    at = std::max(skip_word(at, "=>/"), at + 1);
    attribute.name = make_span(begin, std::min(at, text_.size()));
    std::size_t equals = at;
    while (is_space(peek(equals))) ++equals;
    if (peek(equals) == '=') {
      ++equals;
      while (is_space(peek(equals))) ++equals;
      at = scan_value(attribute, equals);
    }
    tag.attributes.push_back(attribute);
    return std::min(at, text_.size());
  }

  std::size_t scan_value(HtmlAttribute& attribute, std::size_t at) {
    attribute.has_value = true;
    const char quote = peek(at);
    if (quote == '"' || quote == '\'') {
      std::size_t end = at + 1;
      while (end < text_.size() && text_[end] != quote) end = std::max(scan_shortcode(text_, end), end + 1);
      end = std::min(end, text_.size());
      // A quote that the cut left open is none that an end could be laid behind.
      attribute.quote = end < text_.size() ? quote : '\0';
      attribute.value = end < text_.size() ? make_span(at + 1, end) : Span{};
      return end + 1;
    }
    const std::size_t end = quote == '{' ? skip_braces(at) : skip_word(at, ">");
    attribute.value = make_span(at, end);
    return end;
  }

  /// Behind {…} of JSX or {{…}} of a template; to the end where it is not closed.
  std::size_t skip_braces(std::size_t at) const {
    std::size_t depth = 0;
    for (; at < text_.size(); ++at) {
      if (text_[at] == '{') ++depth;
      if (text_[at] == '}' && --depth == 0) return at + 1;
    }
    return at;
  }

  std::size_t skip_word(std::size_t at, std::string_view ends) const {
    while (at < text_.size() && !is_space(text_[at]) && ends.find(text_[at]) == std::string_view::npos) {
      at = std::max(scan_shortcode(text_, at), at + 1);
    }
    return at;
  }

  std::string_view text_;
  std::size_t begin_;
};

}  // namespace

std::optional<HtmlTag> scan_loose_tag(std::string_view text, std::size_t at, HtmlScanMemo* memo) {
  std::optional<HtmlTag> tag = scan_html_tag(text, at, memo);
  return tag ? tag : LooseScanner(text, at).scan();
}

}  // namespace hexapla
