// Reading and writing catalogs inside a project, for this room only.
#pragma once

#include "hexapla/catalogs/po.h"
#include "hexapla/project/project.h"

#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

/// A PO text without the line of POT-Creation-Date, for comparing.
std::string without_creation_date(std::string_view po);

/// The bytes of a file of the project; nullopt: it is not there. Throws Error when it cannot be read.
std::optional<std::string> read_if_there(const Project& project, std::string_view path);

/// Writes a file of the project, unless `check`, after making its folders. Throws Error when it cannot, or when a
/// link leads out of the project.
void write_in_project(const Project& project, std::string_view path, std::string_view bytes, bool durable);

/// Writes FOLDER.gitignore, unless there is one: what is in the folder (ending in '/') belongs to this checkout alone.
void keep_out_of_git(const std::string& folder);

/// Removes temporary files that runs which no longer exist left in `folder` (of the project).
void remove_leftovers(const Project& project, std::string_view folder);

}  // namespace hexapla
