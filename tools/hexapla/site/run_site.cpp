#include "hexapla/base/file.h"
#include "hexapla/base/owned_folder.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/parallel.h"
#include "hexapla/site/output_values.h"
#include "hexapla/site/outputs.h"
#include "hexapla/site/site.h"
#include "hexapla/site/site_state.h"

#include <algorithm>
#include <atomic>
#include <set>
#include <utility>

namespace hexapla {

namespace {

constexpr FolderOwner site_owner{
    .id = "site-folder",
    .marker = ".hexapla-site",
    .title = "Written by hexapla build, which removes the files named here.\n",
    .not_ours = N_("this folder holds files that are no site of Hexapla"),
    .endings = "",
};

class SiteMaker {
 public:
  SiteMaker(const Project& project, const SiteOptions& options)
      : project_(project), options_(options), state_(project, options), folder_(options.folder, site_owner) {}
  SiteRun execute();

 private:
  bool plan();
  void read();
  void write();
  void copy_asset(const std::string& path);
  void count();

  const Project& project_;
  const SiteOptions& options_;
  SiteRun run_;
  SiteState state_;
  OwnedFolder folder_;
};

void sort_languages(SiteState& state) {
  std::vector<std::string> names;
  for (const SiteLanguage& one : state.languages) names.push_back(one.name);
  state.language_order = Collation("und").order(names);
}

bool SiteMaker::plan() {
  const Config& config = project_.config();
  const std::vector<Language> languages = project_.choose_languages(options_.languages, false, run_.diagnostics);
  state_.map = make_site_map(project_, project_.find_pages(run_.diagnostics), run_.diagnostics);
  state_.layouts = std::make_unique<Layouts>(project_.at(state_.map.root + "_layouts/"));
  if (has_errors(run_.diagnostics)) return false;
  std::vector<PageFile> files;
  for (const SitePage& page : state_.map.pages) files.push_back(page.file);
  for (const PageFile& file : state_.map.data) files.push_back(file);
  state_.catalogs = std::make_unique<MergeCatalogs>(project_, languages, files);
  state_.languages.emplace_back(config.source, config.site, options_);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    SiteLanguage& one = state_.languages.emplace_back(languages[i], config.site, options_);
    for (const Language& link : state_.catalogs->chain(i)) one.chain.push_back(link.tag);
    state_.catalogs->need(i);
  }
  sort_languages(state_);
  return true;
}

void SiteMaker::read() {
  state_.catalogs->load(options_.jobs, run_.diagnostics);
  localize_pages(state_, run_.diagnostics);
  if (std::any_of(state_.prepared.begin(), state_.prepared.end(),
                  [](const auto& page) { return !page->page.readable(); })) {
    return;
  }
  put_in_order(state_);
  for (std::size_t i = 0; i < state_.languages.size(); ++i) state_.shared.emplace_back(shared_values(state_, i));
}

void SiteMaker::copy_asset(const std::string& path) {
  const std::string from = state_.map.root + path;
  if (auto fault = project_.leaves_project(from)) {
    throw Error(std::move(*fault));
  }
  folder_.put(path, read_file(project_.at(from)));
}

void SiteMaker::write() {
  const std::vector<SiteOutput> outputs = list_outputs(state_);
  std::set<std::string> files;
  for (const SiteOutput& output : outputs) files.insert(output.file);
  for (const std::string& asset : state_.map.assets) {
    if (files.insert(asset).second) continue;
    run_.diagnostics.push_back(make_diagnostic(Severity::Error, "site-address", project_.at(state_.map.root + asset),
                                               N_("this file would stand where a page of the site is"),
                                               N_("rename it")));
  }
  if (has_errors(run_.diagnostics) && files.size() < outputs.size() + state_.map.assets.size()) return;
  folder_.announce(files);
  std::vector<std::vector<Diagnostic>> said(outputs.size());
  std::atomic<std::uint64_t> bytes{0};
  parallel_for(outputs.size() + state_.map.assets.size(), options_.jobs, [&](std::size_t i) {
    if (i >= outputs.size()) return copy_asset(state_.map.assets[i - outputs.size()]);
    folder_.put(outputs[i].file, outputs[i].make(said[i]));
  });
  for (auto& one : said) append(run_.diagnostics, std::move(one));
  folder_.finish();
  run_.files = static_cast<std::uint32_t>(files.size());
  run_.made = run_.files;
}

/// The same link on the same page leads nowhere in every language: said once, where the source has it.
void drop_repeated(std::vector<Diagnostic>& diagnostics) {
  std::set<std::vector<std::string>> seen;
  std::erase_if(diagnostics, [&](const Diagnostic& one) {
    if (!one.id.starts_with("site-")) return false;
    std::vector<std::string> what{one.id, one.file};
    what.insert(what.end(), one.message.args.begin(), one.message.args.end());
    return !seen.insert(std::move(what)).second;
  });
}

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
  if (!plan()) return std::move(run_);
  read();
  if (state_.shared.empty()) return std::move(run_);
  write();
  drop_repeated(run_.diagnostics);
  count();
  return std::move(run_);
}

}  // namespace

SiteRun run_site(const Project& project, const SiteOptions& options) {
  return SiteMaker(project, options).execute();
}

bool SiteRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
