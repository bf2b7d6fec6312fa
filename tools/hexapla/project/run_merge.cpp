// Pages x languages -> files, making only what is not there already. Each output has one number for all that it
// depends on (the page, the catalogs of its chain, configuration and program); the manifest remembers the number and
// the file's stat. Equal numbers and equal stat mean that nothing needs to be read. The rest is done page by page, so
// that a page is parsed once for all languages and only as many pages are in memory as there are threads.
#include "hexapla/base/file.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/input_table.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/merge_catalogs.h"
#include "hexapla/project/output_folder.h"
#include "hexapla/project/parallel.h"
#include "hexapla/project/runs.h"
#include "hexapla/project/write.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_set>
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

/// What one (page, language) came to.
enum class Outcome : std::uint8_t { Fresh, Unchanged, Written, Withheld, Failed };

struct Slot {
  OutputRecord record;
  Outcome outcome = Outcome::Fresh;
  std::vector<Diagnostic> remarks;
};

class Merger {
 public:
  Merger(const Project& project, const RunOptions& options) : project_(project), options_(options), folder_(project) {}
  MergeRun run();

 private:
  bool plan();
  void look_at_inputs();
  void find_work();
  bool is_fresh(std::size_t language, std::size_t page);
  bool recall_remarks(std::size_t language, std::size_t page, const OutputRecord& record);
  void do_work();
  void make_page(std::size_t page, std::vector<Diagnostic>& diagnostics);
  void make_output(const Page& page, std::size_t language, std::size_t number, const MergeOptions& how,
                   MergeCatalogs::Cache& cache, std::vector<Diagnostic>& diagnostics);
  MergeOptions merge_options(const PageFile& file) const;
  void put(Slot& slot, const std::string& path, const MergeResult& merged);
  bool is_withheld(const Page& page, const MergeResult& merged, const std::vector<MergeSource>& chain) const;
  void collect_remarks();
  void remove_old();
  void remove_one(LanguageMerge* counts, const Manifest::Language& language, const OutputRecord& record,
                  const std::string& path);
  OutputRecord carried(OutputRecord record) const;
  void carry_inputs(Manifest& made) const;
  Manifest::Language carry_language(const Manifest::Language& language, const Manifest& made) const;
  bool is_carried(const Manifest::Language& language) const;
  Manifest new_manifest();
  void write_manifest();
  void count();

  std::uint64_t inputs_of(std::size_t language, std::size_t page) const;
  Slot& slot(std::size_t language, std::size_t page) { return slots_[language * files_.size() + page]; }
  std::string shown_manifest() const { return project_.at(manifest_name); }

  const Project& project_;
  const RunOptions& options_;
  OutputFolder folder_;
  MergeRun run_;

  Manifest old_;
  std::vector<PageFile> files_;
  std::vector<Language> languages_;
  std::unique_ptr<MergeCatalogs> catalogs_;
  std::unique_ptr<InputTable> inputs_;  // pages, then catalogs
  std::uint64_t key_ = 0;               // configuration and program
  std::vector<Slot> slots_;
  std::vector<const Manifest::Language*> old_languages_;  // beside languages_; nullptr: new
  std::vector<std::size_t> old_pages_;                    // beside files_; npos: new
  std::vector<std::vector<Diagnostic>> said_;             // about pages, beside files_; empty when nothing was made
  std::vector<std::size_t> work_;                         // pages with something to do
  std::mutex mutex_;                                      // of run_, while there are threads
  std::atomic<bool> changed_{false};                      // the manifest has to be written
};

bool Merger::plan() {
  languages_ = project_.choose_languages(options_.languages, false, run_.diagnostics);
  files_ = project_.find_pages(run_.diagnostics);
  if (has_errors(run_.diagnostics)) return false;
  run_.pages = static_cast<std::uint32_t>(files_.size());
  old_ = Manifest::load(shown_manifest());
  catalogs_ = std::make_unique<MergeCatalogs>(project_, languages_, files_);
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    LanguageMerge& one = run_.languages.emplace_back();
    one.language = languages_[i];
    for (const Language& fallback : catalogs_->chain(i)) {
      if (fallback.tag != languages_[i].tag) one.fallbacks.push_back(fallback.tag);
    }
  }
  return true;
}

void Merger::look_at_inputs() {
  const std::vector<std::string>& paths = catalogs_->paths();
  inputs_ = std::make_unique<InputTable>(old_, files_.size() + paths.size());
  parallel_for(files_.size() + paths.size(), options_.jobs, [&](std::size_t i) {
    const std::string& path = i < files_.size() ? files_[i].path : paths[i - files_.size()];
    inputs_->look(i, path, project_.at(path));
  });
  key_ = mix(hash_bytes(project_.config().text, program_key()), options_.force ? 1 : 0);
}

