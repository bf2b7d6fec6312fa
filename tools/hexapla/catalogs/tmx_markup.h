// XML as TMX needs it: texts, attributes, and segments with their inline elements. Used by tmx_writer.cpp.
#pragma once

#include "hexapla/catalogs/tmx.h"

#include <string>
#include <string_view>

namespace hexapla {

/// What XML cannot hold is left out. Carriage returns, and in attributes all line ends and tabs, become references:
/// XML readers would change them.
void append_tmx_text(std::string& out, std::string_view text);
/// With a blank before it.
void append_tmx_attribute(std::string& out, std::string_view name, std::string_view value);

/// The text with its codes as elements. False where the codes do not nest as TmxCode says, or begin or end within a
/// character: then some of it may have been appended.
bool append_tmx_segment(std::string& out, const TmxVariant& variant);

/// Why the text cannot be written as it is; msgid is empty where it can.
Phrase find_tmx_problem(std::string_view text);

}  // namespace hexapla
