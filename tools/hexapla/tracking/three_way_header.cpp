#include "hexapla/tracking/three_way_header.h"

#include "hexapla/base/trim.h"
#include "hexapla/catalogs/dates.h"
#include "hexapla/catalogs/plural_forms.h"
#include "hexapla/tracking/side_notes.h"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>

namespace hexapla {
namespace {

constexpr std::string_view creation_date = "POT-Creation-Date";
constexpr std::string_view revision_date = "PO-Revision-Date";
constexpr std::string_view plural_forms = "Plural-Forms";

struct Field {
  std::string_view name;   ///< of a line that is no field: all of it
  std::string_view value;  ///< behind the colon, as written
  bool is_field = false;
  bool operator==(const Field& other) const { return value == other.value && is_field == other.is_field; }
};

using Fields = std::vector<Field>;

Fields fields_of(const Message* header) {
  Fields fields;
  std::string_view text = header == nullptr || header->msgstr.empty() ? std::string_view() : header->msgstr.front();
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
      fields.push_back({line, {}, false});
    } else {
      fields.push_back({trimmed(line.substr(0, colon)), line.substr(colon + 1), true});
    }
  }
  return fields;
}

std::vector<std::uint32_t> numbers_of(const Fields& fields,
                                      std::unordered_map<std::string_view, std::uint32_t>& numbers) {
  std::vector<std::uint32_t> order;
  for (const Field& field : fields) {
    const auto [at, is_new] = numbers.emplace(field.name, static_cast<std::uint32_t>(numbers.size()));
    if (std::find(order.begin(), order.end(), at->second) == order.end()) order.push_back(at->second);
  }
  return order;
}

std::optional<Field> find(const Fields& fields, std::string_view name) {
  const auto at = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  return at == fields.end() ? std::nullopt : std::optional(*at);
}

/// The rules give every number the same form.
bool same_rule(std::string_view a, std::string_view b) {
  const auto first = PluralForms::parse(trimmed(a));
  const auto second = PluralForms::parse(trimmed(b));
  if (!first || !second) return !first && !second;
  if (first->count() != second->count()) return false;
  for (std::uint64_t n = 0; n <= 1000; ++n) {
    if (first->form(n) != second->form(n)) return false;
  }
  return true;
}

class HeaderMerger {
 public:
  HeaderMerger(const Catalog& base, const Catalog& ours, const Catalog& theirs, LaterSides later, Catalog& keeper)
      : base_(base.header()), ours_(ours.header()), theirs_(theirs.header()), later_(later), keeper_(keeper) {}

  HeaderMerge run() {
    if (ours_ == nullptr && theirs_ == nullptr) return std::move(result_);
    result_.present = true;
    if (ours_ == nullptr || theirs_ == nullptr) {
      result_.message = ours_ == nullptr ? *theirs_ : *ours_;
      result_.message.line = 0;
      return std::move(result_);
    }
    const Message nothing;
    const Message& base = base_ == nullptr ? nothing : *base_;
    const Message& later = later_.by_revision == MergeSide::Ours ? *ours_ : *theirs_;
    result_.message = later;
    result_.message.line = 0;
    result_.message.fuzzy = *settled(base.fuzzy, ours_->fuzzy, theirs_->fuzzy);
    merge_lists(base);
    merge_fields();
    return std::move(result_);
  }

 private:
  void merge_lists(const Message& base) {
    Message& message = result_.message;
    const MergeSide first = later_.by_revision;
    message.comments = merge_items(base.comments, ours_->comments, theirs_->comments, first);
    message.extracted = merge_items(base.extracted, ours_->extracted, theirs_->extracted, first);
    message.references = merge_items(base.references, ours_->references, theirs_->references, first);
    message.flags = merge_items(base.flags, ours_->flags, theirs_->flags, first);
  }

  void merge_fields() {
    const std::string_view ours_text = ours_->msgstr.empty() ? std::string_view() : ours_->msgstr.front();
    const std::string_view theirs_text = theirs_->msgstr.empty() ? std::string_view() : theirs_->msgstr.front();
    const std::string_view base_text =
        base_ == nullptr || base_->msgstr.empty() ? std::string_view() : base_->msgstr.front();
    if (const std::string_view* text = settled(base_text, ours_text, theirs_text)) {
      result_.message.msgstr = {*text};
      return;
    }
    const Fields base = fields_of(base_);
    const Fields ours = fields_of(ours_);
    const Fields theirs = fields_of(theirs_);
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    const auto our_order = numbers_of(ours, numbers);
    const auto their_order = numbers_of(theirs, numbers);
    std::vector<std::string_view> names(numbers.size());
    for (const auto& [name, number] : numbers) names[number] = name;
    std::string text;
    const bool ours_first = later_.by_revision == MergeSide::Ours;
    for (std::uint32_t number :
         merge_order(ours_first ? our_order : their_order, ours_first ? their_order : our_order, numbers.size())) {
      const std::string_view name = names[number];
      write(merge_field(name, find(base, name), find(ours, name), find(theirs, name)), text);
    }
    result_.message.msgstr = {keeper_.keep(text)};
  }

  static void write(const std::optional<Field>& field, std::string& text) {
    if (!field) return;
    text += field->name;
    if (field->is_field) text.append(":").append(field->value);
    text += '\n';
  }

  std::optional<Field> merge_field(std::string_view name, const std::optional<Field>& base,
                                   const std::optional<Field>& ours, const std::optional<Field>& theirs) {
    if (const auto* field = settled(base, ours, theirs)) return *field;
    if (!ours || !theirs) return ours ? ours : theirs;
    if (name == creation_date || name == revision_date) {
      return parse_po_date(trimmed(theirs->value)) > parse_po_date(trimmed(ours->value)) ? theirs : ours;
    }
    if (name == plural_forms && !same_rule(ours->value, theirs->value)) note_conflict(*ours, *theirs);
    const bool by_template = name == "Report-Msgid-Bugs-To" || name == "Project-Id-Version";
    return (by_template ? later_.by_template : later_.by_revision) == MergeSide::Ours ? ours : theirs;
  }

  void note_conflict(const Field& ours, const Field& theirs) {
    result_.plural_conflict = true;
    Arena& arena = keeper_.arena();
    NotedComments comments = read_notes(result_.message.comments);
    comments.notes = {note_of_field(ours.name, trimmed(ours.value), "ours", arena),
                      note_of_field(theirs.name, trimmed(theirs.value), "theirs", arena)};
    result_.message.comments = write_notes(comments, arena);
  }

  const Message* base_;
  const Message* ours_;
  const Message* theirs_;
  LaterSides later_;
  Catalog& keeper_;
  HeaderMerge result_;
};

}  // namespace

LaterSides later_sides(const Catalog& ours, const Catalog& theirs) {
  const auto by = [&](std::string_view first, std::string_view second) {
    const auto dates = [&](const Catalog& catalog) {
      return std::pair(parse_po_date(catalog.header_field(first)), parse_po_date(catalog.header_field(second)));
    };
    return dates(theirs) > dates(ours) ? MergeSide::Theirs : MergeSide::Ours;
  };
  return {by(creation_date, revision_date), by(revision_date, creation_date)};
}

HeaderMerge merge_header(const Catalog& base, const Catalog& ours, const Catalog& theirs, LaterSides later,
                         Catalog& keeper) {
  return HeaderMerger(base, ours, theirs, later, keeper).run();
}

}  // namespace hexapla
