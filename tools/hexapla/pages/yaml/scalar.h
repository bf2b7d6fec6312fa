// What a YAML scalar says: its decoded value and whether a plain one is a text or something typed.
#pragma once

#include "hexapla/base/arena.h"
#include "hexapla/pages/yaml/token.h"

#include <string_view>

namespace hexapla::yaml {

/// The value without the line breaks that end it: for block scalars those are the chomping's, for quoted ones they
/// belong to the place just as well (lay_data_value puts them back). A view of `text` where nothing is to decode,
/// of the arena otherwise.
std::string_view decode_scalar(std::string_view text, const Token& token, Arena& arena);

/// How many line breaks a quoted scalar, quotes included, says at its end.
std::size_t trailing_breaks(std::string_view quoted);

/// A plain scalar that YAML 1.2's core schema, or 1.1 as Hugo's and Ruby's readers have it, takes for a null, a
/// boolean, a number or a date.
bool is_typed(std::string_view plain);

/// Also what only some readers take for something else: y, n, =, <<. Not to be written plain.
bool may_be_typed(std::string_view plain);

/// A date or a date with a time: 2026-01-31, 2026-01-31T10:00:00Z.
bool is_timestamp(std::string_view text);

}  // namespace hexapla::yaml
