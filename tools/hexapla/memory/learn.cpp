#include "hexapla/memory/learn.h"

#include "hexapla/catalogs/dates.h"
#include "hexapla/catalogs/plural_forms.h"
#include "hexapla/catalogs/state.h"

#include <optional>

namespace hexapla {
namespace {

PluralForms plural_forms_of(const Catalog& catalog, const std::string& language) {
  auto forms = PluralForms::parse(catalog.header_field("Plural-Forms"));
  if (!forms) forms = PluralForms::parse(plural_forms_for(language));
  return forms ? *forms : *PluralForms::parse("nplurals=2; plural=(n != 1);");
}

}  // namespace

std::vector<MemoryPair> pairs_of(const Catalog& catalog, const LearnOptions& options) {
  std::vector<MemoryPair> pairs;
  std::optional<PluralForms> forms;
  const std::int64_t date =
      options.date != 0 ? options.date : parse_po_date(catalog.header_field("PO-Revision-Date")).value_or(0);
  const auto add = [&](const Message& message, std::string_view source, std::string_view target) {
    pairs.push_back({options.source_language, options.target_language, std::string(source), std::string(target),
                     std::string(message.msgctxt), options.origin, options.author, date});
  };
  for (const Message& message : catalog.messages) {
    if (message.is_header() || state_of(message) != State::Translated) continue;
    if (!message.has_plural) {
      add(message, message.msgid, message.msgstr.front());
      continue;
    }
    if (!forms) forms = plural_forms_of(catalog, options.target_language);
    const auto one = forms->form(1);
    if (!one || *one >= message.msgstr.size() || message.msgstr.size() != forms->count()) continue;
    add(message, message.msgid, message.msgstr[*one]);
    if (forms->count() <= 2) add(message, message.msgid_plural, message.msgstr[forms->count() - 1 - *one]);
  }
  return pairs;
}

MemoryAdded learn(Memory& memory, const Catalog& catalog, const LearnOptions& options) {
  const auto pairs = pairs_of(catalog, options);
  return pairs.empty() ? MemoryAdded() : memory.add(pairs);
}

}  // namespace hexapla
