#include "hexapla/project/selection.h"

#include "hexapla/project/faults.h"
#include "hexapla/project/glob.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace hexapla {

namespace {

bool is_pattern(std::string_view word) {
  return word.find_first_of("*?[{") != std::string_view::npos;
}

/// "./a.md" is "a.md".
std::string_view without_dots(std::string_view word) {
  while (word.starts_with("./")) word.remove_prefix(2);
  return word;
}

std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

bool names_page(std::string_view word, std::string_view path) {
  if (!path.ends_with(word)) return false;
  return path.size() == word.size() || path[path.size() - word.size() - 1] == '/';
}

/// Takes the words one by one and ticks off what they name.
class Selector {
 public:
  Selector(const Project& project, std::vector<Language> languages, std::vector<PageFile> pages)
      : project_(project),
        languages_(std::move(languages)),
        pages_(std::move(pages)),
        chosen_languages_(languages_.size()),
        chosen_pages_(pages_.size()) {}

  void take(const std::string& word);
  /// Throws Error when a word named nothing.
  Selection finish();

 private:
  bool take_language(const std::string& word);
  bool take_pages(const std::string& word);
  bool take_matching(const std::string& word);
  void refuse(const std::string& word);
  Phrase hint(const std::string& word) const;

  const Project& project_;
  std::vector<Language> languages_;
  std::vector<PageFile> pages_;
  std::vector<bool> chosen_languages_, chosen_pages_;
  std::vector<Diagnostic> faults_;
};

void Selector::take(const std::string& word) {
  if (take_language(word)) return;
  if (is_pattern(word) ? take_matching(word) : take_pages(word)) return;
  refuse(word);
}

bool Selector::take_language(const std::string& word) {
  const std::string tag = canonical_language(word);
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    if (tag.empty() || languages_[i].tag != tag) continue;
    chosen_languages_[i] = true;
    return true;
  }
  return false;
}

bool Selector::take_pages(const std::string& word) {
  const std::string_view path = without_dots(word);
  bool found = false;
  for (std::size_t i = 0; i < pages_.size() && !path.empty(); ++i) {
    // As people see a page from below the project's folder, its path begins with "../".
    if (!names_page(path, pages_[i].path) && word != project_.at(pages_[i].path)) continue;
    chosen_pages_[i] = true;
    found = true;
  }
  return found;
}

bool Selector::take_matching(const std::string& word) {
  const std::string pattern(without_dots(word));
  Glob::Fault fault;
  const std::optional<Glob> whole = Glob::parse(pattern, fault);
  const std::optional<Glob> ending = Glob::parse("**/" + pattern, fault);
  bool found = false;
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const std::string& path = pages_[i].path;
    if (!(whole && whole->matches(path)) && !(ending && ending->matches(path))) continue;
    chosen_pages_[i] = true;
    found = true;
  }
  return found;
}

/// The language or page that was perhaps meant.
Phrase Selector::hint(const std::string& word) const {
  std::vector<std::string_view> known;
  for (const Language& language : languages_) known.push_back(language.name);
  for (const PageFile& page : pages_) known.insert(known.end(), {page.path, file_name(page.path)});
  const std::string_view near = did_you_mean(word, known);
  if (!near.empty()) return {N_("did you mean \"{1}\"?"), {std::string(near)}};
  return N_("'hexapla status --pages' lists the languages and the pages");
}

void Selector::refuse(const std::string& word) {
  const auto fault = [&](Phrase message, Phrase what_to_do) {
    faults_.push_back(make_diagnostic(Severity::Error, "selection", "", std::move(message), std::move(what_to_do)));
  };
  if (canonical_language(word) == project_.config().source.tag) {
    fault({N_("\"{1}\" is the source language"), {word}}, {});
  } else if (is_pattern(word)) {
    fault({N_("\"{1}\" matches none of the project's pages"), {word}},
          N_("'hexapla status --pages' lists the languages and the pages"));
  } else if (word.find_first_of("./") != std::string::npos) {
    fault({N_("\"{1}\" is none of the project's pages"), {word}}, hint(word));
  } else {
    fault({N_("\"{1}\" is neither a language nor a page of the project"), {word}}, hint(word));
  }
}

template <typename Item>
std::vector<Item> chosen_of(std::vector<Item> items, const std::vector<bool>& chosen) {
  if (std::find(chosen.begin(), chosen.end(), true) == chosen.end()) return items;
  std::vector<Item> left;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (chosen[i]) left.push_back(std::move(items[i]));
  }
  return left;
}

Selection Selector::finish() {
  if (!faults_.empty()) throw Error(std::move(faults_));
  return {chosen_of(std::move(languages_), chosen_languages_), chosen_of(std::move(pages_), chosen_pages_)};
}

}  // namespace

Selection select(const Project& project, const std::vector<std::string>& words, std::vector<Diagnostic>& diagnostics) {
  std::vector<Diagnostic> found;
  std::vector<Language> languages = project.languages(found);
  std::vector<PageFile> pages = project.find_pages(found);
  const bool failed = has_errors(found);
  append(diagnostics, std::move(found));
  if (failed) return {};
  Selector selector(project, std::move(languages), std::move(pages));
  for (const std::string& word : words) selector.take(word);
  return selector.finish();
}

}  // namespace hexapla
