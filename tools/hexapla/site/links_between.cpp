#include "hexapla/site/links_between.h"

#include "hexapla/site/addresses.h"
#include "hexapla/site/outputs.h"
#include "hexapla/site/site_maker.h"

#include <algorithm>
#include <utility>

namespace hexapla {

bool is_page_of_source(const SiteState& state, std::string_view file) {
  return file == "index.html" || (file.starts_with(state.languages[0].path) && file.ends_with("/index.html"));
}

std::vector<std::string> files_linked(std::string_view html, std::string_view file) {
  constexpr std::string_view attribute = " href=";
  std::vector<std::string> files;
  for (std::size_t at = 0; (at = html.find(attribute, at)) != std::string_view::npos;) {
    at += attribute.size();
    if (at < html.size() && (html[at] == '"' || html[at] == '\'')) ++at;
    const std::string_view written = html.substr(at, std::min(html.find_first_of("\"'?#>", at), html.size()) - at);
    if (written.empty() || kind_of_address(written) != AddressKind::Relative) continue;
    const auto decoded = decode_path(written);
    auto path = decoded ? join_path(parent_folder(file), *decoded) : std::nullopt;
    if (!path) continue;
    if (path->empty() || path->ends_with('/') || decoded->ends_with('/')) {
      if (!path->empty() && !path->ends_with('/')) *path += '/';
      *path = file_at(*path);
    }
    files.push_back(std::move(*path));
  }
  return files;
}

/// From the home page on, by whatever pages show: text, lists, navigation, neighbours.
void SiteMaker::find_unreachable() {
  std::vector<char> seen(new_.outputs.size());
  std::vector<std::size_t> open;
  const auto go = [&](const std::string& file) {
    const SiteManifest::Output* found = new_.find_output(file);
    const auto number = static_cast<std::size_t>(found - new_.outputs.data());
    if (found == nullptr || std::exchange(seen[number], 1) != 0) return;
    open.push_back(number);
  };
  go(state_.languages[0].path + "index.html");
  std::vector<char> places_seen(new_.places->size());
  while (!open.empty()) {
    const std::size_t number = open.back();
    open.pop_back();
    for (const std::uint32_t place : new_.outputs[number].leads) {
      if (std::exchange(places_seen[place], 1) == 0) go(new_.places->name(place));
    }
  }
  for (std::uint32_t page = 0; page < state_.map.pages.size(); ++page) {
    if (state_.shapes[page].unlisted || page == state_.map.summary()) continue;
    const SiteManifest::Output* made =
        new_.find_output(state_.languages[0].path + file_at(state_.facts(page, 0).folder));
    if (made == nullptr || seen[static_cast<std::size_t>(made - new_.outputs.data())] != 0) continue;
    run_.diagnostics.push_back(
        make_diagnostic(Severity::Error, "site-unreachable", project_.at(state_.map.pages[page].file.path),
                        N_("nothing leads to this page: no link, no list and no other page of the site"),
                        N_("link to it, or say `unlisted: true` in its front matter if that is meant")));
  }
}

}  // namespace hexapla
