// One page back through history, under all the names that it had: its versions, and since which of them a text is
// there or gone. For this room only.
#pragma once

#include "hexapla/project/history_graph.h"
#include "hexapla/project/project.h"
#include "hexapla/project/unit_sets.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla {

/// Since when something is as it is at HEAD. Commits are the graph's.
struct TimelineAnswer {
  enum class Kind : std::uint8_t {
    Commit,  ///< since `commit`
    Cut,     ///< at least since `commit`, where what this clone has of history ends
    Always,  ///< all the way down
  };
  Kind kind = Kind::Always;
  std::uint32_t commit = HistoryGraph::none;
  std::uint32_t touching = 0;  ///< commits from there on that changed the page, that one counted
};

/// Versions are found as they are asked for, so a text that is gone since yesterday costs yesterday. Merges are looked
/// through as git log does: what a merge took over unchanged from one side is that side's.
class PageTimeline {
 public:
  /// `file` says how the page is parsed; `path` is its place in the repository.
  PageTimeline(const Project& project, const GitRepository& repository, const HistoryWalk& walk, UnitSets& sets,
               const PageFile& file, std::uint32_t path);

  /// HEAD has the page.
  bool at_head();
  /// The commit that made HEAD's version; none: HEAD has no such page, or history ends before.
  std::uint32_t last_change();
  /// HEAD's version has this text.
  bool head_has(std::uint64_t unit);
  /// Since when the text is there (where HEAD has it) or gone (where not). In a merge a text is gone with the merge
  /// only if every parent still had it; of several commits that took it out on their own the first counts.
  TimelineAnswer since(std::uint64_t unit);

 private:
  static constexpr std::uint32_t none = HistoryGraph::none;
  struct Place {
    std::uint32_t commit = 0;
    std::uint32_t path = 0;
    std::uint64_t number() const { return std::uint64_t{commit} << 32 | path; }
  };
  /// The page as some commit left it; not one per commit, but one per change.
  struct Version {
    std::uint32_t commit = 0;
    std::uint32_t path = 0;
    ObjectId blob;         // none: the page is not there
    bool touched = false;  // false: the end of history, where it never was
    bool cut = false;
    bool linked = false;  // `parents` is filled in
    std::vector<std::uint32_t> parents;
    std::optional<UnitSets::Set> units;
  };
  struct Parse {
    const PageFormat* format;
    ParseOptions options;
    std::uint64_t number;
  };
  enum class Has : std::uint8_t { No, Yes, Unknown };

  std::uint32_t version_at(Place place);
  std::uint32_t add_version(Place place, std::span<const HistoryGraph::Touch> touches);
  const std::vector<std::uint32_t>& parents_of(std::uint32_t version);
  const Parse* parse_of(std::uint32_t path);
  Has has(std::uint32_t version, std::uint64_t unit);
  void settle(TimelineAnswer& answer, TimelineAnswer::Kind kind, std::uint32_t commit) const;

  const Project& project_;
  const GitRepository& repository_;
  const HistoryWalk& walk_;
  UnitSets& sets_;
  PageFile file_;
  std::uint32_t head_ = 0;
  std::vector<Version> versions_;
  std::unordered_map<std::uint64_t, std::uint32_t>
      version_at_;                                        // by Place, at versions and where lines of history part
  std::map<std::uint32_t, std::optional<Parse>> parses_;  // by path
};

}  // namespace hexapla
