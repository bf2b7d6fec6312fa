#include "hexapla/site/site_search.h"

#include "hexapla/site/addresses.h"
#include "hexapla/site/output_values.h"
#include "hexapla/site/outputs.h"
#include "hexapla/site/page_host.h"
#include "hexapla/site/script_data.h"
#include "hexapla/site/strings.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

/// Of a text in `shown` on a page in `page`.
TextRun run_of(std::string_view text, const std::string& shown, const std::string& page) {
  TextRun run{text_of_somebody(text), {}, {}};
  if (shown.empty() || shown == page) return run;
  run.language = shown;
  run.direction = is_right_to_left(shown) ? "rtl" : "ltr";
  return run;
}

/// "en" of ` lang="en" dir="ltr"`.
std::string language_in(std::string_view attributes) {
  const std::size_t begin = attributes.find("lang=\"");
  if (begin == std::string_view::npos) return {};
  return std::string(attributes.substr(begin + 6, attributes.find('"', begin + 6) - begin - 6));
}

/// The texts of the front matter that readers see: what is translated, names that say their language, and summaries.
class MatterReader {
 public:
  MatterReader(const SiteState& state, const PreparedPage& page, const MergeResult& merged, std::size_t language)
      : tree_(page.data), merged_(merged), language_(state.languages[language]), source_(state.source()) {}

  void read(std::vector<TextBlock>& blocks) const {
    for (std::size_t number = 0; number < tree_.nodes.size(); ++number) {
      const DataNode& node = tree_.nodes[number];
      for (std::size_t i = 0; i < node.children.size(); ++i) {
        const DataNode& child = tree_.nodes[node.children[i]];
        if (child.kind != DataNode::Kind::Text || child.text.empty()) continue;
        const std::string_view key = node.kind == DataNode::Kind::Map ? std::string_view(node.keys[i]) : "";
        if (key == "alt" || (number == 0 && key == "title")) continue;
        TextRun run = text_of(node, key, child);
        if (!run.text.empty()) blocks.emplace_back().runs.push_back(std::move(run));
      }
    }
  }

 private:
  TextRun text_of(const DataNode& around, std::string_view key, const DataNode& node) const {
    if (node.unit != DataNode::no_unit) {
      const ShownUnit& shown = merged_.shown[node.unit];
      return run_of(shown.text, language_of(shown, language_, source_), language_.tag);
    }
    if (key == "summary" || key == "description") return run_of(node.text, source_, language_.tag);
    if (key != "text" && key != "name") return {};
    for (std::size_t i = 0; i < around.children.size(); ++i) {
      if (around.keys[i] != "language" && around.keys[i] != "lang") continue;
      return run_of(node.text, canonical_language(tree_.nodes[around.children[i]].text), language_.tag);
    }
    return {};
  }

  const DataTree& tree_;
  const MergeResult& merged_;
  const SiteLanguage& language_;
  const std::string& source_;
};

/// A link or an image that leads nowhere shows its text instead: so what was asked is to be known.
SearchPage read_page(SiteState& state, std::uint32_t number, std::size_t language, std::vector<std::string>& asked) {
  merge_again(state, number, language);
  const PreparedPage& page = state.prepare(number);
  const PageFacts& facts = state.facts(number, language);
  const std::string& tag = state.languages[language].tag;
  SearchPage made;
  made.address = state.link_to(state.address(number, language)).substr(1);
  made.title = run_of(facts.title, language_in(facts.title_attributes), tag);
  MatterReader(state, page, state.page(number, language).merged, language).read(made.blocks);
  OutputNotes noted_with_the_page;
  PageHost host(state, number, language, noted_with_the_page);
  std::vector<TextBlock> blocks = blocks_of_html(render_markdown(host.body(), &page.ids, host).html);
  asked.insert(asked.end(), noted_with_the_page.asked.begin(), noted_with_the_page.asked.end());
  const bool repeats_title =
      !blocks.empty() && blocks.front().heading && blocks.front().runs.front().text == facts.title;
  made.blocks.insert(made.blocks.end(), std::make_move_iterator(blocks.begin() + (repeats_title ? 1 : 0)),
                     std::make_move_iterator(blocks.end()));
  return made;
}

}  // namespace

