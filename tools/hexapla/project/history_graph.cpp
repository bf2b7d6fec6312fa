// Reading the graph: commits are found one after the other from HEAD down to those that are known, their trees are
// compared in parallel, renames are looked for where a commit adds and deletes pages. Then everything that can be
// reached is numbered anew, so that what branches left behind is gone.
#include "hexapla/project/history_graph.h"

#include "hexapla/base/parallel.h"
#include "hexapla/localize/formats.h"

#include <algorithm>
#include <optional>

namespace hexapla {

namespace {

/// A page has a handful of renames in its life; one commit with more candidates than this is a move of everything,
/// or an attack.
constexpr std::size_t most_rename_candidates = 4000;

class GraphBuilder {
 public:
  GraphBuilder(const GitRepository& repository, const HistoryGraph& known, unsigned jobs)
      : repository_(repository), known_(known), jobs_(jobs) {}

  HistoryGraph build();
  std::uint32_t fresh() const { return static_cast<std::uint32_t>(fresh_.size()); }

 private:
  static constexpr std::uint32_t none = HistoryGraph::none;

  /// A commit that is not known yet.
  struct Fresh {
    GitLinks links;
    std::vector<std::uint32_t> parents;           // nodes
    std::vector<ObjectId> parent_trees;           // beside them
    std::vector<std::vector<GitChange>> changes;  // beside them; without parents one, against nothing
    bool cut = false;
  };
  struct Node {
    std::uint32_t known = none;  // index into known_.commits
    std::uint32_t fresh = none;  // index into fresh_
    bool done = false;
  };

  void index_known();
  bool in_shallow(const ObjectId& id) const;
  std::optional<std::uint32_t> node_for(const ObjectId& id);
  void number(std::uint32_t head);
  std::vector<std::uint32_t> parents_of(std::uint32_t node);
  std::vector<std::uint32_t> forget_parents(std::uint32_t node);
  void link(Fresh& fresh);
  void compare(Fresh& fresh) const;
  void find_renames(Fresh& fresh) const;
  HistoryGraph emit();
  void emit_known(HistoryGraph& out, const HistoryGraph::Commit& old, std::uint32_t index);
  void emit_fresh(HistoryGraph& out, const Fresh& fresh);
  void add_changes(HistoryGraph& out, const std::vector<GitChange>& changes, std::size_t parent);
  std::uint32_t path_index(HistoryGraph& out, std::string_view path);

