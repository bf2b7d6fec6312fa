#include "hexapla/pages/unit.h"

namespace hexapla {

std::string_view kind_name(UnitKind kind) {
  switch (kind) {
    case UnitKind::Heading:
      return "heading";
    case UnitKind::Title:
      return "title";
    case UnitKind::Paragraph:
      return "paragraph";
    case UnitKind::ListItem:
      return "list item";
    case UnitKind::TableHeader:
      return "table header";
    case UnitKind::TableCell:
      return "table cell";
    case UnitKind::Image:
      return "image";
    case UnitKind::Definition:
      return "definition";
    case UnitKind::Footnote:
      return "footnote";
    case UnitKind::FrontMatter:
      return "front matter";
    case UnitKind::Value:
      return "value";
    case UnitKind::HtmlText:
      return "HTML text";
    case UnitKind::HtmlAttribute:
      return "HTML attribute";
  }
  return "paragraph";
}

}  // namespace hexapla
