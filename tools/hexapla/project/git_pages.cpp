#include "hexapla/project/git_pages.h"

#include "hexapla/base/parallel.h"
#include "hexapla/localize/formats.h"

#include <map>
#include <string>
#include <utility>

namespace hexapla {

namespace {

/// The project's folder inside the repository: "" or "docs/".
std::string folder_in(const Project& project, const GitRepository& repository) {
  const std::string config = repository.path_of(project.at(config_name));
  return config.substr(0, config.rfind('/') + 1);
}

/// Files of the project's folder that some format wants.
GitPathFilter candidates(const std::string& folder) {
  return [folder](std::string_view path) { return path.starts_with(folder) && format_for(path) != nullptr; };
}

std::vector<GitPage> choose(const Project& project, const std::string& folder, const std::vector<GitFile>& files) {
  std::vector<std::string> paths;
  std::map<std::string_view, ObjectId> blobs;
  for (const GitFile& file : files) {
    paths.push_back(file.path.substr(folder.size()));
    blobs.emplace(std::string_view(file.path).substr(folder.size()), file.blob);
  }
  std::vector<GitPage> pages;
  for (PageFile& file : project.choose_pages(std::move(paths))) {
    const ObjectId blob = blobs.at(file.path);
    pages.push_back({std::move(file), blob});
  }
  return pages;
}

}  // namespace

std::vector<GitPage> pages_at(const Project& project, const GitRepository& repository, const ObjectId& commit) {
  const std::string folder = folder_in(project, repository);
  return choose(project, folder, repository.files_at(commit, candidates(folder)));
}

std::vector<GitPage> pages_staged(const Project& project, const GitRepository& repository) {
  const std::string folder = folder_in(project, repository);
  return choose(project, folder, repository.files_staged(candidates(folder)));
}

std::vector<GitFile> project_files_at(const Project& project, const GitRepository& repository, const ObjectId& commit,
                                      const GitPathFilter& wanted) {
  const std::string folder = folder_in(project, repository);
  std::vector<GitFile> files = repository.files_at(
      commit, [&](std::string_view path) { return path.starts_with(folder) && wanted(path.substr(folder.size())); });
  for (GitFile& file : files) file.path.erase(0, folder.size());
  return files;
}

std::optional<ObjectId> blob_at(const Project& project, const GitRepository& repository, const ObjectId& commit,
                                std::string_view path) {
  const std::string wanted = folder_in(project, repository) + std::string(path);
  const auto files = repository.files_at(commit, [&](std::string_view one) { return one == wanted; });
  return files.empty() ? std::nullopt : std::optional(files.front().blob);
}

std::vector<Page> load_pages(const Project& project, const GitRepository& repository, const std::vector<GitPage>& pages,
                             unsigned jobs) {
  std::vector<std::optional<Page>> slots(pages.size());
  parallel_for(pages.size(), jobs, [&](std::size_t i) {
    const PageFile& file = pages[i].file;
    slots[i].emplace(file.path, repository.read_blob(pages[i].blob), *file.format, project.parse_options(file));
  });
  std::vector<Page> out;
  out.reserve(pages.size());
  for (auto& slot : slots) out.push_back(std::move(*slot));
  return out;
}

}  // namespace hexapla
