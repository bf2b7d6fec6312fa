// One translatable text of a page: where it stands, what translators see, how a translation goes back.
#pragma once

#include "hexapla/base/span.h"

#include <cstdint>
#include <string_view>

namespace hexapla {

enum class UnitKind : std::uint8_t {
  Heading,  ///< level 1–6
  Paragraph,
  Title,        ///< of an admonition or alert; where none is written, its kind's name
  ListItem,     ///< a paragraph directly in a list item
  TableHeader,  ///< a cell of a table's header row
  TableCell,
  Image,  ///< a paragraph that holds nothing but images
  Definition,
  Footnote,       ///< a paragraph directly in a footnote definition
  FrontMatter,    ///< a chosen value of the front matter; `path` is its key
  Value,          ///< a chosen value of a data file; `path` is its key
  HtmlText,       ///< a run of text in an HTML block
  HtmlAttribute,  ///< alt, title, aria-label, placeholder…; `path` is the attribute
};

/// Which inline markup the msgid holds, so that others can take its inventory (pages/inline.h).
enum class Markup : std::uint8_t { None, Markdown, Html };

/// The syntax that surrounds a unit, chosen by its format's parser and read by the same format's layout only.
enum class Place : std::uint8_t {
  MarkdownParagraph,  ///< may span lines; each further line starts with `prefix`
  MarkdownAtx,        ///< one line after #
  MarkdownSetext,     ///< lines above === or ---
  MarkdownCell,       ///< one line between pipes
  HtmlText,
  HtmlAttribute,  ///< between `quote` characters, or unquoted when `quote` is 0
  YamlPlain,
  YamlSingle,
  YamlDouble,
  YamlLiteral,  ///< |
  YamlFolded,   ///< >
  TomlBasic,
  TomlLiteral,
};

struct Layout {
  Place place = Place::MarkdownParagraph;
  char quote = 0;
  std::uint8_t flags = 0;    ///< the format's own
  std::uint16_t indent = 0;  ///< columns, the format's own meaning
  std::string_view prefix;   ///< what continuation lines start with; in the page's bytes or arena
  std::string_view line_end = "\n";
};

/// Texts are UTF-8 and live as long as the page. `span` is replaced whole by a laid-out translation; spans of a
/// page's units are in ascending order and never overlap.
struct Unit {
  Span span;
  std::string_view text;     ///< the msgid
  std::string_view context;  ///< the msgctxt; empty: none
  std::string_view note;     ///< for translators, from a `comment:` directive
  std::string_view path;
  Layout layout;
  UnitKind kind = UnitKind::Paragraph;
  Markup markup = Markup::Markdown;
  std::uint8_t level = 0;
};

/// "heading", "list item", "front matter"…; static. How a catalog's "#." says it is localize/extract.h's.
std::string_view kind_name(UnitKind kind);

}  // namespace hexapla
