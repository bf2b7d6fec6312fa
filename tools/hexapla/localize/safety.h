// What a translation must not bring into a page that its source does not have: links to other hosts, scripts, raw
// HTML, shortcodes, invisible characters. Whether it keeps the page's blocks only the whole page can tell
// (difference.h).
#pragma once

#include "hexapla/base/phrase.h"
#include "hexapla/localize/trusted_hosts.h"
#include "hexapla/pages/unit.h"

#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

/// What stands around the two texts.
struct Surroundings {
  const TrustedHosts& hosts;
  std::string_view language;  ///< the catalog's, BCP 47; may be empty
};

/// Says what is wrong, or nothing. `place` is the catalog's "fr.po:12", for the sentence.
std::optional<Phrase> find_danger(std::string_view source, std::string_view translation, Markup markup,
                                  const std::string& place, const Surroundings& around);

}  // namespace hexapla
