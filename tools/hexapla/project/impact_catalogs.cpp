#include "hexapla/project/faults.h"
#include "hexapla/project/impact_parts.h"
#include "hexapla/project/write.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

constexpr std::string_view hole = "{path}";

/// A language's catalogs: one file, or all between two fixed texts.
bool is_catalog(std::string_view pattern, std::string_view path) {
  const std::size_t at = pattern.find(hole);
  if (at == std::string_view::npos) return path == pattern;
  const std::string_view before = pattern.substr(0, at);
  const std::string_view after = pattern.substr(at + hole.size());
  return path.size() > before.size() + after.size() && path.starts_with(before) && path.ends_with(after);
}

}  // namespace

CatalogsAt::CatalogsAt(const Project& project, const GitRepository& repository, const ObjectId& commit,
                       const std::vector<Language>& languages)
    : project_(project), repository_(repository) {
  std::vector<std::string> patterns;
  patterns.reserve(languages.size());
  for (const Language& language : languages) patterns.push_back(project.catalog_path(language, hole));
  const GitPathFilter wanted = [&](std::string_view path) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return is_catalog(pattern, path); });
  };
  for (GitFile& file : project_files_at(project, repository, commit, wanted)) {
    known_.insert(file.path);
    files_.emplace(std::move(file.path), file.blob);
  }
  if (commit == repository.head()) return;
  for (GitFile& file : project_files_at(project, repository, repository.head(), wanted)) {
    known_.insert(std::move(file.path));
  }
}

std::optional<std::string> CatalogsAt::bytes_of(const std::string& path) const {
  const auto found = files_.find(path);
  if (found != files_.end()) return repository_.read_blob(found->second);
  if (known_.count(path) != 0) return std::nullopt;
  return read_if_there(project_, path);
}

OldCatalog CatalogsAt::read(const std::string& path, std::vector<Diagnostic>& diagnostics) const {
  OldCatalog old;
  old.path = path;
  try {
    std::optional<std::string> bytes = bytes_of(path);
    old.there = bytes.has_value();
    if (!old.there) return old;
    PoReadResult result = read_po(project_.at(path), std::move(*bytes));
    old.ok = result.ok();
    old.catalog = std::move(result.catalog);
    // Warnings are for those who work on the catalog.
    if (!old.ok) append(diagnostics, std::move(result.diagnostics));
  } catch (const Error& fault) {
    old.ok = false;
    append(diagnostics, fault.diagnostics());
  }
  return old;
}

std::vector<std::string> CatalogsAt::found(const Language& language) const {
  const std::string pattern = project_.catalog_path(language, hole);
  std::vector<std::string> paths;
  for (const auto& [path, blob] : files_) {
    if (is_catalog(pattern, path)) paths.push_back(path);
  }
  for (std::string& path : project_.catalogs_found(language)) {
    if (known_.count(path) == 0) paths.push_back(std::move(path));
  }
  std::erase(paths, project_.config().template_path.text);
  return paths;
}

}  // namespace hexapla
