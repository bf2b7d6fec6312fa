// The folder of real catalogs that some tests use when HEXAPLA_CORPORA names it, and templates made from catalogs.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace hexapla {

/// Empty when there are no corpora: the test has nothing to do then.
inline std::vector<std::filesystem::path> corpora_files(const std::string& below, const std::string& suffix) {
  std::vector<std::filesystem::path> files;
  const char* root = std::getenv("HEXAPLA_CORPORA");
  if (root == nullptr) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(root) / below)) {
    if (entry.path().string().ends_with(suffix)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The live messages of a catalog as a template would have them.
inline Catalog template_of(const Catalog& catalog) {
  Catalog result;
  result.share(catalog);
  for (const Message& message : catalog.messages) {
    if (message.obsolete) continue;
    Message copy = message;
    copy.comments.clear();
    copy.fuzzy = false;
    copy.has_previous_msgctxt = copy.has_previous_msgid = copy.has_previous_msgid_plural = false;
    copy.previous_msgctxt = copy.previous_msgid = copy.previous_msgid_plural = {};
    if (!copy.is_header()) copy.msgstr.assign(copy.has_plural ? 2 : 1, std::string_view{});
    result.messages.push_back(std::move(copy));
  }
  return result;
}

}  // namespace hexapla
