// The oracle: block structure as cmark-gfm sees it, in the words of markdown::dump_blocks.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::oracle {

/// A dump of `text` (no front matter), one line a block, indented by depth; ends of lines in literals are \n.
/// Extensions: table, strikethrough, autolink; and footnotes. Task lists are left off: cmark-gfm takes "[ ] " away
/// before it looks for blocks, so that it sees a heading in "- [ ] # x", where GFM's specification has a paragraph.
///
/// cmark-gfm moves footnote definitions to the document's end and drops unused and doubled ones. To see them all, a
/// paragraph that refers to every label is put before the text and left out of the dump.
std::string cmark_blocks(std::string_view text);

/// The dump without its footnote definitions, followed by these, each flattened (a definition within a definition
/// stands beside it) and in alphabetical order: in this form dumps of both parsers can be compared.
std::string footnotes_last(std::string_view dump);

/// The dump with the literals of HTML blocks (`html`) or of all blocks left out.
std::string without_literals(std::string_view dump, bool html_only);

/// What a reader sees of each paragraph, heading and table cell, in order: text and code, no raw HTML, no code blocks.
std::vector<std::string> visible_texts(std::string_view text);

/// Rendered as HTML by cmark-gfm, raw HTML let through.
std::string cmark_html(std::string_view text);

}  // namespace hexapla::oracle
