#include "hexapla/site/site_state.h"

#include "hexapla/site/addresses.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace hexapla {

namespace {

class Order {
 public:
  explicit Order(SiteState& state) : state_(state) {}
  void add(std::uint32_t section, std::uint32_t top, int depth);

 private:
  /// Pages without a weight come last.
  double weight(std::uint32_t page) const {
    const std::string& text = state_.shapes[page].weight;
    return text.empty() ? HUGE_VAL : std::strtod(text.c_str(), nullptr);
  }
  void put(std::uint32_t page, std::uint32_t top) {
    state_.places[page] = static_cast<std::uint32_t>(state_.order.size());
    state_.order.push_back(page);
    state_.tops[page] = top;
  }

  SiteState& state_;
};

void Order::add(std::uint32_t section, std::uint32_t top, int depth) {
  constexpr int deepest = 200;
  const SiteSection& it = state_.map.sections[section];
  if (it.index != nothing) put(it.index, top);
  std::vector<std::uint32_t> pages = it.pages;
  std::stable_sort(pages.begin(), pages.end(),
                   [this](std::uint32_t a, std::uint32_t b) { return weight(a) < weight(b); });
  for (const std::uint32_t page : pages) put(page, top);
  for (const std::uint32_t child : it.children) {
    if (depth < deepest) add(child, section == 0 ? child : top, depth + 1);
  }
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
  Order(state).add(0, 0, 0);
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

bool SiteState::is_section_there(std::uint32_t section, std::size_t language) const {
  const SiteSection& it = map.sections[section];
  if (it.index != nothing && facts(it.index, language).published) return true;
  const auto there = [&](std::uint32_t page) { return facts(page, language).published; };
  return std::any_of(it.pages.begin(), it.pages.end(), there) ||
         std::any_of(it.children.begin(), it.children.end(),
                     [&](std::uint32_t child) { return is_section_there(child, language); });
}

}  // namespace hexapla
