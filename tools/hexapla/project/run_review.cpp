#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/parallel.h"
#include "hexapla/project/review.h"
#include "hexapla/project/write.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
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

class Reviewer {
 public:
  Reviewer(const Project& project, const ReviewOptions& options, LanguageReview& out)
      : project_(project), options_(options), out_(out) {}

  void review_file(const std::string& path, const MessageKeys& wanted, std::vector<Diagnostic>& diagnostics) {
    const auto bytes = read_if_there(project_, path);
    if (!bytes) return;
    PoReadResult read = read_po(project_.at(path), *bytes);
    const bool ok = read.ok();
    append(diagnostics, std::move(read.diagnostics));
    out_.failed = out_.failed || !ok;
    if (!ok) return;
    const std::uint32_t before = out_.messages;
    for (Message& message : read.catalog.messages) {
      if (!message.obsolete && wanted.contains(key_of(message))) answer(message);
    }
    if (out_.messages == before) return;
    out_.files.push_back(project_.at(path));
    if (options_.check) return;
    std::string written;
    write_po(read.catalog, written, {.unknown_flags = true});
    write_in_project(project_, path, written, true);
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
  LanguageReview& out_;
};

}  // namespace

ReviewRun review(const Project& project, const Selection& selection, const ReviewOptions& options) {
  ReviewRun run;
  std::optional<ProjectLock> lock;
  if (!options.check) lock.emplace(project.prefix(), options.lock_wait);
  const Wanted wanted = read_wanted(project, selection, options, run.diagnostics);
  run.languages.resize(selection.languages.size());
  std::vector<std::vector<Diagnostic>> diagnostics(run.languages.size());
  parallel_for(run.languages.size(), options.jobs, [&](std::size_t i) {
    LanguageReview& one = run.languages[i];
    one.language = selection.languages[i];
    Reviewer reviewer(project, options, one);
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
  return run;
}

bool ReviewRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
