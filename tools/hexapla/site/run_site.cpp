#include "hexapla/base/parallel.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/write.h"
#include "hexapla/site/feeds.h"
#include "hexapla/site/output_values.h"
#include "hexapla/site/site_maker.h"
#include "hexapla/site/site_search.h"

#include <algorithm>
#include <set>
#include <utility>

namespace hexapla {

const FolderOwner site_owner{
    .id = "site-folder",
    .marker = ".hexapla-site",
    .title = "Written by hexapla build, which removes the files named here.\n",
    .not_ours = N_("this folder holds files that are no site of Hexapla"),
    .endings = "",
};

void SiteMaker::add_languages() {
  const Config& config = project_.config();
  std::vector<PageFile> files;
  for (std::uint32_t i = 0; i < state_.count(); ++i) files.push_back(state_.file(i));
  state_.catalogs = std::make_unique<MergeCatalogs>(project_, languages_, files);
  state_.languages.emplace_back(config.source, config.site, options_);
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    SiteLanguage& one = state_.languages.emplace_back(languages_[i], config.site, options_);
    for (const Language& link : state_.catalogs->chain(i)) one.chain.push_back(link.tag);
  }
  std::vector<std::string> names;
  for (const SiteLanguage& one : state_.languages) names.push_back(one.name);
  state_.language_order = Collation("und").order(names);
}

bool SiteMaker::plan() {
  state_.map = make_site_map(project_, project_.find_pages(run_.diagnostics), options_.folder, run_.diagnostics);
  state_.layouts = std::make_unique<Layouts>(project_.at(state_.map.root + "_layouts/"));
  if (has_errors(run_.diagnostics)) return false;
  add_languages();
  state_.times = std::make_unique<StaleTimes>(project_, options_.jobs);
  state_.times->warn(run_.diagnostics);
  state_.times_key = state_.times->key();
  const std::string name = std::to_string(hash_bytes(options_.folder, options_.draft ? 1 : 0));
  manifest_file_ = project_.at(".hexapla/site-" + name);
  old_ = SiteManifest::load(manifest_file_);
  return true;
}

void SiteMaker::look_at_inputs() {
  const std::vector<std::string>& catalogs = state_.catalogs->paths();
  std::vector<std::string> paths;
  for (std::uint32_t i = 0; i < state_.count(); ++i) paths.push_back(state_.file(i).path);
  paths.insert(paths.end(), catalogs.begin(), catalogs.end());
  for (const std::string& asset : state_.map.assets) paths.push_back(state_.map.root + asset);
  inputs_ = std::make_unique<InputTable>(old_.inputs, paths.size());
  parallel_for(paths.size(), options_.jobs, [&](std::size_t i) { inputs_->look(i, paths[i], project_.at(paths[i])); });
  std::set<std::string> once;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    if (inputs_->stamp(i).mtime == 0 || !once.insert(paths[i]).second) continue;
    new_.inputs.inputs.push_back({paths[i], inputs_->stamp(i)});
    run_.inputs.push_back(project_.at(paths[i]));
  }
  std::sort(new_.inputs.inputs.begin(), new_.inputs.inputs.end(),
            [](const auto& a, const auto& b) { return a.path < b.path; });
  run_.inputs.push_back(project_.at(config_name));
  for (const std::string& file : state_.layouts->files()) run_.inputs.push_back(file);
  // A folder is newer when a page comes or goes.
  for (const SiteSection& section : state_.map.sections) {
    std::string name = project_.at(state_.map.root + section.folder);
    while (name.ends_with('/')) name.pop_back();
    run_.inputs.push_back(name.empty() ? "." : name);
  }
  std::sort(run_.inputs.begin(), run_.inputs.end());
}

/// False: a page cannot be read.
bool SiteMaker::read() {
  take_over();
  find_changes();
  const bool readable = std::all_of(state_.prepared.begin(), state_.prepared.end(),
                                    [](const auto& page) { return page == nullptr || page->page.readable(); });
  localize_pages(state_);
  if (!readable) return false;
  choose_folders(state_);
  find_sections(state_);
  new_.map_key = map_key();
  return true;
}

/// What is fresh shows where things were.
bool SiteMaker::read_again_if_moved() {
  if (old_.map_key == new_.map_key || old_.map_key == 0) return true;
  old_ = {};
  run_.diagnostics.clear();
  state_.times->warn(run_.diagnostics);
  return read();
}

void SiteMaker::share() {
  put_matter(state_);
  put_in_order(state_);
  state_.key = new_.map_key;
  for (std::size_t i = 0; i < state_.languages.size(); ++i) state_.feeds.push_back(has_feed(state_, i) ? 1 : 0);
  choose_searched(state_);
  for (std::size_t i = 0; i < state_.languages.size(); ++i) {
    const Value values = shared_values(state_, i);
    std::string packed;
    values.pack(packed);
    state_.shared.emplace_back(values);
    state_.shared_keys.push_back(hash_bytes(packed));
  }
}

