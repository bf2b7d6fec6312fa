// Since when a translation is stale, by whose commit, and how many commits it is behind: asked of the git history of
// the pages. A text is stale since the commit that took the text it was made from out of its page; pages are followed
// through renames. What has been read of the history is kept in .hexapla/history.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/catalogs/message.h"
#include "hexapla/project/git_repository.h"
#include "hexapla/project/project.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A text with its context (empty: none), as a unit has it.
struct UnitText {
  std::string_view context;
  std::string_view text;
};

/// One stale message. Views into whatever the asker has.
struct StaleQuery {
  UnitText previous;  ///< that the translation was made from
  UnitText now;
  std::vector<std::string_view> pages;  ///< that use it now; paths relative to the project
};

/// The question for a stale message of a catalog, with its pages from its references.
StaleQuery stale_query(const Message& message);

/// When something came to be as it is now.
struct Moment {
  enum class Kind : std::uint8_t {
    Unknown,       ///< no version of the pages tells
    NotCommitted,  ///< by a change in the work tree
    Before,        ///< by `commit` or one before it: a shallow clone has no more
    Commit,
  };
  Kind kind = Kind::Unknown;
  const GitCommit* commit = nullptr;  ///< for Before and Commit; lives as long as the history asked
};

/// The one that came first, of two; one of which nothing is known never does.
const Moment& earlier(const Moment& a, const Moment& b);

struct UnitHistory {
  /// Since when the translation is stale: the previous text was gone from the page that lost it first. Where that page
  /// still has it elsewhere, since the present text came.
  Moment since;
  Moment last;               ///< when the present text came
  std::uint32_t behind = 0;  ///< commits from `since` on that changed the page; for Before, that are known of
  std::string_view page;     ///< of the query's, that `since` is about
};

struct GitHistoryOptions {
  unsigned jobs = 0;    ///< threads; 0: all cores
  bool cache = true;    ///< read and write .hexapla/history
  std::string version;  ///< of the program, where not this one's: a cache of another is not read
};

/// Of a project's pages, as of HEAD. Never throws: without git it says so and knows nothing.
class GitHistory {
 public:
  explicit GitHistory(const Project& project, GitHistoryOptions options = {});
  GitHistory(GitHistory&&) noexcept;
  GitHistory& operator=(GitHistory&&) noexcept;
  ~GitHistory();

  bool available() const;
  /// Why not: a Note (ids "git-none", "git-owner", "git-bare", "git-unborn", "git-open" and "git-object").
  const Diagnostic& why_not() const;
  /// History ends early: Before may be among the answers.
  bool shallow() const;

  /// Answers in the queries' order. All that there is to ask is best asked at once: equal queries (the same message in
  /// twenty languages) cost one, and pages are looked through in parallel.
  std::vector<UnitHistory> of(const std::vector<StaleQuery>& queries);

  /// The commit that is checked out, as hex; empty without git.
  std::string head() const;
  /// The commit that made the page as HEAD has it; nullptr: HEAD does not have it, or history does not reach that far.
  const GitCommit* last_change(std::string_view page);

  /// Writes down what was read, if anything was. False: it could not be written, which costs the next run its time
  /// and nothing else.
  bool save_cache() const;

  /// What had to be read, because no cache had it.
  struct Work {
    std::uint32_t commits = 0, versions = 0;
  };
  Work work() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla
