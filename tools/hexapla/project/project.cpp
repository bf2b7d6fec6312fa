#include "hexapla/project/project.h"

#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/localize/formats.h"
#include "hexapla/project/discovery.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

namespace hexapla {

namespace {

constexpr int most_levels_up = 100;

bool exists(const std::string& path) {
  return ::access(path.c_str(), F_OK) == 0;
}

std::optional<std::string> real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.c_str(), nullptr), std::free);
  if (!resolved) return std::nullopt;
  return std::string(resolved.get());
}

/// The file that shows whether a language's catalogs are there: its catalog, or the folder that {lang} names.
std::string witness_of(std::string_view pattern) {
  const std::size_t path = pattern.find("{path}");
  if (path == std::string_view::npos) return std::string(pattern);
  const std::size_t slash = pattern.rfind('/', path);
  const std::size_t lang = pattern.find("{lang}");
  return slash == std::string_view::npos || lang > slash ? std::string() : std::string(pattern.substr(0, slash));
}

bool is_tag_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '@';
}

/// What stands for {lang} in `path`, which matches the glob of `pattern`.
std::string_view language_in(std::string_view pattern, std::string_view path) {
  const std::size_t at = pattern.find("{lang}");
  const std::size_t page = pattern.find("{path}");
  if (page < at) return {};  // the language stands behind something of any length
  const std::string_view after = pattern.substr(at + 6, page == std::string_view::npos ? page : page - at - 6);
  std::size_t end = at;
  while (end < path.size() && is_tag_character(path[end])) ++end;
  while (end > at && !path.substr(end).starts_with(after)) --end;
  return path.substr(at, end - at);
}

const Language* find_language(const std::vector<Language>& languages, std::string_view tag) {
  const auto found =
      std::find_if(languages.begin(), languages.end(), [&](const Language& one) { return one.tag == tag; });
  return found == languages.end() ? nullptr : &*found;
}

}  // namespace

std::string glob_of(std::string_view pattern) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    if (pattern.substr(at).starts_with("{lang}")) {
      out += '*';
      at += 6;
    } else if (pattern.substr(at).starts_with("{path}")) {
      out += "**/*";
      at += 6;
    } else if (pattern[at] == '[') {
      out += "[[]";
      ++at;
    } else {
      out += pattern[at++];
    }
  }
  return out;
}

std::optional<std::string> find_project(const std::string& start) {
  std::string prefix = start.empty() || start.back() == '/' ? start : start + "/";
  struct stat before {};
  for (int level = 0; level < most_levels_up; ++level) {
    if (exists(prefix + std::string(config_name))) return prefix;
    struct stat info {};
    if (::stat(prefix.empty() ? "." : prefix.c_str(), &info) != 0) return std::nullopt;
    // The root folder is above itself.
    if (level > 0 && info.st_ino == before.st_ino && info.st_dev == before.st_dev) return std::nullopt;
    before = info;
    prefix += "../";
  }
  return std::nullopt;
}

Project::Project(std::string prefix) : prefix_(std::move(prefix)) {
  const std::string file = at(config_name);
  ConfigResult read = parse_config(file, read_file(file));
  if (!read.ok()) throw Error(std::move(read.diagnostics));
  config_ = std::move(read.config);
  diagnostics_ = std::move(read.diagnostics);
  real_root_ = real_path(prefix_.empty() ? "." : prefix_).value_or("/");
  for (const ConfigText* path : {&config_.template_path, &config_.catalogs, &config_.output}) {
    // Only as far as no placeholder: the rest is looked at where files are written.
    const std::string fixed = path->text.substr(0, path->text.rfind('/', path->text.find('{')) + 1);
    if (auto fault = leaves_project(path == &config_.template_path ? path->text : fixed)) {
      throw Error(config_diagnostic(config_, Severity::Error, fault->id, path->offset, fault->message, fault->hint));
    }
  }
}

Project::Project(std::string prefix, Config config) : prefix_(std::move(prefix)), config_(std::move(config)) {
  real_root_ = real_path(prefix_.empty() ? "." : prefix_).value_or("/");
}