std::uint64_t Merger::inputs_of(std::size_t language, std::size_t page) const {
  std::uint64_t all = mix(key_, inputs_->stamp(page).hash);
  catalogs_->each_in_chain(language, page, [&](std::size_t catalog) {
    all = mix(all, hash_bytes(catalogs_->paths()[catalog], inputs_->stamp(files_.size() + catalog).hash));
  });
  return all;
}

bool Merger::is_fresh(std::size_t language, std::size_t page) {
  const Manifest::Language* before = old_languages_[language];
  if (before == nullptr || old_pages_[page] == std::string::npos) return false;
  if (before->pattern != project_.config().output.text) return false;
  OutputRecord& record = slot(language, page).record;
  record = before->records[old_pages_[page]];
  if (record.inputs != inputs_of(language, page)) return false;
  if (record.flags == 0 || !recall_remarks(language, page, record)) return false;
  if (!record.produced()) return true;
  const std::string path = project_.at(project_.output_path(languages_[language], files_[page].path));
  FileStamp now;
  if (!stat_file(path.c_str(), now)) return false;
  if (now.same_stat(record.stamp) && !is_racy(now, old_)) return true;
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
  if (old_.prefix != project_.prefix() || found == old_languages_[language]->remarks.end()) return false;
  slot(language, page).remarks = found->second;
  return true;
}

void Merger::find_work() {
  slots_.resize(languages_.size() * files_.size());
  for (const Language& language : languages_) old_languages_.push_back(old_.find_language(language.name));
  for (const PageFile& file : files_) old_pages_.push_back(old_.find_page(file.path));
  // Pieces of a language's pages. Whole paths: opening each folder for fstatat was measured to cost as much as it
  // saves.
  constexpr std::size_t piece = 64;
  const std::size_t pieces = (files_.size() + piece - 1) / piece;
  parallel_for(languages_.size() * pieces, options_.jobs, [&](std::size_t i) {
    const std::size_t language = i / pieces;
    for (std::size_t page = i % pieces * piece; page < std::min(files_.size(), (i % pieces + 1) * piece); ++page) {
      if (!is_fresh(language, page)) slot(language, page).outcome = Outcome::Failed;  // until it is made
    }
  });
  for (std::size_t page = 0; page < files_.size(); ++page) {
    for (std::size_t language = 0; language < languages_.size(); ++language) {
      if (slot(language, page).outcome == Outcome::Fresh) continue;
      if (work_.empty() || work_.back() != page) work_.push_back(page);
      catalogs_->need(language);
    }
  }
}

bool Merger::is_withheld(const Page& page, const MergeResult& merged, const std::vector<MergeSource>& chain) const {
  const Config& config = project_.config();
  const MergeCounts& counts = merged.counts;
  std::uint64_t shown = counts.translated_words;
  if (config.stale == MergeOptions::Stale::Translation) shown += counts.stale_words;
  if (shown * 100 < counts.words * config.publish_at) return true;
  return config.missing == Config::Missing::SkipPage && !covers_all(page, chain, config.stale);
}

void Merger::put(Slot& here, const std::string& path, const MergeResult& merged) {
  const OutputFolder::Put done = folder_.put(path, merged.bytes, here.record, old_, options_.check);
  here.outcome = done.written ? Outcome::Written : Outcome::Unchanged;
  if (done.written) {
    const std::lock_guard<std::mutex> guard(mutex_);
    run_.changed.push_back(project_.at(path));
  }
  here.record.flags = OutputRecord::Produced;
  here.record.stamp = done.stamp;
}

MergeOptions Merger::merge_options(const PageFile& file) const {
  MergeOptions made;
  made.stale = project_.config().stale;
  made.force = options_.force;
  made.pin_anchors = project_.config().pin_anchors;
  made.parse = project_.parse_options(file);
  made.layout = project_.config().layout;
  return made;
}

void Merger::make_output(const Page& page, std::size_t language, std::size_t number, const MergeOptions& how,
                         MergeCatalogs::Cache& cache, std::vector<Diagnostic>& diagnostics) {
  Slot& here = slot(language, number);
  if (here.outcome == Outcome::Fresh) return;
  here.remarks.clear();
  const auto chain = catalogs_->sources(language, number, cache, diagnostics);
  if (!chain) {
    const std::lock_guard<std::mutex> guard(mutex_);
    run_.languages[language].failed = true;
    return;
  }
  MergeResult merged = merge(page, *chain, how);
  for (Diagnostic& one : merged.diagnostics) {
    if (one.file == page.path()) one.file = project_.at(page.path());
  }
  if (is_withheld(page, merged, *chain)) {
    // The file of an earlier run is remove_old's; until then its record must stay known.
    here.outcome = Outcome::Withheld;
  } else {
    put(here, project_.output_path(languages_[language], page.path()), merged);
  }
  here.record.inputs = inputs_of(language, number);
  here.remarks = std::move(merged.diagnostics);
}

