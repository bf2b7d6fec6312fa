// What the lines of a paragraph are besides text: template lines, fences and titles of admonitions, definitions.
#pragma once

#include "hexapla/base/span.h"

#include <cstdint>
#include <string_view>

namespace hexapla::markdown {

enum class LineKind : std::uint8_t {
  Text,
  Opaque,      ///< nothing to translate; copied as it stands: {{< … >}}, :::, ///, {.class}, [!NOTE]
  Title,       ///< one title to translate, or the place for one
  Definition,  ///< text starts after a marker: ": ", "*[HTML]: "
};

/// How a title is written where none stands yet.
enum class TitleStyle : std::uint8_t {
  Plain,    ///< one is there already
  Pipe,     ///< /// note | Title
  Quotes,   ///< !!! note "Title"
  Bracket,  ///< :::note[Title]
  Space,    ///< ::: note Title
};

/// `title` is empty where the kind's name stands for it: `name` is that kind ("note").
struct LineShape {
  LineKind kind = LineKind::Text;
  TitleStyle style = TitleStyle::Plain;
  bool quoted = false;    ///< the title stands between double quotes
  Span title;             ///< Title: what a translation replaces; Definition: from the text to the line's end
  std::string_view name;  ///< Title: what the translator sees where `title` is empty
};

/// The shape of text[begin, end), blanks at both ends left out.
LineShape shape_of(std::string_view text, std::uint32_t begin, std::uint32_t end);

}  // namespace hexapla::markdown
