#include "hexapla/site/content_keys.h"

#include "hexapla/base/file.h"
#include "hexapla/catalogs/state.h"

namespace hexapla {

namespace {

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  return (seed ^ value) * 0x9E3779B97F4A7C15U ^ (seed >> 29U);
}

std::uint64_t value_of(const Message& message) {
  const State state = state_of(message);
  const std::string_view text = message.msgstr.empty() ? std::string_view() : message.msgstr.front();
  const std::uint64_t hash = hash_bytes(text, static_cast<std::uint64_t>(state)) & ~std::uint64_t{1};
  return hash | (state == State::Stale ? 1U : 0U);
}

}  // namespace

void ContentKeys::add(std::size_t language) {
  if (language == 0 || state_.project.config().catalog_per_page()) return;
  MergeCatalogs::Cache cache = state_.catalogs->empty_cache();
  std::vector<Diagnostic> said_before;
  std::vector<const Table*>& chain = chains_[language];
  chain.clear();
  for (const LoadedCatalog* catalog : state_.catalogs->loaded(language - 1, 0, cache, said_before)) {
    const auto [found, fresh] = tables_.try_emplace(catalog);
    if (fresh) {
      found->second.reserve(catalog->catalog.messages.size());
      for (const Message& message : catalog->catalog.messages) {
        if (message.obsolete) continue;
        found->second[hash_of_message(message.msgctxt, message.msgid)] = value_of(message);
      }
    }
    chain.push_back(&found->second);
  }
}

std::uint64_t ContentKeys::of(std::uint32_t page, std::size_t language, std::uint64_t page_hash,
                              std::uint64_t catalogs_hash) const {
  std::uint64_t all = mix(page_hash, language == 0 ? 0 : 1);
  if (language == 0) return all;
  // With a catalog for each page there is nothing to tell apart; and what is stale depends on git and the day.
  if (state_.project.config().catalog_per_page()) return mix(mix(all, catalogs_hash), state_.times_key);
  bool stale = false;
  const auto& chain = chains_.at(language);
  for (const std::uint64_t unit : state_.shapes[page].units) {
    for (const Table* table : chain) {
      const auto found = table->find(unit);
      const std::uint64_t value = found == table->end() ? 0 : found->second;
      stale = stale || (value & 1U) != 0;
      all = mix(all, value);
    }
  }
  return stale ? mix(all, state_.times_key) : all;
}

}  // namespace hexapla
