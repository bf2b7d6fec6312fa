// Fuzzy texts that say nothing of their source.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

struct Withdrawn {
  std::uint32_t message;  ///< untranslated now
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  std::uint32_t obsolete = none;  ///< the message that keeps the translation, where a new one was needed
};

/// The letters of both are the same, but for case.
bool repeats(std::string_view source, std::string_view translation);

/// Takes them out. With a previous msgid: translations that only repeat a source, and those of a text that is not half
/// like the message's; they are kept as obsolete messages of that msgid. Where the catalog has one already, a copy goes
/// and all else stays. Without a previous msgid: what only repeats its source, and the translation of another message
/// whose text is hardly alike. So nothing is lost. By message.
std::vector<Withdrawn> withdraw_useless(Catalog& catalog);

}  // namespace hexapla
