// Page by page: read once, merged into all languages where something changed. A page's facts are known then, and with
// those of all pages where links lead and what lists show.
#include "hexapla/base/parallel.h"
#include "hexapla/project/faults.h"
#include "hexapla/site/addresses.h"
#include "hexapla/site/asked_places.h"
#include "hexapla/site/link_finder.h"
#include "hexapla/site/markdown_html.h"
#include "hexapla/site/page_values.h"
#include "hexapla/site/site_state.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hexapla {

namespace {

using Chain = std::vector<MergeSource>;

class PageLocalizer {
 public:
  PageLocalizer(SiteState& state, std::uint32_t number)
      : state_(state), number_(number), page_(state.prepare(number)), cache_(state.catalogs->empty_cache()) {}

  void run(const std::vector<std::size_t>& languages);
  MergeResult merge_one(std::size_t language);

 private:
  MergeOptions options_for(std::size_t language, const PageTimes& times) const;
  void put_facts(std::size_t language, const Chain& chain, const MergeOptions& how, const PageTimes& times);
  bool is_published(const MergeResult& merged, const Chain& chain, const MergeOptions& how) const;
  void put_title(std::size_t language);

  SiteState& state_;
  std::uint32_t number_;
  const PreparedPage& page_;
  MergeCatalogs::Cache cache_;
};

MergeOptions PageLocalizer::options_for(std::size_t language, const PageTimes& times) const {
  MergeOptions how;
  how.parse = state_.project.parse_options(state_.file(number_));
  how.source_language = state_.source();
  how.unit_words = &page_.words;
  how.tell_shown = true;
  how.language = state_.languages[language].tag;
  how.stale =
      is_priority(page_.page) ? MergeOptions::Stale::Source : state_.project.config().stale_in(how.language).shown;
  how.expired = &times.expired;
  return how;
}

bool PageLocalizer::is_published(const MergeResult& merged, const Chain& chain, const MergeOptions& how) const {
  const Config& config = state_.project.config();
  const MergeCounts& counts = merged.counts;
  const std::uint64_t shown = counts.translated_words + counts.stale_words - counts.hidden_words;
  if (shown * 100 < counts.words * config.publish_at) return false;
  return config.missing != Config::Missing::SkipPage || covers_all(page_.page, chain, how);
}

/// The front matter's title, the first heading's text, or the file's name.
void PageLocalizer::put_title(std::size_t language) {
  const SiteLanguage& in = state_.languages[language];
  LocalizedPage& made = state_.page(number_, language);
  const auto take = [&](std::size_t unit, const std::string& text) {
    made.facts.title = text_of_somebody(text);
    made.facts.title_attributes =
        language_attributes(language_of(made.merged.shown[unit], in, state_.source()), in.tag);
  };
  if (const DataNode* title = page_.data.find("title"); title != nullptr && !title->text.empty()) {
    made.facts.title = text_of_somebody(title->text);
    if (title->unit != DataNode::no_unit) take(title->unit, std::string(made.merged.shown[title->unit].text));
    return;
  }
  for (std::size_t i = 0; i < page_.page.units.size(); ++i) {
    if (page_.page.units[i].kind == UnitKind::Heading) return take(i, plain_text(made.merged.shown[i].text));
  }
  if (number_ >= state_.map.pages.size()) return;
  std::string name = folder_of_page(state_.map.pages[number_].path);
  if (name.ends_with('/')) name.pop_back();
  made.facts.title = name.substr(parent_folder(name).size());
}

void PageLocalizer::put_facts(std::size_t language, const Chain& chain, const MergeOptions& how,
                              const PageTimes& times) {
  const MergeResult& merged = state_.page(number_, language).merged;
  PageFacts& facts = state_.page(number_, language).facts;
  facts.published = language == 0 || is_published(merged, chain, how);
  put_title(language);
  if (language == 0) return;
  const MergeCounts& counts = merged.counts;
  const std::uint64_t shown = counts.translated_words + counts.stale_words - counts.hidden_words;
  facts.share = counts.words == 0 ? 100 : static_cast<std::uint32_t>(shown * 100 / counts.words);
  if (times.since.commit != nullptr) facts.stale_since = times.since.commit->time;
  for (std::size_t i = 0; i < merged.shown.size(); ++i) {
    const ShownUnit& one = merged.shown[i];
    if (page_.words[i] != 0 && one.source != 0) ++facts.missing;
    if (one.source == 0 && one.state == State::Stale) ++facts.stale;
  }
}

void PageLocalizer::run(const std::vector<std::size_t>& languages) {
  std::vector<Chain> chains(state_.languages.size());
  std::vector<Language> names;
  for (const SiteLanguage& one : state_.languages) names.push_back(one.language);
  for (const std::size_t language : languages) {
    PageFacts& facts = state_.page(number_, language).facts;
    const std::uint64_t content = facts.content;
    facts = {};
    facts.content = content;
    if (language == 0) continue;
    auto chain = state_.catalogs->sources(language - 1, number_, cache_, state_.page(number_, language).said);
    facts.failed = !chain;
    if (chain) chains[language] = std::move(*chain);
  }
  const auto times = state_.times->of(page_.page, names, chains);
  for (const std::size_t language : languages) {
    LocalizedPage& made = state_.page(number_, language);
    if (made.facts.failed) continue;
    const MergeOptions how = options_for(language, times[language]);
    made.merged = merge(page_.page, chains[language], how);
    for (Diagnostic& one : made.merged.diagnostics) {
      if (one.file == page_.page.path()) one.file = state_.project.at(page_.page.path());
    }
    append(made.said, std::exchange(made.merged.diagnostics, {}));
    put_facts(language, chains[language], how, times[language]);
  }
}

MergeResult PageLocalizer::merge_one(std::size_t language) {
  std::vector<Diagnostic> said_before;
  std::vector<Chain> chains(state_.languages.size());
  if (language != 0) {
    if (auto chain = state_.catalogs->sources(language - 1, number_, cache_, said_before)) {
      chains[language] = std::move(*chain);
    }
  }
  std::vector<Language> names;
  for (const SiteLanguage& one : state_.languages) names.push_back(one.language);
  const auto times = state_.times->of(page_.page, names, chains);
  return merge(page_.page, chains[language], options_for(language, times[language]));
}

/// Where the page is in this language: as the source's, or by its translated title.
std::string folder_in(const SiteState& state, std::uint32_t number, std::size_t language) {
  const SitePage& page = state.map.pages[number];
  if (!state.site().localized_slugs || language == 0 || page.is_index || page.folder.empty()) return page.folder;
  const std::string& own = state.facts(number, language).title;
  if (own.empty() || own == state.facts(number, 0).title) return page.folder;
  const std::string slug = slug_of(own);
  if (slug.empty()) return page.folder;
  return std::string(parent_folder(page.folder.substr(0, page.folder.size() - 1))) + slug + "/";
}

void put_matter_of(SiteState& state, std::uint32_t number) {
  for (std::size_t language = 0; language < state.languages.size(); ++language) {
    LocalizedPage& made = state.page(number, language);
    if (made.is_fresh || made.facts.failed) continue;
    OutputNotes notes;
    std::swap(notes.said, made.said);
    const LinkFinder links(state, number, language, notes);
    Value matter = values_of({state.prepare(number), made.merged.shown, state.languages[language], state.source(),
                              [&links](const std::string& address) { return links.value(address); }});
    if (number < state.map.pages.size()) {
      matter.set("title", made.facts.title).set("title_attrs", made.facts.title_attributes);
    }
    made.facts.packed.clear();
    matter.pack(made.facts.packed);
    std::swap(notes.said, made.said);
    made.facts.asked = state.places_asked->numbers(notes.asked);
    made.facts.answered = answers_key(state, made.facts.asked, language);
  }
}

}  // namespace

