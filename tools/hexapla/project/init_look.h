// What plan_init finds out about a folder, before it writes a word. For this room only.
#pragma once

#include "hexapla/project/init.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

/// A folder, seen.
struct FolderFacts {
  SiteKind kind = SiteKind::Plain;
  std::string marker;                      ///< the file that shows it ("book.toml"); empty when plain
  std::string content;                     ///< the folder with the pages; empty: the folder itself
  std::vector<std::string> markdown;       ///< pages, sorted
  std::vector<std::string> data;           ///< YAML files that may hold texts, sorted
  std::string catalogs;                    ///< pattern of the catalogs found; empty: none
  std::vector<std::string> catalog_names;  ///< languages as the catalogs' names have them
  std::vector<std::pair<std::string, std::uint32_t>> text_keys;  ///< front matter that looks like text, with counts
  std::uint32_t with_front_matter = 0;                           ///< pages
  std::uint32_t unreadable = 0;                                  ///< pages with errors
};

FolderFacts look_at_folder(const std::string& folder);

}  // namespace hexapla
