// Reading and writing catalogs inside a project, for this room; keep_out_of_git() is for the memory's place, too.
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

/// A catalog of the project, to be changed and written again; nullopt: it is not there, or has errors, which is
/// `failed`. What there is to say about it goes to `diagnostics`. Throws Error when it cannot be read.
std::optional<Catalog> read_catalog_file(const Project& project, const std::string& path, bool& failed,
                                         std::vector<Diagnostic>& diagnostics);
/// As write_in_project, durably.
void write_catalog_file(const Project& project, std::string_view path, const Catalog& catalog);

/// Writes a file of the project, unless `check`, after making its folders. Throws Error when it cannot, or when a
/// link leads out of the project.
void write_in_project(const Project& project, std::string_view path, std::string_view bytes, bool durable);

/// Writes FOLDER.gitignore, unless there is one: what is in the folder (ending in '/') belongs to this checkout alone.
void keep_out_of_git(const std::string& folder);

/// Removes temporary files that runs which no longer exist left in `folder` (of the project).
void remove_leftovers(const Project& project, std::string_view folder);

}  // namespace hexapla
