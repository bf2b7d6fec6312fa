// Collecting: one table of messages, open addressing on the hash of context and text; what belongs to a message
// (references, kinds, notes) hangs on it as lists in three pools, so that a new use costs no allocation of its own.
#include "hexapla/localize/extract.h"

#include "hexapla/base/file.h"
#include "hexapla/base/line_index.h"

#include <array>
#include <utility>
#include <vector>

namespace hexapla {

namespace {

constexpr std::uint32_t none = 0xFFFFFFFF;

/// A text that stands at a hundred thousand keys of a data file would get as many lines of kinds.
constexpr std::uint32_t most_kinds = 32;

struct Use {
  std::uint32_t next = none;
  std::uint32_t page = 0;
  std::uint32_t line = 0;  ///< 0: the page alone
};

struct Kind {
  std::uint32_t next = none;
  const Unit* unit = nullptr;
};

struct Note {
  std::uint32_t next = none;
  std::string_view text;
};

/// First and last item of a list in a pool.
struct Chain {
  std::uint32_t first = none;
  std::uint32_t last = none;
};

struct Entry {
  std::uint64_t hash = 0;
  std::string_view text;
  std::string_view context;
  Chain uses, kinds, notes;
  std::uint32_t kind_count = 0;
};

template <typename Item>
void append(std::vector<Item>& pool, Chain& chain, Item item) {
  const auto at = static_cast<std::uint32_t>(pool.size());
  pool.push_back(std::move(item));
  if (chain.first == none) {
    chain.first = at;
  } else {
    pool[chain.last].next = at;
  }
  chain.last = at;
}

std::uint64_t hash_of(const Unit& unit) {
  return hash_bytes(unit.text, unit.context.empty() ? 0 : hash_bytes(unit.context, 1));
}

bool same_kind(const Unit& a, const Unit& b) {
  return a.kind == b.kind && a.level == b.level && a.path == b.path;
}

/// Calls `line(text)` for each line of `text`, of which "#." needs one each.
template <typename Line>
void each_line(std::string_view text, Line line) {
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = find_line_end(text, at);
    line(text.substr(at, end - at));
    at = end + (text.substr(end).starts_with("\r\n") ? 2U : 1U);
  }
}

}  // namespace

struct TemplateBuilder::State {
  ExtractOptions options;
  std::vector<std::string> paths;
  std::vector<Entry> entries;
  std::vector<std::uint32_t> slots;  ///< indexes into entries; size a power of two
  std::vector<Use> uses;
  std::vector<Kind> kinds;
  std::vector<Note> notes;

  Entry& entry_for(const Unit& unit);
  void grow();
  void add_use(Entry& entry, std::uint32_t page, std::uint32_t line);
  void add_kind(Entry& entry, const Unit& unit);
  void add_note(Entry& entry, std::string_view note);

  Message make_header(Catalog& catalog) const;
  Message make_message(Catalog& catalog, const Entry& entry) const;
  void add_references(Catalog& catalog, const Entry& entry, Message& message) const;
};

void TemplateBuilder::State::grow() {
  slots.assign(slots.empty() ? 1024 : slots.size() * 2, none);
  const std::size_t mask = slots.size() - 1;
  for (std::uint32_t i = 0; i < entries.size(); ++i) {
    std::size_t slot = entries[i].hash & mask;
    while (slots[slot] != none) slot = (slot + 1) & mask;
    slots[slot] = i;
  }
}

Entry& TemplateBuilder::State::entry_for(const Unit& unit) {
  if (entries.size() * 2 >= slots.size()) grow();
  const std::uint64_t hash = hash_of(unit);
  const std::size_t mask = slots.size() - 1;
  std::size_t slot = hash & mask;
  for (; slots[slot] != none; slot = (slot + 1) & mask) {
    Entry& entry = entries[slots[slot]];
    if (entry.hash == hash && entry.text == unit.text && entry.context == unit.context) return entry;
  }
  slots[slot] = static_cast<std::uint32_t>(entries.size());
  Entry& entry = entries.emplace_back();
  entry.hash = hash;
  entry.text = unit.text;
  entry.context = unit.context;
  return entry;
}

void TemplateBuilder::State::add_use(Entry& entry, std::uint32_t page, std::uint32_t line) {
  // Pages come one after the other: if it was seen, then last.
  if (entry.uses.last != none && uses[entry.uses.last].page == page && uses[entry.uses.last].line == line) return;
  append(uses, entry.uses, {none, page, line});
}