void Merger::make_page(std::size_t number, std::vector<Diagnostic>& diagnostics) {
  const Page page = project_.load_page(files_[number]);
  append(diagnostics, page.diagnostics);
  if (!page.readable()) return;  // its files stay as they are
  const auto words = count_unit_words(page);
  MergeOptions how = merge_options(files_[number]);
  how.unit_words = &words;
  MergeCatalogs::Cache cache = catalogs_->empty_cache();
  for (std::size_t language = 0; language < languages_.size(); ++language) {
    make_output(page, language, number, how, cache, diagnostics);
  }
}

void Merger::do_work() {
  run_.parsed = static_cast<std::uint32_t>(work_.size());
  if (work_.empty()) return;
  changed_ = true;
  catalogs_->load(options_.jobs, run_.diagnostics);
  said_.resize(files_.size());
  parallel_for(work_.size(), options_.jobs, [&](std::size_t i) { make_page(work_[i], said_[work_[i]]); });
}

/// In page order, whoever made the page and when.
void Merger::collect_remarks() {
  for (std::size_t page = 0; page < files_.size(); ++page) {
    if (!said_.empty()) append(run_.diagnostics, std::move(said_[page]));
    for (std::size_t language = 0; language < languages_.size(); ++language) {
      append(run_.diagnostics, slot(language, page).remarks);
    }
  }
}

void Merger::remove_one(LanguageMerge* counts, const Manifest::Language& language, const OutputRecord& record,
                        const std::string& path) {
  const std::string fixed = language.pattern.substr(0, language.pattern.find('{'));
  const std::string keep = fixed.substr(0, fixed.rfind('/') == std::string::npos ? 0 : fixed.rfind('/'));
  FileStamp now;
  if (!stat_file(project_.at(path).c_str(), now)) return;
  if (folder_.remove(path, record, keep, options_.check)) {
    run_.changed.push_back(project_.at(path));
    if (counts != nullptr) ++counts->removed;
  } else {
    run_.diagnostics.push_back(make_diagnostic(
        Severity::Warning, "output-kept", project_.at(path),
        N_("no page belongs to this file any more, but it was changed by hand: it stays"), N_("remove it yourself")));
  }
}

void Merger::remove_old() {
  // Whatever is a source of this run, or made by it, is not to be touched, whatever the manifest says.
  std::optional<std::unordered_set<std::string>> in_use;
  const auto is_in_use = [&](const std::string& path) {
    if (!in_use) {
      in_use.emplace();
      for (const PageFile& file : files_) in_use->insert(file.path);
      for (const std::string& catalog : catalogs_->paths()) in_use->insert(catalog);
      in_use->insert(project_.config().template_path.text);
      for (std::size_t language = 0; language < languages_.size(); ++language) {
        for (std::size_t page = 0; page < files_.size(); ++page) {
          if (slot(language, page).outcome == Outcome::Withheld) continue;
          in_use->insert(project_.output_path(languages_[language], files_[page].path));
        }
      }
    }
    return in_use->count(path) != 0;
  };
  for (const Manifest::Language& language : old_.languages) {
    const auto now = std::find_if(languages_.begin(), languages_.end(),
                                  [&](const Language& one) { return one.name == language.name; });
    const bool chosen = now != languages_.end();
    if (!chosen && !options_.languages.empty()) continue;
    const std::size_t number = static_cast<std::size_t>(now - languages_.begin());
    if (chosen && run_.languages[number].failed) continue;
    const bool same_place = chosen && language.pattern == project_.config().output.text;
    std::size_t next = 0;  // files_ and the manifest's pages are both sorted
    for (std::size_t page = 0; page < old_.pages.size(); ++page) {
      while (next < files_.size() && files_[next].path < old_.pages[page]) ++next;
      const bool still = next < files_.size() && files_[next].path == old_.pages[page];
      if (!language.records[page].produced()) continue;
      if (same_place && still && slot(number, next).outcome != Outcome::Withheld) continue;
      const std::string path = expand_path(language.pattern, language.name, old_.pages[page]);
      changed_ = true;
      if (!is_in_use(path)) {
        remove_one(chosen ? &run_.languages[number] : nullptr, language, language.records[page], path);
      }
    }
  }
}

/// What a record becomes that is taken over unseen. The new manifest is younger: a stamp too young for the old one must
/// not look old enough there.
OutputRecord Merger::carried(OutputRecord record) const {
  if (is_racy(record.stamp, old_)) record.stamp.mtime = 0;
  return record;
}

