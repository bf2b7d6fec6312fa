#include "hexapla/site/addresses.h"
#include "hexapla/site/output_values.h"
#include "hexapla/site/outputs.h"
#include "hexapla/site/page_host.h"
#include "hexapla/site/strings.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

/// "layout" of the front matter; that of its folder ("profiles" or "profile"); "home" or "section" for a folder's own
/// page; else "page".
std::string layout_of(const SiteState& state, std::uint32_t number) {
  const SitePage& page = state.map.pages[number];
  const std::string& own = state.shapes[number].layout;
  if (!own.empty() && state.layouts->has(own)) return own;
  if (page.is_index) return page.folder.empty() ? "home" : "section";
  std::string folder(parent_folder(page.path));
  if (folder.empty()) return "page";
  folder.pop_back();
  folder = folder.substr(0, folder.find('/'));
  if (state.layouts->has(folder)) return folder;
  if (folder.ends_with('s') && state.layouts->has(folder.substr(0, folder.size() - 1))) {
    return folder.substr(0, folder.size() - 1);
  }
  return "page";
}

/// For search results and previews: whole words, at most.
std::string shortened(const std::string& text) {
  constexpr std::size_t most = 200;
  if (text.size() <= most) return text_of_somebody(text);
  std::size_t end = text.rfind(' ', most);
  if (end == std::string::npos || end < most / 2) {
    for (end = most; end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U;) --end;
  }
  return text_of_somebody(text.substr(0, end)) + "\u2026";
}

void put_body(const SiteState& state, std::uint32_t number, std::size_t language, Value& values, OutputNotes& notes) {
  PageHost host(state, number, language, notes);
  MarkdownBody body = render_markdown(host.body(), &state.prepared[number]->ids, host);
  const bool has_heading = !body.headings.empty() && body.headings.front().level == 1;
  Value headings = Value::list();
  for (SiteHeading& heading : body.headings) {
    if (heading.level != 2 || heading.id.empty()) continue;
    headings.add(Value().set("id", std::move(heading.id)).set("text", text_of_somebody(heading.text)));
  }
  values.set("has_heading", has_heading);
  values.set("has_contents", headings.items.size() > 2);
  values.set("headings", std::move(headings));
  const std::string& summary = values.text_at("page.summary");
  const std::string& description = values.text_at("page.description");
  std::string about = !description.empty() ? description : !summary.empty() ? summary : shortened(body.first_text);
  values.set("description", std::move(about));
  values.set("body", std::move(body.html));
}

void put_neighbours(const SiteState& state, std::uint32_t number, std::size_t language, Value& values) {
  const auto neighbour = [&](int step) -> Value {
    for (std::int64_t at = std::int64_t{state.places[number]} + step;
         at >= 0 && at < static_cast<std::int64_t>(state.order.size()); at += step) {
      const std::uint32_t other = state.order[static_cast<std::size_t>(at)];
      if (state.tops[other] != state.tops[number]) break;
      if (state.is_listed(other, language)) return short_values(state, other, language);
    }
    return Value(false);
  };
  values.set("previous", neighbour(-1)).set("next", neighbour(1));
}

void put_siblings(const SiteState& state, std::uint32_t number, std::size_t language, Value& values) {
  const SitePage& page = state.map.pages[number];
  Value siblings = Value::list();
  if (!page.is_index) {
    for (const std::uint32_t other : state.order) {
      if (state.map.pages[other].section != page.section || state.map.pages[other].is_index) continue;
      if (other == state.map.summary() || !state.is_listed(other, language)) continue;
      siblings.add(short_values(state, other, language)).set("current", other == number);
    }
  }
  values.set("has_siblings", siblings.items.size() > 1);
  values.set("siblings", std::move(siblings));
}

void put_notices(const SiteState& state, std::uint32_t number, std::size_t language, Value& values) {
  const PageFacts& facts = state.facts(number, language);
  const SiteLanguage& in = state.languages[language];
  const bool partly = facts.missing != 0;
  values.set("partly_translated", partly).set("outdated", facts.stale != 0);
  values.set("has_notice", partly || facts.stale != 0);
  values.set("share", in.format.percent(facts.share));
  values.set("share_number", std::to_string(facts.share));
  values.set("outdated_since", facts.stale_since == 0 ? std::string() : in.format.date(facts.stale_since, 0));
  values.set("outdated_since_date", facts.stale_since == 0 ? std::string() : iso_date(facts.stale_since));
}

}  // namespace

std::string make_page(const SiteState& state, std::uint32_t number, std::size_t language, OutputNotes& notes) {
  const SitePage& page = state.map.pages[number];
  const PageFacts& facts = state.facts(number, language);
  Value values;
  values.set("page", facts.matter());
  values.set("title", facts.title).set("title_attrs", facts.title_attributes);
  values.set("url", state.link_to(state.address(number, language)));
  put_body(state, number, language, values, notes);
  put_editions(state, editions_of_page(state, number), language, values);
  put_way(state, page.section, page.is_index, language, values);
  put_notices(state, number, language, values);
  if (page.is_index) {
    put_list(state, page.section, language, values);
    values.set("previous", false).set("next", false).set("has_siblings", false);
  } else {
    put_neighbours(state, number, language, values);
    put_siblings(state, number, language, values);
  }
  const bool is_home = page.is_index && page.folder.empty();
  values.set("is_home", is_home);
  if (is_home) put_countries(state, language, values);
  const std::string layout = layout_of(state, number);
  values.set("is_search", layout == "search");
  const std::string file = state.languages[language].path + file_at(facts.folder);
  return make_whole(state, layout, values, language, file);
}

}  // namespace hexapla
