// What an update has to do with the project's translation memory, if it has one.
#pragma once

#include "cli/console.h"
#include "hexapla/memory/learn.h"
#include "hexapla/project/project.h"
#include "hexapla/project/runs.h"

#include <cstdint>
#include <memory>
#include <string>

namespace hexapla::cli {

/// The memory that was made with `hexapla memory`, or that hexapla.yaml names a server for; nullptr: none. A memory
/// that cannot be opened is none either, with a warning: an update works without. To be called before anything is
/// said (memory_place.h).
std::unique_ptr<Memory> memory_for_update(const Project& project, Console& console);

/// Teaches it what the catalogs have translated and it was not told yet. Returns how many pairs were new. What fails
/// is a warning.
std::uint64_t learn_from_update(Memory& memory, const Project& project, const UpdateRun& run, Console& console);

/// Asks it for texts that are at least this like a message's.
CatalogLookup memory_lookup(Memory& memory, const Project& project, double least);

/// The same for suggestions: what fails is a warning, and nothing is asked any more.
CatalogLookup memory_for_suggestions(Memory& memory, const Project& project, Console& console);

/// What `hexapla memory add` and an update say that the pairs of a project's catalog come from.
std::string memory_origin(const Project& project, const std::string& catalog);

/// How both learn a catalog of the project.
LearnOptions learn_options(const Project& project, const Language& language, const std::string& catalog);

}  // namespace hexapla::cli
