// PO and POT text: the reader is as tolerant as gettext's, the writer writes what `msgcat --to-code=UTF-8` 0.21
// writes, byte for byte.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/catalogs/catalog.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct PoReadResult {
  Catalog catalog;
  std::vector<Diagnostic>
      diagnostics;  ///< an Error among them: the catalog holds what was understood, do not write it back
  bool ok() const;
};

/// Reads a whole catalog. `file` is only a name for diagnostics. A charset other than UTF-8 in the header is
/// converted (with a Note); LF, CRLF and a BOM are all right. Never throws for what the bytes hold.
PoReadResult read_po(const std::string& file, std::string bytes);

struct PoWriteOptions {
  /// msgcat forgets flags that it does not know (Weblate's "priority:100", po4a's "markdown-text"). True keeps them,
  /// behind the known ones; everything else stays msgcat's.
  bool unknown_flags = false;
};

/// The catalog's text in UTF-8, appended to `out`: live messages, then obsolete ones. The charset in the header becomes
/// UTF-8. As in msgcat, obsolete messages without translation and "fuzzy" on an empty msgstr are left out.
void write_po(const Catalog& catalog, std::string& out, const PoWriteOptions& options = {});

/// One message as it stands in a file, without the blank line that sets it off: for editors, diffs and tests. An
/// untranslated plural gets `plural_forms` empty forms.
void write_po_message(const Message& message, std::string& out, const PoWriteOptions& options = {},
                      std::size_t plural_forms = 2);

}  // namespace hexapla
