// One pass over the block, from tag to tag. A run of text goes on through inline tags and ends at any other; what it
// is (a unit, or tags and signs that stay) is known when it ends.
#include "hexapla/pages/html/fragment.h"

#include "hexapla/base/file.h"
#include "hexapla/pages/find_any.h"
#include "hexapla/pages/html/elements.h"
#include "hexapla/pages/html/loose_tag.h"
#include "hexapla/pages/templates.h"
#include "hexapla/pages/words.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hexapla {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/// The block's text without the gaps, and where its bytes stand in the page.
class Source {
 public:
  Source(std::string_view page, Span inside, const std::vector<Span>& gaps) : gaps_(gaps), begin_(inside.begin) {
    if (gaps.empty()) {
      text_ = slice(page, inside);
      return;
    }
    std::uint32_t at = inside.begin;
    for (const Span gap : gaps) {
      starts_.push_back(static_cast<std::uint32_t>(joined_.size() + gap.begin - at));
      joined_ += page.substr(at, gap.begin - at);
      at = gap.end;
    }
    joined_ += page.substr(at, inside.end - at);
    text_ = joined_;
  }

  std::string_view text() const { return text_; }

  /// The page's offset of byte `at`; behind a gap that stands before it.
  std::uint32_t place(std::size_t at) const {
    std::uint32_t moved = begin_ + static_cast<std::uint32_t>(at);
    const auto passed = std::upper_bound(starts_.begin(), starts_.end(), at) - starts_.begin();
    if (passed > 0) {
      const auto last = static_cast<std::size_t>(passed - 1);
      moved = gaps_[last].end + static_cast<std::uint32_t>(at) - starts_[last];
    }
    return moved;
  }
  Span place(Span span) const {
    return {place(span.begin), span.empty() ? place(span.begin) : place(span.end - 1) + 1};
  }

 private:
  const std::vector<Span>& gaps_;
  std::uint32_t begin_;
  std::string joined_;
  std::string_view text_;
  std::vector<std::uint32_t> starts_;  ///< per gap: the byte of the joined text that follows it
};

/// Tags taken off the ends of one run: a hundred thousand <b> are looked through this many times at most.
constexpr std::size_t max_peeled = 16;

/// <code> without its end: after so many in a run no more are looked for.
constexpr std::size_t max_lone_code = 16;
/// With its & and its ;.
constexpr std::size_t max_entity = 34;

enum class HtmlMark : std::uint64_t { Tag = 'h', Text = 'x', Attribute = 'y', Opaque = 'o' };

class FragmentScanner {
 public:
  FragmentScanner(Page& page, Span inside, const HtmlOptions& options)
      : page_(page), options_(options), source_(page.bytes(), inside, options.gaps), text_(source_.text()) {}

  void scan() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const std::size_t stop = find_any<'<', '{'>(text_, at);
      if (stop == text_.size()) break;
      at = text_[stop] == '<' ? take_markup(stop) : take_brace(stop);
    }
    end_run(text_.size());
  }

 private:
  std::size_t take_brace(std::size_t at);
  std::size_t take_markup(std::size_t at);
  std::size_t skip_element(const HtmlTag& tag);
  bool is_name_at(std::string_view name, std::size_t at) const;
  void end_run(std::size_t at);
  bool text_has_letters(std::size_t begin, std::size_t end) const;
  bool run_has_letters(Span span) const;
  void add_run_within_tags(Span span);
  bool is_sign(const HtmlTag& tag) const;
  bool stands_apart(std::size_t index, std::size_t taken) const;
  std::size_t partner_of(std::size_t first, std::size_t last) const;
  bool is_lone_end(std::size_t first, std::size_t last) const;
  void add_run(Span span);
  void add_tag(const HtmlTag& tag);
  void add_attribute(const HtmlAttribute& attribute);
  bool is_attribute_unit(const HtmlTag& tag, const HtmlAttribute& attribute) const;
  Span trimmed(Span span) const;
  std::string_view folded(Span span);
  Unit make_unit(Span span, UnitKind kind, Place place);
  void mark(HtmlMark what, std::size_t at, std::uint64_t hash = 0) {
    page_.structure.push_back({hash_bytes({}, hash ^ (static_cast<std::uint64_t>(what) << 56)), source_.place(at)});
  }

  Page& page_;
  const HtmlOptions& options_;
  Source source_;
  std::string_view text_;
  HtmlScanMemo memo_;

  // The run of text that is being read.
  std::size_t run_begin_ = 0;
  std::size_t run_end_ = 0;  ///< known when it ends
  std::vector<HtmlTag> run_tags_;
};

