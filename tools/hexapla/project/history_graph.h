// The commits behind HEAD and what each did to pages, as numbers: small enough for a walk per page, and ready to be
// written down. Everything in it follows from the name of a commit, so it stays true whatever branches do. For this
// room only.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/project/git_repository.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hexapla {

/// Commits are named by their index; a commit stands before its parents, HEAD first.
struct HistoryGraph {
  static constexpr std::uint32_t none = ~std::uint32_t{0};

  struct Commit {
    ObjectId id;
    std::uint32_t first_parent = 0;  ///< of its run in `parents`, which ends where the next one's begins
    std::uint32_t first_touch = 0;   ///< the same in `touches`
    std::uint32_t info = none;       ///< index into `infos` where it touches something
    std::uint32_t cut = 0;           ///< 1: it has parents that this clone lacks; its touches are all of its files
  };
  /// What a commit did to one path, against one of its parents (or against nothing, when it has none).
  struct Touch {
    std::uint32_t path = 0;         ///< index into `paths`; a commit's touches are sorted by it, then by parent
    std::uint32_t old_path = none;  ///< of a rename
    std::uint16_t parent = 0;       ///< which of its parents
    std::uint16_t kind = 0;         ///< GitChange::Kind
    ObjectId blob;
    GitChange::Kind what() const { return static_cast<GitChange::Kind>(kind); }
  };
  struct Info {
    std::int64_t time = 0;
    std::int32_t offset = 0;
    std::uint32_t unused = 0;
    Span author, email, subject;  ///< of `texts`
  };

  std::vector<Commit> commits;
  std::vector<std::uint32_t> parents;
  std::vector<Touch> touches;
  std::vector<Info> infos;
  std::vector<Span> paths;  ///< of `texts`, each once
  std::string texts;

  std::span<const std::uint32_t> parents_of(std::uint32_t commit) const;
  std::span<const Touch> touches_of(std::uint32_t commit) const;
  /// Those of one path.
  std::span<const Touch> touches_of(std::uint32_t commit, std::uint32_t path) const;
  std::string_view path(std::uint32_t index) const { return slice(texts, paths[index]); }
  /// Who made a commit that touches something.
  GitCommit info_of(std::uint32_t commit) const;

  /// All indices are in range, all parents behind their children: safe to be walked, wherever it came from.
  bool valid() const;
};

/// Paths that may be pages, of whatever project: what touches in a graph are about.
bool may_be_page(std::string_view path);

/// The graph below HEAD. What `known` has is taken from there, the rest is read, on `jobs` threads; `fresh` counts the
/// commits that had to be.
HistoryGraph build_graph(const GitRepository& repository, const HistoryGraph& known, unsigned jobs,
                         std::uint32_t& fresh);

/// The graph as it is walked: commits without touches are passed over, paths have numbers.
class HistoryWalk {
 public:
  explicit HistoryWalk(const HistoryGraph& graph);
  const HistoryGraph& graph() const { return graph_; }
  /// The first commit at or behind this one that touches something, joins or ends lines of history.
  std::uint32_t skip(std::uint32_t commit) const { return skip_[commit]; }
  /// Several commits come after it.
  bool is_fork(std::uint32_t commit) const { return children_[commit] > 1; }
  /// Index of a path, or none.
  std::uint32_t find_path(std::string_view path) const;

 private:
  const HistoryGraph& graph_;
  std::vector<std::uint32_t> skip_;
  std::vector<std::uint8_t> children_;  // two stand for more
  std::unordered_map<std::string_view, std::uint32_t> by_path_;
};

}  // namespace hexapla