ParseOptions Project::parse_options(const PageFile& file) const {
  ParseOptions options = default_parse_options(*file.format);
  const ContentRule& rule = config_.content[file.rule];
  const bool data = file.format->name != "markdown";
  if (data && rule.has_keys) options.keys = rule.keys;
  if (!data && rule.has_front_matter) options.keys = rule.front_matter;
  return options;
}

Page Project::load_page(const PageFile& file) const {
  const std::string shown = at(file.path);
  Page page(file.path, read_file(shown), *file.format, parse_options(file));
  for (Diagnostic& diagnostic : page.diagnostics) {
    if (diagnostic.file == file.path) diagnostic.file = shown;
  }
  return page;
}

std::vector<Page> Project::load_pages(const std::vector<PageFile>& files, unsigned jobs) const {
  std::vector<std::optional<Page>> slots(files.size());
  parallel_for(files.size(), jobs, [&](std::size_t i) { slots[i].emplace(load_page(files[i])); });
  std::vector<Page> pages;
  pages.reserve(files.size());
  for (auto& slot : slots) pages.push_back(std::move(*slot));
  return pages;
}

void Project::find_catalog_spelling(Language& language) const {
  const std::string witness = witness_of(config_.catalogs.text);
  if (witness.empty()) return;
  for (const std::string& spelling : {language.name, language.tag, gettext_language(language.tag)}) {
    if (spelling.empty() || !exists(at(expand_path(witness, spelling, {})))) continue;
    if (spelling != language.name) language.file_name = spelling;
    return;
  }
}

std::vector<Language> Project::languages_found(std::vector<Diagnostic>& diagnostics) const {
  Glob::Fault fault;
  const std::optional<Glob> glob = Glob::parse(glob_of(config_.catalogs.text), fault);
  if (!glob) return {};
  WalkRequest request;
  request.globs.push_back(*glob);
  std::map<std::string, Language> by_tag;
  std::set<std::string_view> seen;
  const WalkResult found = walk(prefix_, request);
  for (const std::string& path : found.files) {
    const std::string_view name = language_in(config_.catalogs.text, path);
    if (path == config_.template_path.text || !seen.insert(name).second) continue;
    const std::string tag = canonical_language(name);
    if (tag.empty()) {
      diagnostics.push_back(make_diagnostic(Severity::Warning, "catalog-language", at(path),
                                            {N_("left out: \"{1}\" is no language that is known"), {std::string(name)}},
                                            N_("catalogs are named after their language, such as fr.po or pt-BR.po")));
    } else if (tag != config_.source.tag) {
      by_tag.emplace(tag, Language{tag, std::string(name), config_.catalogs.offset, {}});
    }
  }
  std::vector<Language> languages;
  languages.reserve(by_tag.size());
  for (auto& [tag, language] : by_tag) languages.push_back(std::move(language));
  return languages;
}

std::vector<Language> Project::languages(std::vector<Diagnostic>& diagnostics) const {
  if (config_.languages_auto) return languages_found(diagnostics);
  std::vector<Language> languages = config_.languages;
  for (Language& language : languages) find_catalog_spelling(language);
  return languages;
}

