// Project::find_pages: one walk for all rules of `content:`, then each file goes to the first rule that wants it.
#include "hexapla/localize/formats.h"
#include "hexapla/project/config_values.h"
#include "hexapla/project/discovery.h"
#include "hexapla/project/project.h"

#include <algorithm>
#include <set>
#include <utility>

#include <dirent.h>

namespace hexapla {

namespace {

constexpr std::string_view wildcards = "*?[{";

/// The folders at the start of a pattern that are written out: "content" of "content/**/*.md".
std::string fixed_folder(std::string_view pattern) {
  const std::string_view plain = pattern.substr(0, pattern.find_first_of(wildcards));
  const std::size_t slash = plain.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(plain.substr(0, slash));
}

bool is_in(std::string_view path, std::string_view folder) {
  return folder.empty() || path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

struct Rule {
  std::vector<Glob> pages, skip;
  std::vector<bool> pages_used, skip_used;
  std::string first_unknown;  // a file that no format wants
  long unknown = 0;
};

std::vector<Glob> globs_of(const std::vector<ConfigText>& texts) {
  std::vector<Glob> globs;
  Glob::Fault fault;
  for (const ConfigText& text : texts) {
    if (auto glob = Glob::parse(text.text, fault)) globs.push_back(std::move(*glob));
  }
  return globs;
}

/// Marks those that match; true: one does.
bool match_any(const std::vector<Glob>& globs, std::string_view path, std::vector<bool>& used) {
  bool any = false;
  for (std::size_t i = 0; i < globs.size(); ++i) {
    if (!globs[i].matches(path)) continue;
    used[i] = true;
    any = true;
  }
  return any;
}

std::vector<Rule> rules_of(const Config& config) {
  std::vector<Rule> rules;
  for (const ContentRule& content : config.content) {
    Rule& rule = rules.emplace_back();
    rule.pages = globs_of(content.pages);
    rule.skip = globs_of(content.skip);
    rule.pages_used.resize(rule.pages.size());
    rule.skip_used.resize(rule.skip.size());
  }
  return rules;
}

/// Each file goes to the first rule that wants it.
std::vector<PageFile> match_rules(std::vector<Rule>& rules, std::vector<std::string> files) {
  std::vector<PageFile> pages;
  for (std::string& path : files) {
    for (std::size_t i = 0; i < rules.size(); ++i) {
      Rule& rule = rules[i];
      if (!match_any(rule.pages, path, rule.pages_used) || match_any(rule.skip, path, rule.skip_used)) continue;
      if (const PageFormat* format = format_for(path)) {
        pages.push_back({std::move(path), format, static_cast<std::uint32_t>(i)});
      } else if (rule.unknown++ == 0) {
        rule.first_unknown = path;
      }
      break;
    }
  }
  return pages;
}

bool is_hidden(std::string_view path) {
  return path.starts_with('.') || path.find("/.") != std::string_view::npos;
}

bool never_walked(std::string_view path) {
  for (const std::string_view name : {".git", ".hexapla", "node_modules"}) {
    for (std::size_t at = path.find(name); at != std::string_view::npos; at = path.find(name, at + 1)) {
      const std::size_t end = at + name.size();
      if ((at == 0 || path[at - 1] == '/') && end < path.size() && path[end] == '/') return true;
    }
  }
  return false;
}

/// The folders that `output:` and nobody else fills: not to be walked.
std::vector<std::string> folders_to_skip(const Config& config) {
  const std::string folder = fixed_folder(config.output.text);
  if (folder.empty()) return {};
  for (const ContentRule& rule : config.content) {
    for (const ConfigText& glob : rule.pages) {
      if (is_in(fixed_folder(glob.text), folder)) return {};
    }
  }
  return {folder};
}

/// Drops files that are outputs of others: with `output: content/{lang}/{path}` a second run must not take the first
/// one's results for pages.
void drop_outputs(const Project& project, std::vector<std::string>& files) {
  std::vector<Diagnostic> ignored;
  const std::set<std::string_view> all(files.begin(), files.end());
  std::set<std::string> outputs;
  for (const Language& language : project.languages(ignored)) {
    const std::string output = expand_path(project.config().output.text, language.name, "{path}");
    const std::size_t hole = output.find("{path}");
    const std::string_view before = std::string_view(output).substr(0, hole);
    const std::string_view after = std::string_view(output).substr(hole + 6);
    for (const std::string& file : files) {
      if (file.size() <= before.size() + after.size() || !file.starts_with(before) || !file.ends_with(after)) continue;
      if (all.count(std::string_view(file).substr(before.size(), file.size() - before.size() - after.size())) != 0) {
        outputs.insert(file);
      }
    }
  }
  std::erase_if(files, [&](const std::string& file) { return outputs.count(file) != 0; });
}

/// For a glob that matches nothing: the folder that was perhaps meant.
Phrase folder_hint(const Project& project, std::string_view glob) {
  const std::string fixed = fixed_folder(glob);
  std::string above;
  for (std::size_t begin = 0; begin < fixed.size();) {
    const std::size_t end = std::min(fixed.find('/', begin), fixed.size());
    const std::string name = fixed.substr(begin, end - begin);
    std::vector<std::string> folders;
    bool found = false;
    if (DIR* folder = ::opendir(above.empty() && project.prefix().empty() ? "." : project.at(above).c_str())) {
      while (const dirent* entry = ::readdir(folder)) {
        found = found || name == entry->d_name;
        if (entry->d_type == DT_DIR && entry->d_name[0] != '.') folders.emplace_back(entry->d_name);
      }
      ::closedir(folder);
    }
    if (!found) {
      std::sort(folders.begin(), folders.end());
      const std::string_view near = did_you_mean(name, {folders.begin(), folders.end()});
      if (near.empty()) return {N_("there is no folder \"{1}\""), {above + name}};
      return {N_("did you mean \"{1}\"?"), {above + std::string(near) + std::string(glob.substr(end))}};
    }
    above += name + "/";
    begin = end + 1;
  }
  return {};
}

void report(const Project& project, const std::vector<Rule>& rules, std::vector<Diagnostic>& diagnostics) {
  const Config& config = project.config();
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const ContentRule& rule = config.content[i];
    for (std::size_t j = 0; j < rule.pages.size(); ++j) {
      if (rules[i].pages_used[j]) continue;
      diagnostics.push_back(config_diagnostic(config, Severity::Error, "config-nothing", rule.pages[j].offset,
                                              {N_("no file matches \"{1}\""), {rule.pages[j].text}},
                                              folder_hint(project, rule.pages[j].text)));
    }
    for (std::size_t j = 0; j < rule.skip.size(); ++j) {
      if (rules[i].skip_used[j]) continue;
      diagnostics.push_back(
          config_diagnostic(config, Severity::Warning, "config-nothing", rule.skip[j].offset,
                            {N_("no page matches \"{1}\": nothing is skipped"), {rule.skip[j].text}}));
    }
    if (rules[i].unknown > 0) {
      diagnostics.push_back(config_diagnostic(
          config, Severity::Warning, "page-format", rule.pages.front().offset,
          {N_N("{1} file has no format that is known: {2}", "{1} files have no format that is known, the first is {2}"),
           rules[i].unknown,
           {std::to_string(rules[i].unknown), rules[i].first_unknown}},
          N_("end the pattern in an extension, such as *.md")));
    }
  }
}

}  // namespace

std::vector<PageFile> Project::find_pages(std::vector<Diagnostic>& diagnostics) const {
  std::vector<Rule> rules = rules_of(config_);
  WalkRequest request;
  request.skip = folders_to_skip(config_);
  for (const Rule& rule : rules) request.globs.insert(request.globs.end(), rule.pages.begin(), rule.pages.end());
  WalkResult found = walk(prefix_, request);
  for (Diagnostic& one : found.diagnostics) {
    if (!one.file.empty()) one.file = at(one.file);
    diagnostics.push_back(std::move(one));
  }
  if (request.skip.empty()) drop_outputs(*this, found.files);
  std::vector<PageFile> pages = match_rules(rules, std::move(found.files));
  report(*this, rules, diagnostics);
  return pages;
}

std::vector<PageFile> Project::choose_pages(std::vector<std::string> paths) const {
  std::vector<Rule> rules = rules_of(config_);
  const std::vector<std::string> skip = folders_to_skip(config_);
  std::erase_if(paths, [&](const std::string& path) {
    // What a walk would not have come upon.
    return std::any_of(skip.begin(), skip.end(), [&](const std::string& one) { return is_in(path, one); }) ||
           never_walked(path) || (is_hidden(path) && std::none_of(rules.begin(), rules.end(), [&](const Rule& rule) {
                                    return std::any_of(rule.pages.begin(), rule.pages.end(),
                                                       [&](const Glob& glob) { return glob.names_hidden(path); });
                                  }));
  });
  std::sort(paths.begin(), paths.end());
  if (skip.empty()) drop_outputs(*this, paths);
  return match_rules(rules, std::move(paths));
}

}  // namespace hexapla
