#include "hexapla/site/output_keys.h"

#include "hexapla/base/file.h"
#include "hexapla/site/output_values.h"

namespace hexapla {

namespace {

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  return hash_bytes({reinterpret_cast<const char*>(&value), sizeof value}, seed);
}

std::uint64_t title_key(const PageFacts& facts, std::uint64_t seed) {
  return hash_bytes(facts.title, hash_bytes(facts.folder, mix(seed, facts.published ? facts.share + 1U : 0U)));
}

}  // namespace

OutputKeys::OutputKeys(const SiteState& state) : state_(state) {
  const std::size_t languages = state.languages.size();
  digests_.resize(state.map.pages.size() * languages);
  editions_.resize(state.map.pages.size());
  feeds_.resize(languages);
  for (std::uint32_t page = 0; page < state.map.pages.size(); ++page) {
    for (std::size_t language = 0; language < languages; ++language) {
      const PageFacts& facts = state.facts(page, language);
      digests_[page * languages + language] = facts.digest();
      editions_[page] = title_key(facts, editions_[page]);
      feeds_[language] = mix(feeds_[language], digests_[page * languages + language]);
    }
  }
  titles_.resize(state.map.sections.size() * languages);
  lists_.resize(titles_.size());
  for (std::uint32_t section = 0; section < state.map.sections.size(); ++section) {
    const SiteSection& it = state.map.sections[section];
    for (std::size_t language = 0; language < languages; ++language) {
      std::uint64_t& titles = titles_[section * languages + language];
      std::uint64_t& list = lists_[section * languages + language];
      for (std::uint32_t at = section; at != nothing; at = state.map.sections[at].parent) {
        titles = hash_bytes(section_title(state, at, language), titles);
      }
      for (const std::uint32_t page : it.pages) {
        titles = title_key(state.facts(page, language), titles);
        list = mix(list, digests_[page * languages + language]);
      }
      for (const std::uint32_t child : it.children) list = hash_bytes(section_title(state, child, language), list);
    }
  }
  for (std::size_t language = 0; language < languages; ++language) {
    homes_ = hash_bytes(section_title(state, 0, language), homes_);
    feeds_[language] = mix(mix(feeds_[language], state.shared_keys[language]), state.key);
  }
}

std::uint64_t OutputKeys::language(std::size_t language) const {
  return mix(mix(state_.key, state_.shared_keys[language]), homes_);
}

std::uint64_t OutputKeys::neighbours(std::uint32_t page, std::size_t language) const {
  std::uint64_t all = 0;
  const std::uint32_t place = state_.places[page];
  // The nearest that is there in the language may be farther away: then that one's being there is in state.key.
  for (const int step : {-1, 1}) {
    for (std::int64_t at = std::int64_t{place} + step; at >= 0 && at < static_cast<std::int64_t>(state_.order.size());
         at += step) {
      const PageFacts& facts = state_.facts(state_.order[static_cast<std::size_t>(at)], language);
      if (!facts.published) continue;
      all = title_key(facts, all);
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
  all = mix(all, editions_[page]);
  all = mix(all, titles_[it.section * languages + language]);
  if (it.is_index) return mix(all, lists_[it.section * languages + language]);
  return mix(all, neighbours(page, language));
}

std::uint64_t OutputKeys::texts(const std::vector<std::uint32_t>& pages, std::size_t language) const {
  std::uint64_t all = state_.key;
  for (const std::uint32_t page : pages) {
    all = mix(mix(all, page), state_.facts(page, language).content);
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
    all = hash_bytes(section_title(state_, section, other), all);
  }
  all = mix(all, titles_[section * languages + language]);
  return mix(all, lists_[section * languages + language]);
}

}  // namespace hexapla
