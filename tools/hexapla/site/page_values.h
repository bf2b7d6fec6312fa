// Front matter and data files as templates see them, in one language.
#pragma once

#include "hexapla/site/languages.h"
#include "hexapla/site/localized_page.h"

#include <functional>
#include <string>

namespace hexapla {

struct ValueContext {
  const PreparedPage& page;
  const std::vector<ShownUnit>& shown;
  const SiteLanguage& language;
  const std::string& source;  ///< the source's tag
  /// A value that is an address (src, href, url, link, image): what to show instead. Empty: nothing.
  std::function<std::string(const std::string&)> address;
};

/// What is in the tree, and beside each text of a map NAME:
///   NAME_attrs   ` lang="…" dir="…"` where it is not in the page's language, else nothing; for {{{}}}
///   NAME_text    of a date: as the language writes it; of a `language`: its name in the page's language
///   has_NAME     of a list
///   NAME_text    of a list of texts or of maps with a `name`: "A, B and C"; of languages: their names
///   NAME_tag     of a `language`: its canonical tag, for hreflang
///   NAME_own     of a `language`: its own name, with NAME_attrs its lang and dir
///   NAME_name    of a two-letter `country` or `code`: the country's name
Value values_of(const ValueContext& context);

}  // namespace hexapla