  const GitRepository& repository_;
  const HistoryGraph& known_;
  unsigned jobs_;
  std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash> known_by_id_;
  std::unordered_map<ObjectId, std::uint32_t, ObjectIdHash> node_by_id_;
  std::vector<Node> nodes_;
  std::vector<Fresh> fresh_;
  std::vector<std::uint32_t> order_;  // nodes, parents first
  std::vector<std::uint32_t> place_;  // of a node in the new graph
  std::unordered_map<std::string, std::uint32_t> path_indices_;
};

Span keep(std::string& texts, std::string_view text) {
  const std::size_t begin = texts.size();
  texts += text;
  return make_span(begin, texts.size());
}

bool GraphBuilder::in_shallow(const ObjectId& id) const {
  return std::binary_search(repository_.shallow().begin(), repository_.shallow().end(), id);
}

/// Where the clone was deepened, or cut anew, since, what is known of the commit at the cut is not true any more.
void GraphBuilder::index_known() {
  known_by_id_.reserve(known_.commits.size());
  for (std::uint32_t i = 0; i < known_.commits.size(); ++i) {
    const HistoryGraph::Commit& commit = known_.commits[i];
    if ((commit.cut != 0) == in_shallow(commit.id)) known_by_id_.emplace(commit.id, i);
  }
}

/// Nothing: the repository does not have it.
std::optional<std::uint32_t> GraphBuilder::node_for(const ObjectId& id) {
  if (const auto found = node_by_id_.find(id); found != node_by_id_.end()) return found->second;
  Node node;
  if (const auto known = known_by_id_.find(id); known != known_by_id_.end()) {
    node.known = known->second;
  } else {
    if (!repository_.has(id)) return std::nullopt;
    node.fresh = static_cast<std::uint32_t>(fresh_.size());
    fresh_.emplace_back().links = repository_.links(id);
    fresh_.back().cut = in_shallow(id);
  }
  const auto index = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back(node);
  node_by_id_.emplace(id, index);
  return index;
}

/// A known commit whose parents are gone from the repository is at a cut now.
std::vector<std::uint32_t> GraphBuilder::forget_parents(std::uint32_t node) {
  Fresh& fresh = fresh_.emplace_back();
  fresh.links = repository_.links(known_.commits[nodes_[node].known].id);
  fresh.cut = true;
  nodes_[node] = {none, static_cast<std::uint32_t>(fresh_.size() - 1), true};
  return {};
}

/// May add nodes.
std::vector<std::uint32_t> GraphBuilder::parents_of(std::uint32_t node) {
  std::vector<std::uint32_t> parents;
  if (const std::uint32_t known = nodes_[node].known; known != none) {
    for (const std::uint32_t parent : known_.parents_of(known)) {
      const auto found = node_for(known_.commits[parent].id);
      if (!found) return forget_parents(node);
      parents.push_back(*found);
    }
    return parents;
  }
  const std::uint32_t at = nodes_[node].fresh;
  const std::vector<ObjectId> ids = fresh_[at].links.parents;
  for (const ObjectId& id : fresh_[at].cut ? std::vector<ObjectId>() : ids) {
    const auto found = node_for(id);
    if (!found) {
      fresh_[at].cut = true;
      return {};
    }
    parents.push_back(*found);
  }
  fresh_[at].parents = parents;
  return parents;
}

/// Depth first, without recursion: order_ gets each node behind all of its parents.
void GraphBuilder::number(std::uint32_t head) {
  struct Open {
    std::uint32_t node;
    std::vector<std::uint32_t> parents;
    std::size_t next = 0;
  };
  std::vector<Open> open;
  const auto enter = [&](std::uint32_t node) {
    if (nodes_[node].done) return;
    nodes_[node].done = true;
    std::vector<std::uint32_t> parents = parents_of(node);
    open.push_back({node, std::move(parents)});
  };
  enter(head);
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next < top.parents.size()) {
      enter(top.parents[top.next++]);
    } else {
      order_.push_back(top.node);
      open.pop_back();
    }
  }
}

void GraphBuilder::link(Fresh& fresh) {
  for (const std::uint32_t parent : fresh.parents) {
    const Node& node = nodes_[parent];
    fresh.parent_trees.push_back(node.fresh != none ? fresh_[node.fresh].links.tree
                                                    : repository_.links(known_.commits[node.known].id).tree);
  }
  if (fresh.parents.empty()) fresh.parent_trees.emplace_back();
}

void GraphBuilder::compare(Fresh& fresh) const {
  for (const ObjectId& tree : fresh.parent_trees) {
    fresh.changes.push_back(repository_.compare(tree, fresh.links.tree, may_be_page));
  }
}

void GraphBuilder::find_renames(Fresh& fresh) const {
  for (std::size_t i = 0; i < fresh.changes.size(); ++i) {
    if (fresh.changes[i].size() > most_rename_candidates) continue;
    repository_.find_renames(fresh.parent_trees[i], fresh.links.tree, fresh.changes[i]);
  }
}

std::uint32_t GraphBuilder::path_index(HistoryGraph& out, std::string_view path) {
  const auto [found, added] =
      path_indices_.try_emplace(std::string(path), static_cast<std::uint32_t>(out.paths.size()));
  if (added) out.paths.push_back(keep(out.texts, path));
  return found->second;
}

void GraphBuilder::add_changes(HistoryGraph& out, const std::vector<GitChange>& changes, std::size_t parent) {
  for (const GitChange& change : changes) {
    HistoryGraph::Touch& touch = out.touches.emplace_back();
    touch.path = path_index(out, change.path);
    if (!change.old_path.empty()) touch.old_path = path_index(out, change.old_path);
    touch.parent = static_cast<std::uint16_t>(parent);
    touch.kind = static_cast<std::uint16_t>(change.kind);
    touch.blob = change.blob;
  }
}

