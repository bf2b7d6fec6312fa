// What single values of the configuration must look like. Only for config.cpp and its parts, config_*.cpp.
#pragma once

#include "hexapla/base/phrase.h"

#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

/// What is wrong with a value, and what to do about it.
struct ValueFault {
  Phrase message;
  Phrase hint;
};

/// Which placeholders a path may hold, and which it must.
struct PathRules {
  bool lang = false, needs_lang = false;
  bool path = false, needs_path = false;
};

/// A path of the project: relative, without "..", with no other placeholder than `rules` has.
std::optional<ValueFault> check_project_path(std::string_view path, const PathRules& rules);

/// A glob of pages: a relative path, well-formed, without {lang} and {path}.
std::optional<ValueFault> check_page_glob(std::string_view pattern);

/// "60d", "8w" in days; nullopt: something else.
std::optional<unsigned> parse_days(std::string_view text);

/// A whole number without sign, at most 999,999,999.
std::optional<unsigned> parse_number(std::string_view text);

/// Without "./" at the start and repeated slashes.
std::string tidy_path(std::string_view path);

}  // namespace hexapla
