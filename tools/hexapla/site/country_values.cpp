#include "hexapla/site/output_values.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hexapla {

namespace {

struct Country {
  std::string name;
  std::string attributes;
  std::string code;
};

/// Of `country: FR`, or of `country: {code: FR, name: France}`: as ICU calls it in the page's language; without a code
/// as the page does.
Country country_of(const Value& matter) {
  Country made;
  if (!matter.text_at("country_name").empty()) return {matter.text_at("country_name"), {}, matter.text_at("country")};
  made.name = matter.text_at("country.code_name");
  made.code = matter.text_at("country.code");
  if (!made.name.empty()) return made;
  return {matter.text_at("country.name"), matter.text_at("country.name_attrs"), {}};
}

struct Listed {
  Country country;
  std::vector<std::string> titles;
  std::vector<Value> pages;
};

Value pages_of(const Listed& listed, const Collation& collation) {
  Value made = Value::list();
  for (const std::size_t number : collation.order(listed.titles)) made.add(listed.pages[number]);
  return made;
}

}  // namespace

void put_countries(const SiteState& state, std::size_t language, Value& values) {
  std::map<std::string, Listed> by_name;
  for (std::uint32_t page = 0; page < state.map.pages.size(); ++page) {
    const PageFacts& facts = state.facts(page, language);
    if (!facts.published) continue;
    Value listed = list_values(state, page, language);
    Country country = country_of(listed);
    if (country.name.empty()) continue;
    Listed& there = by_name[country.name];
    there.country = std::move(country);
    there.titles.push_back(facts.title);
    there.pages.push_back(std::move(listed));
  }
  std::vector<std::string> names;
  names.reserve(by_name.size());
  for (const auto& [name, listed] : by_name) names.push_back(name);
  const Collation& collation = state.languages[language].collation;
  Value countries = Value::list();
  for (const std::size_t number : collation.order(names)) {
    const Listed& listed = by_name.at(names[number]);
    Value item;
    item.set("country_name", listed.country.name).set("country_name_attrs", listed.country.attributes);
    item.set("country_code", listed.country.code).set("pages", pages_of(listed, collation));
    countries.add(std::move(item));
  }
  values.set("has_countries", !countries.items.empty());
  values.set("countries", std::move(countries));
}

}  // namespace hexapla
