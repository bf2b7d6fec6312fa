// Markdown -> HTML. cmark-gfm reads it; what comes out is written here, so that headings have the anchors of the source
// page, links lead where the site has its pages, and every text says its language where that is another one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Line and column from 1, of the text given; a column counts bytes.
struct MarkdownPlace {
  std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
};

/// An address as it goes into an attribute.
struct SiteLink {
  std::string href;      ///< may begin with root_mark
  std::string language;  ///< of the page there, where it is another one
  bool dropped = false;  ///< leads nowhere: only the text stays
};

struct SiteHeading {
  int level = 0;
  std::string id;
  std::string text;
};

/// `href` escaped for an attribute; a root_mark at its beginning stays.
std::string link_text(std::string_view href);

/// Whoever renders a page answers what the text alone does not say.
class MarkdownHost {
 public:
  virtual ~MarkdownHost() = default;
  /// Where a link or an image leads.
  virtual SiteLink link(std::string_view target, const MarkdownPlace& place) = 0;
  virtual SiteLink image(std::string_view target, const MarkdownPlace& place) = 0;
  /// Attributes for the block, or the table's cell, that stands there: language, state. Begins with a blank or is
  /// empty.
  virtual std::string attributes(const MarkdownPlace& place) = 0;
  /// Raw HTML as it may stand in the page.
  virtual std::string raw_html(std::string_view html, const MarkdownPlace& place) = 0;
  /// A word of the site itself, as an attribute's text: "footnotes", "back_to_text", "done", "not_done".
  virtual std::string word(std::string_view name) = 0;
};

struct MarkdownBody {
  std::string html;
  std::vector<SiteHeading> headings;
  std::string first_text;  ///< of the first paragraph, without markup
};

/// `ids`: of the headings, in order; nullptr: made from what the headings say. Any number of threads.
MarkdownBody render_markdown(std::string_view text, const std::vector<std::string>* ids, MarkdownHost& host);

/// The words of one line of Markdown, without its markup.
std::string plain_text(std::string_view line);

}  // namespace hexapla
