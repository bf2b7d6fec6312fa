// Page by page: read once, merged into all languages. A page's facts are known then, and with those of all pages where
// links lead and what lists show.
#include "hexapla/project/faults.h"
#include "hexapla/project/parallel.h"
#include "hexapla/site/addresses.h"
#include "hexapla/site/link_finder.h"
#include "hexapla/site/markdown_html.h"
#include "hexapla/site/page_values.h"
#include "hexapla/site/site_state.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hexapla {

namespace {

class PageLocalizer {
 public:
  PageLocalizer(SiteState& state, StaleTimes& times) : state_(state), times_(times) {}
  void run(std::uint32_t number, std::vector<Diagnostic>& diagnostics);

 private:
  MergeOptions options_for(const PreparedPage& page, const PageFile& file) const;
  void localize(std::uint32_t number, std::size_t language, const std::vector<MergeSource>& chain, MergeOptions how,
                const PageTimes& times, std::vector<Diagnostic>& diagnostics);
  bool is_published(const PreparedPage& page, const MergeResult& merged, const std::vector<MergeSource>& chain,
                    const MergeOptions& how) const;
  void put_title(std::uint32_t number, std::size_t language) const;
  const PageFile& file_of(std::uint32_t number) const {
    const std::size_t pages = state_.map.pages.size();
    return number < pages ? state_.map.pages[number].file : state_.map.data[number - pages];
  }

