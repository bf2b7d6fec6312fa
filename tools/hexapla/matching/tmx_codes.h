// What in a text of ours is markup, in TMX's terms: for memories that other tools read. Text and codes go into a
// TmxVariant (catalogs/tmx.h), and come back as the same text.
#pragma once

#include "hexapla/catalogs/tmx.h"

#include <string_view>
#include <vector>

namespace hexapla {

/// The inline markup of a Markdown text, which does no harm in plain text and HTML: links, HTML tags and emphasis as
/// pairs, code spans, shortcodes, bare addresses and footnotes as codes that stand alone, an image with its alternative
/// as text within it. Emphasis is taken by its marks, not resolved: what finds no partner is text. Empty where the text
/// has no markup, is not UTF-8, or would need more codes than TmxLimits allows.
std::vector<TmxCode> tmx_codes(std::string_view text);

}  // namespace hexapla
