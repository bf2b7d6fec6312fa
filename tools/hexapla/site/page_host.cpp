#include "hexapla/site/page_host.h"

#include "hexapla/base/html.h"
#include "hexapla/pages/html/tag.h"
#include "hexapla/site/addresses.h"
#include "hexapla/site/strings.h"

#include <algorithm>
#include <array>

namespace hexapla {

namespace {

bool is_address_attribute(std::string_view name) {
  constexpr std::array<std::string_view, 9> names{"href", "src",  "action",     "formaction", "poster",
                                                  "data", "cite", "background", "xlink:href"};
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Entities that stand in addresses, as far as our own lookups need them.
std::string without_entities(std::string_view value) {
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value.substr(at).starts_with("&amp;"))
      at += 4, out += '&';
    else
      out += value[at];
  }
  return out;
}

}  // namespace

PageHost::PageHost(const SiteState& state, std::uint32_t page, std::size_t language, OutputNotes& notes)
    : state_(state),
      page_(*state.prepared[page]),
      merged_(state.page(page, language).merged),
      language_(state.languages[language]),
      is_source_(language == 0),
      links_(state, page, language, notes),
      begin_(merged_offset(page_, merged_, page_.body)),
      body_(std::string_view(merged_.bytes).substr(begin_)) {
  lines_.push_back(begin_);
  for (std::size_t at = begin_; (at = merged_.bytes.find('\n', at)) != std::string::npos;) lines_.push_back(++at);
}

std::size_t PageHost::offset_of(std::uint32_t line, std::uint32_t column) const {
  if (line == 0 || lines_.empty()) return begin_;
  const std::size_t start = lines_[std::min<std::size_t>(line - 1, lines_.size() - 1)];
  return std::min(start + (column == 0 ? 0 : column - 1), merged_.bytes.size());
}

std::size_t PageHost::source_of(const MarkdownPlace& place) const {
  return source_offset(page_, merged_, offset_of(place.line, place.column));
}

SiteLink PageHost::link(std::string_view target, const MarkdownPlace& place) {
  return links_.link(target, source_of(place));
}

SiteLink PageHost::image(std::string_view target, const MarkdownPlace& place) {
  return links_.image(target, source_of(place));
}

std::string PageHost::draft_attributes(const ShownUnit& worst) const {
  const bool missing = worst.source != 0;
  const bool stale = !missing && worst.state == State::Stale;
  const char* word = missing ? "draft_missing" : stale ? "draft_stale" : "draft_translated";
  std::string out = std::string(" class=\"unit-") +
                    (missing ? "missing"
                     : stale ? "stale"
                             : "translated") +
                    "\" title=\"";
  append_escaped(out, site_word(state_, language_, word));
  return out + "\"";
}

/// The language of the texts in there, where it is one and another one; for editors, the state that is worst.
std::string PageHost::attributes(const MarkdownPlace& place) {
  if (is_source_) return {};
  const std::size_t begin = offset_of(place.line, place.column);
  const std::size_t end = offset_of(std::max(place.end_line, place.line), place.end_column) + 1;
  auto at = std::lower_bound(merged_.shown.begin(), merged_.shown.end(), begin,
                             [](const ShownUnit& unit, std::size_t offset) { return unit.place.begin < offset; });
  const ShownUnit* worst = nullptr;
  const std::string* tongue = nullptr;
  for (; at != merged_.shown.end() && at->place.begin < end; ++at) {
    if (page_.words[static_cast<std::size_t>(at - merged_.shown.begin())] == 0) continue;
    const std::string& one = language_of(*at, language_, state_.source());
    if (tongue == nullptr || one == language_.tag) tongue = &one;
    const bool is_worse = worst == nullptr || at->source != 0 || (worst->source == 0 && at->state == State::Stale);
    if (is_worse) worst = &*at;
  }
  if (worst == nullptr) return {};
  return language_attributes(*tongue, language_.tag) +
         (state_.options.draft ? draft_attributes(*worst) : std::string());
}