void TemplateBuilder::State::add_kind(Entry& entry, const Unit& unit) {
  for (std::uint32_t at = entry.kinds.first; at != none; at = kinds[at].next) {
    if (same_kind(*kinds[at].unit, unit)) return;
  }
  if (entry.kind_count == most_kinds) return;
  ++entry.kind_count;
  append(kinds, entry.kinds, {none, &unit});
}

void TemplateBuilder::State::add_note(Entry& entry, std::string_view note) {
  std::uint32_t count = 0;
  for (std::uint32_t at = entry.notes.first; at != none; at = notes[at].next, ++count) {
    if (notes[at].text == note || count == most_kinds) return;
  }
  append(notes, entry.notes, {none, note});
}

/// As xgettext writes it, so that msginit and msgmerge know what to fill in.
Message TemplateBuilder::State::make_header(Catalog& catalog) const {
  std::string text = "Project-Id-Version: " + (options.project.empty() ? "PACKAGE VERSION" : options.project);
  text += "\nReport-Msgid-Bugs-To: \nPOT-Creation-Date: ";
  text += options.creation_date.empty() ? "YEAR-MO-DA HO:MI+ZONE" : options.creation_date;
  text +=
      "\nPO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
      "Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
      "Language-Team: LANGUAGE <LL@li.org>\n"
      "Language: \n"
      "MIME-Version: 1.0\n"
      "Content-Type: text/plain; charset=UTF-8\n"
      "Content-Transfer-Encoding: 8bit\n";
  Message header;
  header.comments = {" SOME DESCRIPTIVE TITLE.", " FIRST AUTHOR <EMAIL@ADDRESS>, YEAR.", ""};
  header.fuzzy = true;
  header.msgstr = {catalog.keep(text)};
  return header;
}

void TemplateBuilder::State::add_references(Catalog& catalog, const Entry& entry, Message& message) const {
  for (std::uint32_t at = entry.uses.first; at != none; at = uses[at].next) {
    const Use& use = uses[at];
    const std::string& path = paths[use.page];
    message.references.push_back(catalog.keep(use.line == 0 ? path : path + ":" + std::to_string(use.line)));
  }
}

Message TemplateBuilder::State::make_message(Catalog& catalog, const Entry& entry) const {
  Message message;
  message.msgid = catalog.keep(entry.text);
  message.msgctxt = catalog.keep(entry.context);
  message.has_msgctxt = !entry.context.empty();
  message.msgstr.emplace_back();
  const auto add_line = [&](std::string_view line) {
    message.extracted.push_back(catalog.keep(" " + std::string(line)));
  };
  for (std::uint32_t at = entry.kinds.first; at != none; at = kinds[at].next) {
    each_line(describe_kind(*kinds[at].unit), add_line);
  }
  for (std::uint32_t at = entry.notes.first; at != none; at = notes[at].next) each_line(notes[at].text, add_line);
  add_references(catalog, entry, message);
  return message;
}

std::string describe_kind(const Unit& unit) {
  std::string text(kind_name(unit.kind));
  if (unit.kind == UnitKind::Heading && unit.level != 0) text += " " + std::to_string(unit.level);
  if (!unit.path.empty()) text.append(": ").append(unit.path);
  return text;
}

TemplateBuilder::TemplateBuilder(ExtractOptions options) : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
}

TemplateBuilder::~TemplateBuilder() = default;

void TemplateBuilder::add(const Page& page) {
  State& state = *state_;
  const auto number = static_cast<std::uint32_t>(state.paths.size());
  state.paths.push_back(page.path());
  const bool with_lines = state.options.references == ExtractOptions::References::Line;
  const LineIndex lines(with_lines ? page.bytes() : std::string_view());
  for (const Unit& unit : page.units) {
    if (unit.text.empty()) continue;  // the empty msgid is the header's
    Entry& entry = state.entry_for(unit);
    if (state.options.references != ExtractOptions::References::None) {
      state.add_use(entry, number, with_lines ? lines.line_of(unit.span.begin) : 0);
    }
    state.add_kind(entry, unit);
    if (!unit.note.empty()) state.add_note(entry, unit.note);
  }
}

Catalog TemplateBuilder::finish() {
  Catalog catalog;
  catalog.messages.reserve(state_->entries.size() + 1);
  catalog.messages.push_back(state_->make_header(catalog));
  for (const Entry& entry : state_->entries) catalog.messages.push_back(state_->make_message(catalog, entry));
  return catalog;
}

}  // namespace hexapla