void localize_pages(SiteState& state) {
  parallel_for(state.count(), state.options.jobs, [&](std::size_t i) {
    const auto number = static_cast<std::uint32_t>(i);
    std::vector<std::size_t> languages;
    for (std::size_t language = 0; language < state.languages.size(); ++language) {
      LocalizedPage& slot = state.page(number, language);
      if (slot.is_fresh) continue;
      slot.said.clear();
      languages.push_back(language);
    }
    if (languages.empty()) return;
    if (state.prepare(number).page.readable()) PageLocalizer(state, number).run(languages);
  });
}

void put_matter(SiteState& state) {
  parallel_for(state.count(), state.options.jobs,
               [&](std::size_t i) { put_matter_of(state, static_cast<std::uint32_t>(i)); });
  state.data.clear();
  for (std::size_t i = 0; i < state.map.data.size(); ++i) {
    for (std::size_t language = 0; language < state.languages.size(); ++language) {
      state.data.push_back(state.facts(static_cast<std::uint32_t>(state.map.pages.size() + i), language).matter());
    }
  }
}

/// Two titles may have one slug, or that of a folder: then the pages stay where the source's are.
void choose_folders(SiteState& state) {
  const auto pages = static_cast<std::uint32_t>(state.map.pages.size());
  for (std::size_t language = 0; language < state.languages.size(); ++language) {
    std::unordered_map<std::string, std::uint32_t> taken;
    std::vector<std::string> folders;
    for (const SiteSection& section : state.map.sections) ++taken[section.folder];
    for (std::uint32_t page = 0; state.site().localized_slugs && page < pages; ++page) {
      ++taken[state.map.pages[page].folder];
      folders.push_back(folder_in(state, page, language));
      if (folders.back() != state.map.pages[page].folder) ++taken[folders.back()];
    }
    for (std::uint32_t page = 0; page < pages; ++page) {
      const bool own = state.site().localized_slugs && taken[folders[page]] == 1;
      state.page(page, language).facts.folder = own ? folders[page] : state.map.pages[page].folder;
    }
  }
}

void merge_again(SiteState& state, std::uint32_t number, std::size_t language) {
  LocalizedPage& made = state.page(number, language);
  if (!made.is_fresh) return;
  std::call_once(state.merging[number * state.languages.size() + language],
                 [&] { made.merged = PageLocalizer(state, number).merge_one(language); });
}

}  // namespace hexapla
