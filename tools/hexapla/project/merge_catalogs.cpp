#include "hexapla/project/merge_catalogs.h"

#include "hexapla/base/parallel.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/write.h"

#include <algorithm>
#include <utility>

namespace hexapla {

MergeCatalogs::MergeCatalogs(const Project& project, const std::vector<Language>& languages,
                             const std::vector<PageFile>& files, bool with_fallbacks)
    : project_(project), per_page_(project.config().catalog_per_page()) {
  for (const PageFile& file : files) pages_.push_back(file.path);
  const auto column_of = [this](const Language& language) {
    const auto found =
        std::find_if(columns_.begin(), columns_.end(), [&](const Language& one) { return one.tag == language.tag; });
    if (found != columns_.end()) return static_cast<std::size_t>(found - columns_.begin());
    columns_.push_back(language);
    return columns_.size() - 1;
  };
  for (const Language& language : languages) {
    std::vector<std::size_t>& chain = chains_.emplace_back();
    chain.push_back(column_of(language));
    if (!with_fallbacks) continue;
    for (const Language& fallback : project.fallback_chain(language)) chain.push_back(column_of(fallback));
  }
  for (const Language& column : columns_) {
    if (!per_page_) paths_.push_back(project.catalog_path(column));
    for (std::size_t i = 0; per_page_ && i < pages_.size(); ++i) {
      paths_.push_back(project.catalog_path(column, pages_[i]));
    }
  }
  needed_.resize(columns_.size());
  shared_.resize(columns_.size());
}

std::vector<Language> MergeCatalogs::chain(std::size_t language) const {
  std::vector<Language> languages;
  for (const std::size_t column : chains_[language]) languages.push_back(columns_[column]);
  return languages;
}

void MergeCatalogs::need(std::size_t language) {
  for (const std::size_t column : chains_[language]) needed_[column] = true;
}

std::unique_ptr<LoadedCatalog> MergeCatalogs::load_one(const std::string& path,
                                                       std::vector<Diagnostic>& diagnostics) const {
  auto loaded = std::make_unique<LoadedCatalog>();
  loaded->file = project_.at(path);
  try {
    if (auto bytes = read_if_there(project_, path)) {
      loaded->there = true;
      PoReadResult read = read_po(loaded->file, std::move(*bytes));
      loaded->ok = read.ok();
      loaded->catalog = std::move(read.catalog);
      append(diagnostics, std::move(read.diagnostics));
    }
  } catch (const Error& fault) {
    loaded->ok = false;
    append(diagnostics, fault.diagnostics());
  }
  loaded->index.emplace(loaded->catalog);
  return loaded;
}

void MergeCatalogs::load(unsigned jobs, std::vector<Diagnostic>& diagnostics) {
  if (per_page_) return;
  std::vector<std::vector<Diagnostic>> found(columns_.size());
  parallel_for(columns_.size(), jobs, [&](std::size_t i) {
    if (needed_[i] && !shared_[i]) shared_[i] = load_one(paths_[i], found[i]);
  });
  for (auto& one : found) append(diagnostics, std::move(one));
}

std::vector<const LoadedCatalog*> MergeCatalogs::loaded(std::size_t language, std::size_t page, Cache& cache,
                                                        std::vector<Diagnostic>& diagnostics) const {
  std::vector<const LoadedCatalog*> found;
  for (const std::size_t column : chains_[language]) {
    if (per_page_ && !cache[column]) cache[column] = load_one(paths_[column * pages_.size() + page], diagnostics);
    found.push_back(per_page_ ? cache[column].get() : shared_[column].get());
  }
  return found;
}

std::optional<std::vector<MergeSource>> MergeCatalogs::sources(std::size_t language, std::size_t page, Cache& cache,
                                                               std::vector<Diagnostic>& diagnostics) const {
  std::vector<MergeSource> sources;
  bool ok = true;
  std::size_t column = 0;
  for (const LoadedCatalog* one : loaded(language, page, cache, diagnostics)) {
    ok = ok && one->ok;
    sources.push_back({&*one->index, one->file, columns_[chains_[language][column++]].tag});
  }
  if (!ok) return std::nullopt;
  return sources;
}

bool covers_all(const Page& page, const std::vector<MergeSource>& chain, const MergeOptions& how) {
  const auto publishes = [&](const Message* message) { return message != nullptr && is_published(*message, how); };
  return std::all_of(page.units.begin(), page.units.end(), [&](const Unit& unit) {
    return std::any_of(chain.begin(), chain.end(), [&](const MergeSource& source) {
      return publishes(source.index->find(unit.context, unit.text));
    });
  });
}

}  // namespace hexapla
