// Pages x languages -> files, making only what is not there already. Each output has one number for all that it
// depends on (the page, the catalogs of its chain, configuration and program); the manifest remembers the number and
// the file's stat. Equal numbers and equal stat mean that nothing needs to be read. The rest is done page by page, so
// that a page is parsed once for all languages and only as many pages are in memory as there are threads.
#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/merge_state.h"
#include "hexapla/project/page_state.h"
#include "hexapla/project/stale_times.h"
#include "hexapla/project/write.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace hexapla {

namespace {

constexpr std::string_view manifest_name = ".hexapla/outputs";

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
  return hash_bytes({reinterpret_cast<const char*>(&value), sizeof value}, seed);
}

/// Another program may write other bytes: a new build is another program.
std::uint64_t program_key() {
  FileStamp stamp;
  stat_file("/proc/self/exe", stamp);
  return mix(mix(stamp.size, static_cast<std::uint64_t>(stamp.mtime)), sizeof(OutputRecord));
}

using Chain = std::vector<MergeSource>;

class Merger : MergeState {
 public:
  using MergeState::MergeState;
  MergeRun execute();

 private:
  bool plan();
  void look_at_inputs();
  void find_work();
  bool is_fresh(std::size_t language, std::size_t page);
  bool recall_remarks(std::size_t language, std::size_t page, const OutputRecord& record);
  void do_work();
  void make_page(std::size_t page, std::vector<Diagnostic>& diagnostics);
  void make_output(const Page& page, std::size_t language, std::size_t number, const Chain& chain,
                   const MergeOptions& how, const PageTimes& times);
  std::vector<Chain> read_chains(std::size_t number, MergeCatalogs::Cache& cache, std::vector<Diagnostic>& diagnostics);
  MergeOptions merge_options(const PageFile& file) const;
  void set_language(MergeOptions& how, std::size_t language, bool strict) const;
  void put_state(const Page& page, MergeResult& merged, const PageTimes& times);
  void put(MergeSlot& slot, const std::string& path, const MergeResult& merged);
  bool is_withheld(const Page& page, const MergeResult& merged, const Chain& chain, const MergeOptions& how) const;
  void collect_remarks();
  void write_manifest();
  void count();

  std::uint64_t inputs_of(std::size_t language, std::size_t page) const;
  std::string shown_manifest() const { return project.at(manifest_name); }

  std::unique_ptr<StaleTimes> times_;                     // where something depends on git
  std::uint64_t key_ = 0;                                 // configuration and program
  std::vector<const Manifest::Language*> old_languages_;  // beside languages; nullptr: new
  std::vector<std::size_t> old_pages_;                    // beside files; npos: new
  std::vector<std::vector<Diagnostic>> said_;             // about pages, beside files; empty when nothing was made
  std::vector<std::size_t> work_;                         // pages with something to do
  std::mutex mutex_;                                      // of run, while there are threads
  std::atomic<bool> changed_{false};                      // the manifest has to be written
};

bool Merger::plan() {
  languages = project.choose_languages(options.languages, false, run.diagnostics);
  files = project.find_pages(run.diagnostics);
  if (has_errors(run.diagnostics)) return false;
  run.pages = static_cast<std::uint32_t>(files.size());
  old = Manifest::load(shown_manifest());
  catalogs = std::make_unique<MergeCatalogs>(project, languages, files);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    LanguageMerge& one = run.languages.emplace_back();
    one.language = languages[i];
    for (const Language& fallback : catalogs->chain(i)) {
      if (fallback.tag != languages[i].tag) one.fallbacks.push_back(fallback.tag);
    }
  }
  return true;
}

void Merger::look_at_inputs() {
  const std::vector<std::string>& paths = catalogs->paths();
  inputs = std::make_unique<InputTable>(old, files.size() + paths.size());
  parallel_for(files.size() + paths.size(), options.jobs, [&](std::size_t i) {
    const std::string& path = i < files.size() ? files[i].path : paths[i - files.size()];
    inputs->look(i, path, project.at(path));
  });
  key_ = mix(hash_bytes(project.config().text, program_key()), options.force ? 1 : 0);
  if (!StaleTimes::are_needed(project.config())) return;
  times_ = std::make_unique<StaleTimes>(project, options.jobs);
  times_->warn(run.diagnostics);
  key_ = mix(key_, times_->key());
}

std::uint64_t Merger::inputs_of(std::size_t language, std::size_t page) const {
  std::uint64_t all = mix(key_, inputs->stamp(page).hash);
  catalogs->each_in_chain(language, page, [&](std::size_t catalog) {
    all = mix(all, hash_bytes(catalogs->paths()[catalog], inputs->stamp(files.size() + catalog).hash));
  });
  return all;
}

