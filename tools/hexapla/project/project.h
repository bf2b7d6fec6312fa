// A folder with a hexapla.yaml: where things are in it, which pages and languages it has. What can be done with it is
// runs.h's and coverage.h's.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/pages/page.h"
#include "hexapla/project/config.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A pattern with {lang} and {path} as a glob: any language, any page.
std::string glob_of(std::string_view pattern);

inline constexpr std::string_view config_name = "hexapla.yaml";

/// The folder with hexapla.yaml, looking from `start` upwards ("" is the current folder), as a prefix for paths that
/// ends in '/' or is empty: "", "../", "site/". nullopt: there is none.
std::optional<std::string> find_project(const std::string& start);

/// A page that belongs to the project, not yet read.
struct PageFile {
  std::string path;  ///< relative to the project: its name in references and {path}
  const PageFormat* format;
  std::uint32_t rule;  ///< of config.content; the first that matches
};

/// Paths inside are relative to the project's folder; at() makes them openable and is how people see them.
class Project {
 public:
  /// Reads PREFIX/hexapla.yaml. Throws Error with all of its faults. Warnings are kept in `diagnostics`.
  explicit Project(std::string prefix);
  /// For tests: a configuration that stands in no file.
  Project(std::string prefix, Config config);

  const Config& config() const { return config_; }
  const std::string& prefix() const { return prefix_; }
  std::string at(std::string_view path) const { return prefix_ + std::string(path); }
  /// Warnings of the configuration; runs do not repeat them.
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

  /// All pages, in byte order of their paths. Faults (a glob that matches nothing, a file of unknown format, a link out
  /// of the project) are appended to `diagnostics`.
  std::vector<PageFile> find_pages(std::vector<Diagnostic>& diagnostics) const;
  /// Those of `paths` (relative, each once, of any revision) that are pages by `content:`, in byte order.
  std::vector<PageFile> choose_pages(std::vector<std::string> paths) const;
  /// What of a page is translatable.
  ParseOptions parse_options(const PageFile& file) const;
  /// Reads and parses one page; throws Error when the file cannot be read. Its diagnostics name it as at() does.
  Page load_page(const PageFile& file) const;
  /// All of them on `jobs` threads (0: all cores), in the order given. Files that vanished meanwhile throw Error.
  std::vector<Page> load_pages(const std::vector<PageFile>& files, unsigned jobs) const;

  /// The configured languages, or, with `auto`, those that have catalogs, sorted by tag.
  std::vector<Language> languages(std::vector<Diagnostic>& diagnostics) const;
  /// Those that the user named ("fr", "pt_BR"); all when `names` is empty. Throws Error for one that is no language,
  /// is the source, or (unless `allow_new`) is none of the project's.
  std::vector<Language> choose_languages(const std::vector<std::string>& names, bool allow_new,
                                         std::vector<Diagnostic>& diagnostics) const;

  /// Where a language's catalog is, or would be; `page` counts with catalogs per page only. Languages from languages()
  /// and choose_languages() know where a file in gettext's spelling is there (pt_BR.po for pt-BR).
  std::string catalog_path(const Language& language, std::string_view page = {}) const;
  /// All catalogs of all languages, as a glob.
  std::string catalog_glob() const { return glob_of(config_.catalogs.text); }
  /// All catalogs of the language that are there, also for pages that are gone; sorted.
  std::vector<std::string> catalogs_found(const Language& language) const;
  std::string output_path(const Language& language, std::string_view page) const;
  /// After the language itself: `fallback:` first, then parents by truncation, then theirs. Only languages with a
  /// catalog; ends at the source language.
  std::vector<Language> fallback_chain(const Language& language) const;

  /// An Error diagnostic (id "path-leaves") when `path` leads out of the project by way of a symbolic link.
  std::optional<Diagnostic> leaves_project(std::string_view path) const;

 private:
  void find_catalog_spelling(Language& language) const;
  std::vector<Language> languages_found(std::vector<Diagnostic>& diagnostics) const;

  std::string prefix_;
  std::string real_root_;  // without links, for leaves_project
  Config config_;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace hexapla
