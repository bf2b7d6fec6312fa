#include "hexapla/site/output_keys.h"

#include "hexapla/base/file.h"
#include "hexapla/site/output_values.h"

namespace hexapla {

namespace {

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  return hash_bytes({reinterpret_cast<const char*>(&value), sizeof value}, seed);
}

std::uint64_t title_key(const PageFacts& facts, std::uint64_t seed) {
  const std::uint64_t all = hash_bytes(facts.folder, mix(seed, facts.published ? facts.share + 1U : 0U));
  return hash_bytes(facts.title_attributes, hash_bytes(facts.title, all));
}

/// What is said of a section where it is named.
std::uint64_t section_key(const SiteState& state, std::uint32_t section, std::size_t language, std::uint64_t seed) {
  Value values;
  put_section_title(state, section, language, values);
  const unsigned flags =
      (state.is_section_there(section, language) ? 1U : 0U) | (state.is_section_listed(section, language) ? 2U : 0U);
  const std::uint64_t all = hash_bytes(state.map.sections[section].folder, mix(seed, flags));
  return hash_bytes(values.text_at("title_attrs"), hash_bytes(values.text_at("title"), all));
}

}  // namespace

OutputKeys::OutputKeys(const SiteState& state) : state_(state) {
  add_pages();
  add_sections();
  const std::size_t languages = state.languages.size();
  maps_.resize(languages);
  for (std::size_t language = 0; language < languages; ++language) {
    homes_ = section_key(state, 0, language, homes_);
    feeds_[language] = mix(mix(feeds_[language], state.shared_keys[language]), state.key);
    for (const std::uint32_t page : state.order) {
      maps_[language] = mix(mix(maps_[language], editions_[page]), digests_[page * languages + language]);
    }
    maps_[language] = mix(maps_[language], feeds_[language]);
  }
}

void OutputKeys::add_pages() {
  const std::size_t languages = state_.languages.size();
  digests_.resize(state_.map.pages.size() * languages);
  editions_.resize(state_.map.pages.size());
  feeds_.resize(languages);
  for (std::uint32_t page = 0; page < state_.map.pages.size(); ++page) {
    const std::uint64_t flags = state_.shapes[page].unlisted ? 1 : 0;
    for (std::size_t language = 0; language < languages; ++language) {
      const PageFacts& facts = state_.facts(page, language);
      digests_[page * languages + language] = mix(facts.digest(), flags);
      editions_[page] = title_key(facts, editions_[page]);
      feeds_[language] = mix(feeds_[language], digests_[page * languages + language]);
    }
  }
}

/// In the order in which lists and neighbours are shown.
void OutputKeys::add_sections() {
  const std::size_t languages = state_.languages.size();
  std::vector<std::vector<std::uint32_t>> pages(state_.map.sections.size());
  for (const std::uint32_t page : state_.order) {
    const SitePage& it = state_.map.pages[page];
    if (!it.is_index && page != state_.map.summary()) pages[it.section].push_back(page);
  }
  titles_.resize(pages.size() * languages);
  lists_.resize(titles_.size());
  for (std::uint32_t section = 0; section < pages.size(); ++section) {
    const SiteSection& it = state_.map.sections[section];
    for (std::size_t language = 0; language < languages; ++language) {
      std::uint64_t& titles = titles_[section * languages + language];
      std::uint64_t& list = lists_[section * languages + language];
      list = state_.ranked[section] != 0 ? 1 : 0;
      for (std::uint32_t at = section; at != nothing; at = state_.map.sections[at].parent) {
        titles = section_key(state_, at, language, titles);
      }
      for (const std::uint32_t page : pages[section]) {
        titles = mix(title_key(state_.facts(page, language), titles), state_.is_listed(page, language) ? 1 : 0);
        list = mix(list, digests_[page * languages + language]);
      }
      for (const std::uint32_t child : it.children) list = section_key(state_, child, language, list);
    }
  }
}

std::uint64_t OutputKeys::language(std::size_t language) const {
  return mix(mix(state_.key, state_.shared_keys[language]), homes_);
}

std::uint64_t OutputKeys::neighbours(std::uint32_t page, std::size_t language) const {
  std::uint64_t all = 0;
  const std::uint32_t place = state_.places[page];
  for (const int step : {-1, 1}) {
    all = mix(all, 1);
    for (std::int64_t at = std::int64_t{place} + step; at >= 0 && at < static_cast<std::int64_t>(state_.order.size());
         at += step) {
      const std::uint32_t other = state_.order[static_cast<std::size_t>(at)];
      if (state_.tops[other] != state_.tops[page]) break;
      if (!state_.is_listed(other, language)) continue;
      all = title_key(state_.facts(other, language), all);
      break;
    }
  }
  return all;
}

std::uint64_t OutputKeys::page(std::uint32_t page, std::size_t language) const {
  const std::size_t languages = state_.languages.size();
  const SitePage& it = state_.map.pages[page];
  std::uint64_t all = mix(state_.key, state_.shared_keys[language]);
  all = mix(all, state_.facts(page, language).content);
  all = mix(all, digests_[page * languages + language]);
  if (it.is_index && it.folder.empty()) all = mix(all, feeds_[language]);  // its list of countries
  all = mix(all, editions_[page]);
  all = mix(all, titles_[it.section * languages + language]);
  all = mix(all, it.is_index ? 1 : 0);
  if (it.is_index) return mix(all, lists_[it.section * languages + language]);
  return mix(all, neighbours(page, language));
}

std::uint64_t OutputKeys::texts(const std::vector<std::uint32_t>& pages, std::size_t language) const {
  std::uint64_t all = state_.key;
  for (const std::uint32_t page : pages) {
    all = mix(all, state_.facts(page, language).content);
    all = mix(all, digests_[page * state_.languages.size() + language]);
  }
  return all;
}

std::uint64_t OutputKeys::words_of_all() const {
  std::uint64_t all = mix(state_.key, homes_);
  for (const std::uint64_t one : state_.shared_keys) all = mix(all, one);
  return all;
}

std::uint64_t OutputKeys::section(std::uint32_t section, std::size_t language) const {
  const std::size_t languages = state_.languages.size();
  std::uint64_t all = mix(state_.key, state_.shared_keys[language]);
  for (std::size_t other = 0; other < languages; ++other) {
    all = section_key(state_, section, other, all);
  }
  all = mix(all, titles_[section * languages + language]);
  if (section == 0) all = mix(all, feeds_[language]);
  return mix(all, lists_[section * languages + language]);
}

}  // namespace hexapla