bool Merger::is_fresh(std::size_t language, std::size_t page) {
  const Manifest::Language* before = old_languages_[language];
  if (before == nullptr || old_pages_[page] == std::string::npos) return false;
  if (before->pattern != project.config().output.text) return false;
  OutputRecord& record = slot(language, page).record;
  record = before->records[old_pages_[page]];
  if (record.inputs != inputs_of(language, page)) return false;
  if (record.flags == 0 || !recall_remarks(language, page, record)) return false;
  if (!record.produced()) return true;
  const std::string path = project.at(output_path(language, page));
  FileStamp now;
  if (!stat_file(path.c_str(), now)) return false;
  if (now.same_stat(record.stamp) && !is_racy(now, old)) return true;
  if (now.size != record.stamp.size || hash_bytes(read_file(path)) != record.stamp.hash) return false;
  now.hash = record.stamp.hash;  // touched, or too young to tell: remember the new stat
  record.stamp = now;
  changed_ = true;
  return true;
}

/// What was said when this output was made. False: there was something, but as seen from another folder.
bool Merger::recall_remarks(std::size_t language, std::size_t page, const OutputRecord& record) {
  if ((record.flags & OutputRecord::Remarks) == 0) return true;
  const auto found = old_languages_[language]->remarks.find(old_pages_[page]);
  if (old.prefix != project.prefix() || found == old_languages_[language]->remarks.end()) return false;
  slot(language, page).remarks = found->second;
  return true;
}

void Merger::find_work() {
  slots.resize(languages.size() * files.size());
  for (const Language& language : languages) old_languages_.push_back(old.find_language(language.name));
  for (const PageFile& file : files) old_pages_.push_back(old.find_page(file.path));
  // Pieces of a language's pages. Whole paths: opening each folder for fstatat was measured to cost as much as it
  // saves.
  constexpr std::size_t piece = 64;
  const std::size_t pieces = (files.size() + piece - 1) / piece;
  parallel_for(languages.size() * pieces, options.jobs, [&](std::size_t i) {
    const std::size_t language = i / pieces;
    for (std::size_t page = i % pieces * piece; page < std::min(files.size(), (i % pieces + 1) * piece); ++page) {
      if (!is_fresh(language, page)) slot(language, page).outcome = Outcome::Failed;  // until it is made
    }
  });
  for (std::size_t page = 0; page < files.size(); ++page) {
    for (std::size_t language = 0; language < languages.size(); ++language) {
      if (slot(language, page).outcome == Outcome::Fresh) continue;
      if (work_.empty() || work_.back() != page) work_.push_back(page);
      catalogs->need(language);
    }
  }
}

bool Merger::is_withheld(const Page& page, const MergeResult& merged, const Chain& chain,
                         const MergeOptions& how) const {
  const Config& config = project.config();
  const MergeCounts& counts = merged.counts;
  const std::uint64_t shown = counts.translated_words + counts.stale_words - counts.hidden_words;
  if (shown * 100 < counts.words * config.publish_at) return true;
  return config.missing == Config::Missing::SkipPage && !covers_all(page, chain, how);
}

void Merger::put(MergeSlot& here, const std::string& path, const MergeResult& merged) {
  const OutputFolder::Put done = folder.put(path, merged.bytes, here.record, old, options.check);
  here.outcome = done.written ? Outcome::Written : Outcome::Unchanged;
  if (done.written) {
    const std::lock_guard<std::mutex> guard(mutex_);
    run.changed.push_back(project.at(path));
  }
  here.record.flags = OutputRecord::Produced;
  here.record.stamp = done.stamp;
}

MergeOptions Merger::merge_options(const PageFile& file) const {
  MergeOptions made;
  made.mark_source = project.config().mark_source;
  made.mark_stale = project.config().mark_stale;
  made.source_language = project.config().source.tag;
  made.force = options.force;
  made.pin_anchors = project.config().pin_anchors;
  made.parse = project.parse_options(file);
  made.layout = project.config().layout;
  return made;
}

void Merger::set_language(MergeOptions& how, std::size_t language, bool strict) const {
  how.language = languages[language].tag;
  how.stale = strict ? MergeOptions::Stale::Source : project.config().stale_in(how.language).shown;
}

void Merger::put_state(const Page& page, MergeResult& merged, const PageTimes& times) {
  const std::string& key = project.config().page_state;
  if (key.empty() || page.format().name != "markdown") return;
  const MergeCounts& counts = merged.counts;
  PageState state;
  state.coverage = counts.words == 0 ? 100 : static_cast<unsigned>(counts.translated_words * 100 / counts.words);
  state.stale_units = counts.stale;
  if (times.since.commit != nullptr) state.stale_since = date_of(*times.since.commit);
  state.source_revision = times_->revision_of(page.path());
  if (put_page_state(merged.bytes, key, state)) return;
  merged.diagnostics.push_back(
      make_diagnostic(Severity::Warning, "page-state", page.path(),
                      {N_("the front matter has \"{1}\" already: the state of the translation is left out"), {key}},
                      N_("name another key in \"page_state\"")));
}

