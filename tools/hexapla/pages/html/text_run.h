// A run of text in an HTML block: from one tag that ends a text to the next, with the inline tags in between. What it
// is (a unit, or tags and signs that stay) is known when it has ended. Only for fragment.cpp.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/html/tag.h"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

inline bool is_html_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// Without white space at the ends.
Span trimmed(std::string_view text, Span span);

/// `name`, a tag's, stands at text[at] whole, in letters of any case.
bool is_name_at(std::string_view text, std::string_view name, std::size_t at);

/// Bytes of the block's text, which must outlive it. Start one, add its tags in order, end it; then ask.
class TextRun {
 public:
  explicit TextRun(std::string_view text) : text_(text) {}

  void start(std::size_t begin) {
    begin_ = begin;
    tags_.clear();
  }
  void add(HtmlTag tag) { tags_.push_back(std::move(tag)); }
  void end(std::size_t end);

  const std::vector<HtmlTag>& tags() const { return tags_; }
  /// Trimmed; may be empty.
  Span span() const { return span_; }
  /// Letters outside of tags and of <code>…</code>.
  bool has_letters() const;

  /// What is the run's text, and tags [first, last) in it; the others stand before and behind it.
  struct Core {
    Span span;
    std::size_t first;
    std::size_t last;
  };
  /// Tags at the ends of a run that enclose it whole, or whose partner stands elsewhere, are no part of its text: they
  /// stay where they are. (A block of type 7 depends on it: its first line must hold nothing but the tag.)
  Core core() const;

 private:
  bool is_sign(const HtmlTag& tag) const;
  std::size_t apart_from(std::size_t index, std::size_t taken) const;
  std::size_t partner_of(std::size_t first, std::size_t last) const;
  bool is_lone_end(std::size_t first, std::size_t last) const;

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  Span span_;
  std::vector<HtmlTag> tags_;
};

}  // namespace hexapla
