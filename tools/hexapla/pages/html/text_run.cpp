#include "hexapla/pages/html/text_run.h"

#include "hexapla/pages/find_any.h"
#include "hexapla/pages/html/elements.h"
#include "hexapla/pages/templates.h"
#include "hexapla/pages/words.h"

#include <algorithm>

namespace hexapla {
namespace {

/// Tags taken off the ends of one run after a search for their partners: a hundred thousand <b> are looked through this
/// many times at most. Signs need no search and are all taken off, as what remains must not depend on their number.
constexpr std::size_t max_peeled = 16;

/// <code> without its end: after so many in a run no more are looked for.
constexpr std::size_t max_lone_code = 16;
/// With its & and its ;.
constexpr std::size_t max_entity = 34;

/// Behind the entity that the & at `at` starts, whatever it stands for, or 0.
std::size_t skip_entity(std::string_view text, std::size_t at) {
  const std::size_t end = find_any<';', ' ', '\n', '&'>(text.substr(0, at + max_entity), at + 1);
  return end < text.size() && text[end] == ';' ? end + 1 : 0;
}

/// Letters outside of shortcodes; those of &nbsp; are none.
bool text_has_letters(std::string_view text) {
  return has_letters(text, [text](std::size_t at) -> std::size_t {
    if (text[at] == '&') return skip_entity(text, at);
    return text[at] == '{' ? scan_shortcode(text, at) : 0;
  });
}

}  // namespace

Span trimmed(std::string_view text, Span span) {
  while (span.begin < span.end && is_html_space(text[span.begin])) ++span.begin;
  while (span.begin < span.end && is_html_space(text[span.end - 1])) --span.end;
  return span;
}

bool is_name_at(std::string_view text, std::string_view name, std::size_t at) {
  if (at > text.size()) return false;
  const std::string_view found = text.substr(at, name.size());
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  if (!std::equal(found.begin(), found.end(), name.begin(), name.end(), same)) return false;
  const std::size_t end = at + name.size();
  return end == text.size() || is_html_space(text[end]) || text[end] == '>' || text[end] == '/' || text[end] == '<';
}

void TextRun::end(std::size_t end) {
  end_ = end;
  span_ = trimmed(text_, make_span(begin_, end));
}

bool TextRun::has_letters() const {
  // A tag that the block cut off ends behind the text that was trimmed.
  const auto between = [&](std::size_t begin, std::size_t end) {
    return begin < end && text_has_letters(slice(text_, make_span(begin, end)));
  };
  std::size_t at = span_.begin;
  std::size_t searches = 0;
  for (std::size_t i = 0; i < tags_.size(); ++i) {
    if (between(at, tags_[i].span.begin)) return true;
    const bool code = is_code_element(slice(text_, tags_[i].name)) && !tags_[i].closing;
    if (code && searches < max_lone_code) {
      const std::size_t partner = partner_of(i, tags_.size());
      if (partner == tags_.size()) {
        ++searches;
      } else {
        i = partner;
      }
    }
    at = tags_[i].span.end;
  }
  return between(at, span_.end);
}

TextRun::Core TextRun::core() const {
  Span span = span_;
  std::size_t first = 0;
  std::size_t last = tags_.size();
  for (std::size_t round = 0; round < max_peeled && first < last;) {
    const HtmlTag& front = tags_[first];
    const HtmlTag& back = tags_[last - 1];
    const std::size_t apart = front.span.begin == span.begin && is_sign(front) ? apart_from(first, first) : first;
    if (apart > first) {
      first = std::min(apart, last);
      span.begin = tags_[first - 1].span.end;
    } else if (front.span.begin == span.begin && !is_sign(front)) {
      ++round;
      const std::size_t partner = partner_of(first, last);
      const bool encloses = partner + 1 == last && back.span.end == span.end && partner != first;
      if (partner != last && partner != first && !encloses) break;
      span.begin = front.span.end;
      ++first;
      if (encloses) {
        span.end = back.span.begin;
        --last;
      }
    } else if (back.span.end == span.end && is_lone_end(first, last)) {
      if (!is_sign(back)) ++round;
      span.end = back.span.begin;
      --last;
    } else {
      break;
    }
    span = trimmed(text_, span);
  }
  return {span, first, last};
}

/// An image, a name that must not be translated: a word of the sentence.
bool TextRun::is_sign(const HtmlTag& tag) const {
  return tag.self_closing || is_void_element(slice(text_, tag.name));
}

/// It begins and ends a line, or breaks one; or nothing but others like it follow on its line, or the end of the run.
/// What the text beside it says must not matter: a translation may start otherwise. `taken` tags before are off
/// already. Returns the tag behind it and the others like it that stand apart with it; `index`: it does not.
std::size_t TextRun::apart_from(std::size_t index, std::size_t taken) const {
  const HtmlTag& tag = tags_[index];
  if (is_name_at(text_, "br", tag.name.begin) || is_name_at(text_, "wbr", tag.name.begin)) return index + 1;
  const auto is_line_end = [&](std::size_t at) { return text_[at] == '\n' || text_[at] == '\r'; };
  const std::size_t before =
      tag.span.begin == 0 ? std::string_view::npos : text_.find_last_not_of(" \t", tag.span.begin - 1);
  const bool after_taken = index > 0 && index == taken && tags_[index - 1].span.end == before + 1;
  if (before != std::string_view::npos && !is_line_end(before) && !after_taken) return index;
  for (std::size_t at = index; at < tags_.size() && is_sign(tags_[at]); ++at) {
    const std::size_t next = text_.find_first_not_of(" \t", tags_[at].span.end);
    if (next == std::string_view::npos || is_line_end(next)) return at + 1;
    if (at + 1 == tags_.size()) return next >= end_ ? at + 1 : index;
    if (tags_[at + 1].span.begin != next) return index;
  }
  return index;
}

/// The tag among [first, last) that closes the first one; `last`: none; `first`: it needs none.
std::size_t TextRun::partner_of(std::size_t first, std::size_t last) const {
  const HtmlTag& tag = tags_[first];
  const std::string_view name = slice(text_, tag.name);
  if (tag.closing || is_sign(tag)) return first;
  std::size_t depth = 1;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (!is_name_at(text_, name, tags_[i].name.begin) || tags_[i].self_closing) continue;
    depth += tags_[i].closing ? std::size_t{0} - 1 : 1;
    if (depth == 0) return i;
  }
  return last;
}

/// The last tag of [first, last) needs no opening one, or has none among them.
bool TextRun::is_lone_end(std::size_t first, std::size_t last) const {
  const HtmlTag& tag = tags_[last - 1];
  const std::string_view name = slice(text_, tag.name);
  if (is_sign(tag)) return apart_from(last - 1, first) >= last;
  if (!tag.closing) return true;
  std::size_t depth = 1;
  for (std::size_t i = last - 1; i > first; --i) {
    const HtmlTag& other = tags_[i - 1];
    if (!is_name_at(text_, name, other.name.begin) || other.self_closing) continue;
    depth += other.closing ? 1 : std::size_t{0} - 1;
    if (depth == 0) return false;
  }
  return true;
}

}  // namespace hexapla