void Merger::make_output(const Page& page, std::size_t language, std::size_t number, const Chain& chain,
                         const MergeOptions& how, const PageTimes& times) {
  MergeSlot& here = slot(language, number);
  here.remarks.clear();
  MergeResult merged = merge(page, chain, how);
  const bool withheld = is_withheld(page, merged, chain, how);
  if (!withheld) put_state(page, merged, times);
  for (Diagnostic& one : merged.diagnostics) {
    if (one.file == page.path()) one.file = project.at(page.path());
  }
  if (withheld) {
    // The file of an earlier run is remove_old's; until then its record must stay known.
    here.outcome = Outcome::Withheld;
  } else {
    put(here, output_path(language, number), merged);
  }
  here.record.inputs = inputs_of(language, number);
  here.remarks = std::move(merged.diagnostics);
}

/// By language; empty: there is nothing to make, or a catalog has errors.
std::vector<Chain> Merger::read_chains(std::size_t number, MergeCatalogs::Cache& cache,
                                       std::vector<Diagnostic>& diagnostics) {
  std::vector<Chain> chains(languages.size());
  for (std::size_t language = 0; language < languages.size(); ++language) {
    if (slot(language, number).outcome == Outcome::Fresh) continue;
    auto chain = catalogs->sources(language, number, cache, diagnostics);
    if (chain) {
      chains[language] = std::move(*chain);
    } else {
      const std::lock_guard<std::mutex> guard(mutex_);
      run.languages[language].failed = true;
    }
  }
  return chains;
}

void Merger::make_page(std::size_t number, std::vector<Diagnostic>& diagnostics) {
  const Page page = project.load_page(files[number]);
  append(diagnostics, page.diagnostics);
  if (!page.readable()) return;  // its files stay as they are
  const auto words = count_unit_words(page);
  MergeOptions how = merge_options(files[number]);
  how.unit_words = &words;
  const bool strict = is_priority(page);
  MergeCatalogs::Cache cache = catalogs->empty_cache();
  const std::vector<Chain> chains = read_chains(number, cache, diagnostics);
  const auto times = times_ ? times_->of(page, languages, chains) : std::vector<PageTimes>(languages.size());
  for (std::size_t language = 0; language < languages.size(); ++language) {
    if (chains[language].empty()) continue;
    set_language(how, language, strict);
    how.expired = &times[language].expired;
    make_output(page, language, number, chains[language], how, times[language]);
  }
}

void Merger::do_work() {
  run.parsed = static_cast<std::uint32_t>(work_.size());
  if (work_.empty()) return;
  changed_ = true;
  catalogs->load(options.jobs, run.diagnostics);
  said_.resize(files.size());
  parallel_for(work_.size(), options.jobs, [&](std::size_t i) { make_page(work_[i], said_[work_[i]]); });
  if (times_ && !options.check) times_->save_cache();
}

/// In page order, whoever made the page and when.
void Merger::collect_remarks() {
  for (std::size_t page = 0; page < files.size(); ++page) {
    if (!said_.empty()) append(run.diagnostics, std::move(said_[page]));
    for (std::size_t language = 0; language < languages.size(); ++language) {
      append(run.diagnostics, slot(language, page).remarks);
    }
  }
}

void Merger::write_manifest() {
  if (options.check || (!changed_ && !inputs->changed())) return;
  const std::string bytes = renew_manifest(*this).to_bytes();
  remove_leftovers(project, ".hexapla");
  make_parents(shown_manifest());
  replace_file(shown_manifest(), bytes, false);
}

void Merger::count() {
  for (std::size_t language = 0; language < languages.size(); ++language) {
    LanguageMerge& one = run.languages[language];
    for (std::size_t page = 0; page < files.size(); ++page) {
      const MergeSlot& here = slot(language, page);
      const bool fresh = here.outcome == Outcome::Fresh;
      if (here.outcome == Outcome::Withheld || (fresh && !here.record.produced())) ++one.withheld;
      if (here.outcome == Outcome::Unchanged || (fresh && here.record.produced())) ++one.unchanged;
      if (here.outcome == Outcome::Written) ++one.written;
    }
    one.pages = one.written + one.unchanged;
  }
  std::sort(run.changed.begin(), run.changed.end());
}

MergeRun Merger::execute() {
  std::optional<ProjectLock> lock;
  if (!options.check) lock.emplace(project.prefix(), options.lock_wait);
  if (!plan()) return std::move(run);
  look_at_inputs();
  find_work();
  try {
    do_work();
  } catch (const Error&) {
    // A full disk, say. What was written is ours all the same, and the next run has that much less to do.
    try {
      write_manifest();
    } catch (const Error&) {
    }
    throw;
  }
  collect_remarks();
  changed_ = remove_old_outputs(*this) || changed_;
  write_manifest();
  count();
  return std::move(run);
}

}  // namespace

MergeRun run_merge(const Project& project, const RunOptions& options) {
  return Merger(project, options).execute();
}

bool MergeRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
