// What people read in code, and texts that differ in marks alone.
#pragma once

#include <string_view>

namespace hexapla {

/// The code, with its backticks or fences, holds the same comments, messages and labels: what a translator of code
/// would translate. In a diagram, in a block without a language and in a span of several sentences that is all of it.
bool same_prose(std::string_view before, std::string_view after);

/// <branch>, which is no HTML: without a value or a closing tag in the text.
bool is_placeholder(std::string_view tag, std::string_view text);

/// The same letters and digits: <git-dir> and <git dir>, <URL> and <url>.
bool same_letters(std::string_view before, std::string_view after);

/// The words and all marks are the same but for those around words: 'git add' and `git add`, <n> and _<n>_.
bool differ_in_marks(std::string_view before, std::string_view after);

}  // namespace hexapla
