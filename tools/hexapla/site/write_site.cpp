// The site's files: which of them are what they should be, and the others are made.
#include "hexapla/base/parallel.h"
#include "hexapla/project/faults.h"
#include "hexapla/site/asked_places.h"
#include "hexapla/site/links_between.h"
#include "hexapla/site/site_maker.h"

#include <algorithm>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

/// As stat_file() of base/file.h.
FileStat stat_within(int folder, const std::string& file) {
  struct stat info {};
  if (::fstatat(folder, file.c_str(), &info, 0) != 0 || !S_ISREG(info.st_mode)) return {};
  FileStat found;
  found.size = static_cast<std::uint64_t>(info.st_size);
  found.mtime = std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
  found.inode = info.st_ino;
  return found;
}

}  // namespace

/// A third of a run that has little to do, and nothing that the rest would have to wait for.
void SiteMaker::look_at_outputs() {
  found_.resize(old_.outputs.size());
  const auto way = effective_jobs(options_.jobs) > 1 ? std::launch::async : std::launch::deferred;
  finding_ = std::async(way, [this] {
    // From there on the ways are shorter.
    const int folder = ::open(folder_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return;
    for (std::size_t i = 0; i < found_.size(); ++i) found_[i] = stat_within(folder, old_.outputs[i].file);
    ::close(folder);
  });
}

std::string SiteMaker::asset_bytes(const std::string& path) const {
  const std::string from = state_.map.root + path;
  if (auto fault = project_.leaves_project(from)) throw Error(std::move(*fault));
  return read_file(project_.at(from));
}

bool SiteMaker::leads_where_it_led(const SiteManifest::Output& known, std::size_t language) const {
  return state_.same_answers || answers_key(state_, known.asked, language) == known.answered;
}

/// The file is what this key makes; its record goes over.
bool SiteMaker::is_fresh(const SiteOutput& output, std::size_t number) {
  const std::string& file = output.file;
  // Mostly there are the same files as before.
  const bool same = number < old_.outputs.size() && old_.outputs[number].file == file;
  const SiteManifest::Output* known = same ? &old_.outputs[number] : old_.find_output(file);
  if (known == nullptr || known->key != output.key || !leads_where_it_led(*known, output.catalog)) return false;
  FileStamp now;
  static_cast<FileStat&>(now) = found_[static_cast<std::size_t>(known - old_.outputs.data())];
  if (now.inode == 0) return false;
  now.hash = known->stamp.hash;
  if (!now.same_stat(known->stamp) || is_racy(now, old_.inputs)) {
    const std::string path = folder_.path() + file;
    if (now.size != known->stamp.size || hash_bytes(read_file(path)) != known->stamp.hash) return false;
    changed_ = true;
  }
  SiteManifest::Output& record = new_.outputs[number];
  record.stamp = now;
  record.said = known->said;
  record.asked = known->asked;
  record.answered = known->answered;
  record.leads = known->leads;
  return true;
}

void SiteMaker::choose_work(const std::vector<SiteOutput>& outputs, std::vector<std::size_t>& work) {
  if (finding_.valid()) finding_.get();
  std::vector<char> fresh(outputs.size());
  constexpr std::size_t piece = 64;
  parallel_for((outputs.size() + piece - 1) / piece, options_.jobs, [&](std::size_t i) {
    for (std::size_t at = i * piece; at < std::min(outputs.size(), (i + 1) * piece); ++at) {
      fresh[at] = is_fresh(outputs[at], at) ? 1 : 0;
    }
  });
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (fresh[i] != 0) continue;
    work.push_back(i);
    if (outputs[i].catalog != 0) state_.catalogs->need(outputs[i].catalog - 1);
  }
}

void SiteMaker::make(const SiteOutput& output, std::size_t number) {
  OutputNotes notes;
  const std::string bytes = output.make(notes);
  folder_.put(output.file, bytes);
  SiteManifest::Output& record = new_.outputs[number];
  record.said = std::move(notes.said);
  record.asked = state_.places_asked->numbers(notes.asked);
  record.answered = answers_key(state_, record.asked, output.catalog);
  if (is_page_of_source(state_, output.file)) {
    std::vector<std::string> files = files_linked(bytes, output.file);
    std::erase_if(files, [&](const std::string& file) { return !is_page_of_source(state_, file); });
    record.leads = state_.places_asked->numbers(files);
  }
  stat_file((folder_.path() + output.file).c_str(), record.stamp);
  record.stamp.hash = hash_bytes(bytes);
}

/// What is a page's place is no asset's.
void SiteMaker::add_assets(std::vector<SiteOutput>& outputs) {
  const std::size_t first = state_.count() + state_.catalogs->paths().size();
  const std::size_t pages = outputs.size();
  for (std::size_t i = 0; i < state_.map.assets.size(); ++i) {
    const std::string& asset = state_.map.assets[i];
    const auto end = outputs.begin() + static_cast<std::ptrdiff_t>(pages);
    const auto taken = std::lower_bound(outputs.begin(), end, asset,
                                        [](const SiteOutput& one, const std::string& name) { return one.file < name; });
    if (taken == end || taken->file != asset) {
      outputs.push_back(
          {asset, inputs_->stamp(first + i).hash, 0, [this, &asset](OutputNotes&) { return asset_bytes(asset); }});
      continue;
    }
    run_.diagnostics.push_back(make_diagnostic(Severity::Error, "site-address", project_.at(state_.map.root + asset),
                                               N_("this file would stand where a page of the site is"),
                                               N_("rename it")));
  }
  std::sort(outputs.begin(), outputs.end(), [](const SiteOutput& a, const SiteOutput& b) { return a.file < b.file; });
}

void SiteMaker::write() {
  std::vector<SiteOutput> outputs = list_outputs(state_);
  add_assets(outputs);
  std::vector<std::string> files;
  for (const SiteOutput& output : outputs) {
    SiteManifest::Output& record = new_.outputs.emplace_back();
    record.file = output.file;
    record.key = output.key;
    files.push_back(output.file);
  }
  std::vector<std::size_t> work;
  choose_work(outputs, work);
  std::vector<Diagnostic> said_before;
  state_.catalogs->load(options_.jobs, said_before);
  run_.files = static_cast<std::uint32_t>(files.size());
  run_.made = static_cast<std::uint32_t>(work.size());
  folder_.announce(std::move(files));
  parallel_for(work.size(), options_.jobs, [&](std::size_t i) { make(outputs[work[i]], work[i]); });
  // The pages of a language whose catalog cannot be read stay as they were.
  const bool failed = std::any_of(state_.localized.begin(), state_.localized.end(),
                                  [](const LocalizedPage& one) { return one.facts.failed; });
  if (!failed) folder_.finish();
  changed_ = changed_ || !work.empty();
}

}  // namespace hexapla