std::size_t FragmentScanner::take_brace(std::size_t at) {
  return std::max(scan_shortcode(text_, at), at + 1);
}

/// Returns where the scan goes on.
std::size_t FragmentScanner::take_markup(std::size_t at) {
  std::optional<HtmlTag> tag = scan_loose_tag(text_, at, &memo_);
  if (!tag) return at + 1;
  const std::string_view name = slice(text_, tag->name);
  const bool element = tag->kind == HtmlTagKind::Open || tag->kind == HtmlTagKind::Close;
  const bool open = tag->kind == HtmlTagKind::Open && !tag->self_closing && !is_void_element(name);
  const bool skipped = open && (is_opaque_element(name) || is_untranslatable(text_, *tag));
  if (element && is_inline_element(name)) {
    const std::size_t end = skipped ? skip_element(*tag) : tag->span.end;
    if (skipped) {
      // Names and values within are not for translators, and no reason to translate: the element is one sign.
      tag->attributes.clear();
      tag->span.end = static_cast<std::uint32_t>(end);
      tag->self_closing = true;
    }
    run_tags_.push_back(std::move(*tag));
    return end;
  }
  end_run(at);
  std::size_t end = tag->span.end;
  if (skipped) {
    end = skip_element(*tag);
    mark(HtmlMark::Opaque, at, hash_bytes(text_.substr(at, end - at)));
  } else if (element && !is_untranslatable(text_, *tag)) {
    add_tag(*tag);
  } else {
    mark(HtmlMark::Tag, at, hash_bytes(slice(text_, tag->span)));
  }
  run_begin_ = end;
  return end;
}

bool FragmentScanner::is_name_at(std::string_view name, std::size_t at) const {
  if (at > text_.size()) return false;
  const std::string_view found = text_.substr(at, name.size());
  const auto same = [](char a, char b) { return (a | 0x20) == (b | 0x20); };
  if (!std::equal(found.begin(), found.end(), name.begin(), name.end(), same)) return false;
  const std::size_t end = at + name.size();
  return end == text_.size() || is_space(text_[end]) || text_[end] == '>' || text_[end] == '/' || text_[end] == '<';
}

/// Behind the closing tag of the element that `tag` opens; elements of its name may stand in it. Behind the last byte
/// where the block was cut before it.
std::size_t FragmentScanner::skip_element(const HtmlTag& tag) {
  const std::string_view name = slice(text_, tag.name);
  const bool raw = equals_ignoring_case(name, "script") || equals_ignoring_case(name, "style") ||
                   equals_ignoring_case(name, "textarea");
  std::size_t depth = 1;
  std::size_t at = tag.span.end;
  for (;;) {
    at = text_.find('<', at);
    if (at == std::string_view::npos) return text_.size();
    const bool closing = at + 1 < text_.size() && text_[at + 1] == '/';
    if ((raw && !closing) || !is_name_at(name, at + (closing ? 2 : 1))) {
      ++at;
      continue;
    }
    const std::optional<HtmlTag> inner = scan_loose_tag(text_, at, &memo_);
    if (!inner) return text_.size();
    at = inner->span.end;
    if (inner->closing && --depth == 0) return at;
    if (!inner->closing && !inner->self_closing) ++depth;
  }
}

/// Letters outside of shortcodes; those of &nbsp; are none.
bool FragmentScanner::text_has_letters(std::size_t begin, std::size_t end) const {
  const std::string_view text = text_.substr(0, end);
  for (std::size_t at = begin; at < end;) {
    const std::size_t stop = find_any<'&', '{'>(text, at);
    if (has_letters(text.substr(at, stop - at))) return true;
    if (stop == end) return false;
    at = stop + 1;
    if (text[stop] == '{') {
      at = std::max(scan_shortcode(text, stop), at);
    } else {
      const std::size_t semicolon = find_any<';', ' ', '\n', '&'>(text.substr(0, stop + max_entity), at);
      if (semicolon < end && text[semicolon] == ';') at = semicolon + 1;
    }
  }
  return false;
}