void GraphBuilder::emit_fresh(HistoryGraph& out, const Fresh& fresh) {
  HistoryGraph::Commit& commit = out.commits.back();
  commit.id = fresh.links.info.id;
  commit.cut = fresh.cut ? 1 : 0;
  for (const std::uint32_t parent : fresh.parents) out.parents.push_back(place_[parent]);
  for (std::size_t i = 0; i < fresh.changes.size(); ++i) add_changes(out, fresh.changes[i], i);
  if (out.touches.size() == commit.first_touch) return;
  commit.info = static_cast<std::uint32_t>(out.infos.size());
  const GitCommit& info = fresh.links.info;
  out.infos.push_back({info.time, info.offset, 0, keep(out.texts, info.author), keep(out.texts, info.email),
                       keep(out.texts, info.subject)});
}

void GraphBuilder::emit_known(HistoryGraph& out, const HistoryGraph::Commit& old, std::uint32_t index) {
  HistoryGraph::Commit& commit = out.commits.back();
  commit.id = old.id;
  commit.cut = old.cut;
  for (const std::uint32_t parent : known_.parents_of(index)) {
    out.parents.push_back(place_[node_by_id_.at(known_.commits[parent].id)]);
  }
  for (HistoryGraph::Touch touch : known_.touches_of(index)) {
    touch.path = path_index(out, known_.path(touch.path));
    if (touch.old_path != none) touch.old_path = path_index(out, known_.path(touch.old_path));
    out.touches.push_back(touch);
  }
  if (old.info == none) return;
  commit.info = static_cast<std::uint32_t>(out.infos.size());
  HistoryGraph::Info info = known_.infos[old.info];
  for (Span* span : {&info.author, &info.email, &info.subject}) *span = keep(out.texts, slice(known_.texts, *span));
  out.infos.push_back(info);
}

HistoryGraph GraphBuilder::emit() {
  HistoryGraph out;
  place_.resize(nodes_.size());
  for (std::uint32_t i = 0; i < order_.size(); ++i) {
    place_[order_[i]] = static_cast<std::uint32_t>(order_.size() - 1 - i);
  }
  for (auto node = order_.rbegin(); node != order_.rend(); ++node) {
    HistoryGraph::Commit& commit = out.commits.emplace_back();
    commit.first_parent = static_cast<std::uint32_t>(out.parents.size());
    commit.first_touch = static_cast<std::uint32_t>(out.touches.size());
    if (const std::uint32_t known = nodes_[*node].known; known != none) {
      emit_known(out, known_.commits[known], known);
    } else {
      emit_fresh(out, fresh_[nodes_[*node].fresh]);
    }
    std::sort(out.touches.begin() + out.commits.back().first_touch, out.touches.end(),
              [](const HistoryGraph::Touch& a, const HistoryGraph::Touch& b) {
                return a.path != b.path ? a.path < b.path : a.parent < b.parent;
              });
  }
  return out;
}

HistoryGraph GraphBuilder::build() {
  index_known();
  const auto head = node_for(repository_.head());
  if (!head) return {};
  number(*head);
  for (Fresh& fresh : fresh_) link(fresh);
  parallel_for(fresh_.size(), jobs_, [this](std::size_t i) { compare(fresh_[i]); });
  for (Fresh& fresh : fresh_) find_renames(fresh);
  return emit();
}

bool in_text(Span span, const std::string& text) {
  return span.begin <= span.end && span.end <= text.size();
}

}  // namespace

bool may_be_page(std::string_view path) {
  return format_for(path) != nullptr;
}

std::span<const std::uint32_t> HistoryGraph::parents_of(std::uint32_t commit) const {
  const std::size_t begin = commits[commit].first_parent;
  const std::size_t end = commit + 1 < commits.size() ? commits[commit + 1].first_parent : parents.size();
  return {parents.data() + begin, end - begin};
}

std::span<const HistoryGraph::Touch> HistoryGraph::touches_of(std::uint32_t commit) const {
  const std::size_t begin = commits[commit].first_touch;
  const std::size_t end = commit + 1 < commits.size() ? commits[commit + 1].first_touch : touches.size();
  return {touches.data() + begin, end - begin};
}

