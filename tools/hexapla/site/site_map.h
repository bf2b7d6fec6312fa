// What pages a site has and where: folders, sections, order. Made from paths alone; titles and states are facts.h's.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/project.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla {

inline constexpr std::uint32_t nothing = UINT32_MAX;

/// A Markdown page.
struct SitePage {
  PageFile file;
  std::string path;           ///< among the content: "profiles/mss.md"
  std::string folder;         ///< its address below a language, not encoded: "profiles/mss/"
  std::uint32_t section = 0;  ///< the folder that it stands in, or is the page of
  bool is_index = false;      ///< the page of that folder
};

/// A folder among the content with pages in it or below.
struct SiteSection {
  std::string folder;  ///< "profiles/", "" is the site's own
  std::uint32_t parent = nothing;
  std::uint32_t index = nothing;        ///< its own page; nothing: a list is made
  std::vector<std::uint32_t> pages;     ///< the others in it, by path
  std::vector<std::uint32_t> children;  ///< sections in it, by path
};

/// What an address among the content names.
struct SiteTarget {
  enum class Kind : std::uint8_t { Nothing, Page, Section, Asset };
  Kind kind = Kind::Nothing;
  std::uint32_t number = nothing;
  std::string path;  ///< of an asset, among the content
};

struct SiteMap {
  std::string root;                   ///< where the content is, in the project: "content/"; may be empty
  std::vector<SitePage> pages;        ///< by path
  std::vector<PageFile> data;         ///< YAML files
  std::vector<SiteSection> sections;  ///< parents first
  std::vector<std::string> assets;    ///< other files among the content, sorted

  /// `path` is relative to the content: a page, with or without its extension or as .html, a folder, another file.
  SiteTarget find(std::string_view path) const;

  /// An mdBook's table of contents; nothing: there is none.
  std::uint32_t summary() const {
    const auto found = page_numbers.find("SUMMARY.md");
    return found == page_numbers.end() ? nothing : found->second;
  }

  std::unordered_map<std::string_view, std::uint32_t> page_numbers;     // by path
  std::unordered_map<std::string_view, std::uint32_t> section_numbers;  // by folder
};

/// `output`: the site's own folder, as opened; what is in it is no content. Errors: two pages with one address.
SiteMap make_site_map(const Project& project, std::vector<PageFile> files, const std::string& output,
                      std::vector<Diagnostic>& diagnostics);

}  // namespace hexapla
