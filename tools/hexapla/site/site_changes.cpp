// What changed since the last build: files by their hashes, pages in a language by their content keys.
#include "hexapla/base/parallel.h"
#include "hexapla/site/asked_places.h"
#include "hexapla/site/content_keys.h"
#include "hexapla/site/site_maker.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace hexapla {

namespace {

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  return hash_bytes({reinterpret_cast<const char*>(&value), sizeof value}, seed);
}

std::uint64_t program_key() {
  FileStat stamp;
  stat_file("/proc/self/exe", stamp);
  return mix(mix(stamp.size, static_cast<std::uint64_t>(stamp.mtime)), 1);
}

}  // namespace

/// Program, configuration, options, layouts: another one of these makes everything anew.
std::uint64_t SiteMaker::whole_key() const {
  std::uint64_t all = mix(program_key(), state_.layouts->key());
  all = hash_bytes(project_.config().text, mix(all, options_.draft ? 1 : 0));
  for (const SiteLanguage& one : state_.languages) {
    for (const std::string& tag : one.chain) all = hash_bytes(tag, all);
    all = hash_bytes(one.tag, all);
  }
  return hash_bytes(project_.prefix(), all);
}

/// Where things are: while this stays, every link leads where it led.
std::uint64_t SiteMaker::map_key() const {
  std::uint64_t all = new_.key;
  for (const std::string& asset : state_.map.assets) all = hash_bytes(asset, all);
  for (std::uint32_t page = 0; page < state_.map.pages.size(); ++page) {
    const PageShape& shape = state_.shapes[page];
    all = hash_bytes(state_.map.pages[page].path, mix(all, state_.map.pages[page].is_index ? 1 : 0));
    for (const std::string& anchor : shape.anchors) all = hash_bytes(anchor, all);
    for (std::size_t language = 0; language < state_.languages.size(); ++language) {
      const PageFacts& facts = state_.facts(page, language);
      all = hash_bytes(facts.folder, mix(all, facts.published ? 1 : 0));
    }
  }
  return all;
}

/// What is known of the pages that are still there; they may have other numbers now.
void SiteMaker::take_over_pages() {
  const std::size_t languages = state_.languages.size();
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t i = 0; i < old_.files.size(); ++i) numbers.emplace(old_.files[i], i);
  for (std::uint32_t page = 0; page < state_.count(); ++page) {
    const auto found = numbers.find(state_.file(page).path);
    if (found == numbers.end()) continue;
    state_.shapes[page] = std::move(old_.shapes[found->second]);
    for (std::size_t language = 0; language < languages; ++language) {
      const std::size_t slot = found->second * languages + language;
      LocalizedPage& one = state_.page(page, language);
      one.facts = std::move(old_.facts[slot]);
      one.said = std::move(old_.said[slot]);
    }
  }
}

void SiteMaker::take_over() {
  const std::size_t pages = state_.count();
  const std::size_t slots = pages * state_.languages.size();
  new_.key = whole_key();
  if (old_.key != new_.key || old_.facts.size() != old_.files.size() * state_.languages.size()) {
    if (finding_.valid()) finding_.get();
    old_ = {};
  }
  new_.places = state_.places_asked = old_.places;
  state_.prepared.resize(pages);
  state_.preparing = std::make_unique<std::once_flag[]>(pages);
  state_.shapes.resize(pages);
  state_.localized.resize(slots);
  state_.merging = std::make_unique<std::once_flag[]>(slots);
  take_over_pages();
}

bool SiteMaker::is_changed(std::size_t input, const std::string& path) const {
  const FileStamp* known = old_.inputs.find_input(path);
  const std::uint64_t before = known == nullptr ? 0 : known->hash;
  return known == nullptr ? inputs_->stamp(input).mtime != 0 : before != inputs_->stamp(input).hash;
}