bool PageHost::is_of_source(const std::string& name) const {
  return std::binary_search(page_.raw.begin(), page_.raw.end(), name);
}

void PageHost::append_tag(std::string& out, std::string_view html, const HtmlTag& tag, const MarkdownPlace& place) {
  const std::string element = raw_name(slice(html, tag.name));
  // Merge lets no other HTML than the source's in; if it ever did, it would be text here.
  if (!is_source_ && !is_of_source(element)) return append_escaped(out, slice(html, tag.span));
  std::size_t done = tag.span.begin;
  for (const HtmlAttribute& attribute : tag.attributes) {
    const std::string name = raw_name(slice(html, attribute.name));
    std::string pair = element;
    pair.append(" ").append(name);
    const bool known = is_source_ || is_of_source(pair);
    if (known && !is_address_attribute(name)) continue;
    out.append(html.substr(done, attribute.name.begin - done));
    done = attribute.value.end + (attribute.quote != 0 ? 1 : 0);
    if (!attribute.has_value) done = attribute.name.end;
    if (!known || !attribute.has_value) continue;
    const std::string value = without_entities(slice(html, attribute.value));
    const bool is_image = name != "href" && name != "cite";
    const SiteLink link = is_image ? links_.image(value, source_of(place)) : links_.link(value, source_of(place));
    if (link.dropped) continue;
    out.append(name).append("=\"").append(link_text(link.href)).append("\"");
  }
  out.append(html.substr(done, tag.span.end - done));
}

std::string PageHost::state_of_unit(const ShownUnit& unit) const {
  return language_attributes(language_of(unit, language_, state_.source()), language_.tag) +
         (state_.options.draft ? draft_attributes(unit) : std::string());
}

std::string PageHost::safe_html(std::string_view html, const MarkdownPlace& place) {
  std::string out;
  std::size_t done = 0;
  HtmlScanMemo memo;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
    const auto tag = scan_html_tag(html, at, &memo);
    out.append(html.substr(done, at - done));
    if (!tag) {
      // No tag by CommonMark's rules, but perhaps by a browser's.
      out += is_source_ ? "<" : "&lt;";
      done = ++at;
      continue;
    }
    if (tag->kind == HtmlTagKind::Open || tag->kind == HtmlTagKind::Close) append_tag(out, html, *tag, place);
    done = at = tag->span.end;  // comments, instructions and declarations are not for readers
  }
  return out + std::string(html.substr(done));
}

/// Around what stands in a block of HTML in another language, as it stands there byte for byte.
std::string PageHost::raw_html(std::string_view html, const MarkdownPlace& place) {
  const std::size_t begin = offset_of(place.line, place.column);
  if (is_source_ || std::string_view(merged_.bytes).substr(begin, html.size()) != html) return safe_html(html, place);
  std::string out;
  std::size_t done = 0;
  auto at = std::lower_bound(merged_.shown.begin(), merged_.shown.end(), begin,
                             [](const ShownUnit& unit, std::size_t offset) { return unit.place.begin < offset; });
  for (; at != merged_.shown.end() && at->place.end <= begin + html.size(); ++at) {
    const auto number = static_cast<std::size_t>(at - merged_.shown.begin());
    if (page_.page.units[number].kind != UnitKind::HtmlText || page_.words[number] == 0) continue;
    const std::string mark = state_of_unit(*at);
    if (mark.empty()) continue;
    const std::size_t first = at->place.begin - begin;
    const std::size_t last = at->place.end - begin;
    out += safe_html(html.substr(done, first - done), place);
    out.append("<span").append(mark).append(">").append(safe_html(html.substr(first, last - first), place));
    out += "</span>";
    done = last;
  }
  return out + safe_html(html.substr(done), place);
}

std::string PageHost::word(std::string_view name) {
  std::string out;
  append_escaped(out, site_word(state_, language_, name));
  return out;
}

}  // namespace hexapla