/// Letters outside of tags and of <code>…</code>.
bool FragmentScanner::run_has_letters(Span span) const {
  std::size_t at = span.begin;
  std::size_t searches = 0;
  for (std::size_t i = 0; i < run_tags_.size(); ++i) {
    if (text_has_letters(at, run_tags_[i].span.begin)) return true;
    const bool code = is_code_element(slice(text_, run_tags_[i].name)) && !run_tags_[i].closing;
    if (code && searches < max_lone_code) {
      const std::size_t partner = partner_of(i, run_tags_.size());
      if (partner == run_tags_.size()) {
        ++searches;
      } else {
        i = partner;
      }
    }
    at = run_tags_[i].span.end;
  }
  return text_has_letters(at, span.end);
}

void FragmentScanner::end_run(std::size_t at) {
  run_end_ = at;
  const Span span = trimmed(make_span(run_begin_, at));
  if (!span.empty()) {
    if (run_has_letters(span)) {
      add_run_within_tags(span);
    } else {
      for (const HtmlTag& tag : run_tags_) add_tag(tag);
    }
  }
  run_begin_ = at;
  run_tags_.clear();
}

/// Tags at the ends of a run that enclose it whole, or whose partner stands elsewhere, are no part of its text: they
/// stay where they are. (A block of type 7 depends on it: its first line must hold nothing but the tag.)
void FragmentScanner::add_run_within_tags(Span span) {
  std::size_t first = 0;
  std::size_t last = run_tags_.size();
  for (std::size_t round = 0; round < max_peeled && first < last; ++round) {
    const HtmlTag& front = run_tags_[first];
    const HtmlTag& back = run_tags_[last - 1];
    if (front.span.begin == span.begin && (!is_sign(front) || stands_apart(first, first))) {
      const std::size_t partner = partner_of(first, last);
      const bool encloses = partner + 1 == last && back.span.end == span.end && partner != first;
      if (partner != last && partner != first && !encloses) break;
      span.begin = front.span.end;
      add_tag(front);
      ++first;
      if (encloses) {
        span.end = back.span.begin;
        --last;
      }
    } else if (back.span.end == span.end && is_lone_end(first, last)) {
      span.end = back.span.begin;
      --last;
    } else {
      break;
    }
    span = trimmed(span);
  }
  add_run(span);
  for (; last < run_tags_.size(); ++last) add_tag(run_tags_[last]);
}

/// An image, a name that must not be translated: a word of the sentence.
bool FragmentScanner::is_sign(const HtmlTag& tag) const {
  return tag.self_closing || is_void_element(slice(text_, tag.name));
}

/// It begins and ends a line, or breaks one; or nothing but others like it follow on its line, or the end of the run.
/// What the text beside it says must not matter: a translation may start otherwise. `taken` tags before are off
/// already.
bool FragmentScanner::stands_apart(std::size_t index, std::size_t taken) const {
  const HtmlTag& tag = run_tags_[index];
  if (is_name_at("br", tag.name.begin) || is_name_at("wbr", tag.name.begin)) return true;
  const auto is_line_end = [&](std::size_t at) { return text_[at] == '\n' || text_[at] == '\r'; };
  const std::size_t before =
      tag.span.begin == 0 ? std::string_view::npos : text_.find_last_not_of(" \t", tag.span.begin - 1);
  const bool after_taken = index > 0 && index == taken && run_tags_[index - 1].span.end == before + 1;
  if (before != std::string_view::npos && !is_line_end(before) && !after_taken) return false;
  for (; index < run_tags_.size() && is_sign(run_tags_[index]); ++index) {
    const std::size_t next = text_.find_first_not_of(" \t", run_tags_[index].span.end);
    if (next == std::string_view::npos || is_line_end(next)) return true;
    if (index + 1 == run_tags_.size()) return next >= run_end_;
    if (run_tags_[index + 1].span.begin != next) return false;
  }
  return false;
}

/// The tag among [first, last) that closes the first one; `last`: none; `first`: it needs none.
std::size_t FragmentScanner::partner_of(std::size_t first, std::size_t last) const {
  const HtmlTag& tag = run_tags_[first];
  const std::string_view name = slice(text_, tag.name);
  if (tag.closing || is_sign(tag)) return first;
  std::size_t depth = 1;
  for (std::size_t i = first + 1; i < last; ++i) {
    if (!is_name_at(name, run_tags_[i].name.begin) || run_tags_[i].self_closing) continue;
    depth += run_tags_[i].closing ? std::size_t{0} - 1 : 1;
    if (depth == 0) return i;
  }
  return last;
}

