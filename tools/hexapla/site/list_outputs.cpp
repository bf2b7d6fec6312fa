#include "hexapla/base/file.h"
#include "hexapla/site/feeds.h"
#include "hexapla/site/output_keys.h"
#include "hexapla/site/outputs.h"
#include "hexapla/site/site_search.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

class OutputList {
 public:
  explicit OutputList(SiteState& state) : state_(state), keys_(state) {}
  std::vector<SiteOutput> list();

 private:
  void add_pages(std::size_t language);
  void add_lists(std::size_t language);
  void add_theme();
  void add_for_machines();
  void add_search(std::size_t language);
  template <typename Write>
  void add_search_files(const std::string& name, std::size_t size, std::size_t language, const Write& write);

  SiteState& state_;
  OutputKeys keys_;
  std::vector<SiteOutput> outputs_;
};

void OutputList::add_pages(std::size_t language) {
  SiteState& state = state_;
  const std::string& path = state.languages[language].path;
  for (std::uint32_t page = 0; page < state.map.pages.size(); ++page) {
    const PageFacts& facts = state.facts(page, language);
    if (!facts.published) continue;
    outputs_.push_back({path + file_at(facts.folder), keys_.page(page, language), language,
                        [&state, page, language](OutputNotes& notes) {
                          merge_again(state, page, language);
                          return make_page(state, page, language, notes);
                        }});
    const std::string& other = state.map.pages[page].folder;
    if (facts.folder == other) continue;
    outputs_.push_back({path + file_at(other), keys_.page(page, language), 0,
                        [&state, page, language](OutputNotes&) { return make_redirect(state, page, language); }});
  }
}

void OutputList::add_lists(std::size_t language) {
  const SiteState& state = state_;
  const std::string& path = state.languages[language].path;
  for (std::uint32_t section = 0; section < state.map.sections.size(); ++section) {
    const SiteSection& it = state.map.sections[section];
    const bool has_own = it.index != nothing && state.facts(it.index, language).published;
    if (has_own || !state.is_section_there(section, language)) continue;
    outputs_.push_back({path + file_at(it.folder), keys_.section(section, language), 0,
                        [&state, section, language](OutputNotes&) { return make_list(state, section, language); }});
  }
}

void OutputList::add_for_machines() {
  const SiteState& state = state_;
  const bool has_url = !state.site().url.empty();
  if (!std::binary_search(state.map.assets.begin(), state.map.assets.end(), "robots.txt")) {
    outputs_.push_back({"robots.txt", state.key, 0, [&state](OutputNotes&) { return make_robots(state); }});
  }
  if (has_url) {
    outputs_.push_back(
        {"sitemap.xml", keys_.language(0), 0, [&state](OutputNotes&) { return make_sitemap_index(state); }});
  }
  for (std::size_t language = 0; has_url && language < state.languages.size(); ++language) {
    if (!state.is_section_there(0, language)) continue;
    const std::string& path = state.languages[language].path;
    outputs_.push_back({path + "sitemap.xml", keys_.sitemap(language), 0,
                        [&state, language](OutputNotes&) { return make_sitemap(state, language); }});
    if (state.feeds[language] != 0) {
      outputs_.push_back({path + "feed.xml", keys_.feed(language), 0,
                          [&state, language](OutputNotes&) { return make_feed(state, language); }});
    }
  }
}

/// A file for every `size` pages.
template <typename Write>
void OutputList::add_search_files(const std::string& name, std::size_t size, std::size_t language, const Write& write) {
  SiteState& state = state_;
  const std::vector<std::uint32_t>& all = state.searched[language];
  for (std::size_t number = 0; number * size < all.size(); ++number) {
    const auto first = all.begin() + static_cast<std::ptrdiff_t>(number * size);
    const auto count = static_cast<std::ptrdiff_t>(std::min(size, all.size() - number * size));
    const std::vector<std::uint32_t> pages(first, first + count);
    outputs_.push_back(
        {state.languages[language].path + std::string(search_folder) + name + std::to_string(number) + ".js",
         keys_.texts(pages, language), language, [&state, language, number, pages, write](OutputNotes& notes) {
           return write(search_pages(state, pages, language, notes.asked), number);
         }});
  }
}

void OutputList::add_search(std::size_t language) {
  const SiteState& state = state_;
  if (state.searched[language].empty()) return;
  add_search_files("words-", search_part, language, search_words_script);
  add_search_files("text-", search_text, language, search_text_script);
  if (!has_own_search_page(state, language)) {
    outputs_.push_back({state.languages[language].path + file_at(std::string(search_folder)), keys_.words_of_all(), 0,
                        [&state, language](OutputNotes&) { return make_search_page(state, language); }});
  }
}

void OutputList::add_theme() {
  constexpr std::string_view prefix = "assets/";
  for (const ThemeFile& file : theme_files()) {
    if (!file.name.starts_with(prefix)) continue;
    const std::string name = "theme/" + std::string(file.name.substr(prefix.size()));
    if (std::binary_search(state_.map.assets.begin(), state_.map.assets.end(), name)) continue;
    outputs_.push_back(
        {name, hash_bytes(file.text), 0, [text = file.text](OutputNotes&) { return std::string(text); }});
  }
}

std::vector<SiteOutput> OutputList::list() {
  const SiteState& state = state_;
  outputs_.push_back({"index.html", keys_.language(0), 0, [&state](OutputNotes&) { return make_choice(state); }});
  for (std::size_t language = 0; language < state.languages.size(); ++language) {
    if (!state.is_section_there(0, language)) continue;
    add_pages(language);
    add_lists(language);
    add_search(language);
    outputs_.push_back({state.languages[language].path + "404.html", keys_.language(language), 0,
                        [&state, language](OutputNotes&) { return make_not_found(state, language); }});
  }
  add_theme();
  if (state.languages.size() > 1) {
    outputs_.push_back({std::string(suggestions_file), keys_.words_of_all(), 0,
                        [&state](OutputNotes&) { return make_suggestions(state); }});
  }
  add_for_machines();
  std::sort(outputs_.begin(), outputs_.end(), [](const SiteOutput& a, const SiteOutput& b) { return a.file < b.file; });
  return std::move(outputs_);
}

}  // namespace

std::vector<SiteOutput> list_outputs(SiteState& state) {
  return OutputList(state).list();
}

}  // namespace hexapla
