#include "hexapla/site/site_state.h"

#include "hexapla/site/addresses.h"
#include "hexapla/site/markdown_html.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace hexapla {

namespace {

/// Pages without a weight come last.
double weight_of(const PageShape& shape) {
  return shape.weight.empty() ? HUGE_VAL : std::strtod(shape.weight.c_str(), nullptr);
}

void put(SiteState& state, std::uint32_t page, std::uint32_t top) {
  state.places[page] = static_cast<std::uint32_t>(state.order.size());
  state.order.push_back(page);
  state.tops[page] = top;
}

}  // namespace

const PreparedPage& SiteState::prepare(std::uint32_t number) {
  std::call_once(preparing[number],
                 [&] { prepared[number] = std::make_unique<PreparedPage>(project.load_page(file(number))); });
  return *prepared[number];
}

namespace {

/// What SUMMARY.md links to, in its order.
class SummaryReader : public MarkdownHost {
 public:
  explicit SummaryReader(const SiteMap& map) : map_(map) {}
  SiteLink link(std::string_view target, const MarkdownPlace&) override {
    const auto path = decode_path(target.substr(0, target.find_first_of("?#")));
    const auto joined = path ? join_path("", *path) : std::nullopt;
    const SiteTarget found = joined ? map_.find(*joined) : SiteTarget();
    if (found.kind == SiteTarget::Kind::Page) pages.push_back(found.number);
    return {};
  }
  SiteLink image(std::string_view, const MarkdownPlace&) override { return {}; }
  std::string attributes(const MarkdownPlace&) override { return {}; }
  std::string raw_html(std::string_view, const MarkdownPlace&) override { return {}; }
  std::string word(std::string_view) override { return {}; }

  std::vector<std::uint32_t> pages;

 private:
  const SiteMap& map_;
};

/// By folders.
void put_folders(SiteState& state) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> open{{0, 0}};  // sections, and the topmost one each is in
  while (!open.empty()) {
    const auto [section, top] = open.back();
    open.pop_back();
    const SiteSection& it = state.map.sections[section];
    if (it.index != nothing) put(state, it.index, top);
    std::vector<std::uint32_t> pages = it.pages;
    std::stable_sort(pages.begin(), pages.end(), [&](std::uint32_t a, std::uint32_t b) {
      return weight_of(state.shapes[a]) < weight_of(state.shapes[b]);
    });
    const auto is_weighed = [&](std::uint32_t page) { return !state.shapes[page].weight.empty(); };
    state.ranked[section] = std::any_of(pages.begin(), pages.end(), is_weighed) ? 1 : 0;
    for (const std::uint32_t page : pages) put(state, page, top);
    for (auto child = it.children.rbegin(); child != it.children.rend(); ++child) {
      open.emplace_back(*child, section == 0 ? *child : top);
    }
  }
}

/// The pages of SUMMARY.md go before the others; it is itself no page that one comes to by turning pages.
void put_summary(SiteState& state, std::uint32_t summary) {
  SummaryReader reader(state.map);
  const PreparedPage& page = state.prepare(summary);
  render_markdown(page.page.bytes().substr(page.body), nullptr, reader);
  if (reader.pages.empty()) return;
  const std::vector<std::uint32_t> folders = std::move(state.order);
  std::vector<char> taken(state.map.pages.size());
  state.order.clear();
  const auto go_on = [&](const std::vector<std::uint32_t>& pages, std::uint32_t top) {
    for (const std::uint32_t one : pages) {
      if (std::exchange(taken[one], 1) == 0) put(state, one, top);
    }
  };
  taken[summary] = 1;
  go_on(reader.pages, 0);
  go_on(folders, nothing);
  taken[summary] = 0;
  go_on({summary}, nothing - 1);
  state.ranked.assign(state.map.sections.size(), 1);
}

}  // namespace

void put_in_order(SiteState& state) {
  state.order.clear();
  state.places.resize(state.map.pages.size());
  state.tops.resize(state.map.pages.size());
  state.ranked.assign(state.map.sections.size(), 0);
  put_folders(state);
  if (const std::uint32_t summary = state.map.summary(); summary != nothing) put_summary(state, summary);
}

void find_sections(SiteState& state) {
  const std::size_t languages = state.languages.size();
  state.sections_there.assign(state.map.sections.size() * languages, 0);
  // Parents come first, so that going backwards every section has heard of those in it.
  for (auto section = static_cast<std::uint32_t>(state.map.sections.size()); section-- > 0;) {
    const SiteSection& it = state.map.sections[section];
    for (std::size_t language = 0; language < languages; ++language) {
      char& there = state.sections_there[section * languages + language];
      const auto is_there = [&](std::uint32_t page) { return state.facts(page, language).published; };
      if (it.index != nothing && is_there(it.index)) there = 1;
      if (std::any_of(it.pages.begin(), it.pages.end(), is_there)) there = 1;
      if (there != 0 && it.parent != nothing) state.sections_there[it.parent * languages + language] = 1;
    }
  }
}

std::string SiteState::address(std::uint32_t number, std::size_t language) const {
  return encode_path(languages[language].path + facts(number, language).folder);
}

std::string SiteState::section_address(std::uint32_t section, std::size_t language) const {
  return encode_path(languages[language].path + map.sections[section].folder);
}

std::string SiteState::link_to(const std::string& address) const {
  return root_mark + address + (site().link_files ? "index.html" : "");
}

std::string SiteState::absolute(const std::string& address) const {
  return site().url.empty() ? std::string() : site().url + "/" + address;
}

}  // namespace hexapla
