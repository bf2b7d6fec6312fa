// The list of page formats, by file name.
#pragma once

#include "hexapla/pages/page.h"

#include <string_view>

namespace hexapla {

/// By extension: .md, .markdown, .mdx -> Markdown; .yaml, .yml -> YAML. nullptr: unknown.
const PageFormat* format_for(std::string_view path);

/// What is translatable when nobody said: front matter's title, description…; of a data file every string value.
ParseOptions default_parse_options(const PageFormat& format);

}  // namespace hexapla
