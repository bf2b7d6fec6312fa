#include "hexapla/tracking/guess.h"

#include "hexapla/catalogs/state.h"
#include "hexapla/matching/features.h"

#include <string>

namespace hexapla {

void make_guess(Catalog& catalog, Message& message, std::vector<std::string_view> forms, const SourceText& source,
                double similarity, std::string_view from) {
  message.msgstr = std::move(forms);
  message.fuzzy = true;
  set_previous(message, source);
  const std::string mark =
      std::string(suggestion_prefix) + std::to_string(whole_percent(similarity)) + "% from " + std::string(from);
  message.extracted.push_back(catalog.keep(mark));
}

}  // namespace hexapla