bool SiteMaker::are_catalogs_changed(std::size_t language, std::uint32_t page, std::uint64_t& hash) const {
  bool changed = false;
  if (language == 0) return false;
  state_.catalogs->each_in_chain(language - 1, page, [&](std::size_t catalog) {
    const std::size_t input = state_.count() + catalog;
    hash = mix(hash, inputs_->stamp(input).hash);
    changed = changed || is_changed(input, state_.catalogs->paths()[catalog]);
  });
  return changed;
}

void SiteMaker::read_shape(std::uint32_t number) {
  const PreparedPage& page = state_.prepare(number);
  PageShape& shape = state_.shapes[number];
  shape.anchors = page.anchors;
  shape.layout = page.data.text_at("layout");
  shape.weight = page.data.text_at("weight");
  shape.searched = page.data.text_at("search") != "false";
  shape.unlisted = page.data.text_at("unlisted") == "true";
  shape.units.clear();
  shape.said = page.page.diagnostics;
  for (Diagnostic one : page.diagnostics) {
    one.file = project_.at(one.file);
    shape.said.push_back(std::move(one));
  }
  for (const Unit& unit : page.page.units) shape.units.push_back(hash_of_message(unit.context, unit.text));
}

/// Titles and front matter that link to what moved, came or went are not as they were. True: there are some.
bool SiteMaker::forget_what_moved() {
  state_.same_answers = old_.map_key == new_.map_key;
  if (state_.same_answers) return false;
  bool any = false;
  for (std::uint32_t page = 0; page < state_.count(); ++page) {
    for (std::size_t language = 0; language < state_.languages.size(); ++language) {
      LocalizedPage& one = state_.page(page, language);
      if (!one.is_fresh || answers_key(state_, one.facts.asked, language) == one.facts.answered) continue;
      one.is_fresh = false;
      any = true;
      if (language != 0) state_.catalogs->need(language - 1);
    }
  }
  std::vector<Diagnostic> said_before;
  if (any) state_.catalogs->load(options_.jobs, said_before);
  return any;
}

/// Sets is_fresh and the content keys.
void SiteMaker::find_changes() {
  const auto pages = static_cast<std::uint32_t>(state_.count());
  std::vector<char> changed(pages);
  for (std::uint32_t page = 0; page < pages; ++page) {
    changed[page] = is_changed(page, state_.file(page).path) ? 1 : 0;
  }
  parallel_for(pages, options_.jobs, [&](std::size_t i) {
    if (changed[i] != 0) read_shape(static_cast<std::uint32_t>(i));
  });
  const bool any_page = std::count(changed.begin(), changed.end(), 1) != 0;
  std::vector<std::size_t> work;
  for (std::size_t language = 1; language < state_.languages.size(); ++language) {
    std::uint64_t hash = 0;
    bool needed = any_page || old_.catalogs_said != 0 || project_.config().catalog_per_page();
    if (!needed) needed = are_catalogs_changed(language, 0, hash);
    for (std::uint32_t page = 0; !needed && page < pages; ++page) {
      const PageFacts& facts = state_.facts(page, language);
      needed = facts.failed || (facts.stale != 0 && old_.times_key != state_.times_key);
    }
    if (!needed) continue;
    work.push_back(language);
    state_.catalogs->need(language - 1);
  }
  work.push_back(0);
  const std::size_t before = run_.diagnostics.size();
  state_.catalogs->load(options_.jobs, run_.diagnostics);
  new_.catalogs_said = run_.diagnostics.size() != before ? 1 : 0;
  ContentKeys keys(state_);
  for (const std::size_t language : work) keys.add(language);
  for (LocalizedPage& one : state_.localized) one.is_fresh = true;
  for (const std::size_t language : work) {
    for (std::uint32_t page = 0; page < pages; ++page) {
      LocalizedPage& slot = state_.page(page, language);
      std::uint64_t catalogs_hash = 0;
      are_catalogs_changed(language, page, catalogs_hash);
      const std::uint64_t content = keys.of(page, language, inputs_->stamp(page).hash, catalogs_hash);
      slot.is_fresh = changed[page] == 0 && content == slot.facts.content && !slot.facts.failed;
      slot.facts.content = content;
    }
  }
}

}  // namespace hexapla
