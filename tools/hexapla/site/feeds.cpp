#include "hexapla/site/feeds.h"

#include "hexapla/base/html.h"
#include "hexapla/site/output_values.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hexapla {

namespace {

constexpr std::size_t most_entries = 50;

struct Entry {
  std::string date;  // ISO
  std::string title, url, id, summary, language;
};

void append_element(std::string& out, std::string_view name, std::string_view text) {
  out.append("<").append(name).append(">");
  append_escaped(out, text);
  out.append("</").append(name).append(">\n");
}

/// A day, or the time as it was written.
std::string timestamp(std::string_view date) {
  return date.find('T') == std::string_view::npos ? std::string(date.substr(0, 10)) + "T00:00:00Z" : std::string(date);
}

/// "en" of ` lang="en" dir="ltr"`.
std::string language_in(std::string_view attributes, const std::string& otherwise) {
  const std::size_t begin = attributes.find("lang=\"");
  if (begin == std::string_view::npos) return otherwise;
  const std::size_t end = attributes.find('"', begin + 6);
  return std::string(attributes.substr(begin + 6, end - begin - 6));
}

std::string date_of(const Value& matter) {
  for (const char* key : {"date", "updated", "last_reviewed"}) {
    const std::string& date = matter.text_at(key);
    if (parse_date(date)) return date;
  }
  return {};
}

void add_pages(const SiteState& state, std::size_t language, std::vector<Entry>& entries) {
  for (std::uint32_t page = 0; page < state.map.pages.size(); ++page) {
    const PageFacts& facts = state.facts(page, language);
    if (!state.is_listed(page, language)) continue;
    const Value matter = facts.matter();
    Entry entry;
    entry.date = date_of(matter);
    if (entry.date.empty()) continue;
    entry.title = facts.title;
    entry.url = entry.id = state.absolute(state.address(page, language));
    entry.summary = matter.text_at("summary");
    entry.language = language_in(facts.title_attributes, state.languages[language].tag);
    entries.push_back(std::move(entry));
  }
}

/// Also those of lists within.
// NOLINTNEXTLINE(misc-no-recursion): bounded, see value.h
void add_items(const Value& data, const SiteState& state, std::size_t language, std::vector<Entry>& entries) {
  for (const Value& item : data.items) {
    if (item.kind == Value::Kind::List) add_items(item, state, language, entries);
    if (item.kind != Value::Kind::Map || !parse_date(item.text_at("date"))) continue;
    const std::string& url = item.text_at("url");
    if (url.empty() || item.text_at("title").empty()) continue;
    Entry entry;
    entry.date = item.text_at("date");
    entry.title = item.text_at("title");
    entry.url = url.starts_with(root_mark) ? state.absolute(url.substr(1)) : url;
    entry.id = state.absolute(state.languages[language].path) + "#" + entry.date + "-" + url_path(entry.url);
    entry.summary = item.text_at("note");
    entry.language = language_in(item.text_at("title_attrs"), state.languages[language].tag);
    entries.push_back(std::move(entry));
  }
}

std::vector<Entry> entries_of(const SiteState& state, std::size_t language) {
  std::vector<Entry> entries;
  add_pages(state, language, entries);
  for (std::size_t i = 0; i < state.map.data.size(); ++i) {
    add_items(state.data_value(i, language), state, language, entries);
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    return std::pair(std::string_view(b.date), std::string_view(a.id)) <
           std::pair(std::string_view(a.date), std::string_view(b.id));
  });
  if (entries.size() > most_entries) entries.resize(most_entries);
  return entries;
}

void append_entry(std::string& out, const Entry& entry) {
  out += "<entry xml:lang=\"" + entry.language + "\">\n";
  append_element(out, "title", entry.title);
  out += "<link href=\"";
  append_escaped(out, entry.url);
  out += "\"/>\n";
  append_element(out, "id", entry.id);
  append_element(out, "updated", timestamp(entry.date));
  if (!entry.summary.empty()) append_element(out, "summary", entry.summary);
  out += "</entry>\n";
}

}  // namespace

bool has_feed(const SiteState& state, std::size_t language) {
  return !state.site().url.empty() && !entries_of(state, language).empty();
}

std::string make_feed(const SiteState& state, std::size_t language) {
  const std::vector<Entry> entries = entries_of(state, language);
  const std::string home = state.absolute(state.section_address(0, language));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"" +
      state.languages[language].tag + "\">\n";
  append_element(out, "title", site_name(state, language));
  append_element(out, "id", home);
  out += "<link href=\"" + home + "\"/>\n<link rel=\"self\" href=\"" + home + "feed.xml\"/>\n";
  append_element(out, "updated", timestamp(entries.empty() ? "1970-01-01" : entries.front().date));
  out += "<author>\n";
  append_element(out, "name", site_name(state, language));
  out += "</author>\n";
  for (const Entry& entry : entries) append_entry(out, entry);
  return out + "</feed>\n";
}

std::string make_sitemap(const SiteState& state, std::size_t language) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
      "xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
  for (const std::uint32_t page : state.order) {
    if (!state.is_listed(page, language)) continue;
    out += "<url>\n";
    append_element(out, "loc", state.absolute(state.address(page, language)));
    const std::string date = date_of(state.facts(page, language).matter());
    if (!date.empty()) append_element(out, "lastmod", date.substr(0, 10));
    for (std::size_t other = 0; other < state.languages.size(); ++other) {
      if (!state.facts(page, other).published) continue;
      const std::string link = "\" href=\"" + state.absolute(state.address(page, other)) + "\"/>\n";
      out += "<xhtml:link rel=\"alternate\" hreflang=\"" + state.languages[other].tag + link;
      if (other == 0) out += "<xhtml:link rel=\"alternate\" hreflang=\"x-default" + link;
    }
    out += "</url>\n";
  }
  return out + "</urlset>\n";
}

std::string make_sitemap_index(const SiteState& state) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<sitemapindex "
      "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (std::size_t language = 0; language < state.languages.size(); ++language) {
    if (!state.is_section_there(0, language)) continue;
    out += "<sitemap>\n";
    append_element(out, "loc", state.absolute(state.languages[language].path + "sitemap.xml"));
    out += "</sitemap>\n";
  }
  return out + "</sitemapindex>\n";
}

std::string make_robots(const SiteState& state) {
  std::string out = "User-agent: *\n";
  out += state.options.draft ? "Disallow: /\n" : "Disallow:\n";
  if (!state.site().url.empty()) out += "\nSitemap: " + state.absolute("sitemap.xml") + "\n";
  return out;
}

}  // namespace hexapla
