#include "hexapla/site/site_state.h"

#include "hexapla/site/addresses.h"

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

void put_in_order(SiteState& state) {
  state.order.clear();
  state.places.resize(state.map.pages.size());
  state.tops.resize(state.map.pages.size());
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
    for (const std::uint32_t page : pages) put(state, page, top);
    for (auto child = it.children.rbegin(); child != it.children.rend(); ++child) {
      open.emplace_back(*child, section == 0 ? *child : top);
    }
  }
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
