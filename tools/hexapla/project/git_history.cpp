#include "hexapla/project/git_history.h"

#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/localize/formats.h"
#include "hexapla/project/history_cache.h"
#include "hexapla/project/history_graph.h"
#include "hexapla/project/page_timeline.h"
#include "hexapla/project/unit_sets.h"
#include "hexapla/project/write.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/sequences.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include <unistd.h>

namespace hexapla {

namespace {

constexpr std::string_view cache_path = ".hexapla/history";

/// An answer in the graph's numbers.
struct PageAnswer {
  Moment::Kind since = Moment::Kind::Unknown;
  Moment::Kind last = Moment::Kind::Unknown;
  std::uint32_t since_commit = HistoryGraph::none;
  std::uint32_t last_commit = HistoryGraph::none;
  std::uint32_t behind = 0;
};

/// What is asked about one page: previous text and present one, as numbers, each pair once.
using TextPair = std::pair<std::uint64_t, std::uint64_t>;
struct PageQuestions {
  std::string_view path;
  std::map<TextPair, PageAnswer> answers;
};

Moment::Kind moment_of(TimelineAnswer::Kind kind) {
  switch (kind) {
    case TimelineAnswer::Kind::Commit:
      return Moment::Kind::Commit;
    case TimelineAnswer::Kind::Cut:
      return Moment::Kind::Before;
    case TimelineAnswer::Kind::Always:
      break;
  }
  return Moment::Kind::Unknown;
}

/// Which of two answers about different pages says more.
int rank_of(Moment::Kind kind) {
  switch (kind) {
    case Moment::Kind::Commit:
      return 3;
    case Moment::Kind::NotCommitted:
      return 2;
    case Moment::Kind::Before:
      return 1;
    case Moment::Kind::Unknown:
      break;
  }
  return 0;
}

TextPair pair_of(const StaleQuery& query) {
  return {unit_number(query.previous.context, query.previous.text), unit_number(query.now.context, query.now.text)};
}

PageAnswer answer_for(PageTimeline& timeline, const TextPair& texts) {
  PageAnswer answer;
  const bool has_previous = timeline.head_has(texts.first);
  const bool has_now = timeline.head_has(texts.second);
  answer.last = Moment::Kind::NotCommitted;
  TimelineAnswer last;
  if (has_now) {
    last = timeline.since(texts.second);
    answer.last = moment_of(last.kind);
    answer.last_commit = last.commit;
  }
  if (has_previous && !has_now) {
    answer.since = Moment::Kind::NotCommitted;
    return answer;
  }
  const TimelineAnswer since = has_previous ? last : timeline.since(texts.first);
  answer.since = moment_of(since.kind);
  answer.since_commit = since.commit;
  if (answer.since != Moment::Kind::Unknown) answer.behind = since.touching;
  return answer;
}

}  // namespace

struct GitHistory::State {
  State(const Project& the_project, GitHistoryOptions the_options)
      : project(the_project), options(std::move(the_options)) {}

  /// An Error in `work` makes git unavailable.
  template <typename Work>
  void guarded(const Work& work) {
    try {
      work();
    } catch (const Error& fault) {
      repository.reset();
      why_not = fault.diagnostics().front();
      why_not.severity = Severity::Note;
    }
  }

  const Project& project;
  GitHistoryOptions options;
  Diagnostic why_not;
  std::optional<GitRepository> repository;
  HistoryGraph graph;
  std::optional<HistoryWalk> walk;
  UnitSets sets;
  std::uint32_t fresh_commits = 0;
  bool graph_changed = false;
  bool graph_read = false;
  std::map<std::uint32_t, GitCommit> commits;  // told to somebody

