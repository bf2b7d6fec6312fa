#include "hexapla/project/init_look.h"

#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/base/utf8.h"
#include "hexapla/localize/formats.h"
#include "hexapla/project/discovery.h"
#include "hexapla/text/language.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>

#include <sys/stat.h>

namespace hexapla {

namespace {

constexpr std::size_t most_pages_read = 2000;  // enough to see which front matter is in use

std::string join(const std::string& folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return folder.back() == '/' ? folder + std::string(name) : folder + "/" + std::string(name);
}

bool is_file(const std::string& folder, std::string_view name) {
  struct stat info;
  return ::stat(join(folder, name).c_str(), &info) == 0 && S_ISREG(info.st_mode);
}

bool is_folder(const std::string& folder, std::string_view name) {
  struct stat info;
  return ::stat(join(folder, name).c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

/// A kind of site shows by a file of its own, and by a folder where that file's name is a common one.
struct Sign {
  SiteKind kind;
  const char* file;
  const char* content;
};

constexpr Sign signs[] = {
    {SiteKind::MdBook, "book.toml", "src"},
    {SiteKind::MkDocs, "mkdocs.yml", "docs"},
    {SiteKind::MkDocs, "mkdocs.yaml", "docs"},
    {SiteKind::Docusaurus, "docusaurus.config.js", "docs"},
    {SiteKind::Docusaurus, "docusaurus.config.ts", "docs"},
    {SiteKind::Docusaurus, "docusaurus.config.mjs", "docs"},
    {SiteKind::Starlight, "astro.config.mjs", "src/content"},
    {SiteKind::Starlight, "astro.config.ts", "src/content"},
    {SiteKind::Starlight, "astro.config.js", "src/content"},
    {SiteKind::Hugo, "hugo.toml", "content"},
    {SiteKind::Hugo, "hugo.yaml", "content"},
    {SiteKind::Hugo, "hugo.json", "content"},
    {SiteKind::Hugo, "config/_default/hugo.toml", "content"},
    {SiteKind::Hugo, "config/_default/config.toml", "content"},
    {SiteKind::Hugo, "config.toml", "content"},
    {SiteKind::Hugo, "config.yaml", "content"},
    {SiteKind::Jekyll, "_config.yml", ""},
};

/// The value of `key = "…"` or `key: …` on a line of its own; empty: not said.
std::string simple_value(const std::string& text, std::string_view key) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = std::string_view(text).substr(begin, end - begin);
    begin = end + 1;
    if (!line.starts_with(key)) continue;
    line.remove_prefix(key.size());
    const std::size_t value = line.find_first_not_of(" \t=:\"'");
    if (value == 0 || value == std::string_view::npos) continue;
    line.remove_prefix(value);
    return std::string(line.substr(0, line.find_first_of(" \t\r\"'#")));
  }
  return {};
}

/// Where the site's own configuration puts its pages, when it says so.
std::string content_folder(const std::string& folder, const Sign& sign) {
  std::string named;
  try {
    const std::string text = read_file(join(folder, sign.file));
    if (sign.kind == SiteKind::MdBook) named = simple_value(text, "src");
    if (sign.kind == SiteKind::MkDocs) named = simple_value(text, "docs_dir");
    if (sign.kind == SiteKind::Hugo) named = simple_value(text, "contentDir");
  } catch (const Error&) {
    // Then the usual folder it is.
  }
  const bool plain = named.find_first_of("{}[]*?\\:") == std::string::npos && named.find("..") == std::string::npos;
  if (!named.empty() && named.front() != '/' && plain && is_folder(folder, named)) return named;
  return is_folder(folder, sign.content) ? sign.content : "";
}

void find_kind(const std::string& folder, FolderFacts& facts) {
  for (const Sign& sign : signs) {
    if (!is_file(folder, sign.file)) continue;
    // config.toml and config.yaml are anybody's names.
    const bool common = std::string_view(sign.file).starts_with("config.");
    if (common && !is_folder(folder, "content")) continue;
    facts.kind = sign.kind;
    facts.marker = sign.file;
    facts.content = content_folder(folder, sign);
    if (sign.kind == SiteKind::Starlight && is_folder(folder, "src/content/docs")) facts.content = "src/content/docs";
    return;
  }
  for (const char* name : {"content", "docs", "pages", "src"}) {
    if (!is_folder(folder, name)) continue;
    Glob::Fault fault;
    WalkRequest request;
    request.globs.push_back(*Glob::parse("**/*.{md,markdown,mdx}", fault));
    if (walk(join(folder, name), request).files.empty()) continue;
    facts.content = name;
    return;
  }
}

bool in_built_folder(std::string_view path) {
  for (const std::string_view folder : {"build/", "dist/", "public/", "site/", "_site/", "target/", "vendor/",
                                        "themes/", "book/", "archetypes/", "resources/_gen/"}) {
    if (path.starts_with(folder)) return true;
  }
  return false;
}

void find_pages(const std::string& folder, FolderFacts& facts) {
  const WalkResult all = walk(folder, {});
  const std::string below = facts.content.empty() ? "" : facts.content + "/";
  for (const std::string& file : all.files) {
    const PageFormat* format = format_for(file);
    if (format == nullptr || !file.starts_with(below) || (below.empty() && in_built_folder(file))) continue;
    if (format->name == "markdown") {
      facts.markdown.push_back(file);
    } else if (!below.empty() && file.find("/_") == std::string::npos) {
      facts.data.push_back(file);
    }
  }
}

/// "po/fr.po" -> folder "po", name "fr"; false when the name is no language.
bool catalog_language(std::string_view path, std::string& pattern, std::string& name) {
  const std::size_t slash = path.rfind('/');
  const std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;
  name = path.substr(begin, path.size() - begin - 3);
  pattern = std::string(path.substr(0, begin)) + "{lang}.po";
  return !canonical_language(name).empty();
}

void find_catalogs(const std::string& folder, FolderFacts& facts) {
  Glob::Fault fault;
  WalkRequest request;
  request.globs.push_back(*Glob::parse("{po,locales,locale,i18n,translations,l10n}/*.po", fault));
  request.globs.push_back(*Glob::parse("*.po", fault));
  std::map<std::string, std::vector<std::string>> by_pattern;
  for (const std::string& file : walk(folder, request).files) {
    std::string pattern, name;
    if (catalog_language(file, pattern, name)) by_pattern[pattern].push_back(name);
  }
  for (auto& [pattern, names] : by_pattern) {
    if (names.size() <= facts.catalog_names.size()) continue;
    facts.catalogs = pattern;
    facts.catalog_names = names;
  }
}

/// A sentence or a title, not a date, a path, a code or a name of a layout.
bool looks_like_text(std::string_view text) {
  if (text.empty() || text.find("://") != std::string_view::npos || text.front() == '/' || text.front() == '#') {
    return false;
  }
  bool letters = false;
  bool space = false;
  bool capital = false;
  bool wide = false;
  bool odd = false;
  for (std::size_t at = 0; at < text.size();) {
    const bool first = at == 0;
    const char32_t c = next_code_point(text, at);
    letters = letters || is_letter(c);
    space = space || c == U' ';
    wide = wide || is_unspaced_cjk(c);
    capital = capital || (first && c >= U'A' && c <= U'Z');
    odd = odd || c == U'_' || c == U'/' || c == U'\\' || c == U'=';
  }
  return letters && (space || wide || (capital && !odd));
}

struct KeyCount {
  std::uint32_t all = 0;
  std::uint32_t text = 0;
};

/// Reads front matter, whole, of one page.
void count_keys(const std::string& folder, const std::string& path, std::map<std::string, KeyCount>& counts,
                FolderFacts& facts) {
  const Page page(path, read_file(join(folder, path)), *format_for(path), ParseOptions{{"**"}, false});
  if (!page.readable()) {
    ++facts.unreadable;
    return;
  }
  std::set<std::string_view> seen;
  bool any = false;
  for (const Unit& unit : page.units) {
    if (unit.kind != UnitKind::FrontMatter) continue;
    any = true;
    if (!seen.insert(unit.path).second) continue;
    KeyCount& count = counts[std::string(unit.path)];
    ++count.all;
    if (looks_like_text(unit.text)) ++count.text;
  }
  if (any) ++facts.with_front_matter;
}

/// Values under these names are never read by people, however they look.
bool is_machine_key(std::string_view key) {
  static const std::set<std::string_view> names{
      "layout",         "type",      "slug",     "url",       "permalink",  "date",         "lastmod",
      "draft",          "weight",    "id",       "aliases[]", "tags[]",     "categories[]", "author",
      "authors[]",      "lang",      "language", "template",  "image",      "icon",         "sidebar_position",
      "translationKey", "outputs[]", "markup",   "parent",    "identifier", "robots",       "version"};
  const std::size_t dot = key.rfind('.');
  return names.count(key) != 0 || (dot != std::string_view::npos && names.count(key.substr(dot + 1)) != 0);
}

void find_text_keys(const std::string& folder, FolderFacts& facts) {
  std::map<std::string, KeyCount> counts;
  for (std::size_t i = 0; i < std::min(facts.markdown.size(), most_pages_read); ++i) {
    try {
      count_keys(folder, facts.markdown[i], counts, facts);
    } catch (const Error&) {
      ++facts.unreadable;
    }
  }
  for (const auto& [key, count] : counts) {
    if (count.text * 2 > count.all && !is_machine_key(key)) facts.text_keys.emplace_back(key, count.text);
  }
  std::stable_sort(facts.text_keys.begin(), facts.text_keys.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
}

}  // namespace

FolderFacts look_at_folder(const std::string& folder) {
  if (!is_folder(folder, ".")) {
    const int fault = errno == 0 ? ENOTDIR : errno;
    throw Error(make_diagnostic(Severity::Error, "folder-read", folder,
                                {N_("cannot read this folder: {1}"), {std::generic_category().message(fault)}}));
  }
  FolderFacts facts;
  find_kind(folder, facts);
  find_pages(folder, facts);
  find_catalogs(folder, facts);
  find_text_keys(folder, facts);
  return facts;
}

}  // namespace hexapla
