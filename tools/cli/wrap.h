// Prose in lines of a given width, in any script.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hexapla::cli {

/// Appends `text` to `out` in lines of at most `width` columns, each starting with `indent` blanks. Breaks at blanks
/// and between Chinese or Japanese characters, never before closing punctuation. Backticks mark what is typed:
/// printed bold with `colors`, else left out.
void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width, bool colors);

}  // namespace hexapla::cli
