#include "hexapla/tracking/pretranslate.h"

#include "hexapla/tracking/guess.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>

namespace hexapla {
namespace {

bool is_wanted(const Message& message) {
  return !message.obsolete && !message.is_header() && !message.has_plural && !has_any_text(message);
}

void fill(Catalog& catalog, Message& message, const MemoryMatch& match) {
  if (match.in_context) {
    message.msgstr.assign(1, catalog.keep(match.translation));
  } else {
    make_guess(catalog, message, match);
  }
}

}  // namespace

std::vector<Pretranslated> pretranslate(Catalog& catalog, const MemoryLookup& lookup) {
  std::vector<Pretranslated> filled;
  for (std::uint32_t i = 0; i < catalog.messages.size(); ++i) {
    if (!is_wanted(catalog.messages[i])) continue;
    auto matches = lookup(catalog.messages[i]);
    if (matches.empty()) continue;
    const auto in_context =
        std::find_if(matches.begin(), matches.end(), [](const MemoryMatch& match) { return match.in_context; });
    MemoryMatch& best = in_context == matches.end() ? matches.front() : *in_context;
    fill(catalog, catalog.messages[i], best);
    filled.push_back({i, std::move(best)});
  }
  return filled;
}

}  // namespace hexapla
