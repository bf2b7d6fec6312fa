#include "hexapla/site/output_values.h"

#include "hexapla/site/addresses.h"
#include "hexapla/site/site_search.h"
#include "hexapla/site/strings.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

/// "profiles" -> "Profiles".
std::string spoken_folder(std::string_view folder) {
  if (folder.ends_with('/')) folder.remove_suffix(1);
  std::string name(folder.substr(parent_folder(folder).size()));
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == '_'; }, ' ');
  if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

/// A string of site.yaml that is called as the folder is.
const Value* own_strings_of(const SiteState& state, std::size_t language) {
  for (std::size_t i = 0; i < state.map.data.size(); ++i) {
    const std::string_view name = std::string_view(state.map.data[i].path).substr(state.map.root.size());
    if (name == "site.yaml" || name == "site.yml") return state.data_value(i, language).find("strings");
  }
  return nullptr;
}

}  // namespace

void put_section_title(const SiteState& state, std::uint32_t section, std::size_t language, Value& values) {
  const SiteSection& it = state.map.sections[section];
  values.set("title", section_title(state, section, language));
  if (it.index != nothing && state.facts(it.index, language).published) {
    values.set("title_attrs", state.facts(it.index, language).title_attributes);
    return;
  }
  std::string name = it.folder.empty() ? "" : it.folder.substr(0, it.folder.size() - 1);
  name = name.substr(parent_folder(name).size());
  const Value* strings = own_strings_of(state, language);
  const bool named = strings != nullptr && !strings->text_at(name).empty();
  values.set("title_attrs", named ? strings->text_at(name + "_attrs")
                                  : language_attributes(state.source(), state.languages[language].tag));
}

std::string section_title(const SiteState& state, std::uint32_t section, std::size_t language) {
  const SiteSection& it = state.map.sections[section];
  if (it.index != nothing && state.facts(it.index, language).published) return state.facts(it.index, language).title;
  if (it.folder.empty()) return site_name(state, language);
  std::string name = it.folder.substr(0, it.folder.size() - 1);
  name = name.substr(parent_folder(name).size());
  if (const Value* strings = own_strings_of(state, language)) {
    const std::string& own = strings->text_at(name);
    if (!own.empty()) return own;
  }
  return spoken_folder(it.folder);
}

std::string site_name(const SiteState& state, std::size_t language) {
  if (const Value* strings = own_strings_of(state, language)) {
    const std::string& own = strings->text_at("site_name");
    if (!own.empty()) return own;
  }
  if (!state.project.config().project.empty()) return state.project.config().project;
  const std::uint32_t home = state.map.sections[0].index;
  return home == nothing ? std::string() : state.facts(home, language).title;
}

Value short_values(const SiteState& state, std::uint32_t page, std::size_t language) {
  const PageFacts& facts = state.facts(page, language);
  Value made;
  made.set("title", facts.title).set("title_attrs", facts.title_attributes);
  made.set("url", state.link_to(state.address(page, language)));
  return made;
}

Value list_values(const SiteState& state, std::uint32_t page, std::size_t language) {
  const PageFacts& facts = state.facts(page, language);
  Value made = facts.matter();
  // Templates look for what an item does not have in what is around it.
  for (const char* name : {"summary", "image", "date", "country", "description", "short_name", "native_name"}) {
    if (made.find(name) == nullptr) made.set(name, false);
  }
  made.set("url", state.link_to(state.address(page, language)));
  return made;
}

Editions editions_of_page(const SiteState& state, std::uint32_t page) {
  Editions made;
  for (std::size_t i = 0; i < state.languages.size(); ++i) {
    const PageFacts& facts = state.facts(page, i);
    made.addresses.push_back(facts.published ? state.address(page, i) : std::string());
    made.titles.push_back(facts.title);
    made.title_attributes.push_back(facts.title_attributes);
    made.shares.push_back(facts.share);
  }
  return made;
}

Editions editions_of_section(const SiteState& state, std::uint32_t section) {
  Editions made;
  for (std::size_t i = 0; i < state.languages.size(); ++i) {
    made.addresses.push_back(state.is_section_there(section, i) ? state.section_address(section, i) : std::string());
    Value titled;
    put_section_title(state, section, i, titled);
    made.titles.push_back(titled.text_at("title"));
    made.title_attributes.push_back(titled.text_at("title_attrs"));
    made.shares.push_back(100);
  }
  return made;
}

void put_editions(const SiteState& state, const Editions& editions, std::size_t language, Value& values) {
  Value languages = Value::list();
  Value alternates = Value::list();
  Value locales = Value::list();
  const bool absolute = !state.site().url.empty();
  const auto where = [&](const std::string& address) {
    return absolute ? state.absolute(address) : state.link_to(address);
  };
  for (const std::size_t i : state.language_order) {
    if (editions.addresses[i].empty()) continue;
    const SiteLanguage& one = state.languages[i];
    Value item;
    item.set("tag", one.tag).set("name", one.name).set("dir", one.direction());
    item.set("url", state.link_to(editions.addresses[i])).set("title", editions.titles[i]);
    item.set("title_attrs", editions.title_attributes[i]);
    item.set("current", i == language);
    const bool partial = editions.shares[i] < 100;
    item.set("partial", partial);
    // The share is read beside the list's other words: in the page's language.
    item.set("share", partial ? state.languages[language].format.percent(editions.shares[i]) : std::string());
    languages.add(std::move(item));
    Value alternate;
    alternate.set("tag", one.tag).set("url", where(editions.addresses[i]));
    alternates.add(std::move(alternate));
    if (i != language) locales.add(Value().set("locale", one.open_graph));
  }
  values.set("several_languages", languages.items.size() > 1);
  if (!editions.addresses[0].empty()) {
    Value other;
    other.set("tag", "x-default").set("url", where(editions.addresses[0]));
    alternates.add(std::move(other));
  }
  values.set("languages", std::move(languages)).set("alternates", std::move(alternates));
  values.set("og_locale", state.languages[language].open_graph).set("og_alternates", std::move(locales));
  values.set("canonical", state.absolute(editions.addresses[language]));
  values.set("original", editions.addresses[0].empty() ? std::string() : state.link_to(editions.addresses[0]));
}

