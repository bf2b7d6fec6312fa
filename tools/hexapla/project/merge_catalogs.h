// The catalogs of a merge: which ones a page in a language reads, and each of them read once.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/catalogs/catalog.h"
#include "hexapla/localize/merge.h"
#include "hexapla/project/project.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hexapla {

/// A catalog in memory.
struct LoadedCatalog {
  std::string file;  ///< as shown
  Catalog catalog;   ///< empty when there is no file
  std::optional<MessageIndex> index;
  bool there = false;  ///< the file is
  bool ok = true;      ///< without errors
};

/// Columns are the languages that are read: those chosen and their fallbacks, each once.
class MergeCatalogs {
 public:
  /// Loaded catalogs by column. One for all pages, or, with catalogs per page, one for each page at work.
  using Cache = std::vector<std::unique_ptr<LoadedCatalog>>;

  /// Not `with_fallbacks`: every language is read alone.
  MergeCatalogs(const Project& project, const std::vector<Language>& languages, const std::vector<PageFile>& files,
                bool with_fallbacks = true);

  /// Paths of all catalogs that may be read; some may not be there.
  const std::vector<std::string>& paths() const { return paths_; }
  /// The languages that `language` (a number in the list given) reads, itself first.
  std::vector<Language> chain(std::size_t language) const;
  /// Calls visit(number in paths()) for what page `page` in `language` reads.
  template <typename Visit>
  void each_in_chain(std::size_t language, std::size_t page, const Visit& visit) const {
    for (const std::size_t column : chains_[language]) visit(per_page_ ? column * pages_.size() + page : column);
  }

  /// The chain of `language` will be asked for.
  void need(std::size_t language);
  /// Reads what is needed and not yet read, unless there are catalogs per page.
  void load(unsigned jobs, std::vector<Diagnostic>& diagnostics);
  /// The chain for one page, or nothing when a catalog in it has errors. `cache` is the page's own.
  std::optional<std::vector<MergeSource>> sources(std::size_t language, std::size_t page, Cache& cache,
                                                  std::vector<Diagnostic>& diagnostics) const;
  /// The same, whatever errors they have.
  std::vector<const LoadedCatalog*> loaded(std::size_t language, std::size_t page, Cache& cache,
                                           std::vector<Diagnostic>& diagnostics) const;
  Cache empty_cache() const { return Cache(columns_.size()); }

 private:
  std::unique_ptr<LoadedCatalog> load_one(const std::string& path, std::vector<Diagnostic>& diagnostics) const;

  const Project& project_;
  bool per_page_;
  std::vector<std::string> pages_;
  std::vector<Language> columns_;
  std::vector<std::vector<std::size_t>> chains_;  // columns, by language
  std::vector<std::string> paths_;
  std::vector<bool> needed_;  // by column
  Cache shared_;
};

/// Every unit has a translation in some catalog of the chain that may be published.
bool covers_all(const Page& page, const std::vector<MergeSource>& chain, const MergeOptions& how);

}  // namespace hexapla