  void load();
  bool is_up_to_date() const;
  void read_graph();
  void answer_page(PageQuestions& questions);
  Moment moment(Moment::Kind kind, std::uint32_t commit);
  void combine(const StaleQuery& query, const std::map<std::string_view, PageQuestions>& pages, UnitHistory& out);
  std::set<std::uint64_t> parses() const;
};

void GitHistory::State::load() {
  if (!options.cache) return;
  try {
    const auto bytes = read_if_there(project, cache_path);
    if (bytes) history_from_bytes(options.version, *bytes, graph, sets);
  } catch (const Error&) {
    // What cannot be read is as if it were not there.
  }
}

bool GitHistory::State::is_up_to_date() const {
  if (graph.commits.empty() || graph.commits[0].id != repository->head()) return false;
  const std::vector<ObjectId>& cuts = repository->shallow();
  return std::all_of(graph.commits.begin(), graph.commits.end(), [&](const HistoryGraph::Commit& commit) {
    return (commit.cut != 0) == (!cuts.empty() && std::binary_search(cuts.begin(), cuts.end(), commit.id));
  });
}

/// When it is first asked for: where nothing is stale there is nothing to ask.
void GitHistory::State::read_graph() {
  if (graph_read) return;
  graph_read = true;
  load();
  if (!is_up_to_date()) {
    graph = build_graph(*repository, graph, options.jobs, fresh_commits);
    graph_changed = true;
  }
  walk.emplace(graph);
}

/// All questions about one page, by one thread.
void GitHistory::State::answer_page(PageQuestions& questions) {
  const std::vector<PageFile> files = project.choose_pages({std::string(questions.path)});
  if (files.empty()) return;
  const std::string file = project.at(questions.path);
  const std::uint32_t path = walk->find_path(repository->path_of(file));
  std::optional<PageTimeline> timeline;
  if (path != HistoryGraph::none) timeline.emplace(project, *repository, *walk, sets, files[0], path);
  const bool committed = timeline && timeline->at_head();
  if (!committed && ::access(file.c_str(), F_OK) != 0) return;  // neither here nor there
  for (auto& [texts, answer] : questions.answers) {
    if (committed) {
      answer = answer_for(*timeline, texts);
    } else {
      answer.since = answer.last = Moment::Kind::NotCommitted;
    }
  }
}

Moment GitHistory::State::moment(Moment::Kind kind, std::uint32_t commit) {
  if (kind != Moment::Kind::Commit && kind != Moment::Kind::Before) return {kind, nullptr};
  const auto [found, added] = commits.try_emplace(commit);
  if (added) found->second = graph.info_of(commit);
  return {kind, &found->second};
}

/// A message is stale since it is on the first of its pages.
void GitHistory::State::combine(const StaleQuery& query, const std::map<std::string_view, PageQuestions>& pages,
                                UnitHistory& out) {
  const TextPair texts = pair_of(query);
  for (const std::string_view page : query.pages) {
    const PageAnswer& answer = pages.at(page).answers.at(texts);
    UnitHistory one;
    one.since = moment(answer.since, answer.since_commit);
    one.last = moment(answer.last, answer.last_commit);
    one.behind = answer.behind;
    one.page = page;
    const int order = rank_of(one.since.kind) - rank_of(out.since.kind);
    const bool earlier =
        one.since.commit != nullptr && out.since.commit != nullptr && one.since.commit->time < out.since.commit->time;
    if (out.page.empty() || order > 0 || (order == 0 && earlier)) out = one;
  }
}

/// All ways in which this project parses pages.
std::set<std::uint64_t> GitHistory::State::parses() const {
  std::set<std::uint64_t> numbers;
  for (const std::string_view sample : {"a.md", "a.yaml"}) {
    const PageFormat* format = format_for(sample);
    numbers.insert(parse_number(*format, default_parse_options(*format)));
    for (std::uint32_t rule = 0; rule < project.config().content.size(); ++rule) {
      numbers.insert(parse_number(*format, project.parse_options({std::string(sample), format, rule})));
    }
  }
  return numbers;
}

const Moment& earlier(const Moment& a, const Moment& b) {
  if (a.commit != nullptr && b.commit != nullptr) return b.commit->time < a.commit->time ? b : a;
  if (a.commit != nullptr || b.commit != nullptr) return a.commit != nullptr ? a : b;
  return a.kind == Moment::Kind::Unknown ? b : a;
}

StaleQuery stale_query(const Message& message) {
  StaleQuery query;
  const SourceText origin = origin_of(message);
  query.previous = {origin.msgctxt, origin.msgid};
  query.now = {message.msgctxt, message.msgid};
  for (const std::string_view reference : message.references) {
    const std::string_view page = parse_reference(reference).path;
    if (query.pages.empty() || query.pages.back() != page) query.pages.push_back(page);
  }
  return query;
}

GitHistory::GitHistory(const Project& project, GitHistoryOptions options)
    : state_(std::make_unique<State>(project, std::move(options))) {
  State& state = *state_;
  if (state.options.version.empty()) state.options.version = HEXAPLA_VERSION;
  state.guarded([&] { state.repository = GitRepository::find(project.prefix(), state.why_not); });
}

GitHistory::GitHistory(GitHistory&&) noexcept = default;
GitHistory& GitHistory::operator=(GitHistory&&) noexcept = default;
GitHistory::~GitHistory() = default;

bool GitHistory::available() const {
  return state_->repository.has_value();
}

const Diagnostic& GitHistory::why_not() const {
  return state_->why_not;
}

bool GitHistory::shallow() const {
  return available() && !state_->repository->shallow().empty();
}

std::vector<UnitHistory> GitHistory::of(const std::vector<StaleQuery>& queries) {
  std::vector<UnitHistory> out(queries.size());
  if (!queries.empty() && available()) state_->guarded([&] { state_->read_graph(); });
  if (queries.empty() || !available()) return out;
  std::map<std::string_view, PageQuestions> pages;
  for (const StaleQuery& query : queries) {
    for (const std::string_view page : query.pages) {
      PageQuestions& questions = pages[page];
      questions.path = page;
      questions.answers.try_emplace(pair_of(query));
    }
  }
  std::vector<PageQuestions*> work;
  work.reserve(pages.size());
  for (auto& [path, questions] : pages) work.push_back(&questions);
  parallel_for(work.size(), state_->options.jobs, [&](std::size_t i) {
    try {
      state_->answer_page(*work[i]);
    } catch (const Error&) {
      // A damaged repository: of this page nothing is known.
    }
  });
  for (std::size_t i = 0; i < queries.size(); ++i) state_->combine(queries[i], pages, out[i]);
  return out;
}

bool GitHistory::save_cache() const {
  const State& state = *state_;
  if (!available() || !state.options.cache || (!state.graph_changed && state.sets.parsed() == 0)) return true;
  try {
    const std::string bytes = history_to_bytes(state.options.version, state.graph, state.sets, state.parses());
    write_in_project(state.project, cache_path, bytes, false);
    keep_out_of_git(state.project.at(".hexapla/"));
    return true;
  } catch (const Error&) {
    return false;
  }
}

std::string GitHistory::head() const {
  return available() ? state_->repository->head().hex() : std::string();
}

const GitCommit* GitHistory::last_change(std::string_view page) {
  State& state = *state_;
  if (available()) state.guarded([&] { state.read_graph(); });
  if (!available()) return nullptr;
  const std::vector<PageFile> files = state.project.choose_pages({std::string(page)});
  const std::uint32_t path = state.walk->find_path(state.repository->path_of(state.project.at(page)));
  if (files.empty() || path == HistoryGraph::none) return nullptr;
  PageTimeline timeline(state.project, *state.repository, *state.walk, state.sets, files[0], path);
  const std::uint32_t commit = timeline.last_change();
  return commit == HistoryGraph::none ? nullptr : state.moment(Moment::Kind::Commit, commit).commit;
}

GitHistory::Work GitHistory::work() const {
  return {state_->fresh_commits, state_->sets.parsed()};
}

}  // namespace hexapla
