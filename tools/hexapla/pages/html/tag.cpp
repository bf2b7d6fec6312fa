#include "hexapla/pages/html/tag.h"

#include "hexapla/pages/ascii.h"

namespace hexapla {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool starts_attribute(char c) {
  return is_alpha(c) || c == '_' || c == ':';
}
bool continues_attribute(char c) {
  return starts_attribute(c) || is_digit(c) || c == '.' || c == '-';
}
bool ends_unquoted(char c) {
  return is_space(c) || c == '"' || c == '\'' || c == '=' || c == '<' || c == '>' || c == '`';
}

class TagScanner {
 public:
  TagScanner(std::string_view text, std::size_t at, HtmlScanMemo* memo) : text_(text), begin_(at), memo_(memo) {}

  std::optional<HtmlTag> scan() {
    if (begin_ >= text_.size() || text_[begin_] != '<') return std::nullopt;
    switch (char_at(begin_ + 1)) {
      case '!':
        return scan_bang();
      case '?':
        return scan_until("?>", begin_ + 2, HtmlTagKind::Instruction, &HtmlScanMemo::no_instruction_end);
      case '/':
        return scan_close();
      default:
        return scan_open();
    }
  }

 private:
  char char_at(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }
  std::size_t skip_space(std::size_t at) const {
    while (is_space(char_at(at))) ++at;
    return at;
  }
  /// Behind the tag name at `at`, or `at` itself where there is none.
  std::size_t skip_name(std::size_t at) const {
    if (!is_alpha(char_at(at))) return at;
    while (is_alpha(char_at(at)) || is_digit(char_at(at)) || char_at(at) == '-') ++at;
    return at;
  }
  HtmlTag make(HtmlTagKind kind, std::size_t end) const {
    HtmlTag tag;
    tag.kind = kind;
    tag.span = make_span(begin_, end);
    return tag;
  }

  std::optional<HtmlTag> scan_bang() {
    const std::string_view rest = text_.substr(begin_);
    if (rest.starts_with("<!-->")) return make(HtmlTagKind::Comment, begin_ + 5);
    if (rest.starts_with("<!--->")) return make(HtmlTagKind::Comment, begin_ + 6);
    if (rest.starts_with("<!--")) {
      return scan_until("-->", begin_ + 4, HtmlTagKind::Comment, &HtmlScanMemo::no_comment_end);
    }
    if (rest.starts_with("<![CDATA[")) {
      return scan_until("]]>", begin_ + 9, HtmlTagKind::CData, &HtmlScanMemo::no_cdata_end);
    }
    if (!is_alpha(char_at(begin_ + 2))) return std::nullopt;
    return scan_until(">", begin_ + 3, HtmlTagKind::Declaration, &HtmlScanMemo::no_declaration_end);
  }

  std::optional<HtmlTag> scan_until(std::string_view end, std::size_t from, HtmlTagKind kind,
                                    bool HtmlScanMemo::*hopeless) {
    if (memo_ != nullptr && memo_->*hopeless) return std::nullopt;
    const std::size_t found = text_.find(end, from);
    if (found != std::string_view::npos) return make(kind, found + end.size());
    if (memo_ != nullptr) memo_->*hopeless = true;
    return std::nullopt;
  }

  std::optional<HtmlTag> scan_close() {
    const std::size_t name_begin = begin_ + 2;
    const std::size_t name_end = skip_name(name_begin);
    const std::size_t end = skip_space(name_end);
    if (name_end == name_begin || char_at(end) != '>') return std::nullopt;
    HtmlTag tag = make(HtmlTagKind::Close, end + 1);
    tag.closing = true;
    tag.name = make_span(name_begin, name_end);
    return tag;
  }

  std::optional<HtmlTag> scan_open() {
    const std::size_t name_begin = begin_ + 1;
    std::size_t at = skip_name(name_begin);
    if (at == name_begin) return std::nullopt;
    HtmlTag tag = make(HtmlTagKind::Open, at);
    tag.name = make_span(name_begin, at);
    for (;;) {
      const std::size_t next = skip_space(at);
      if (next == at || !starts_attribute(char_at(next))) {
        at = next;
        break;
      }
      at = scan_attribute(tag, next);
      if (at == std::string_view::npos) return std::nullopt;
    }
    if (char_at(at) == '/') {
      tag.self_closing = true;
      ++at;
    }
    if (char_at(at) != '>') return std::nullopt;
    tag.span = make_span(begin_, at + 1);
    return tag;
  }

  /// Behind the attribute at `at`, or npos where a `=` has no value behind it.
  std::size_t scan_attribute(HtmlTag& tag, std::size_t at) {
    HtmlAttribute attribute;
    const std::size_t name_begin = at;
    while (continues_attribute(char_at(at))) ++at;
    attribute.name = make_span(name_begin, at);
    const std::size_t equals = skip_space(at);
    if (char_at(equals) == '=') {
      at = scan_value(attribute, skip_space(equals + 1));
      if (at == std::string_view::npos) return at;
    }
    tag.attributes.push_back(attribute);
    return at;
  }

  std::size_t scan_value(HtmlAttribute& attribute, std::size_t at) {
    attribute.has_value = true;
    const char quote = char_at(at);
    if (quote == '"' || quote == '\'') {
      const std::size_t end = text_.find(quote, at + 1);
      if (end == std::string_view::npos) return end;
      attribute.quote = quote;
      attribute.value = make_span(at + 1, end);
      return end + 1;
    }
    std::size_t end = at;
    while (end < text_.size() && !ends_unquoted(text_[end])) ++end;
    if (end == at) return std::string_view::npos;
    attribute.value = make_span(at, end);
    return end;
  }

  std::string_view text_;
  std::size_t begin_;
  HtmlScanMemo* memo_;
};

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

}  // namespace

std::optional<HtmlTag> scan_html_tag(std::string_view text, std::size_t at, HtmlScanMemo* memo) {
  return TagScanner(text, at, memo).scan();
}

bool equals_ignoring_case(std::string_view left, std::string_view lower_case_right) {
  if (left.size() != lower_case_right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (lower(left[i]) != lower_case_right[i]) return false;
  }
  return true;
}

}  // namespace hexapla
