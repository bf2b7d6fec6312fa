#include "hexapla/site/site_map.h"

#include "hexapla/project/discovery.h"
#include "hexapla/project/glob.h"
#include "hexapla/site/addresses.h"
#include "hexapla/site/site.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <utility>

namespace hexapla {

namespace {

/// The folder that all `pages:` globs begin with: "content/".
std::string content_root(const Config& config) {
  std::optional<std::string> root;
  for (const ContentRule& rule : config.content) {
    for (const ConfigText& glob : rule.pages) {
      const std::string_view plain = std::string_view(glob.text).substr(0, glob.text.find_first_of("*?[{"));
      const std::string folder(parent_folder(plain));
      if (!root) root = folder;
      while (!folder.starts_with(*root)) *root = std::string(parent_folder(root->substr(0, root->size() - 1)));
    }
  }
  return root.value_or("");
}

class MapMaker {
 public:
  MapMaker(const Project& project, SiteMap& map, std::vector<Diagnostic>& diagnostics)
      : project_(project), map_(map), diagnostics_(diagnostics) {}

  void add_pages(std::vector<PageFile> files);
  void add_assets(const std::string& output);
  void index();

 private:
  std::uint32_t section_of(const std::string& folder);
  void move_readmes();
  void place(std::uint32_t number);

