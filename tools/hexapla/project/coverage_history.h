// How far the languages were over time: the catalogs as commits left them.
#pragma once

#include "hexapla/project/git_repository.h"
#include "hexapla/project/project.h"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace hexapla {

/// Of the catalogs of a language in one revision: words of the source texts of their live messages.
struct CatalogShare {
  bool there = false;  ///< the language had a catalog
  std::uint64_t translated = 0, words = 0;
  /// 0 to 100, rounded down.
  unsigned percent() const { return words == 0 ? 0 : static_cast<unsigned>(translated * 100 / words); }
};

struct CoveragePoint {
  GitCommit commit;
  std::vector<CatalogShare> languages;  ///< in the order asked
};

/// Words of a text, where somebody has counted them already; -1: nobody has.
using KnownWords = std::function<std::int64_t(std::string_view text)>;

struct CoverageHistoryOptions {
  unsigned jobs = 0;           ///< threads; 0: all cores
  std::size_t points = 30;     ///< at most; of more commits, evenly chosen ones
  std::size_t commits = 2000;  ///< at most so many are looked at, from HEAD back
  KnownWords known = [](std::string_view) { return std::int64_t{-1}; };  ///< called by several threads at once
};

/// Commits from HEAD back along first parents that changed a catalog which the project has now; oldest first, the
/// newest and the oldest that were found among them. Same result whatever `jobs`. Throws Error (id "git-object").
std::vector<CoveragePoint> coverage_history(const Project& project, const GitRepository& repository,
                                            const std::vector<Language>& languages,
                                            const CoverageHistoryOptions& options);

}  // namespace hexapla
