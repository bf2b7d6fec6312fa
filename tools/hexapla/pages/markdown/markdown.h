// Markdown as a page format: CommonMark 0.31, GFM's tables, task lists, footnotes and alerts; front matter;
// shortcodes and template lines of site generators, which pass through untouched.
//
// Directives in HTML comments before a block: `hexapla:skip` leaves the next block alone, `hexapla:skip-begin` …
// `hexapla:skip-end` everything between, `hexapla:comment: …` is for the translators of the next unit,
// `hexapla:context: …` its msgctxt. The spelling `i18n:` means the same.
#pragma once

#include "hexapla/pages/page.h"

namespace hexapla {

extern const PageFormat markdown_format;

}  // namespace hexapla