std::vector<Language> Project::choose_languages(const std::vector<std::string>& names, bool allow_new,
                                                std::vector<Diagnostic>& diagnostics) const {
  std::vector<Language> all = languages(diagnostics);
  if (names.empty()) return all;
  std::vector<std::string_view> known;
  known.reserve(all.size());
  for (const Language& one : all) known.push_back(one.name);
  std::vector<Language> chosen;
  std::vector<Diagnostic> faults;
  const auto refuse = [&](Phrase message, Phrase hint) {
    faults.push_back(make_diagnostic(Severity::Error, "language", "", std::move(message), std::move(hint)));
  };
  for (const std::string& name : names) {
    const std::string tag = canonical_language(name);
    const Language* found = find_language(all, tag);
    const std::string_view near = did_you_mean(name, known);
    const Phrase hint = near.empty() ? Phrase{} : Phrase{N_("did you mean \"{1}\"?"), {std::string(near)}};
    if (tag.empty()) {
      refuse({N_("\"{1}\" is no language that is known"), {name}},
             near.empty() ? Phrase{N_("languages are written as fr, pt-BR or zh-Hans (BCP 47)")} : hint);
    } else if (tag == config_.source.tag) {
      refuse({N_("\"{1}\" is the source language"), {name}}, {});
    } else if (find_language(chosen, tag) != nullptr) {
      continue;
    } else if (found != nullptr) {
      chosen.push_back(*found);
    } else if (allow_new) {
      chosen.push_back({tag, std::all_of(name.begin(), name.end(), is_tag_character) ? name : tag, 0, {}});
      find_catalog_spelling(chosen.back());
    } else {
      refuse({N_("\"{1}\" is none of the project's languages"), {name}},
             near.empty() ? Phrase{N_("hexapla update {1} starts a new one"), {name}} : hint);
    }
  }
  if (!faults.empty()) throw Error(std::move(faults));
  return chosen;
}

std::string Project::catalog_path(const Language& language, std::string_view page) const {
  return expand_path(config_.catalogs.text, language.file_name.empty() ? language.name : language.file_name, page);
}

std::vector<std::string> Project::catalogs_found(const Language& language) const {
  const std::string& name = language.file_name.empty() ? language.name : language.file_name;
  Glob::Fault fault;
  const std::optional<Glob> glob = Glob::parse(glob_of(expand_path(config_.catalogs.text, name, "{path}")), fault);
  if (!glob) return {};
  WalkRequest request;
  request.globs.push_back(*glob);
  return walk(prefix_, request).files;
}

std::string Project::output_path(const Language& language, std::string_view page) const {
  return expand_path(config_.output.text, language.name, page);
}

std::vector<Language> Project::fallback_chain(const Language& language) const {
  std::vector<Language> chain;
  std::vector<Language> open{language};  // a stack: what a fallback falls back to comes before the next one
  std::set<std::string> seen;
  while (!open.empty()) {
    Language next = std::move(open.back());
    open.pop_back();
    if (next.tag == config_.source.tag) break;
    if (!seen.insert(next.tag).second) continue;
    std::vector<Language> after;
    for (const Fallback& fallback : config_.fallback) {
      if (fallback.language.tag == next.tag) after = fallback.to;
    }
    for (std::string& parent : fallback_parents(next.tag)) after.push_back({parent, parent, 0, {}});
    if (chain.size() + open.size() > 64) break;
    for (auto one = after.rbegin(); one != after.rend(); ++one) open.push_back(std::move(*one));
    if (next.tag == language.tag) continue;
    if (const Language* configured = find_language(config_.languages, next.tag)) next = *configured;
    find_catalog_spelling(next);
    const std::string witness = witness_of(config_.catalogs.text);
    const std::string& name = next.file_name.empty() ? next.name : next.file_name;
    if (!witness.empty() && exists(at(expand_path(witness, name, {})))) chain.push_back(std::move(next));
  }
  return chain;
}

std::optional<Diagnostic> Project::leaves_project(std::string_view path) const {
  std::string next(path);
  while (!next.empty() && next.back() == '/') next.pop_back();
  while (!next.empty()) {
    const std::string full = at(next);
    struct stat info {};
    if (::lstat(full.c_str(), &info) == 0) {
      const auto real = real_path(full);
      // A link to nothing would be written through to wherever it points.
      const bool inside = real && (real_root_ == "/" || *real == real_root_ ||
                                   (real->starts_with(real_root_) && (*real)[real_root_.size()] == '/'));
      if (inside) return std::nullopt;
      return make_diagnostic(Severity::Error, "path-leaves", full,
                             N_("refused: by way of a symbolic link this path leads out of the project"));
    }
    const std::size_t slash = next.rfind('/');
    next.resize(slash == std::string::npos ? 0 : slash);
  }
  return std::nullopt;
}

}  // namespace hexapla
