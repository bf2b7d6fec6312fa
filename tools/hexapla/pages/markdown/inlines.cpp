// The inventory of inline markup. Precedence as in CommonMark: code spans, autolinks and raw HTML bind tighter than
// brackets; emphasis is left out, since nothing depends on where it stands.
#include "hexapla/base/utf8.h"
#include "hexapla/pages/ascii.h"
#include "hexapla/pages/html/inventory.h"
#include "hexapla/pages/html/tag.h"
#include "hexapla/pages/inline.h"
#include "hexapla/pages/markdown/brackets.h"
#include "hexapla/pages/templates.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>

namespace hexapla {
namespace {

// Runs of more backticks than this open no code span (cmark's bound as well); shorter ones are remembered when they
// have no partner, so that a megabyte of them is not searched again and again.
constexpr std::uint32_t max_backticks = 80;

bool is_word(char c) {
  return is_alpha(c) || is_digit(c);
}

class Inventory {
 public:
  explicit Inventory(std::string_view text) : text_(text), size_(static_cast<std::uint32_t>(text.size())) {}

  std::vector<Inline> run() {
    while (at_ < size_) {
      const char c = text_[at_];
      if (!step(c)) ++at_;
    }
    std::ranges::stable_sort(found_, {}, [](const Inline& i) { return i.span.begin; });
    return std::move(found_);
  }

 private:
  struct Opener {
    std::uint32_t at;
    bool image;
  };

  void add(InlineKind kind, std::uint32_t begin, std::uint32_t end, Span inner = {}, Span target = {}) {
    found_.push_back({kind, {begin, end}, inner, target});
  }

  /// True: moved on.
  bool step(char c) {
    switch (c) {
      case '\\':
        at_ += at_ + 1 < size_ && text_[at_ + 1] != '\n' && static_cast<unsigned char>(text_[at_ + 1]) < 0x80 ? 2U : 1U;
        return true;
      case '\n':
        add(InlineKind::HardBreak, at_, at_ + 1);
        return false;
      case '`':
        return code();
      case '<':
        return pointed();
      case '&':
        return entity();
      case '{':
        return braces();
      case '!':
        if (at_ + 1 < size_ && text_[at_ + 1] == '[') {
          openers_.push_back({at_, true});
          at_ += 2;
          return true;
        }
        return false;
      case '[':
        return bracket();
      case ']':
        return close();
      case 'h':
      case 'w':
        return bare_link();
      default:
        return false;
    }
  }

  bool code() {
    std::uint32_t run = at_;
    while (run < size_ && text_[run] == '`') ++run;
    const std::uint32_t length = run - at_;
    const std::uint32_t begin = at_;
    at_ = run;
    if (length > max_backticks || unpaired_[length]) return true;
    std::uint32_t pos = run;
    while (pos < size_) {
      const std::size_t next = text_.find('`', pos);
      if (next == std::string_view::npos) break;
      std::uint32_t end = static_cast<std::uint32_t>(next);
      while (end < size_ && text_[end] == '`') ++end;
      if (end - next == length) {
        add(InlineKind::Code, begin, end, make_span(run, next));
        at_ = end;
        return true;
      }
      pos = end;
    }
    unpaired_[length] = true;
    return true;
  }

  bool pointed() {
    const std::uint32_t end = autolink_end();
    if (end != 0) {
      add(InlineKind::Autolink, at_, end, {}, {at_ + 1, end - 1});
      at_ = end;
      return true;
    }
    const auto tag = scan_html_tag(text_, at_, &memo_);
    if (!tag) return false;
    add(InlineKind::HtmlTag, at_, tag->span.end, tag->name);
    at_ = tag->span.end;
    return true;
  }

  // <scheme:…> or <user@host>: no blanks, no <.
  std::uint32_t autolink_end() const {
    std::uint32_t pos = at_ + 1;
    if (pos >= size_ || !is_word(text_[pos])) return 0;
    bool scheme = false;
    bool mail = false;
    for (; pos < size_; ++pos) {
      const char c = text_[pos];
      if (c == '>') return scheme || mail ? pos + 1 : 0;
      if (c == '<' || static_cast<unsigned char>(c) <= ' ') return 0;
      if (c == ':' && !scheme && pos - at_ > 2 && pos - at_ <= 33) scheme = is_alpha(text_[at_ + 1]);
      if (c == '@') mail = true;
      if (!scheme && !mail && !is_word(c) && c != '+' && c != '-' && c != '.' && c != '_') return 0;
    }
    return 0;
  }

  bool entity() {
    std::uint32_t pos = at_ + 1;
    if (pos < size_ && text_[pos] == '#') ++pos;
    const std::uint32_t name = pos;
    while (pos < size_ && pos - name < 32 && is_word(text_[pos])) ++pos;
    if (pos == name || pos == size_ || text_[pos] != ';') return false;
    add(InlineKind::Entity, at_, pos + 1);
    at_ = pos + 1;
    return true;
  }

  bool braces() {
    std::uint32_t end = scan_template(text_, at_, templates_);
    if (end != 0) {
      add(InlineKind::Shortcode, at_, end);
    } else {
      end = markdown::scan_attributes(text_, at_);
      if (end == 0) return false;
      add(InlineKind::Attributes, at_, end);
    }
    at_ = end;
    return true;
  }

  bool bracket() {
    const std::uint32_t end = markdown::scan_footnote_reference(text_, at_);
    if (end != 0) {
      add(InlineKind::FootnoteRef, at_, end, {at_ + 2, end - 1});
      at_ = end;
      return true;
    }
    openers_.push_back({at_, false});
    return false;
  }

