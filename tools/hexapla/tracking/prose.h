// What people read in code, and texts that differ in marks alone.
#pragma once

#include <string_view>

namespace hexapla {

/// Code between fences, not within a line.
bool is_block(std::string_view code);

/// Code, with its backticks or fences, became other code in which people read something new: a comment, a message, a
/// label. In a diagram and in a block without a language that is anything, in a span only whole sentences.
bool has_new_prose(std::string_view before, std::string_view after);

/// <branch>, which is no HTML: without a value, a closing tag in the text or a line of its own.
bool is_placeholder(std::string_view tag, std::string_view text);

/// The same letters and digits: <git-dir> and <git dir>, <URL> and <url>.
bool same_letters(std::string_view before, std::string_view after);

/// The words and all marks are the same but for those around words: 'git add' and `git add`, <n> and _<n>_.
bool differ_in_marks(std::string_view before, std::string_view after);

}  // namespace hexapla
