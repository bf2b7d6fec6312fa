#include "hexapla/base/parallel.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/write.h"
#include "hexapla/site/feeds.h"
#include "hexapla/site/output_values.h"
#include "hexapla/site/site_maker.h"
#include "hexapla/site/site_search.h"

#include <algorithm>
#include <filesystem>
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
  const std::string name = std::to_string(hash_bytes(options_.folder, options_.draft ? 1 : 0));
  manifest_file_ = project_.at(".hexapla/site-" + name);
  old_ = SiteManifest::load(manifest_file_);
  look_at_outputs();
  state_.map = make_site_map(project_, project_.find_pages(run_.diagnostics), options_.folder, run_.diagnostics);
  state_.layouts = std::make_unique<Layouts>(project_.at(state_.map.root + "_layouts/"));
  if (has_errors(run_.diagnostics)) return false;
  add_languages();
  state_.times = std::make_unique<StaleTimes>(project_, options_.jobs);
  state_.times->warn(run_.diagnostics);
  state_.times_key = state_.times->key();
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
  locate();
  new_.map_key = map_key();
  if (forget_what_moved()) {
    localize_pages(state_);
    locate();
  }
  return true;
}

void SiteMaker::locate() {
  choose_folders(state_);
  find_sections(state_);
}

void SiteMaker::share() {
  put_matter(state_);
  put_in_order(state_);
  state_.key = new_.key;
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

void SiteMaker::write_manifest() {
  if (!changed_ && !inputs_->changed() && old_.map_key == new_.map_key) return;
  new_.folder = std::filesystem::absolute(folder_.path()).lexically_normal().string();
  for (std::uint32_t i = 0; i < state_.count(); ++i) new_.files.push_back(state_.file(i).path);
  new_.shapes = std::move(state_.shapes);
  new_.times_key = state_.times_key;
  for (LocalizedPage& one : state_.localized) {
    new_.facts.push_back(std::move(one.facts));
    new_.said.push_back(std::move(one.said));
  }
  keep_out_of_git(project_.at(".hexapla/"));
  if (old_.key == 0) remove_leftovers();
  replace_file(manifest_file_, new_.to_bytes(), false);
}

/// What is known of sites that are gone.
void SiteMaker::remove_leftovers() const {
  namespace fs = std::filesystem;
  std::error_code fault;
  for (fs::directory_iterator entry(project_.at(".hexapla"), fault), end; !fault && entry != end;
       entry.increment(fault)) {
    const std::string path = entry->path().string();
    if (!entry->path().filename().string().starts_with("site-")) continue;
    const std::string folder = SiteManifest::folder_of(path);
    std::error_code ignored;
    if (folder.empty() || !fs::is_directory(folder, ignored)) fs::remove(path, ignored);
  }
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
  if (!read()) {
    tell();
    return std::move(run_);
  }
  share();
  write();
  tell();
  find_unreachable();
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
