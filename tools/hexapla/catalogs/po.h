// PO and POT text: the reader is as tolerant as gettext's, the writer writes what `msgcat --to-code=UTF-8` 0.21
// writes, byte for byte.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hexapla/base/diagnostic.h"
#include "hexapla/catalogs/catalog.h"

namespace hexapla {

struct PoReadResult {
  Catalog catalog;
  std::vector<Diagnostic> diagnostics;  ///< an Error among them: the catalog holds what was understood, do not write it back
  bool ok() const;
};

/// Reads a whole catalog. `file` is only a name for diagnostics. A charset other than UTF-8 in the header is
/// converted (with a Note); LF, CRLF and a BOM are all right. Never throws for what the bytes hold.
PoReadResult read_po(std::string file, std::string bytes);

/// The catalog's text in UTF-8. Appends to `out`. Sets the charset of a header that declares another one.
void write_po(const Catalog& catalog, std::string& out);

}  // namespace hexapla
