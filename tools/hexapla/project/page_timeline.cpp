#include "hexapla/project/page_timeline.h"

#include "hexapla/localize/formats.h"

#include <algorithm>
#include <utility>

namespace hexapla {

PageTimeline::PageTimeline(const Project& project, const GitRepository& repository, const HistoryWalk& walk,
                           UnitSets& sets, const PageFile& file, std::uint32_t path)
    : project_(project), repository_(repository), walk_(walk), sets_(sets), file_(file) {
  head_ = version_at({0, path});
}

bool PageTimeline::at_head() {
  return !versions_[head_].blob.empty();
}

std::uint32_t PageTimeline::last_change() {
  const Version& head = versions_[head_];
  return at_head() && head.touched && !head.cut ? head.commit : HistoryGraph::none;
}

bool PageTimeline::head_has(std::uint64_t unit) {
  return has(head_, unit) == Has::Yes;
}

/// The version that a commit has, which an earlier one may have made.
std::uint32_t PageTimeline::version_at(Place place) {
  const HistoryGraph& graph = walk_.graph();
  std::vector<std::uint64_t> passed;
  std::uint32_t version = none;
  while (version == none) {
    place.commit = walk_.skip(place.commit);
    const auto touches = graph.touches_of(place.commit, place.path);
    const auto parents = graph.parents_of(place.commit);
    const bool made_here = touches.size() >= std::max<std::size_t>(parents.size(), 1);
    if (made_here || parents.empty() || walk_.is_fork(place.commit)) {
      if (const auto found = version_at_.find(place.number()); found != version_at_.end()) {
        version = found->second;
        break;
      }
      passed.push_back(place.number());
    }
    if (made_here || parents.empty()) {
      version = add_version(place, touches);
    } else {
      // On from the first parent that has the page as it is here.
      std::uint16_t same = 0;
      while (same < touches.size() && touches[same].parent == same) ++same;
      place.commit = parents[std::min<std::size_t>(same, parents.size() - 1)];
    }
  }
  for (const std::uint64_t number : passed) version_at_.emplace(number, version);
  return version;
}

std::uint32_t PageTimeline::add_version(Place place, std::span<const HistoryGraph::Touch> touches) {
  Version& version = versions_.emplace_back();
  version.commit = place.commit;
  version.path = place.path;
  version.cut = walk_.graph().commits[place.commit].cut != 0;
  version.touched = !touches.empty();
  if (version.touched) version.blob = touches[0].blob;
  return static_cast<std::uint32_t>(versions_.size() - 1);
}

const std::vector<std::uint32_t>& PageTimeline::parents_of(std::uint32_t version) {
  if (versions_[version].linked) return versions_[version].parents;
  const HistoryGraph& graph = walk_.graph();
  const std::uint32_t commit = versions_[version].commit;
  const auto parents = graph.parents_of(commit);
  std::vector<std::uint32_t> found;
  for (const HistoryGraph::Touch& touch : graph.touches_of(commit, versions_[version].path)) {
    if (parents.empty()) break;
    const std::uint32_t path = touch.old_path == none ? touch.path : touch.old_path;
    const std::uint32_t parent = version_at({parents[touch.parent], path});
    if (std::find(found.begin(), found.end(), parent) == found.end()) found.push_back(parent);
  }
  versions_[version].linked = true;
  versions_[version].parents = std::move(found);
  return versions_[version].parents;
}

/// A page that had another format once was parsed as that one by default.
const PageTimeline::Parse* PageTimeline::parse_of(std::uint32_t path) {
  auto [found, added] = parses_.try_emplace(path);
  if (added) {
    if (const PageFormat* format = format_for(walk_.graph().path(path))) {
      ParseOptions options = format == file_.format ? project_.parse_options(file_) : default_parse_options(*format);
      const std::uint64_t number = parse_number(*format, options);
      found->second = Parse{format, std::move(options), number};
    }
  }
  return found->second ? &*found->second : nullptr;
}

PageTimeline::Has PageTimeline::has(std::uint32_t index, std::uint64_t unit) {
  Version& version = versions_[index];
  if (version.blob.empty()) return Has::No;
  if (!version.units) {
    const Parse* parse = parse_of(version.path);
    version.units = parse == nullptr
                        ? UnitSets::Set()
                        : sets_.of(repository_, version.blob, *parse->format, parse->options, parse->number);
  }
  const UnitSets::Set& units = *version.units;
  if (!units) return Has::Unknown;
  return std::binary_search(units->begin(), units->end(), unit) ? Has::Yes : Has::No;
}

/// Of several answers the earliest commit's; one that is known before one that is not.
void PageTimeline::settle(TimelineAnswer& answer, TimelineAnswer::Kind kind, std::uint32_t commit) const {
  if (kind > answer.kind) return;
  const HistoryGraph& graph = walk_.graph();
  const auto time_of = [&](std::uint32_t one) {
    const std::uint32_t info = graph.commits[one].info;
    return info == none ? std::int64_t{0} : graph.infos[info].time;
  };
  if (kind == answer.kind && answer.commit != none && time_of(answer.commit) <= time_of(commit)) return;
  answer.kind = kind;
  answer.commit = commit;
}

TimelineAnswer PageTimeline::since(std::uint64_t unit) {
  using Kind = TimelineAnswer::Kind;
  TimelineAnswer answer;
  const Has wanted = head_has(unit) ? Has::Yes : Has::No;
  std::vector<std::uint32_t> open{head_};
  std::vector<bool> seen;
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (seen.size() < versions_.size()) seen.resize(versions_.size());
    if (seen[at]) continue;
    seen[at] = true;
    if (versions_[at].touched) ++answer.touching;
    const std::vector<std::uint32_t> parents = parents_of(at);
    bool goes_on = false;
    bool unknown = versions_[at].cut;
    for (const std::uint32_t parent : parents) {
      const Has there = has(parent, unit);
      unknown = unknown || there == Has::Unknown;
      if (there != wanted) continue;
      goes_on = true;
      open.push_back(parent);
    }
    if (unknown) {
      settle(answer, Kind::Cut, versions_[at].commit);
    } else if (!goes_on && (!parents.empty() || wanted == Has::Yes)) {
      settle(answer, Kind::Commit, versions_[at].commit);
    }
  }
  return answer;
}

}  // namespace hexapla