  const Project& project_;
  SiteMap& map_;
  std::vector<Diagnostic>& diagnostics_;
  std::map<std::string, std::uint32_t> sections_;
};

/// Folders that are not there yet are added, the outermost first.
std::uint32_t MapMaker::section_of(const std::string& folder) {
  std::uint32_t parent = nothing;
  for (std::size_t end = 0;;) {
    const std::string at = folder.substr(0, end);
    const auto number = static_cast<std::uint32_t>(map_.sections.size());
    const auto [found, fresh] = sections_.emplace(at, number);
    if (fresh) {
      map_.sections.emplace_back().folder = at;
      map_.sections.back().parent = parent;
      if (parent != nothing) map_.sections[parent].children.push_back(number);
    }
    if (end == folder.size()) return found->second;
    parent = found->second;
    end = std::min(folder.find('/', end), folder.size() - 1) + 1;
  }
}

void MapMaker::place(std::uint32_t number) {
  SitePage& page = map_.pages[number];
  page.section = section_of(std::string(parent_folder(page.path)));
  // "profiles.md" beside "profiles/" is that folder's page.
  if (const auto own = sections_.find(page.folder); !page.is_index && own != sections_.end()) {
    page.section = own->second;
    page.is_index = true;
  }
  SiteSection& section = map_.sections[page.section];
  if (!page.is_index) {
    section.pages.push_back(number);
  } else if (section.index == nothing) {
    section.index = number;
  }
}

/// A README is its folder's page where nothing else is.
void MapMaker::move_readmes() {
  std::map<std::string_view, std::uint32_t> times;
  for (const SitePage& page : map_.pages) ++times[page.folder];
  for (SitePage& page : map_.pages) {
    const std::string_view name = std::string_view(page.path).substr(parent_folder(page.path).size());
    if (times[page.folder] == 1 || (!name.starts_with("README.") && !name.starts_with("readme."))) continue;
    page.folder += "readme/";
    page.is_index = false;
  }
}

void MapMaker::add_pages(std::vector<PageFile> files) {
  section_of("");
  std::map<std::string, std::string> taken;
  for (PageFile& file : files) {
    if (file.format->name != "markdown") {
      map_.data.push_back(std::move(file));
      continue;
    }
    SitePage page;
    page.path = file.path.substr(map_.root.size());
    page.folder = folder_of_page(page.path);
    page.is_index = is_index_page(page.path);
    page.file = std::move(file);
    map_.pages.push_back(std::move(page));
  }
  move_readmes();
  for (const SitePage& page : map_.pages) {
    const auto [other, fresh] = taken.emplace(page.folder, page.file.path);
    if (!fresh) {
      diagnostics_.push_back(make_diagnostic(
          Severity::Error, "site-address", project_.at(page.file.path),
          {N_("this page and {1} have the same address: {2}"), {project_.at(other->second), "/" + page.folder}},
          N_("rename one of them")));
    }
  }
  for (const SitePage& page : map_.pages) section_of(std::string(parent_folder(page.path)));
  for (std::uint32_t i = 0; i < map_.pages.size(); ++i) place(i);
}

constexpr std::string_view media =
    "**/*.{svg,png,jpg,jpeg,gif,webp,avif,ico,pdf,mp3,ogg,opus,mp4,webm,woff2,SVG,PNG,JPG,JPEG,GIF,PDF}";

/// `path` as seen from `folder`, or nothing when it is not in there.
std::string path_within(const std::string& folder, const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::path base = fs::weakly_canonical(folder.empty() ? "." : folder, ignored);
  const std::string found = fs::weakly_canonical(path, ignored).lexically_relative(base).generic_string();
  return found.starts_with("..") ? std::string() : found;
}

/// What else is there is copied; of the project's own folder, where anything may lie about, only pictures and the like.
/// Not what is a page by its name, as a draft that no rule takes; nothing with a leading dot or underscore.
void MapMaker::add_assets(const std::string& output) {
  WalkRequest request;
  if (map_.root.empty()) {
    Glob::Fault fault;
    if (auto glob = Glob::parse(media, fault)) request.globs.push_back(std::move(*glob));
    request.skip.emplace_back("build");
  }
  std::string inside = path_within(project_.at(map_.root), output);
  while (inside.ends_with('/')) inside.pop_back();
  if (!inside.empty()) request.skip.push_back(std::move(inside));
  WalkResult found = walk(project_.at(map_.root), request);
  for (Diagnostic& one : found.diagnostics) diagnostics_.push_back(std::move(one));
  constexpr std::array<std::string_view, 7> texts{".md", ".markdown", ".mdx", ".yaml", ".yml", ".po", ".pot"};
  for (std::string& path : found.files) {
    const bool is_text = std::any_of(texts.begin(), texts.end(), [&](auto end) { return path.ends_with(end); });
    const bool is_ours = path.starts_with('_') || path.find("/_") != std::string::npos;
    if (!is_text && !is_ours) map_.assets.push_back(std::move(path));
  }
}

void MapMaker::index() {
  for (std::uint32_t i = 0; i < map_.pages.size(); ++i) map_.page_numbers.emplace(map_.pages[i].path, i);
  for (std::uint32_t i = 0; i < map_.sections.size(); ++i) map_.section_numbers.emplace(map_.sections[i].folder, i);
}

}  // namespace

SourceFolders source_folders(const Project& project) {
  const auto opened = [&](std::string folder) {
    folder = project.at(folder);
    return folder.empty() ? std::string(".") : folder;
  };
  SourceFolders made;
  const std::string& catalogs = project.config().catalogs.text;
  made.deep.push_back(opened(content_root(project.config())));
  made.deep.push_back(opened(std::string(parent_folder(catalogs.substr(0, catalogs.find('{'))))));
  made.flat.push_back(opened(""));
  return made;
}

SiteTarget SiteMap::find(std::string_view path) const {
  const auto page = [this](std::string_view name) {
    const auto found = page_numbers.find(name);
    return found == page_numbers.end() ? nothing : found->second;
  };
  if (const std::uint32_t number = page(path); number != nothing) return {SiteTarget::Kind::Page, number, {}};
  if (std::binary_search(assets.begin(), assets.end(), path)) {
    return {SiteTarget::Kind::Asset, 0, std::string(path)};
  }
  std::string stem(path);
  if (stem.ends_with(".html")) stem.resize(stem.size() - 5);
  while (stem.ends_with('/')) stem.pop_back();
  for (const char* end : {".md", ".markdown", ".mdx"}) {
    if (const std::uint32_t number = page(stem + end); number != nothing) return {SiteTarget::Kind::Page, number, {}};
  }
  const auto section = section_numbers.find(stem.empty() ? stem : stem + "/");
  if (section == section_numbers.end()) return {};
  const std::uint32_t index = sections[section->second].index;
  if (index != nothing) return {SiteTarget::Kind::Page, index, {}};
  return {SiteTarget::Kind::Section, section->second, {}};
}

SiteMap make_site_map(const Project& project, std::vector<PageFile> files, const std::string& output,
                      std::vector<Diagnostic>& diagnostics) {
  SiteMap map;
  map.root = content_root(project.config());
  MapMaker maker(project, map, diagnostics);
  maker.add_pages(std::move(files));
  maker.add_assets(output);
  maker.index();
  return map;
}

}  // namespace hexapla
