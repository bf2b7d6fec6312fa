#include "hexapla/catalogs/po_checks.h"

#include "hexapla/base/file.h"
#include "hexapla/catalogs/charset.h"
#include "hexapla/catalogs/plural_forms.h"

#include <algorithm>
#include <cstdint>
#include <string>

namespace hexapla {

namespace {

bool is_high(char c) {
  return (c & 0x80) != 0;
}

}  // namespace

bool has_high_byte(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_high);
}

void check_duplicates(const PoChecked& checked, PoReport& report) {
  const auto& messages = checked.catalog.messages;
  std::size_t size = 16;
  while (size < messages.size() * 2) size *= 2;
  std::vector<std::uint32_t> slots(size, 0);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto& message = messages[i];
    const auto hash = hash_bytes(message.msgid, message.has_msgctxt ? hash_bytes(message.msgctxt, 1) : 0);
    for (std::size_t slot = hash & (size - 1);; slot = (slot + 1) & (size - 1)) {
      if (slots[slot] == 0) {
        slots[slot] = static_cast<std::uint32_t>(i + 1);
        break;
      }
      const auto& first = messages[slots[slot] - 1];
      if (first.msgid != message.msgid || first.msgctxt != message.msgctxt ||
          first.has_msgctxt != message.has_msgctxt) {
        continue;
      }
      report.error(
          checked.offsets[i],
          {N_("duplicate message: it is already defined at {1}:{2}"), {report.file(), std::to_string(first.line)}},
          N_("keep one of the two (msguniq merges them)"), "po-duplicate");
      break;
    }
  }
}

void check_plurals(const PoChecked& checked, PoReport& report) {
  const auto& messages = checked.catalog.messages;
  const auto any_plural = std::any_of(messages.begin(), messages.end(), [](const Message& message) {
    return message.has_plural && !message.obsolete && message.has_translation();
  });
  if (!any_plural) return;
  const auto rule = checked.catalog.header_field("Plural-Forms");
  const auto forms = PluralForms::parse(rule);
  const auto* header = checked.catalog.header();
  if (!forms.has_value()) {
    const auto offset = header == nullptr ? 0 : checked.offsets[static_cast<std::size_t>(header - messages.data())];
    report.warn("po-plural-forms", offset,
                rule.empty() ? Phrase(N_("there are plural forms, but the header has no Plural-Forms field"))
                             : Phrase(N_("the header's Plural-Forms is no valid rule")),
                N_("Plural-Forms: nplurals=2; plural=(n != 1);\\n is an example"));
    return;
  }
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto& message = messages[i];
    if (!message.has_plural || message.obsolete || message.msgstr.size() == forms->count()) continue;
    if (!message.has_translation()) continue;
    report.warn("po-plural-count", checked.offsets[i],
                {N_("this message has {1} plural forms, but the header says nplurals={2}"),
                 {std::to_string(message.msgstr.size()), std::to_string(forms->count())}},
                N_("give it one msgstr[] for each form of the language"));
  }
}

void check_charset(const PoChecked& checked, PoReport& report) {
  const auto* header = checked.catalog.header();
  const auto charset = header == nullptr || header->msgstr.empty() ? "" : declared_charset(header->msgstr.front());
  const bool is_declared_utf8 = !charset.empty() && (charset[0] == 'U' || charset[0] == 'u') && charset.size() < 6;
  if (is_declared_utf8) return;
  const auto high = std::find_if(checked.text.begin(), checked.text.end(), is_high);
  if (high == checked.text.end()) return;
  const auto offset = static_cast<std::size_t>(high - checked.text.begin());
  report.warn("po-charset", offset,
              charset.empty()
                  ? Phrase(N_("the header names no charset; the text is read as UTF-8"))
                  : Phrase(N_("the header names the charset {1}, but the text is UTF-8"), {std::string(charset)}),
              N_("write \"Content-Type: text/plain; charset=UTF-8\\n\" into the header"));
}

}  // namespace hexapla
