// A catalog as a text to compare: what `hexapla git-textconv` shows and `git diff` reads.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <string>

namespace hexapla {

/// Appends a block of lines for each message, in the catalog's order: a line for each field, the state in words, texts
/// unwrapped. What says nothing about a translation is left out: references, extracted comments, dates. Two texts that
/// differ are written differently ("\n" stands for a line's end, "\\" for a backslash where it could be mistaken).
void write_readable(const Catalog& catalog, std::string& out);

}  // namespace hexapla
