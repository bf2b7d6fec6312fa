#include "hexapla/project/faults.h"
#include "hexapla/project/merge_state.h"

#include <algorithm>
#include <unordered_set>

namespace hexapla {

namespace {

void remove_one(MergeState& state, LanguageMerge* counts, const Manifest::Language& language,
                const OutputRecord& record, const std::string& path) {
  const std::string fixed = language.pattern.substr(0, language.pattern.find('{'));
  const std::string keep = fixed.substr(0, fixed.rfind('/') == std::string::npos ? 0 : fixed.rfind('/'));
  const std::string shown = state.project.at(path);
  FileStamp now;
  if (!stat_file(shown.c_str(), now)) return;
  if (state.folder.remove(path, record, keep, state.options.check)) {
    state.run.changed.push_back(shown);
    if (counts != nullptr) ++counts->removed;
  } else {
    state.run.diagnostics.push_back(make_diagnostic(
        Severity::Warning, "output-kept", shown,
        N_("no page belongs to this file any more, but it was changed by hand: it stays"), N_("remove it yourself")));
  }
}

/// Sources of this run, and what it makes: not to be touched, whatever the manifest says.
std::unordered_set<std::string> paths_in_use(const MergeState& state) {
  std::unordered_set<std::string> in_use;
  for (const PageFile& file : state.files) in_use.insert(file.path);
  for (const std::string& catalog : state.catalogs->paths()) in_use.insert(catalog);
  in_use.insert(state.project.config().template_path.text);
  for (std::size_t language = 0; language < state.languages.size(); ++language) {
    for (std::size_t page = 0; page < state.files.size(); ++page) {
      if (state.slot(language, page).outcome != Outcome::Withheld) in_use.insert(state.output_path(language, page));
    }
  }
  return in_use;
}

struct Leftover {
  LanguageMerge* counts;  ///< nullptr: the language is no more
  const Manifest::Language* language;
  std::size_t page;  ///< in the old manifest
};

void find_leftovers(MergeState& state, const Manifest::Language& language, std::vector<Leftover>& found) {
  const auto now = std::find_if(state.languages.begin(), state.languages.end(),
                                [&](const Language& one) { return one.name == language.name; });
  const bool chosen = now != state.languages.end();
  if (!chosen && !state.options.languages.empty()) return;
  const std::size_t number = static_cast<std::size_t>(now - state.languages.begin());
  if (chosen && state.run.languages[number].failed) return;
  const bool same_place = chosen && language.pattern == state.project.config().output.text;
  std::size_t next = 0;  // both lists of pages are sorted
  for (std::size_t page = 0; page < state.old.pages.size(); ++page) {
    while (next < state.files.size() && state.files[next].path < state.old.pages[page]) ++next;
    const bool still = next < state.files.size() && state.files[next].path == state.old.pages[page];
    if (!language.records[page].produced()) continue;
    if (same_place && still && state.slot(number, next).outcome != Outcome::Withheld) continue;
    found.push_back({chosen ? &state.run.languages[number] : nullptr, &language, page});
  }
}

}  // namespace

bool remove_old_outputs(MergeState& state) {
  std::vector<Leftover> found;
  for (const Manifest::Language& language : state.old.languages) find_leftovers(state, language, found);
  if (found.empty()) return false;
  const auto in_use = paths_in_use(state);
  for (const Leftover& one : found) {
    const std::string path = expand_path(one.language->pattern, one.language->name, state.old.pages[one.page]);
    if (in_use.count(path) == 0) {
      remove_one(state, one.counts, *one.language, one.language->records[one.page], path);
    }
  }
  return true;
}

}  // namespace hexapla
