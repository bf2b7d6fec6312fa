// How a diagnostic looks on a terminal and in a log.
#pragma once

#include "hexapla/base/diagnostic.h"

#include <string>
#include <string_view>

namespace hexapla::cli {

/// Appends
///
///     content/a.md:12:5: error: the link is not closed
///         see [the report](https://example.org
///                         ^
///         hint: add the closing parenthesis
///
/// to `out`, in the reader's language. The caret stands under its character also behind wide ones and tabs.
void draw(const Diagnostic& diagnostic, bool colors, std::string& out);

/// `text` without what could steer a terminal: control characters (a tab stays) and bidirectional overrides.
std::string harmless(std::string_view text);

}  // namespace hexapla::cli