void choose_searched(SiteState& state) {
  state.searched.assign(state.languages.size(), {});
  for (std::size_t language = 0; state.site().search && language < state.languages.size(); ++language) {
    for (std::uint32_t page = 0; page < state.map.pages.size(); ++page) {
      const bool there = state.is_listed(page, language) && state.shapes[page].searched;
      if (there && page != state.map.summary()) state.searched[language].push_back(page);
    }
  }
}

Value search_values(const SiteState& state, std::size_t language) {
  if (language >= state.searched.size() || state.searched[language].empty()) return false;
  const std::string address = encode_path(state.languages[language].path) + std::string(search_folder);
  std::string digits;
  for (std::uint64_t digit = 0; digit < 10; ++digit) digits += state.languages[language].format.number(digit);
  Value made;
  made.set("url", state.link_to(address)).set("data", root_mark + address).set("digits", digits);
  made.set("parts", std::to_string((state.searched[language].size() + search_part - 1) / search_part));
  return made;
}

std::vector<SearchPage> search_pages(SiteState& state, const std::vector<std::uint32_t>& pages, std::size_t language,
                                     std::vector<std::string>& asked) {
  std::vector<SearchPage> made;
  made.reserve(pages.size());
  for (const std::uint32_t page : pages) made.push_back(read_page(state, page, language, asked));
  return made;
}

bool has_own_search_page(const SiteState& state, std::size_t language) {
  for (std::uint32_t section = 0; section < state.map.sections.size(); ++section) {
    if (state.map.sections[section].folder == search_folder && state.is_section_there(section, language)) return true;
  }
  for (std::uint32_t page = 0; page < state.map.pages.size(); ++page) {
    const PageFacts& facts = state.facts(page, language);
    if (facts.published && (facts.folder == search_folder || state.map.pages[page].folder == search_folder))
      return true;
  }
  return false;
}

std::string make_search_page(const SiteState& state, std::size_t language) {
  Editions editions = editions_of_section(state, 0);
  for (std::size_t i = 0; i < state.languages.size(); ++i) {
    const bool there = !editions.addresses[i].empty() && !state.searched[i].empty();
    editions.addresses[i] = there ? encode_path(state.languages[i].path) + std::string(search_folder) : std::string();
    const Value words = site_strings(state, i);
    editions.titles[i] = words.text_at("search");
    editions.title_attributes[i] = words.text_at("search_attrs");
  }
  Value values;
  values.set("title", editions.titles[language]).set("title_attrs", editions.title_attributes[language]);
  put_editions(state, editions, language, values);
  put_way(state, 0, false, language, values);
  values.set("no_index", true).set("is_search", true);
  for (const char* name : {"page", "description", "body"}) values.set(name, false);
  const std::string file = state.languages[language].path + file_at(std::string(search_folder));
  return make_whole(state, "search", values, language, file);
}

std::string make_suggestions(const SiteState& state) {
  std::string data = "{";
  for (std::size_t i = 0; i < state.languages.size(); ++i) {
    const Value words = site_strings(state, i);
    const std::string& text = words.text_at("language_suggestion");
    const std::string other = language_in(words.text_at("language_suggestion_attrs"));
    const std::string& tag = other.empty() ? state.languages[i].tag : other;
    data += i == 0 ? "\n" : ",\n";
    append_script_text(data, state.languages[i].tag);
    data += ":{\"text\":";
    append_script_text(data, text);
    data += ",\"close\":";
    append_script_text(data, words.text_at("close"));
    data += ",\"lang\":";
    append_script_text(data, tag);
    data += ",\"dir\":";
    append_script_text(data, is_right_to_left(tag) ? "rtl" : "ltr");
    data += '}';
  }
  return data_script("hexaplaSuggestions", data + "\n}");
}

}  // namespace hexapla
