#include "hexapla/site/strings.h"

#include "hexapla/site/addresses.h"

#include <algorithm>
#include <array>

namespace hexapla {

namespace {

struct Word {
  std::string_view name;
  const char* text;
};

constexpr std::array<Word, 55> words{{
    {"available_languages", N_("Available languages")},
    {"back_to_text", N_("Back to the text")},
    {"back_to_top", N_("Back to top")},
    {"caution", N_("Caution")},
    {"choose_language", N_("Choose a language")},
    {"close", N_("Close")},
    {"contents", N_("Contents")},
    {"corrections", N_("Corrections")},
    {"country", N_("Country")},
    {"date", N_("Date")},
    {"done", N_("done")},
    {"draft_missing", N_("Not translated")},
    {"draft_stale", N_("Older than the original")},
    {"draft_translated", N_("Translated")},
    {"feed", N_("News feed")},
    {"footnotes", N_("Notes")},
    {"found", N_("Pages found:")},
    {"founded", N_("Founded")},
    {"happening_now", N_("Happening now")},
    {"headquarters", N_("Headquarters")},
    {"home", N_("Home")},
    {"image_credit", N_("Image credit")},
    {"important", N_("Important")},
    {"language", N_("Language")},
    {"language_suggestion", N_("This page is also available in your language:")},
    {"last_reviewed", N_("Last reviewed")},
    {"main_menu", N_("Main menu")},
    {"more_results", N_("More results")},
    {"native_name", N_("Name in its own language")},
    {"next", N_("Next")},
    {"no_results", N_("No results: try fewer or other words.")},
    {"not_done", N_("not done")},
    {"not_found", N_("This page is not here")},
    {"not_found_text", N_("It may have moved, or it never was. Start from the home page, or search for it.")},
    {"note", N_("Note")},
    {"outdated_translation", N_("Parts of this translation are older than the original.")},
    {"page_count", N_("{n, plural, one {# page} other {# pages} }")},
    {"pages", N_("Pages")},
    {"partly_translated", N_("Parts of this page have not been translated yet.")},
    {"previous", N_("Previous")},
    {"profiles_by_country", N_("Profiles by country")},
    {"report_error", N_("Report an error")},
    {"researcher", N_("Researcher")},
    {"resources", N_("Resources")},
    {"search", N_("Search")},
    {"search_failed", N_("The search index could not be loaded.")},
    {"search_needs_script", N_("Search needs a script, and none runs here.")},
    {"searching", N_("Searching…")},
    {"see_original", N_("See the original")},
    {"skip_to_content", N_("Skip to the content")},
    {"this_page", N_("On this page")},
    {"tip", N_("Tip")},
    {"updated", N_("Updated")},
    {"warning", N_("Warning")},
    {"you_are_here", N_("You are here")},
}};

/// `strings:` of the data file site.yaml; its number among the data files, or nothing.
std::uint32_t own_strings(const SiteState& state) {
  const auto found = std::find_if(state.map.data.begin(), state.map.data.end(), [&](const PageFile& file) {
    return file.path.substr(state.map.root.size()) == "site.yaml" ||
           file.path.substr(state.map.root.size()) == "site.yml";
  });
  if (found == state.map.data.end()) return nothing;
  return static_cast<std::uint32_t>(found - state.map.data.begin());
}

struct Said {
  std::string text;
  std::string attributes;
};

/// The program's, or else the project's source text.
Said choose(const SiteState& state, const SiteLanguage& language, const char* text, const Value* own,
            std::string_view name) {
  const std::string* words_of_project = own == nullptr ? nullptr : &own->text_at(name);
  const bool has_own = words_of_project != nullptr && !words_of_project->empty();
  const std::string attributes = own == nullptr ? std::string() : own->text_at(std::string(name) + "_attrs");
  if (has_own && (attributes.empty() || text == nullptr)) return {*words_of_project, attributes};
  if (language.voice) return {language.voice(Phrase(text)), {}};
  if (has_own) return {*words_of_project, attributes};
  (void)state;
  return {text, language_attributes("en", language.tag)};
}

const Value* strings_of(const SiteState& state, const SiteLanguage& language) {
  const std::uint32_t file = own_strings(state);
  if (file == nothing) return nullptr;
  const auto number = static_cast<std::size_t>(&language - state.languages.data());
  return state.data.empty() ? nullptr : state.data_value(file, number).find("strings");
}

}  // namespace

std::string site_word(const SiteState& state, const SiteLanguage& language, std::string_view name) {
  const auto* const known =
      std::find_if(words.begin(), words.end(), [&](const Word& word) { return word.name == name; });
  if (known == words.end()) return std::string(name);
  return choose(state, language, known->text, strings_of(state, language), name).text;
}

Value site_strings(const SiteState& state, std::size_t number) {
  const SiteLanguage& language = state.languages[number];
  const Value* own = strings_of(state, language);
  Value made = own == nullptr ? Value() : *own;
  for (const Word& word : words) {
    Said said = choose(state, language, word.text, own, word.name);
    made.set(word.name, std::move(said.text));
    made.set(std::string(word.name) + "_attrs", std::move(said.attributes));
  }
  return made;
}

}  // namespace hexapla
