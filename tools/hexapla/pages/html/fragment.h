// HTML fragments: the HTML blocks of a Markdown page. A fragment may be cut anywhere (an element opened here may be
// closed three blocks below), so no tree is built: text runs and text-bearing attributes between tags are units.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/page.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct HtmlOptions {
  /// Ascending spans within the block that belong to what contains it (the "> " or the indent at the start of a
  /// line): they are neither tags nor text.
  std::vector<Span> gaps;
  /// What a further line of a unit would have to start with; goes to Layout::prefix.
  std::string_view prefix;
  std::string_view line_end = "\n";
};

/// Appends units of kind HtmlText and HtmlAttribute and landmarks for the tags at `inside`. Never fails: what is no
/// HTML is text.
void scan_html_block(Page& page, Span inside, const HtmlOptions& options);

/// Appends `translation` as it must stand at a unit whose place is HtmlText or HtmlAttribute. PageFormat::lay of the
/// formats that hold HTML hands those units on to this.
void lay_html(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
              std::string& out);

}  // namespace hexapla
