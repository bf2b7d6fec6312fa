#include "hexapla/tracking/side_notes.h"

#include "hexapla/catalogs/po.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace hexapla {
namespace {

constexpr std::string_view mark_before = " #-#-#-#-#  ";
constexpr std::string_view mark_after = "  #-#-#-#-#";
constexpr std::array<std::string_view, 3> sides{"ours", "theirs", "earlier"};

/// The label between the marks; empty: this line begins no note of ours.
std::string_view label_in(std::string_view line) {
  if (!line.starts_with(mark_before) || !line.ends_with(mark_after)) return {};
  if (line.size() < mark_before.size() + mark_after.size()) return {};
  const std::string_view label = line.substr(mark_before.size(), line.size() - mark_before.size() - mark_after.size());
  for (std::string_view side : sides) {
    if (label == side || (label.starts_with(side) && label.substr(side.size()).starts_with(" ("))) return label;
  }
  return {};
}

bool is_text(std::string_view line) {
  return line.starts_with(" msgstr") || line.starts_with(" \"");
}

TextList lines_of(std::string_view text, Arena& arena) {
  TextList lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(arena.keep(" " + std::string(text.substr(0, end))));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

/// The translation alone, as a catalog has it.
TextList translation_lines(const std::vector<std::string_view>& msgstr, bool plural, Arena& arena) {
  Message bare;
  bare.msgstr = msgstr;
  bare.has_plural = plural;
  std::string text;
  write_po_message(bare, text);
  const std::size_t begin = text.find("\nmsgstr");
  return begin == std::string::npos ? TextList() : lines_of(std::string_view(text).substr(begin + 1), arena);
}

}  // namespace

NotedComments read_notes(const TextList& comments) {
  NotedComments read;
  bool in_note = false;
  for (std::string_view line : comments) {
    const std::string_view label = label_in(line);
    if (!label.empty()) {
      read.notes.push_back({label, {}});
      in_note = true;
    } else if (in_note && is_text(line)) {
      read.notes.back().lines.push_back(line);
    } else {
      read.plain.push_back(line);
      in_note = false;
    }
  }
  return read;
}

TextList write_notes(const NotedComments& comments, Arena& arena) {
  TextList written = comments.plain;
  for (auto note = comments.notes.begin(); note != comments.notes.end(); ++note) {
    const bool repeats =
        std::any_of(comments.notes.begin(), note, [&](const SideNote& other) { return other.lines == note->lines; });
    if (repeats || note->lines.empty()) continue;
    written.push_back(arena.keep(std::string(mark_before) + std::string(note->label) + std::string(mark_after)));
    written.insert(written.end(), note->lines.begin(), note->lines.end());
  }
  return written;
}

TextList merge_comments(const TextList& base, const TextList& ours, const TextList& theirs, MergeSide first,
                        Arena& arena) {
  if (const TextList* list = settled(base, ours, theirs)) return *list;
  const NotedComments before = read_notes(base);
  NotedComments a = read_notes(ours);
  NotedComments b = read_notes(theirs);
  if (first == MergeSide::Theirs) std::swap(a, b);
  const auto has = [](const NotedComments& comments, const SideNote& note) {
    return std::any_of(comments.notes.begin(), comments.notes.end(),
                       [&](const SideNote& other) { return other.lines == note.lines; });
  };
  NotedComments merged{merge_items(before.plain, a.plain, b.plain, MergeSide::Ours), {}};
  for (const SideNote& note : a.notes) {
    if (!has(before, note) || has(b, note)) merged.notes.push_back(note);
  }
  for (const SideNote& note : b.notes) {
    if (!has(before, note) && !has(a, note)) merged.notes.push_back(note);
  }
  return write_notes(merged, arena);
}

SideNote note_of(const Message& message, std::string_view side, Arena& arena) {
  const std::string label = std::string(side) + (message.fuzzy ? " (fuzzy)" : " (translated)");
  return {arena.keep(label), translation_lines(message.msgstr, message.has_plural, arena)};
}

SideNote note_of_field(std::string_view name, std::string_view value, std::string_view side, Arena& arena) {
  const std::string field = std::string(name) + ": " + std::string(value) + "\n";
  return {arena.keep(side), translation_lines({field}, false, arena)};
}

SideNote as_earlier(const SideNote& note, Arena& arena) {
  const std::size_t state = note.label.find(" (");
  const std::string_view rest = state == std::string_view::npos ? std::string_view() : note.label.substr(state);
  return {arena.keep("earlier" + std::string(rest)), note.lines};
}

}  // namespace hexapla
