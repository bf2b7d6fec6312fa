// What a merge run knows, for the pieces that it is made of: run_merge.cpp plans and makes the outputs,
// merge_removal.cpp removes what belongs to no page any more, merge_manifest.cpp writes down what the next run may rely
// on.
#pragma once

#include "hexapla/project/input_table.h"
#include "hexapla/project/manifest.h"
#include "hexapla/project/merge_catalogs.h"
#include "hexapla/project/output_folder.h"
#include "hexapla/project/project.h"
#include "hexapla/project/runs.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hexapla {

/// What one (page, language) came to.
enum class Outcome : std::uint8_t { Fresh, Unchanged, Written, Withheld, Failed };

struct MergeSlot {
  OutputRecord record;
  Outcome outcome = Outcome::Fresh;
  std::vector<Diagnostic> remarks;
};

struct MergeState {
  MergeState(const Project& the_project, const RunOptions& the_options)
      : project(the_project), options(the_options), folder(the_project) {}

  MergeSlot& slot(std::size_t language, std::size_t page) { return slots[language * files.size() + page]; }
  const MergeSlot& slot(std::size_t language, std::size_t page) const { return slots[language * files.size() + page]; }
  std::string output_path(std::size_t language, std::size_t page) const {
    return project.output_path(languages[language], files[page].path);
  }

  const Project& project;
  const RunOptions& options;
  OutputFolder folder;
  MergeRun run;
  Manifest old;
  std::vector<PageFile> files;  ///< sorted by path
  std::vector<Language> languages;
  std::unique_ptr<MergeCatalogs> catalogs;
  std::unique_ptr<InputTable> inputs;  ///< pages, then catalogs
  std::vector<MergeSlot> slots;        ///< languages x files
};

/// Removes the outputs of earlier runs that no page of this one makes. True: there were some, so that the manifest has
/// to be written anew.
bool remove_old_outputs(MergeState& state);

/// The manifest after this run: its own records, and those of languages that it did not look at.
Manifest renew_manifest(const MergeState& state);

}  // namespace hexapla
