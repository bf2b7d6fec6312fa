// Whether a text has anything to translate.
#pragma once

#include <cstddef>
#include <string_view>

namespace hexapla {

/// The text holds a letter of any script outside of shortcodes. Tags and entities' names are the caller's concern.
bool has_letters(std::string_view text);

/// Behind the shortcode ({{ … }}, {{< … >}}, {% … %}) that starts at `at`, or `at` itself where none does.
std::size_t skip_shortcode(std::string_view text, std::size_t at);

}  // namespace hexapla