void put_way(const SiteState& state, std::uint32_t section, bool is_section, std::size_t language, Value& values) {
  std::vector<std::uint32_t> way;
  for (std::uint32_t at = section; at != nothing; at = state.map.sections[at].parent) way.push_back(at);
  if (is_section) way.erase(way.begin());
  Value crumbs = Value::list();
  for (auto at = way.rbegin(); at != way.rend(); ++at) {
    Value item;
    if (*at == 0) {
      item.set("title", site_word(state, state.languages[language], "home"));
      item.set("title_attrs", "");
    } else {
      put_section_title(state, *at, language, item);
    }
    item.set("url", state.link_to(state.section_address(*at, language)));
    crumbs.add(std::move(item));
  }
  values.set("breadcrumbs", std::move(crumbs));
}

void put_list(const SiteState& state, std::uint32_t section, std::size_t language, Value& values) {
  const SiteSection& it = state.map.sections[section];
  std::vector<std::uint32_t> there;
  for (const std::uint32_t page : it.pages) {
    if (state.is_listed(page, language) && page != state.map.summary()) there.push_back(page);
  }
  std::sort(there.begin(), there.end(),
            [&](std::uint32_t a, std::uint32_t b) { return state.places[a] < state.places[b]; });
  std::vector<std::string> titles;
  Value ordered = Value::list();
  std::vector<Value> items;
  for (const std::uint32_t page : there) {
    titles.push_back(state.facts(page, language).title);
    items.push_back(list_values(state, page, language));
    ordered.add(items.back());
  }
  const Collation& collation = state.languages[language].collation;
  Value sorted = Value::list();
  const bool ranked = state.ranked[section] != 0;
  if (ranked) sorted = ordered;
  for (const std::size_t number : ranked ? std::vector<std::size_t>() : collation.order(titles))
    sorted.add(items[number]);
  Value groups = Value::list();
  for (const Collation::Group& group : collation.index(titles)) {
    Value pages = Value::list();
    for (const std::size_t number : group.items) pages.add(items[number]);
    groups.add(Value().set("heading", group.heading).set("pages", std::move(pages)));
  }
  Value sections = Value::list();
  for (const std::uint32_t child : it.children) {
    if (!state.is_section_listed(child, language)) continue;
    Value item;
    put_section_title(state, child, language, item);
    item.set("url", state.link_to(state.section_address(child, language)));
    sections.add(std::move(item));
  }
  const auto count = static_cast<std::int64_t>(sorted.items.size());
  const SiteLanguage& in = state.languages[language];
  values.set(
      "page_count",
      in.format.message(site_word(state, in, "page_count"), count).value_or(in.format.number(sorted.items.size())));
  values.set("has_pages", !sorted.items.empty()).set("has_sections", !sections.items.empty());
  values.set("many_pages", sorted.items.size() > 12 && !ranked);
  values.set("pages", std::move(sorted)).set("ordered", std::move(ordered));
  values.set("groups", std::move(groups)).set("sections", std::move(sections));
}

Value shared_values(const SiteState& state, std::size_t number) {
  const SiteLanguage& language = state.languages[number];
  Value made;
  made.set("lang", language.tag).set("dir", language.direction()).set("language_name", language.name);
  made.set("rtl", language.right_to_left);
  made.set("strings", site_strings(state, number));
  made.set("site_name", site_name(state, number));
  made.set("site_url", state.site().url);
  made.set("root", std::string(1, root_mark));
  made.set("home", state.link_to(state.section_address(0, number)));
  const bool has_feed = number < state.feeds.size() && state.feeds[number] != 0;
  made.set("feed", has_feed ? root_mark + encode_path(language.path) + "feed.xml" : std::string());
  made.set("search", search_values(state, number));
  made.set("draft_site", state.options.draft);
  Value navigation = Value::list();
  constexpr std::size_t most_items = 8;
  const SiteSection& top = state.map.sections[0];
  for (const std::uint32_t child : top.children) {
    if (!state.is_section_listed(child, number) || navigation.items.size() == most_items) continue;
    Value item;
    put_section_title(state, child, number, item);
    item.set("url", state.link_to(state.section_address(child, number)));
    navigation.add(std::move(item));
  }
  if (top.pages.size() + navigation.items.size() <= most_items) {
    for (const std::uint32_t page : top.pages) {
      if (state.is_listed(page, number)) navigation.add(short_values(state, page, number));
    }
  }
  made.set("has_navigation", !navigation.items.empty());
  made.set("navigation", std::move(navigation));
  Value data;
  for (std::size_t i = 0; i < state.map.data.size(); ++i) {
    const std::string path = state.map.data[i].path.substr(state.map.root.size());
    std::string name = path.substr(0, path.rfind('.'));
    std::replace(name.begin(), name.end(), '/', '_');
    data.set(name, state.data_value(i, number));
  }
  made.set("data", std::move(data));
  return made;
}

}  // namespace hexapla
