#include "hexapla/catalogs/plural_forms.h"
#include "hexapla/text/language.h"
#include "hexapla/tracking/header.h"
#include "hexapla/tracking/update.h"

#include <array>
#include <string>
#include <string_view>

namespace hexapla {
namespace {

struct Field {
  std::string_view name;
  std::string value;
};

/// What the template says, else the placeholder that xgettext would have put there for a person to fill in.
std::string or_placeholder(std::string_view template_header, std::string_view name, std::string_view placeholder) {
  const std::string_view value = header_field_of(template_header, name);
  return std::string(value.empty() ? placeholder : value);
}

/// The fields in msginit's order: the plural rule comes last, after what else the template has.
std::string first_header(std::string_view from_template, std::string_view language, std::string_view revision_date) {
  const std::array<Field, 10> fields{{
      {"Project-Id-Version", or_placeholder(from_template, "Project-Id-Version", "PACKAGE VERSION")},
      {"Report-Msgid-Bugs-To", std::string(header_field_of(from_template, "Report-Msgid-Bugs-To"))},
      {"POT-Creation-Date", or_placeholder(from_template, "POT-Creation-Date", revision_date)},
      {"PO-Revision-Date", std::string(revision_date)},
      {"Last-Translator", or_placeholder(from_template, "Last-Translator", "FULL NAME <EMAIL@ADDRESS>")},
      {"Language-Team", or_placeholder(from_template, "Language-Team", "LANGUAGE <LL@li.org>")},
      {"Language", gettext_language(language)},
      {"MIME-Version", "1.0"},
      {"Content-Type", "text/plain; charset=UTF-8"},
      {"Content-Transfer-Encoding", "8bit"},
  }};
  std::string header;
  for (const Field& field : fields) {
    if (field.name == "Report-Msgid-Bugs-To" && field.value.empty()) continue;
    header.append(field.name).append(": ").append(field.value).append("\n");
  }
  header += other_fields(from_template);
  const std::string plural_forms = plural_forms_for(language);
  return plural_forms.empty() ? header : header + "Plural-Forms: " + plural_forms + "\n";
}

}  // namespace

Catalog start_catalog(const Catalog& new_template, std::string_view language, std::string_view revision_date) {
  Catalog empty;
  const Message* from_template = new_template.header();
  const bool has_text = from_template != nullptr && !from_template->msgstr.empty();
  Message header;
  if (from_template != nullptr) header = *from_template;
  header.fuzzy = false;
  header.msgstr = {
      empty.keep(first_header(has_text ? from_template->msgstr.front() : std::string_view{}, language, revision_date))};
  empty.messages.push_back(std::move(header));
  return update(empty, new_template).catalog;
}

}  // namespace hexapla