  SiteState& state_;
  StaleTimes& times_;
};

MergeOptions PageLocalizer::options_for(const PreparedPage& page, const PageFile& file) const {
  MergeOptions how;
  how.parse = state_.project.parse_options(file);
  how.source_language = state_.source();
  how.unit_words = &page.words;
  how.tell_shown = true;
  return how;
}

bool PageLocalizer::is_published(const PreparedPage& page, const MergeResult& merged,
                                 const std::vector<MergeSource>& chain, const MergeOptions& how) const {
  const Config& config = state_.project.config();
  const MergeCounts& counts = merged.counts;
  const std::uint64_t shown = counts.translated_words + counts.stale_words - counts.hidden_words;
  if (shown * 100 < counts.words * config.publish_at) return false;
  return config.missing != Config::Missing::SkipPage || covers_all(page.page, chain, how);
}

/// The front matter's title, the first heading's text, or the file's name.
void PageLocalizer::put_title(std::uint32_t number, std::size_t language) const {
  const PreparedPage& page = *state_.prepared[number];
  const SiteLanguage& in = state_.languages[language];
  LocalizedPage& made = state_.page(number, language);
  const auto take = [&](std::size_t unit, std::string text) {
    made.facts.title = text_of_somebody(text);
    made.facts.title_attributes =
        language_attributes(language_of(made.merged.shown[unit], in, state_.source()), in.tag);
  };
  if (const DataNode* title = page.data.find("title"); title != nullptr && !title->text.empty()) {
    made.facts.title = text_of_somebody(title->text);
    if (title->unit != DataNode::no_unit) take(title->unit, std::string(made.merged.shown[title->unit].text));
    return;
  }
  for (std::size_t i = 0; i < page.page.units.size(); ++i) {
    if (page.page.units[i].kind == UnitKind::Heading) return take(i, plain_text(made.merged.shown[i].text));
  }
  if (number >= state_.map.pages.size()) return;
  std::string name = folder_of_page(state_.map.pages[number].path);
  if (name.ends_with('/')) name.pop_back();
  made.facts.title = name.substr(parent_folder(name).size());
}

void PageLocalizer::localize(std::uint32_t number, std::size_t language, const std::vector<MergeSource>& chain,
                             MergeOptions how, const PageTimes& times, std::vector<Diagnostic>& diagnostics) {
  const PreparedPage& page = *state_.prepared[number];
  LocalizedPage& made = state_.page(number, language);
  made.merged = merge(page.page, chain, how);
  for (Diagnostic& one : made.merged.diagnostics) {
    if (one.file == page.page.path()) one.file = state_.project.at(page.page.path());
    diagnostics.push_back(std::move(one));
  }
  made.merged.diagnostics.clear();
  const MergeCounts& counts = made.merged.counts;
  PageFacts& facts = made.facts;
  facts.published = language == 0 || is_published(page, made.merged, chain, how);
  if (language != 0) {
    const std::uint64_t shown = counts.translated_words + counts.stale_words - counts.hidden_words;
    facts.share = counts.words == 0 ? 100 : static_cast<std::uint32_t>(shown * 100 / counts.words);
    if (times.since.commit != nullptr) facts.stale_since = times.since.commit->time;
    for (std::size_t i = 0; i < made.merged.shown.size(); ++i) {
      const ShownUnit& one = made.merged.shown[i];
      if (page.words[i] != 0 && one.source != 0) ++facts.missing;
      if (one.source == 0 && one.state == State::Stale) ++facts.stale;
    }
  }
  put_title(number, language);
}

void PageLocalizer::run(std::uint32_t number, std::vector<Diagnostic>& diagnostics) {
  const PageFile& file = file_of(number);
  state_.prepared[number] = std::make_unique<PreparedPage>(state_.project.load_page(file));
  const PreparedPage& page = *state_.prepared[number];
  append(diagnostics, page.page.diagnostics);
  for (Diagnostic one : page.diagnostics) {
    one.file = state_.project.at(one.file);
    diagnostics.push_back(std::move(one));
  }
  if (!page.page.readable()) return;
  MergeOptions how = options_for(page, file);
  const bool strict = is_priority(page.page);
  MergeCatalogs::Cache cache = state_.catalogs->empty_cache();
  std::vector<std::vector<MergeSource>> chains(state_.languages.size());
  std::vector<Language> languages;
  for (std::size_t language = 0; language < state_.languages.size(); ++language) {
    languages.push_back(state_.languages[language].language);
    if (language == 0) continue;
    auto chain = state_.catalogs->sources(language - 1, number, cache, diagnostics);
    state_.page(number, language).facts.failed = !chain;
    if (chain) chains[language] = std::move(*chain);
  }
  const auto times = times_.of(page.page, languages, chains);
  for (std::size_t language = 0; language < state_.languages.size(); ++language) {
    if (state_.facts(number, language).failed) continue;
    how.language = state_.languages[language].tag;
    how.stale = strict ? MergeOptions::Stale::Source : state_.project.config().stale_in(how.language).shown;
    how.expired = &times[language].expired;
    localize(number, language, chains[language], how, times[language], diagnostics);
  }
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

/// Two titles may have one slug: then both pages stay where the source's are.
void choose_folders(SiteState& state) {
  const auto pages = static_cast<std::uint32_t>(state.map.pages.size());
  for (std::size_t language = 0; language < state.languages.size(); ++language) {
    std::unordered_map<std::string, std::uint32_t> taken;
    for (std::uint32_t page = 0; page < pages; ++page) ++taken[state.map.pages[page].folder];
    std::vector<std::string> folders;
    for (std::uint32_t page = 0; page < pages; ++page) {
      folders.push_back(folder_in(state, page, language));
      if (folders.back() != state.map.pages[page].folder) ++taken[folders.back()];
    }
    for (std::uint32_t page = 0; page < pages; ++page) {
      const bool alone = taken[folders[page]] == 1;
      state.page(page, language).facts.folder = alone ? folders[page] : state.map.pages[page].folder;
    }
  }
}

/// Front matter, now that it is known where its addresses lead.
void put_matter(SiteState& state, std::uint32_t number, std::vector<Diagnostic>& diagnostics) {
  const PreparedPage& page = *state.prepared[number];
  if (!page.page.readable()) return;
  const bool is_data = number >= state.map.pages.size();
  for (std::size_t language = 0; language < state.languages.size(); ++language) {
    LocalizedPage& made = state.page(number, language);
    if (made.facts.failed) continue;
    const LinkFinder links(state, number, language, diagnostics);
    made.facts.matter = values_of({page, made.merged.shown, state.languages[language], state.source(),
                                   [&links](const std::string& address) { return links.value(address); }});
    if (is_data) continue;
    made.facts.matter.set("title", made.facts.title).set("title_attrs", made.facts.title_attributes);
  }
}

}  // namespace

void localize_pages(SiteState& state, std::vector<Diagnostic>& diagnostics) {
  const std::size_t pages = state.map.pages.size();
  const std::size_t all = pages + state.map.data.size();
  state.prepared.resize(all);
  state.localized.resize(all * state.languages.size());
  std::vector<std::vector<Diagnostic>> said(all);
  StaleTimes times(state.project, state.options.jobs);
  PageLocalizer localizer(state, times);
  parallel_for(all, state.options.jobs, [&](std::size_t i) { localizer.run(static_cast<std::uint32_t>(i), said[i]); });
  times.save_cache();
  choose_folders(state);
  parallel_for(all, state.options.jobs,
               [&](std::size_t i) { put_matter(state, static_cast<std::uint32_t>(i), said[i]); });
  for (auto& one : said) append(diagnostics, std::move(one));
}

}  // namespace hexapla
