// Since when the stale translations of a merge are stale, and which of them are so for longer than `stale:
// {translation_for: 60d}` allows.
#pragma once

#include "hexapla/localize/merge.h"
#include "hexapla/project/git_history.h"
#include "hexapla/project/project.h"

#include <cstdint>
#include <mutex>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hexapla {

/// Of one page in one language.
struct PageTimes {
  std::unordered_set<const Message*> expired;  ///< for MergeOptions
  Moment since;                                ///< of the oldest in the language's own catalog
};

/// `priority: high` (or strict) in the front matter: such a page never shows what is stale. Other values, such as the
/// numbers that site maps have, say nothing here.
bool is_priority(const Page& page);

class StaleTimes {
 public:
  StaleTimes(const Project& project, unsigned jobs);

  /// Days or the state of pages are configured: there is something to ask.
  static bool are_needed(const Config& config);
  /// Changes when an answer may: with every commit and, where days count, every day (UTC).
  std::uint64_t key() const;
  /// A Note when `stale:` counts days and there is no git to count them.
  void warn(std::vector<Diagnostic>& diagnostics) const;

  /// Beside `chains`: the page in each of `languages`; empty chains are passed over. Any number of threads at once.
  std::vector<PageTimes> of(const Page& page, const std::vector<Language>& languages,
                            const std::vector<std::vector<MergeSource>>& chains);
  /// The commit that last changed the page, as hex; empty: nobody knows. Any number of threads at once.
  std::string revision_of(std::string_view page);
  void save_cache() const { history_.save_cache(); }

 private:
  bool is_over(const Moment& since, const StalePolicy& policy) const;

  const Project& project_;
  GitHistory history_;
  std::mutex mutex_;  // of history_
  std::int64_t today_;
};

}  // namespace hexapla
