#include "hexapla/site/localized_page.h"

#include "hexapla/base/file.h"
#include "hexapla/pages/html/tag.h"
#include "hexapla/pages/markdown/matter.h"
#include "hexapla/site/languages.h"
#include "hexapla/site/markdown_html.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

/// Looks at the source only for what can be linked to.
class AnchorCollector : public MarkdownHost {
 public:
  AnchorCollector(std::vector<std::string>& anchors, std::vector<std::string>& raw) : anchors_(anchors), raw_(raw) {}
  SiteLink link(std::string_view, const MarkdownPlace&) override { return {}; }
  SiteLink image(std::string_view, const MarkdownPlace&) override { return {}; }
  std::string attributes(const MarkdownPlace&) override { return {}; }
  std::string word(std::string_view) override { return {}; }
  std::string raw_html(std::string_view html, const MarkdownPlace&) override {
    HtmlScanMemo memo;
    for (std::size_t at = 0; (at = html.find('<', at)) != std::string_view::npos;) {
      const auto tag = scan_html_tag(html, at, &memo);
      at = tag ? tag->span.end : at + 1;
      if (!tag) continue;
      const std::string element = raw_name(slice(html, tag->name));
      raw_.push_back(element);
      for (const HtmlAttribute& attribute : tag->attributes) {
        const std::string_view name = slice(html, attribute.name);
        raw_.push_back(element + " " + raw_name(name));
        const bool names = equals_ignoring_case(name, "id") || equals_ignoring_case(name, "name");
        if (names && !attribute.value.empty()) anchors_.emplace_back(slice(html, attribute.value));
      }
    }
    return {};
  }

 private:
  std::vector<std::string>& anchors_;
  std::vector<std::string>& raw_;
};

void check_ids(PreparedPage& page) {
  auto sorted = page.anchors;
  std::sort(sorted.begin(), sorted.end());
  for (auto at = sorted.begin(); (at = std::adjacent_find(at, sorted.end())) != sorted.end();) {
    const std::string id = *at;
    const std::size_t first = page.page.bytes().find(id);
    const std::size_t second = page.page.bytes().find(id, first == std::string_view::npos ? 0 : first + 1);
    const std::size_t offset = second == std::string_view::npos ? 0 : second;
    page.diagnostics.push_back(make_diagnostic(
        Severity::Error, "site-duplicate-id", page.page.path(), page.page.bytes(), offset,
        {N_("two places of this page have the id \"{1}\""), {id}}, N_("links would lead to the first of them only")));
    at = std::upper_bound(at, sorted.end(), id);
  }
}

}  // namespace

PreparedPage::PreparedPage(Page read) : page(std::move(read)), data(read_data(page)), words(count_unit_words(page)) {
  if (page.format().name != "markdown" || !page.readable()) return;
  body = markdown::find_front_matter(page.bytes()).body;
  AnchorCollector collector(anchors, raw);
  const MarkdownBody made = render_markdown(page.bytes().substr(body), nullptr, collector);
  for (const SiteHeading& heading : made.headings) {
    ids.push_back(heading.id);
    if (!heading.id.empty()) anchors.push_back(heading.id);
  }
  check_ids(*this);
  std::sort(anchors.begin(), anchors.end());
  std::sort(raw.begin(), raw.end());
  raw.erase(std::unique(raw.begin(), raw.end()), raw.end());
}

std::uint64_t hash_of_message(std::string_view context, std::string_view text) {
  return hash_bytes(text, hash_bytes(context));
}

std::uint64_t PageFacts::digest() const {
  const std::uint64_t numbers[] = {published ? 1U : 0U, share, stale, missing, static_cast<std::uint64_t>(stale_since)};
  std::uint64_t all = hash_bytes({reinterpret_cast<const char*>(numbers), sizeof numbers});
  for (const std::string* text : {&title, &title_attributes, &folder, &packed}) all = hash_bytes(*text, all);
  return all;
}

std::string raw_name(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

const std::string& language_of(const ShownUnit& shown, const SiteLanguage& language, const std::string& source) {
  return shown.source == ShownUnit::the_source ? source : language.chain[shown.source];
}

std::size_t merged_offset(const PreparedPage& page, const MergeResult& merged, std::size_t offset) {
  const auto& units = page.page.units;
  const auto after = std::upper_bound(units.begin(), units.end(), offset,
                                      [](std::size_t at, const Unit& unit) { return at < unit.span.end; });
  if (after == units.begin()) return offset;
  const auto number = static_cast<std::size_t>(after - units.begin()) - 1;
  return merged.shown[number].place.end + (offset - units[number].span.end);
}

std::size_t source_offset(const PreparedPage& page, const MergeResult& merged, std::size_t offset) {
  const auto& shown = merged.shown;
  const auto after = std::upper_bound(shown.begin(), shown.end(), offset,
                                      [](std::size_t at, const ShownUnit& unit) { return at < unit.place.begin; });
  if (after == shown.begin()) return offset;
  const auto number = static_cast<std::size_t>(after - shown.begin()) - 1;
  const Unit& unit = page.page.units[number];
  if (offset < shown[number].place.end) return merged.identical ? offset : unit.span.begin;
  return unit.span.end + (offset - shown[number].place.end);
}

}  // namespace hexapla
