#include "hexapla/memory/learn.h"

#include "hexapla/catalogs/plural_forms.h"
#include "hexapla/catalogs/state.h"

#include <array>
#include <charconv>
#include <chrono>
#include <optional>

namespace hexapla {
namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  if (at + count > text.size() || text[at] < '0' || text[at] > '9') return std::nullopt;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + count, value);
  if (error != std::errc() || end != text.data() + at + count) return std::nullopt;
  return value;
}

PluralForms plural_forms_of(const Catalog& catalog, const std::string& language) {
  auto forms = PluralForms::parse(catalog.header_field("Plural-Forms"));
  if (!forms) forms = PluralForms::parse(plural_forms_for(language));
  return forms ? *forms : *PluralForms::parse("nplurals=2; plural=(n != 1);");
}

}  // namespace

std::int64_t parse_po_date(std::string_view text) {
  using namespace std::chrono;
  const auto y = digits(text, 0, 4), mo = digits(text, 5, 2), d = digits(text, 8, 2), h = digits(text, 11, 2),
             mi = digits(text, 14, 2);
  if (!y || !mo || !d || !h || !mi || text[4] != '-' || text[7] != '-' || text[13] != ':') return 0;
  const year_month_day day{year(*y), month(static_cast<unsigned>(*mo)), std::chrono::day(static_cast<unsigned>(*d))};
  if (!day.ok() || *h > 24 || *mi > 60) return 0;
  auto time = sys_days(day) + hours(*h) + minutes(*mi);
  const auto zone_hours = digits(text, 17, 2), zone_minutes = digits(text, 19, 2);
  if (zone_hours && zone_minutes && (text[16] == '+' || text[16] == '-')) {
    const auto zone = hours(*zone_hours) + minutes(*zone_minutes);
    time += text[16] == '+' ? -zone : zone;
  }
  return duration_cast<seconds>(time.time_since_epoch()).count();
}

std::vector<MemoryPair> pairs_of(const Catalog& catalog, const LearnOptions& options) {
  std::vector<MemoryPair> pairs;
  std::optional<PluralForms> forms;
  const std::int64_t date = options.date != 0 ? options.date : parse_po_date(catalog.header_field("PO-Revision-Date"));
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
