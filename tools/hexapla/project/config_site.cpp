#include "hexapla/project/config_site.h"

#include "hexapla/text/locale_format.h"

#include <algorithm>

namespace hexapla {

namespace {

/// What may stand in a URL without being something else in HTML, XML or JSON.
bool is_url_byte(char c) {
  const bool alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return alphanumeric || std::string_view("-._~/:%[]@").find(c) != std::string_view::npos;
}

void read_url(ConfigReader& reader, std::string_view name, const ConfigNode& value, SiteConfig& site) {
  if (!reader.is_text(name, value)) return;
  std::string_view url = value.text;
  const std::size_t host = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  while (url.size() > host && url.back() == '/') url.remove_suffix(1);
  if (host == 0 || url.size() == host || !std::all_of(url.begin(), url.end(), is_url_byte)) {
    reader.error(value, "config-value",
                 {N_("\"{1}\" must be where the site will be: https://example.org/docs"), {std::string(name)}});
    return;
  }
  site.url = url;
}

void read_slugs(ConfigReader& reader, std::string_view name, const ConfigNode& value, SiteConfig& site) {
  if (auto chosen = reader.choice(name, value, {"source", "localized"})) site.localized_slugs = *chosen == 1;
}

void read_links(ConfigReader& reader, std::string_view name, const ConfigNode& value, SiteConfig& site) {
  if (auto chosen = reader.choice(name, value, {"folders", "files"})) site.link_files = *chosen == 1;
}

void read_search(ConfigReader& reader, std::string_view name, const ConfigNode& value, SiteConfig& site) {
  if (auto chosen = reader.choice(name, value, {"false", "true"})) site.search = *chosen == 1;
}

void read_digits(ConfigReader& reader, std::string_view name, const ConfigNode& value, SiteConfig& site) {
  if (!reader.is_text(name, value)) return;
  if (is_numbering_system(value.text)) {
    site.digits = value.text;
  } else {
    reader.error(value, "config-value", {N_("\"{1}\" is no numbering system: latn, arab, deva…"), {value.text}});
  }
}

void read_calendar(ConfigReader& reader, std::string_view name, const ConfigNode& value, SiteConfig& site) {
  if (!reader.is_text(name, value)) return;
  if (is_calendar(value.text)) {
    site.calendar = value.text;
  } else {
    reader.error(value, "config-value", {N_("\"{1}\" is no calendar: gregory, persian, buddhist…"), {value.text}});
  }
}

}  // namespace

void read_site(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  static const std::vector<ConfigKey<SiteConfig>> keys{{"url", read_url},       {"slugs", read_slugs},
                                                       {"links", read_links},   {"search", read_search},
                                                       {"digits", read_digits}, {"calendar", read_calendar}};
  if (value.kind == ConfigNode::Kind::Map) return reader.read_map(value, keys, config.site);
  reader.error(value, "config-type", {N_("\"{1}\" must be a map of keys and values"), {std::string(name)}});
}

}  // namespace hexapla