std::string SiteMaker::asset_bytes(const std::string& path) const {
  const std::string from = state_.map.root + path;
  if (auto fault = project_.leaves_project(from)) throw Error(std::move(*fault));
  return read_file(project_.at(from));
}

/// The file is what this key makes; its record goes over.
bool SiteMaker::is_fresh(std::size_t number) {
  const auto& [file, key, stamp, said] = new_.outputs[number];
  // Mostly there are the same files as before.
  const bool same = number < old_.outputs.size() && old_.outputs[number].file == file;
  const SiteManifest::Output* known = same ? &old_.outputs[number] : old_.find_output(file);
  if (known == nullptr || known->key != key) return false;
  const std::string path = folder_.path() + file;
  FileStamp now;
  if (!stat_file(path.c_str(), now)) return false;
  now.hash = known->stamp.hash;
  if (!now.same_stat(known->stamp) || is_racy(now, old_.inputs)) {
    if (now.size != known->stamp.size || hash_bytes(read_file(path)) != known->stamp.hash) return false;
    changed_ = true;
  }
  SiteManifest::Output& record = new_.outputs[number];
  record.stamp = now;
  record.said = known->said;
  return true;
}

void SiteMaker::choose_work(const std::vector<SiteOutput>& outputs, std::vector<std::size_t>& work) {
  std::vector<char> fresh(outputs.size());
  constexpr std::size_t piece = 64;
  parallel_for((outputs.size() + piece - 1) / piece, options_.jobs, [&](std::size_t i) {
    for (std::size_t at = i * piece; at < std::min(outputs.size(), (i + 1) * piece); ++at) {
      fresh[at] = is_fresh(at) ? 1 : 0;
    }
  });
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (fresh[i] != 0) continue;
    work.push_back(i);
    if (outputs[i].catalog != 0) state_.catalogs->need(outputs[i].catalog - 1);
  }
}

void SiteMaker::make(const SiteOutput& output, std::size_t number) {
  const std::string bytes = output.make(new_.outputs[number].said);
  folder_.put(output.file, bytes);
  SiteManifest::Output& record = new_.outputs[number];
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
      outputs.push_back({asset, inputs_->stamp(first + i).hash, 0,
                         [this, &asset](std::vector<Diagnostic>&) { return asset_bytes(asset); }});
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
    new_.outputs.push_back({output.file, output.key, {}, {}});
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

void SiteMaker::write_manifest() {
  if (!changed_ && !inputs_->changed() && old_.map_key == new_.map_key) return;
  new_.shapes = std::move(state_.shapes);
  new_.times_key = state_.times_key;
  for (LocalizedPage& one : state_.localized) {
    new_.facts.push_back(std::move(one.facts));
    new_.said.push_back(std::move(one.said));
  }
  keep_out_of_git(project_.at(".hexapla/"));
  replace_file(manifest_file_, new_.to_bytes(), false);
}

/// In the same order, whoever was made anew.
void SiteMaker::tell() {
  for (std::uint32_t page = 0; page < state_.count(); ++page) {
    append(run_.diagnostics, state_.shapes[page].said);
    for (std::size_t language = 0; language < state_.languages.size(); ++language) {
      append(run_.diagnostics, state_.page(page, language).said);
    }
  }
  for (const SiteManifest::Output& output : new_.outputs) append(run_.diagnostics, output.said);
}

namespace {

/// The same link on the same page leads nowhere in every language: said once.
void drop_repeated(std::vector<Diagnostic>& diagnostics) {
  std::set<std::vector<std::string>> seen;
  std::erase_if(diagnostics, [&](const Diagnostic& one) {
    if (!one.id.starts_with("site-")) return false;
    std::vector<std::string> what{one.id, one.file};
    what.insert(what.end(), one.message.args.begin(), one.message.args.end());
    return !seen.insert(std::move(what)).second;
  });
}

}  // namespace

void SiteMaker::count() {
  run_.written = folder_.written();
  run_.removed = folder_.removed();
  run_.bytes = folder_.bytes();
  for (std::size_t language = 0; language < state_.languages.size(); ++language) {
    SiteLanguageCount& one = run_.languages.emplace_back();
    one.tag = state_.languages[language].tag;
    for (std::uint32_t page = 0; page < state_.map.pages.size(); ++page) {
      ++(state_.facts(page, language).published ? one.pages : one.withheld);
    }
  }
}

SiteRun SiteMaker::execute() {
  const ProjectLock lock(project_.prefix());
  if (!plan()) return std::move(run_);
  look_at_inputs();
  if (!read() || !read_again_if_moved()) {
    tell();
    return std::move(run_);
  }
  share();
  write();
  tell();
  drop_repeated(run_.diagnostics);
  count();
  write_manifest();
  state_.times->save_cache();
  return std::move(run_);
}

SiteRun run_site(const Project& project, const SiteOptions& options) {
  return SiteMaker(project, options).execute();
}

bool SiteRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
