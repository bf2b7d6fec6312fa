// What a page says, without its markup: for search. For this room only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Text in one language.
struct TextRun {
  std::string text;
  std::string language;   ///< BCP 47; empty: the page's
  std::string direction;  ///< "rtl"; empty: the page's
};

/// A paragraph, a heading, a table's cell.
struct TextBlock {
  std::vector<TextRun> runs;  ///< no two neighbours of one language; none is empty
  bool heading = false;
};

/// `html` is a body as render_markdown() makes it; raw HTML of a page's author may be in it, and need not be
/// well-formed. Footnotes' numbers and what is no text (scripts, styles) are left out.
std::vector<TextBlock> blocks_of_html(std::string_view html);

}  // namespace hexapla
