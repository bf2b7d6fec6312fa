// A build in steps: what is there, what of it changed since the last one, what became of the pages, which outputs that
// concerns, and those are made. The manifest carries the facts of unchanged pages from run to run, so that a changed
// message costs the pages that show it; a first run is the same with everything changed. For run_site.cpp and
// site_changes.cpp.
#pragma once

#include "hexapla/base/file.h"
#include "hexapla/base/owned_folder.h"
#include "hexapla/project/input_table.h"
#include "hexapla/site/outputs.h"
#include "hexapla/site/site.h"
#include "hexapla/site/site_manifest.h"
#include "hexapla/site/site_state.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace hexapla {

extern const FolderOwner site_owner;

class SiteMaker {
 public:
  SiteMaker(const Project& project, const SiteOptions& options)
      : project_(project),
        options_(options),
        state_(project, options),
        languages_(project.choose_languages(options.languages, false, run_.diagnostics)),
        folder_(options.folder, site_owner) {}
  SiteRun execute();

 private:
  bool plan();
  void add_languages();
  void look_at_inputs();
  std::uint64_t whole_key() const;
  std::uint64_t map_key() const;
  void take_over();
  void take_over_pages();
  void find_changes();
  void read_shape(std::uint32_t number);
  bool are_catalogs_changed(std::size_t language, std::uint32_t page, std::uint64_t& hash) const;
  bool is_changed(std::size_t input, const std::string& path) const;
  bool read();
  void locate();
  bool forget_what_moved();
  void share();
  void add_assets(std::vector<SiteOutput>& outputs);
  void write();
  void choose_work(const std::vector<SiteOutput>& outputs, std::vector<std::size_t>& work);
  void look_at_outputs();
  bool is_fresh(const SiteOutput& output, std::size_t number);
  bool leads_where_it_led(const SiteManifest::Output& known, std::size_t language) const;
  void find_unreachable();
  void make(const SiteOutput& output, std::size_t number);
  void tell();
  std::string asset_bytes(const std::string& path) const;
  void write_manifest();
  void remove_leftovers() const;
  void count();

  const Project& project_;
  const SiteOptions& options_;
  SiteRun run_;
  SiteState state_;
  const std::vector<Language> languages_;
  OwnedFolder folder_;  ///< made when all that was asked for is known to be right
  SiteManifest old_, new_;
  std::string manifest_file_;
  std::unique_ptr<InputTable> inputs_;  // pages, data, catalogs, assets
  std::vector<FileStat> found_;         // beside old_.outputs; zeros: no file
  std::future<void> finding_;           // fills it, while something else is done
  std::atomic<bool> changed_{false};    // the manifest has to be written
};

}  // namespace hexapla
