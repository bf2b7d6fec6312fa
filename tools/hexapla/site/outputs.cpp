#include "hexapla/site/outputs.h"

#include "hexapla/base/html.h"
#include "hexapla/site/addresses.h"
#include "hexapla/site/output_values.h"
#include "hexapla/site/strings.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

/// root_marks become the way to the root.
std::string with_root(std::string_view text, std::string_view way) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0;;) {
    const std::size_t mark = text.find(root_mark, at);
    out.append(text.substr(at, mark == std::string_view::npos ? mark : mark - at));
    if (mark == std::string_view::npos) return out;
    out += way;
    at = mark + 1;
  }
}

/// A server shows the 404 page at any address, so that a way relative to its file would lead astray: where it is known
/// where the site will be, the way begins there.
std::string way_from_anywhere(const SiteState& state, const std::string& file) {
  const std::string& url = state.site().url;
  const std::size_t host = url.find("://");
  if (host == std::string::npos) return way_to_root(file);
  const std::size_t path = url.find('/', host + 3);
  std::string way = path == std::string::npos ? "/" : url.substr(path);
  if (!way.ends_with('/')) way += '/';
  return escaped(way).text;
}

/// Where nothing is left to say: an element of a page that has no content of its own.
void put_nothing(Value& values) {
  for (const char* name : {"page", "previous", "next", "has_siblings", "has_contents", "has_notice", "breadcrumbs",
                           "has_heading", "description", "body"}) {
    if (values.find(name) == nullptr) values.set(name, false);
  }
}

}  // namespace

std::string file_at(const std::string& folder) {
  return folder + "index.html";
}

std::string make_whole(const SiteState& state, const std::string& layout, const Value& values, std::size_t language,
                       const std::string& file) {
  const TemplateData own(values);
  const TemplateData& shared = state.shared[language];
  std::string inner = state.layouts->get(layout).render({&own, &shared});
  const TemplateData frame(Value().set("content", std::move(inner)).set("layout", layout));
  const std::string whole = state.layouts->get("base").render({&frame, &own, &shared});
  return with_root(whole, layout == "404" ? way_from_anywhere(state, file) : way_to_root(file));
}

std::string make_list(const SiteState& state, std::uint32_t section, std::size_t language) {
  Value values;
  values.set("title", section_title(state, section, language)).set("title_attrs", "");
  values.set("url", state.link_to(state.section_address(section, language)));
  put_editions(state, editions_of_section(state, section), language, values);
  put_way(state, section, true, language, values);
  put_list(state, section, language, values);
  if (section == 0) put_countries(state, language, values);
  put_nothing(values);
  values.set("is_home", section == 0);
  const std::string file = state.languages[language].path + file_at(state.map.sections[section].folder);
  return make_whole(state, section == 0 ? "home" : "section", values, language, file);
}

std::string make_not_found(const SiteState& state, std::size_t language) {
  Value values;
  values.set("title", site_word(state, state.languages[language], "not_found")).set("title_attrs", "");
  put_editions(state, editions_of_section(state, 0), language, values);
  values.set("alternates", Value::list()).set("canonical", "").set("no_index", true);
  put_nothing(values);
  const std::string file = state.languages[language].path + "404.html";
  return make_whole(state, "404", values, language, file);
}

std::string make_choice(const SiteState& state) {
  Value values;
  put_editions(state, editions_of_section(state, 0), 0, values);
  Value items = *values.find("languages");
  for (Value& item : items.items) {
    const auto found = std::find_if(state.languages.begin(), state.languages.end(),
                                    [&](const SiteLanguage& one) { return one.tag == item.text_at("tag"); });
    item.set("choose", site_word(state, *found, "choose_language"));
    item.set("current", false);
  }
  values.set("languages", std::move(items));
  values.set("title", site_name(state, 0)).set("title_attrs", "");
  values.set("canonical", state.absolute("")).set("is_choice", true);
  put_nothing(values);
  return make_whole(state, "choice", values, 0, "index.html");
}

std::string make_redirect(const SiteState& state, std::uint32_t page, std::size_t language) {
  Value values;
  values.set("title", state.facts(page, language).title)
      .set("title_attrs", state.facts(page, language).title_attributes);
  values.set("target", state.link_to(state.address(page, language)));
  values.set("canonical", state.absolute(state.address(page, language)));
  const TemplateData own(values);
  const std::string made = state.layouts->get("redirect").render({&own, &state.shared[language]});
  return with_root(made, way_to_root(state.languages[language].path + file_at(state.map.pages[page].folder)));
}

}  // namespace hexapla
