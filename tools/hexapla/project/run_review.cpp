#include "hexapla/base/parallel.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/git_history.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/review.h"
#include "hexapla/project/write.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_set>

namespace hexapla {

namespace {

using MessageKeys = std::unordered_set<MessageKey, MessageKeyHash>;

/// The messages of some pages, as the pages are now.
struct Wanted {
  std::vector<Page> pages;
  std::vector<MessageKeys> keys;  ///< beside `pages`
  MessageKeys all;
};

Wanted read_wanted(const Project& project, const Selection& selection, const ReviewOptions& options,
                   std::vector<Diagnostic>& diagnostics) {
  Wanted wanted;
  wanted.pages = project.load_pages(selection.pages, options.jobs);
  for (const Page& page : wanted.pages) {
    append(diagnostics, page.diagnostics);
    MessageKeys& keys = wanted.keys.emplace_back();
    for (const Unit& unit : page.units) keys.insert({unit.context, unit.text, !unit.context.empty()});
    wanted.all.insert(keys.begin(), keys.end());
  }
  return wanted;
}

std::string small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return small;
}

/// Which changes were made by one commit that says that it is minor.
class MinorCommits {
 public:
  MinorCommits(const Project& project, const Wanted& wanted, const ReviewOptions& options)
      : wanted_(wanted), history_(project, {.jobs = options.jobs, .cache = true, .version = {}}) {
    for (const std::string& one : options.commits) keywords_.push_back(small_letters(one));
  }

  const GitHistory& history() const { return history_; }

  /// The stale messages of a catalog whose texts such a commit changed, and no other since the translation. Any number
  /// of threads at once.
  std::unordered_set<const Message*> find(const Catalog& catalog, const MessageKeys& wanted) {
    std::vector<StaleQuery> queries;
    std::vector<const Message*> asked;
    for (const Message& message : catalog.messages) {
      if (message.obsolete || state_of(message) != State::Stale || !wanted.contains(key_of(message))) continue;
      asked.push_back(&message);
      queries.push_back(query_for(message));
    }
    const std::lock_guard<std::mutex> guard(mutex_);
    const std::vector<UnitHistory> answers = history_.of(queries);
    std::unordered_set<const Message*> minor;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const UnitHistory& one = answers[i];
      const bool once = one.since.kind == Moment::Kind::Commit && one.last.commit == one.since.commit;
      if (once && is_minor(*one.since.commit)) minor.insert(asked[i]);
    }
    return minor;
  }

 private:
  StaleQuery query_for(const Message& message) const {
    StaleQuery query = stale_query(message);
    query.pages.clear();
    for (std::size_t i = 0; i < wanted_.pages.size(); ++i) {
      if (wanted_.keys[i].contains(key_of(message))) query.pages.push_back(wanted_.pages[i].path());
    }
    return query;
  }

  bool is_minor(const GitCommit& commit) const {
    const std::string subject = small_letters(commit.subject);
    return std::any_of(keywords_.begin(), keywords_.end(),
                       [&](const std::string& word) { return subject.find(word) != std::string::npos; });
  }

  const Wanted& wanted_;
  GitHistory history_;
  std::mutex mutex_;  // of history_
  std::vector<std::string> keywords_;
};

class Reviewer {
 public:
  /// `minor`: nullptr, or who knows which changes to accept.
  Reviewer(const Project& project, const ReviewOptions& options, MinorCommits* minor, LanguageReview& out)
      : project_(project), options_(options), minor_(minor), out_(out) {}

  void review_file(const std::string& path, const MessageKeys& wanted, std::vector<Diagnostic>& diagnostics) {
    auto catalog = read_catalog_file(project_, path, out_.failed, diagnostics);
    if (!catalog) return;
    const std::uint32_t before = out_.messages;
    if (minor_ != nullptr) accepted_ = minor_->find(*catalog, wanted);
    for (Message& message : catalog->messages) {
      if (!message.obsolete && wanted.contains(key_of(message))) answer(message);
    }
    if (out_.messages == before) return;
    out_.files.push_back(project_.at(path));
    if (!options_.check) write_catalog_file(project_, path, *catalog);
  }

 private:
  void answer(Message& message) {
    if (!is_named(message) || !(options_.answer == Answer::Accept ? accept(message) : touch(message))) return;
    ++out_.messages;
    out_.words += count_words(message.msgid);
    out_.texts.emplace_back(message.msgid);
  }

  bool is_named(const Message& message) const {
    return options_.messages.empty() ||
           std::any_of(options_.messages.begin(), options_.messages.end(),
                       [&](const std::string& text) { return message.msgid.find(text) != std::string_view::npos; });
  }

  bool accept(Message& message) const {
    if (state_of(message) != State::Stale) return false;
    if (minor_ != nullptr && !accepted_.contains(&message)) return false;
    const ChangeClass what = classify(origin_of(message), text_of(message));
    const auto& classes = options_.classes;
    if (!classes.empty() && std::find(classes.begin(), classes.end(), what) == classes.end()) return false;
    message.fuzzy = false;
    clear_previous(message);
    return true;
  }

  static bool touch(Message& message) {
    if (state_of(message) != State::Translated) return false;
    set_previous(message, text_of(message));
    message.fuzzy = true;
    return true;
  }

  const Project& project_;
  const ReviewOptions& options_;
  MinorCommits* minor_;
  LanguageReview& out_;
  std::unordered_set<const Message*> accepted_;  // by minor_, in the catalog at hand
};

}  // namespace

ReviewRun review(const Project& project, const Selection& selection, const ReviewOptions& options) {
  ReviewRun run;
  std::optional<ProjectLock> lock;
  if (!options.check) lock.emplace(project.prefix(), options.lock_wait);
  const Wanted wanted = read_wanted(project, selection, options, run.diagnostics);
  std::optional<MinorCommits> minor;
  if (!options.commits.empty()) {
    minor.emplace(project, wanted, options);
    if (!minor->history().available()) {
      run.diagnostics.push_back(minor->history().why_not());
      run.diagnostics.back().severity = Severity::Error;
      return run;
    }
  }
  run.languages.resize(selection.languages.size());
  std::vector<std::vector<Diagnostic>> diagnostics(run.languages.size());
  parallel_for(run.languages.size(), options.jobs, [&](std::size_t i) {
    LanguageReview& one = run.languages[i];
    one.language = selection.languages[i];
    Reviewer reviewer(project, options, minor ? &*minor : nullptr, one);
    try {
      if (!project.config().catalog_per_page()) {
        reviewer.review_file(project.catalog_path(one.language, ""), wanted.all, diagnostics[i]);
        return;
      }
      for (std::size_t page = 0; page < selection.pages.size(); ++page) {
        const std::string path = project.catalog_path(one.language, selection.pages[page].path);
        reviewer.review_file(path, wanted.keys[page], diagnostics[i]);
      }
    } catch (const Error& fault) {
      append(diagnostics[i], fault.diagnostics());
      one.failed = true;
    }
  });
  for (auto& one : diagnostics) append(run.diagnostics, std::move(one));
  if (minor && !options.check) minor->history().save_cache();
  return run;
}

bool ReviewRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
