// Language tags and names.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Canonical BCP 47 ("pt-BR", "zh-Hans", "sr-Latn") from either spelling ("pt_BR", "sr@latin"); empty when the text
/// is no well-formed tag of a known language.
std::string canonical_language(std::string_view tag);
/// gettext's spelling for the Language header: "pt_BR", "zh_Hans", "sr@latin".
std::string gettext_language(std::string_view tag);
/// The language's name in the language `in` (itself by default): "français", "简体中文".
std::string language_name(std::string_view tag, std::string_view in = {});
/// Written from right to left.
bool is_right_to_left(std::string_view tag);
/// Language and script, the usual one where the tag names none: "zh-Hans" for zh-CN, "fr-Latn" for fr-CA. Who reads one
/// of two tags with the same answer reads the other.
std::string language_and_script(std::string_view tag);
/// "fr_FR", "zh_CN": language and country as Open Graph writes them, the likeliest country where the tag names none.
std::string open_graph_locale(std::string_view tag);
/// Parents by truncation, nearest first, without the tag itself: zh-Hant-HK -> zh-Hant, zh.
std::vector<std::string> fallback_parents(std::string_view tag);

}  // namespace hexapla
