// One pass over the block, from tag to tag. A run of text goes on through inline tags and ends at any other; what it
// is (a unit, or tags and signs that stay) is known when it ends: see text_run.h.
#include "hexapla/pages/html/fragment.h"

#include "hexapla/base/file.h"
#include "hexapla/pages/find_any.h"
#include "hexapla/pages/html/block_text.h"
#include "hexapla/pages/html/elements.h"
#include "hexapla/pages/html/loose_tag.h"
#include "hexapla/pages/html/text_run.h"
#include "hexapla/pages/templates.h"
#include "hexapla/pages/words.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hexapla {
namespace {

enum class HtmlMark : std::uint64_t { Tag = 'h', Text = 'x', Attribute = 'y', Opaque = 'o' };

class FragmentScanner {
 public:
  FragmentScanner(Page& page, Span inside, const HtmlOptions& options)
      : page_(page),
        options_(options),
        source_(page.bytes(), inside, options.gaps),
        text_(source_.text()),
        run_(text_) {}

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
  void end_run(std::size_t at);
  void add_run_within_tags();
  void add_run(Span span);
  void add_tag(const HtmlTag& tag);
  void add_attribute(const HtmlAttribute& attribute);
  bool is_attribute_unit(const HtmlTag& tag, const HtmlAttribute& attribute) const;
  std::string_view folded(Span span);
  Unit make_unit(Span span, UnitKind kind, Place place);
  void mark(HtmlMark what, std::size_t at, std::uint64_t hash = 0) {
    page_.structure.push_back({hash_bytes({}, hash ^ (static_cast<std::uint64_t>(what) << 56)), source_.place(at)});
  }

  Page& page_;
  const HtmlOptions& options_;
  BlockText source_;
  std::string_view text_;
  HtmlScanMemo memo_;
  TextRun run_;
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
    run_.add(std::move(*tag));
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
  run_.start(end);
  return end;
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
    if ((raw && !closing) || !is_name_at(text_, name, at + (closing ? 2 : 1))) {
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

void FragmentScanner::end_run(std::size_t at) {
  run_.end(at);
  if (!run_.span().empty()) {
    if (run_.has_letters()) {
      add_run_within_tags();
    } else {
      for (const HtmlTag& tag : run_.tags()) add_tag(tag);
    }
  }
  run_.start(at);
}

void FragmentScanner::add_run_within_tags() {
  const TextRun::Core core = run_.core();
  const std::vector<HtmlTag>& tags = run_.tags();
  for (std::size_t i = 0; i < core.first; ++i) add_tag(tags[i]);
  add_run(core.span);
  for (std::size_t i = core.last; i < tags.size(); ++i) add_tag(tags[i]);
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
  const Span span = attribute.quote == 0 ? attribute.value : trimmed(text_, attribute.value);
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

/// Runs of white space as one space.
std::string_view FragmentScanner::folded(Span span) {
  const std::string_view raw = slice(text_, span);
  char* const out = page_.arena.allocate(raw.size());
  std::size_t size = 0;
  for (const char c : raw) {
    if (!is_html_space(c)) {
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
