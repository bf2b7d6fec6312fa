#include "hexapla/project/stale_times.h"

#include "hexapla/base/file.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/project/runs.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

constexpr std::int64_t seconds_per_day = 86400;

std::int64_t day_of(std::int64_t time) {
  return time / seconds_per_day - (time % seconds_per_day < 0 ? 1 : 0);
}

/// A stale message of one language on one page.
struct Asked {
  std::size_t language;
  bool own;  ///< of the language's own catalog, not of a fallback
  const Message* message;
};

bool counts_days(const Config& config) {
  return config.stale.days.has_value() || std::any_of(config.stale_of.begin(), config.stale_of.end(),
                                                      [](const auto& one) { return one.second.days.has_value(); });
}

void ask_about(const Page& page, std::size_t language, const std::vector<MergeSource>& chain, std::vector<Asked>& asked,
               std::vector<StaleQuery>& queries) {
  std::unordered_set<const Message*> seen;
  for (const Unit& unit : page.units) {
    for (const MergeSource& source : chain) {
      const Message* message = source.index->find(unit.context, unit.text);
      if (message == nullptr || state_of(*message) != State::Stale || !seen.insert(message).second) continue;
      if (origin_of(*message) == text_of(*message)) continue;  // touched: the source did not change
      asked.push_back({language, &source == chain.data(), message});
      queries.push_back(stale_query(*message));
      queries.back().pages = {page.path()};
    }
  }
}

}  // namespace

bool is_priority(const Page& page) {
  if (page.bytes().find("priority") == std::string_view::npos) return false;
  ParseOptions only;
  only.keys = {"priority"};
  const Page looked(page.path(), std::string(page.bytes()), page.format(), only);
  return std::any_of(looked.units.begin(), looked.units.end(), [](const Unit& unit) {
    const bool is_value = unit.kind == UnitKind::FrontMatter || unit.kind == UnitKind::Value;
    return is_value && unit.path == "priority" && (unit.text == "high" || unit.text == "strict");
  });
}

StaleTimes::StaleTimes(const Project& project, unsigned jobs)
    : project_(project),
      history_(project, {.jobs = jobs, .cache = true, .version = {}}),
      today_(day_of(time_of_run())) {}

bool StaleTimes::are_needed(const Config& config) {
  return counts_days(config) || !config.page_state.empty();
}

std::uint64_t StaleTimes::key() const {
  const std::string day = counts_days(project_.config()) ? std::to_string(today_) : std::string();
  return hash_bytes(history_.head(), hash_bytes(day));
}

void StaleTimes::warn(std::vector<Diagnostic>& diagnostics) const {
  if (history_.available() || !counts_days(project_.config())) return;
  diagnostics.push_back(history_.why_not());
  diagnostics.back().hint = N_("without git nobody knows how old a stale translation is: it is shown for good");
}

/// What is not committed has just begun to be stale; of what nothing is known nothing ends.
bool StaleTimes::is_over(const Moment& since, const StalePolicy& policy) const {
  return policy.days && since.commit != nullptr && today_ - day_of(since.commit->time) > *policy.days;
}

std::vector<PageTimes> StaleTimes::of(const Page& page, const std::vector<Language>& languages,
                                      const std::vector<std::vector<MergeSource>>& chains) {
  std::vector<PageTimes> times(chains.size());
  std::vector<Asked> asked;
  std::vector<StaleQuery> queries;
  for (std::size_t i = 0; i < chains.size(); ++i) ask_about(page, i, chains[i], asked, queries);
  if (queries.empty()) return times;
  const std::lock_guard<std::mutex> guard(mutex_);
  const std::vector<UnitHistory> answers = history_.of(queries);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    PageTimes& one = times[asked[i].language];
    const Moment& since = answers[i].since;
    if (asked[i].own) one.since = earlier(one.since, since);
    if (is_over(since, project_.config().stale_in(languages[asked[i].language].tag))) {
      one.expired.insert(asked[i].message);
    }
  }
  return times;
}

std::string StaleTimes::revision_of(std::string_view page) {
  const std::lock_guard<std::mutex> guard(mutex_);
  const GitCommit* commit = history_.last_change(page);
  return commit == nullptr ? std::string() : commit->id.hex();
}

}  // namespace hexapla