std::span<const HistoryGraph::Touch> HistoryGraph::touches_of(std::uint32_t commit, std::uint32_t path) const {
  const std::span<const Touch> all = touches_of(commit);
  const auto first =
      std::partition_point(all.begin(), all.end(), [&](const Touch& touch) { return touch.path < path; });
  auto last = first;
  while (last != all.end() && last->path == path) ++last;
  return {first, last};
}

GitCommit HistoryGraph::info_of(std::uint32_t commit) const {
  const Commit& from = commits[commit];
  GitCommit out;
  out.id = from.id;
  if (from.info == none) return out;
  const Info& info = infos[from.info];
  out.author = printable_text(slice(texts, info.author));
  out.email = printable_text(slice(texts, info.email));
  out.subject = printable_text(slice(texts, info.subject));
  out.time = info.time;
  out.offset = info.offset;
  return out;
}

bool HistoryGraph::valid() const {
  std::size_t parents_before = 0;
  std::size_t touches_before = 0;
  for (const Commit& commit : commits) {
    if (commit.first_parent < parents_before || commit.first_parent > parents.size()) return false;
    if (commit.first_touch < touches_before || commit.first_touch > touches.size()) return false;
    if (commit.info != none && commit.info >= infos.size()) return false;
    parents_before = commit.first_parent;
    touches_before = commit.first_touch;
  }
  if (commits.empty() ? !parents.empty() || !touches.empty() : commits[0].first_parent + commits[0].first_touch != 0) {
    return false;
  }
  for (std::uint32_t i = 0; i < commits.size(); ++i) {
    for (const std::uint32_t parent : parents_of(i)) {
      if (parent <= i || parent >= commits.size()) return false;
    }
    const std::span<const Touch> all = touches_of(i);
    if (!all.empty() && commits[i].info == none) return false;
    const std::size_t sides = std::max<std::size_t>(parents_of(i).size(), 1);
    for (const Touch& touch : all) {
      if (touch.path >= paths.size() || (touch.old_path != none && touch.old_path >= paths.size())) return false;
      if (touch.parent >= sides || touch.kind > static_cast<std::uint16_t>(GitChange::Kind::Deleted)) return false;
    }
    if (!std::is_sorted(all.begin(), all.end(), [](const Touch& a, const Touch& b) {
          return a.path != b.path ? a.path < b.path : a.parent < b.parent;
        })) {
      return false;
    }
  }
  const auto whole = [this](Span span) { return in_text(span, texts); };
  return std::all_of(paths.begin(), paths.end(), whole) &&
         std::all_of(infos.begin(), infos.end(),
                     [&](const Info& one) { return whole(one.author) && whole(one.email) && whole(one.subject); });
}

HistoryGraph build_graph(const GitRepository& repository, const HistoryGraph& known, unsigned jobs,
                         std::uint32_t& fresh) {
  GraphBuilder builder(repository, known, jobs);
  HistoryGraph graph = builder.build();
  fresh = builder.fresh();
  return graph;
}

HistoryWalk::HistoryWalk(const HistoryGraph& graph)
    : graph_(graph), skip_(graph.commits.size()), children_(graph.commits.size()) {
  for (auto i = static_cast<std::uint32_t>(skip_.size()); i-- > 0;) {
    skip_[i] = i;
    const std::span<const std::uint32_t> parents = graph.parents_of(i);
    if (parents.empty() || !graph.touches_of(i).empty()) continue;
    const std::uint32_t target = skip_[parents[0]];
    const bool one_line =
        std::all_of(parents.begin(), parents.end(), [&](std::uint32_t parent) { return skip_[parent] == target; });
    if (one_line) skip_[i] = target;
  }
  for (std::uint32_t i = 0; i < skip_.size(); ++i) {
    if (skip_[i] != i) continue;
    for (const std::uint32_t parent : graph.parents_of(i)) {
      std::uint8_t& children = children_[skip_[parent]];
      children = static_cast<std::uint8_t>(std::min(children + 1, 2));
    }
  }
  by_path_.reserve(graph.paths.size());
  for (std::uint32_t i = 0; i < graph.paths.size(); ++i) by_path_.emplace(graph.path(i), i);
}

std::uint32_t HistoryWalk::find_path(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? HistoryGraph::none : found->second;
}

}  // namespace hexapla
