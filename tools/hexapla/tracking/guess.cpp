#include "hexapla/tracking/guess.h"

#include "hexapla/base/file.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/matching/features.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/heal.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>

namespace hexapla {
namespace {

/// Enough to see whether a draft was changed since.
std::string check_of(std::string_view draft) {
  std::array<char, 8> digits{};
  std::snprintf(digits.data(), digits.size(), "%04x", static_cast<unsigned>(hash_bytes(draft) & 0xFFFF));
  return std::string(draft_origin) + " (" + digits.data() + ")";
}

}  // namespace

void make_guess(Catalog& catalog, Message& message, std::vector<std::string_view> forms, const SourceText& source,
                double similarity, std::string_view from) {
  message.msgstr = std::move(forms);
  message.fuzzy = true;
  set_previous(message, source);
  const std::string mark =
      std::string(suggestion_prefix) + std::to_string(whole_percent(similarity)) + "% from " + std::string(from);
  message.extracted.push_back(catalog.keep(mark));
}

void make_guess(Catalog& catalog, Message& message, const MemoryMatch& match) {
  SourceText source = text_of(message);
  source.msgid = catalog.keep(match.source);
  make_guess(catalog, message, {catalog.keep(adapted(match.translation, match.source, message.msgid))}, source,
             match.similarity, match.from.empty() ? "the translation memory" : match.from);
}

std::string adapted(std::string_view translation, std::string_view from, std::string_view to) {
  if (from == to) return std::string(translation);
  const Difference change = difference(from, to);
  return Edits(from, to, change.edits).apply(translation);
}

void make_draft(Catalog& catalog, Message& message, std::string_view draft, double confidence) {
  message.msgstr.assign(1, draft);
  message.fuzzy = true;
  clear_previous(message);
  message.extracted.push_back(
      catalog.keep(std::string(suggestion_prefix) + std::to_string(whole_percent(confidence)) + check_of(draft)));
}

bool is_untouched_draft(const Message& message) {
  if (!is_suggestion(message) || message.has_previous_msgid) return false;
  const std::string check = check_of(message.msgstr.front());
  return std::any_of(message.extracted.begin(), message.extracted.end(),
                     [&](std::string_view line) { return line.ends_with(check); });
}

}  // namespace hexapla
