#include "hexapla/project/merge_state.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

namespace hexapla {

namespace {

/// What a record becomes that is taken over unseen. The new manifest is younger: a stamp too young for the old one must
/// not look old enough there.
OutputRecord carried(const MergeState& state, OutputRecord record) {
  if (is_racy(record.stamp, state.old)) record.stamp.mtime = 0;
  return record;
}

std::vector<Manifest::Input> renew_inputs(const MergeState& state) {
  std::vector<Manifest::Input> made;
  std::unordered_set<std::string_view> known;
  const std::vector<std::string>& catalogs = state.catalogs->paths();
  for (std::size_t i = 0; i < state.files.size() + catalogs.size(); ++i) {
    const std::string& path = i < state.files.size() ? state.files[i].path : catalogs[i - state.files.size()];
    if (known.insert(path).second && state.inputs->stamp(i).mtime != 0) made.push_back({path, state.inputs->stamp(i)});
  }
  if (!state.options.languages.empty()) {  // then the catalogs of the others were not looked at
    for (const Manifest::Input& input : state.old.inputs) {
      if (known.count(input.path) == 0 && !is_racy(input.stamp, state.old)) made.push_back(input);
    }
  }
  std::sort(made.begin(), made.end(),
            [](const Manifest::Input& a, const Manifest::Input& b) { return a.path < b.path; });
  return made;
}

bool is_carried(const MergeState& state, const Manifest::Language& language) {
  for (std::size_t i = 0; i < state.languages.size(); ++i) {
    if (state.languages[i].name != language.name) continue;
    return state.run.languages[i].failed && !state.project.config().catalog_per_page();
  }
  return !state.options.languages.empty();
}

/// The language's old records, for pages that may have been renumbered.
Manifest::Language carry_language(const MergeState& state, const Manifest::Language& language, const Manifest& made) {
  Manifest::Language copy{language.name, language.pattern, std::vector<OutputRecord>(made.pages.size()), {}};
  for (std::size_t i = 0; i < state.old.pages.size(); ++i) {
    const std::size_t page = made.find_page(state.old.pages[i]);
    if (page == std::string::npos) continue;
    copy.records[page] = carried(state, language.records[i]);
    const auto remarks = language.remarks.find(i);
    if (remarks != language.remarks.end()) copy.remarks.insert({page, remarks->second});
  }
  return copy;
}

OutputRecord record_of(const MergeState& state, const MergeSlot& slot) {
  OutputRecord record = slot.record;
  if (slot.outcome == Outcome::Withheld) record = {record.inputs, OutputRecord::Withheld, {}};
  if (slot.outcome == Outcome::Failed) record = carried(state, {0, record.flags, record.stamp});
  record.flags &= ~std::uint64_t{OutputRecord::Remarks};
  if (!slot.remarks.empty()) record.flags |= OutputRecord::Remarks;
  return record;
}

Manifest::Language new_language(const MergeState& state, std::size_t language, const Manifest& made) {
  Manifest::Language one;
  one.name = state.languages[language].name;
  one.pattern = state.project.config().output.text;
  one.records.resize(made.pages.size());
  for (std::size_t page = 0; page < state.files.size(); ++page) {
    const MergeSlot& slot = state.slot(language, page);
    const std::size_t number = made.find_page(state.files[page].path);
    one.records[number] = record_of(state, slot);
    if (!slot.remarks.empty()) one.remarks.emplace(number, slot.remarks);
  }
  return one;
}

}  // namespace

Manifest renew_manifest(const MergeState& state) {
  Manifest made;
  made.prefix = state.project.prefix();
  made.inputs = renew_inputs(state);
  for (const PageFile& file : state.files) made.pages.push_back(file.path);
  const auto& old = state.old.languages;
  if (std::any_of(old.begin(), old.end(), [&](const auto& one) { return is_carried(state, one); })) {
    made.pages.insert(made.pages.end(), state.old.pages.begin(), state.old.pages.end());
    std::sort(made.pages.begin(), made.pages.end());
    made.pages.erase(std::unique(made.pages.begin(), made.pages.end()), made.pages.end());
  }
  for (const Manifest::Language& one : old) {
    if (is_carried(state, one)) made.languages.push_back(carry_language(state, one, made));
  }
  for (std::size_t language = 0; language < state.languages.size(); ++language) {
    if (made.find_language(state.languages[language].name) == nullptr) {
      made.languages.push_back(new_language(state, language, made));
    }
  }
  return made;
}

}  // namespace hexapla