  bool close() {
    if (openers_.empty()) return false;
    const Opener opener = openers_.back();
    openers_.pop_back();
    const Span inner = {opener.at + (opener.image ? 2U : 1U), at_};
    Span target;
    const std::uint32_t after = at_ + 1;
    std::uint32_t end = 0;
    if (after < size_ && text_[after] == '(') end = inline_target(after, target);
    if (end == 0 && after < size_ && text_[after] == '[') end = label(after, target);
    if (end == 0) return false;
    add(opener.image ? InlineKind::Image : InlineKind::Link, opener.at, end, inner, target);
    at_ = end;
    return true;
  }

  std::uint32_t skip_space(std::uint32_t pos) const {
    while (pos < size_ && (is_blank(text_[pos]) || text_[pos] == '\n')) ++pos;
    return pos;
  }

  // (destination "title"); the end behind the parenthesis, or 0.
  std::uint32_t inline_target(std::uint32_t open, Span& target) const {
    std::uint32_t pos = skip_space(open + 1);
    std::uint32_t end = pos < size_ && text_[pos] == '<' ? pointed_destination(pos, target) : destination(pos, target);
    if (end == 0) return 0;
    pos = skip_space(end);
    if (pos > end && pos < size_ && (text_[pos] == '"' || text_[pos] == '\'' || text_[pos] == '(')) {
      const char closer = text_[pos] == '(' ? ')' : text_[pos];
      ++pos;
      while (pos < size_ && text_[pos] != closer) pos += text_[pos] == '\\' ? 2U : 1U;
      if (pos >= size_) return 0;
      pos = skip_space(pos + 1);
    }
    return pos < size_ && text_[pos] == ')' ? pos + 1 : 0;
  }

  std::uint32_t pointed_destination(std::uint32_t pos, Span& target) const {
    const std::uint32_t begin = ++pos;
    while (pos < size_ && text_[pos] != '>') {
      if (text_[pos] == '<' || text_[pos] == '\n') return 0;
      pos += text_[pos] == '\\' ? 2U : 1U;
    }
    if (pos >= size_) return 0;
    target = {begin, pos};
    return pos + 1;
  }

  std::uint32_t destination(std::uint32_t pos, Span& target) const {
    const std::uint32_t begin = pos;
    std::uint32_t open = 0;
    for (; pos < size_; ++pos) {
      const char c = text_[pos];
      if (c == '\\' && pos + 1 < size_ && !is_word(text_[pos + 1])) {
        ++pos;
      } else if (c == '{' && brace_end(pos) != 0) {
        pos = brace_end(pos) - 1;  // Hugo: [text]({{< ref "page" >}})
      } else if (c == '(') {
        if (++open > 32) return 0;
      } else if (c == ')') {
        if (open == 0) break;
        --open;
      } else if (static_cast<unsigned char>(c) <= ' ') {
        break;
      }
    }
    if (pos > size_ || open != 0) return 0;
    target = {begin, pos};
    return pos;
  }

  std::uint32_t brace_end(std::uint32_t pos) const { return scan_template(text_, pos, templates_); }

  // [label] or []; the end, or 0.
  std::uint32_t label(std::uint32_t open, Span& target) const {
    std::uint32_t pos = open + 1;
    while (pos < size_ && text_[pos] != ']') {
      if (text_[pos] == '[' || pos - open > 1000) return 0;
      pos += text_[pos] == '\\' ? 2U : 1U;
    }
    if (pos >= size_) return 0;
    target = {open + 1, pos};
    return pos + 1;
  }

  // Punctuation at a link's end is the sentence's: "https://example.org。" leads to the host that it names.
  std::uint32_t without_punctuation(std::uint32_t end) const {
    while (end > at_) {
      std::size_t before = end;
      const char32_t last = previous_code_point(text_, before);
      const bool ascii = last < 0x80 && std::string_view("?!.,:*_~'\")").find(text_[before]) != std::string_view::npos;
      if (!ascii && (last < 0x80 || is_word_character(last))) break;
      end = static_cast<std::uint32_t>(before);
    }
    return end;
  }

  bool bare_link() {
    if (at_ > 0 && (is_word(text_[at_ - 1]) || text_[at_ - 1] == '/')) return false;
    const std::string_view rest = text_.substr(at_);
    if (!rest.starts_with("http://") && !rest.starts_with("https://") && !rest.starts_with("www.")) return false;
    std::uint32_t end = at_;
    while (end<size_&& static_cast<unsigned char>(text_[end])> ' ' && text_[end] != '<' && text_[end] != '`' &&
           text_[end] != ']') {
      ++end;
    }
    end = without_punctuation(end);
    add(InlineKind::Autolink, at_, end, {}, {at_, end});
    at_ = end;
    return true;
  }

  std::string_view text_;
  std::uint32_t size_;
  std::uint32_t at_ = 0;
  std::vector<Inline> found_;
  std::vector<Opener> openers_;
  std::array<bool, max_backticks + 1> unpaired_{};
  HtmlScanMemo memo_;
  mutable TemplateMemo templates_;
};

}  // namespace

std::vector<Inline> inline_inventory(std::string_view text, Markup markup) {
  if (markup == Markup::None) return {};
  if (markup == Markup::Html) return html_inventory(text);
  return Inventory(text).run();
}

}  // namespace hexapla
