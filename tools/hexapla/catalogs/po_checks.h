// What can be said of a catalog only when all of it has been read.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/catalogs/po_report.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace hexapla {

struct PoChecked {
  const Catalog& catalog;
  const std::vector<std::size_t>& offsets;  ///< of each message's msgid
  std::string_view text;
};

/// Two messages with one context and msgid, obsolete ones included: an error, as in gettext.
void check_duplicates(const PoChecked& checked, PoReport& report);
/// Plural forms that are not as many as the header says: a warning; msgfmt refuses them, msgcat does not.
void check_plurals(const PoChecked& checked, PoReport& report);
/// Text that came in UTF-8 while the header says otherwise, or nothing: a warning.
void check_charset(const PoChecked& checked, PoReport& report);

bool has_high_byte(std::string_view text);

}  // namespace hexapla
