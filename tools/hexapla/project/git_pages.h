// The pages that a project has, or had, in a revision or in the index: what `impact` compares.
#pragma once

#include "hexapla/pages/page.h"
#include "hexapla/project/git_repository.h"
#include "hexapla/project/project.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hexapla {

/// Equal blobs are equal bytes: who compares two revisions reads only where they differ.
struct GitPage {
  PageFile file;
  ObjectId blob;
};

/// Pages by today's configuration, in byte order of their paths. The project's folder is looked for where it is now.
std::vector<GitPage> pages_at(const Project& project, const GitRepository& repository, const ObjectId& commit);
std::vector<GitPage> pages_staged(const Project& project, const GitRepository& repository);

/// Files of the project in a revision, such as catalogs: those whose paths in the project are wanted, in byte order.
std::vector<GitFile> project_files_at(const Project& project, const GitRepository& repository, const ObjectId& commit,
                                      const GitPathFilter& wanted);

/// The blob of one file of the project, such as a catalog. nullopt: it is not in the revision.
std::optional<ObjectId> blob_at(const Project& project, const GitRepository& repository, const ObjectId& commit,
                                std::string_view path);

/// Reads and parses them on `jobs` threads (0: all cores), in the order given; their bytes are the pages' own. Throws
/// Error (id "git-object").
std::vector<Page> load_pages(const Project& project, const GitRepository& repository, const std::vector<GitPage>& pages,
                             unsigned jobs);

}  // namespace hexapla