/// The last tag of [first, last) needs no opening one, or has none among them.
bool FragmentScanner::is_lone_end(std::size_t first, std::size_t last) const {
  const HtmlTag& tag = run_tags_[last - 1];
  const std::string_view name = slice(text_, tag.name);
  if (is_sign(tag)) return stands_apart(last - 1, first);
  if (!tag.closing) return true;
  std::size_t depth = 1;
  for (std::size_t i = last - 1; i > first; --i) {
    const HtmlTag& other = run_tags_[i - 1];
    if (!is_name_at(name, other.name.begin) || other.self_closing) continue;
    depth += other.closing ? 1 : std::size_t{0} - 1;
    if (depth == 0) return false;
  }
  return true;
}

void FragmentScanner::add_run(Span span) {
  mark(HtmlMark::Text, span.begin);
  Unit unit = make_unit(span, UnitKind::HtmlText, Place::HtmlText);
  unit.markup = Markup::Html;
  page_.units.push_back(unit);
}

/// A tag that is in no unit: its text-bearing attributes are units, the rest must stay as it is.
void FragmentScanner::add_tag(const HtmlTag& tag) {
  std::uint64_t hash = 0;
  std::size_t at = tag.span.begin;
  const bool untranslatable = is_untranslatable(text_, tag);
  for (const HtmlAttribute& attribute : tag.attributes) {
    if (untranslatable || !is_attribute_unit(tag, attribute)) continue;
    // A translation may need quotes where the source has none.
    hash = hash_bytes(text_.substr(at, attribute.name.end - at), hash);
    at = attribute.value.end + (attribute.quote != 0 ? 1U : 0U);
  }
  mark(HtmlMark::Tag, tag.span.begin, hash_bytes(text_.substr(at, tag.span.end - at), hash));
  if (untranslatable) return;
  for (const HtmlAttribute& attribute : tag.attributes) {
    if (is_attribute_unit(tag, attribute)) add_attribute(attribute);
  }
}

bool FragmentScanner::is_attribute_unit(const HtmlTag& tag, const HtmlAttribute& attribute) const {
  if (attribute.value.empty() || tag.closing || !is_text_attribute(text_, tag, attribute)) return false;
  const std::string_view value = slice(text_, attribute.value);
  return (attribute.quote != 0 || value[0] != '{') && has_letters(value);
}

void FragmentScanner::add_attribute(const HtmlAttribute& attribute) {
  // Quotes may have to be laid around an unquoted value: nothing of it may stay outside.
  const Span span = attribute.quote == 0 ? attribute.value : trimmed(attribute.value);
  mark(HtmlMark::Attribute, span.begin);
  Unit unit = make_unit(span, UnitKind::HtmlAttribute, Place::HtmlAttribute);
  unit.path = page_.arena.keep(slice(text_, attribute.name));
  unit.layout.quote = attribute.quote;
  unit.markup = Markup::None;
  page_.units.push_back(unit);
}

Unit FragmentScanner::make_unit(Span span, UnitKind kind, Place place) {
  Unit unit;
  unit.span = source_.place(span);
  unit.text = folded(span);
  unit.kind = kind;
  unit.layout.place = place;
  unit.layout.prefix = options_.prefix;
  unit.layout.line_end = options_.line_end;
  return unit;
}

Span FragmentScanner::trimmed(Span span) const {
  while (span.begin < span.end && is_space(text_[span.begin])) ++span.begin;
  while (span.begin < span.end && is_space(text_[span.end - 1])) --span.end;
  return span;
}

/// Runs of white space as one space.
std::string_view FragmentScanner::folded(Span span) {
  const std::string_view raw = slice(text_, span);
  char* const out = page_.arena.allocate(raw.size());
  std::size_t size = 0;
  for (const char c : raw) {
    if (!is_space(c)) {
      out[size++] = c;
    } else if (size > 0 && out[size - 1] != ' ') {
      out[size++] = ' ';
    }
  }
  page_.arena.give_back(raw.size() - size);
  return {out, size};
}

}  // namespace

void scan_html_block(Page& page, Span inside, const HtmlOptions& options) {
  FragmentScanner(page, inside, options).scan();
}

}  // namespace hexapla
