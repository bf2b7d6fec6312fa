// TOML's four kinds of strings. Only toml.cpp and toml_string.cpp see this.
#pragma once

#include "hexapla/base/arena.h"

#include <optional>
#include <string_view>

namespace hexapla::toml {

/// Behind the string whose opening quote is at `at`; nothing when it is not closed or holds an unknown escape.
std::optional<std::size_t> find_string_end(std::string_view text, std::size_t at);

/// The value of a string that find_string_end accepted, quotes included.
std::string_view decode_string(std::string_view raw, Arena& arena);

/// """…""" or '''…'''.
bool is_multi_line(std::string_view raw);

}  // namespace hexapla::toml