void Merger::carry_inputs(Manifest& made) const {
  std::unordered_set<std::string_view> known;
  for (std::size_t i = 0; i < files_.size() + catalogs_->paths().size(); ++i) {
    const std::string& path = i < files_.size() ? files_[i].path : catalogs_->paths()[i - files_.size()];
    if (known.insert(path).second && inputs_->stamp(i).mtime != 0) made.inputs.push_back({path, inputs_->stamp(i)});
  }
  for (const Manifest::Input& input : old_.inputs) {
    // Another language's catalog, when only some languages are merged.
    if (options_.languages.empty() || known.count(input.path) != 0 || is_racy(input.stamp, old_)) continue;
    made.inputs.push_back(input);
  }
  std::sort(made.inputs.begin(), made.inputs.end(),
            [](const Manifest::Input& a, const Manifest::Input& b) { return a.path < b.path; });
}

/// The language's old records, for pages that may have been renumbered.
Manifest::Language Merger::carry_language(const Manifest::Language& language, const Manifest& made) const {
  Manifest::Language copy{language.name, language.pattern, std::vector<OutputRecord>(made.pages.size()), {}};
  for (std::size_t i = 0; i < old_.pages.size(); ++i) {
    const std::size_t page = made.find_page(old_.pages[i]);
    if (page == std::string::npos) continue;
    copy.records[page] = carried(language.records[i]);
    const auto remarks = language.remarks.find(i);
    if (remarks != language.remarks.end()) copy.remarks.insert({page, remarks->second});
  }
  return copy;
}

bool Merger::is_carried(const Manifest::Language& language) const {
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    if (languages_[i].name == language.name) return run_.languages[i].failed && !project_.config().catalog_per_page();
  }
  return !options_.languages.empty();
}

Manifest Merger::new_manifest() {
  Manifest made;
  made.prefix = project_.prefix();
  carry_inputs(made);
  for (const PageFile& file : files_) made.pages.push_back(file.path);
  const bool some_carried = std::any_of(old_.languages.begin(), old_.languages.end(),
                                        [&](const Manifest::Language& one) { return is_carried(one); });
  if (some_carried) {
    made.pages.insert(made.pages.end(), old_.pages.begin(), old_.pages.end());
    std::sort(made.pages.begin(), made.pages.end());
    made.pages.erase(std::unique(made.pages.begin(), made.pages.end()), made.pages.end());
  }
  for (const Manifest::Language& one : old_.languages) {
    if (is_carried(one)) made.languages.push_back(carry_language(one, made));
  }
  for (std::size_t language = 0; language < languages_.size(); ++language) {
    if (made.find_language(languages_[language].name) != nullptr) continue;
    Manifest::Language& one = made.languages.emplace_back();
    one.name = languages_[language].name;
    one.pattern = project_.config().output.text;
    one.records.resize(made.pages.size());
    for (std::size_t page = 0; page < files_.size(); ++page) {
      OutputRecord record = slot(language, page).record;
      const Slot& here = slot(language, page);
      if (here.outcome == Outcome::Withheld) record = {record.inputs, OutputRecord::Withheld, {}};
      if (here.outcome == Outcome::Failed) record = carried({0, record.flags, record.stamp});
      const std::size_t number = made.find_page(files_[page].path);
      record.flags &= ~std::uint64_t{OutputRecord::Remarks};
      if (!here.remarks.empty()) {
        record.flags |= OutputRecord::Remarks;
        one.remarks.emplace(number, here.remarks);
      }
      one.records[number] = record;
    }
  }
  return made;
}

void Merger::write_manifest() {
  if (options_.check || (!changed_ && !inputs_->changed())) return;
  const std::string bytes = new_manifest().to_bytes();
  remove_leftovers(project_, ".hexapla");
  make_parents(shown_manifest());
  replace_file(shown_manifest(), bytes, false);
}

void Merger::count() {
  for (std::size_t language = 0; language < languages_.size(); ++language) {
    LanguageMerge& one = run_.languages[language];
    for (std::size_t page = 0; page < files_.size(); ++page) {
      const Slot& here = slot(language, page);
      const bool fresh = here.outcome == Outcome::Fresh;
      if (here.outcome == Outcome::Withheld || (fresh && !here.record.produced())) ++one.withheld;
      if (here.outcome == Outcome::Unchanged || (fresh && here.record.produced())) ++one.unchanged;
      if (here.outcome == Outcome::Written) ++one.written;
    }
    one.pages = one.written + one.unchanged;
  }
  std::sort(run_.changed.begin(), run_.changed.end());
}

MergeRun Merger::run() {
  std::optional<ProjectLock> lock;
  if (!options_.check) lock.emplace(project_.prefix(), options_.lock_wait);
  if (!plan()) return std::move(run_);
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
  remove_old();
  write_manifest();
  count();
  return std::move(run_);
}

}  // namespace

MergeRun run_merge(const Project& project, const RunOptions& options) {
  return Merger(project, options).run();
}

bool MergeRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
