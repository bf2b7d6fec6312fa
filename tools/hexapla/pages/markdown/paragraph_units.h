// The units of a paragraph: runs of text between lines that are something else, such as template lines, titles of
// admonitions and definitions. Used by units.cpp.
#pragma once

#include "hexapla/pages/markdown/unit_writer.h"

namespace hexapla::markdown {

void collect_paragraph(UnitWriter& to, const Block& paragraph);

}  // namespace hexapla::markdown
