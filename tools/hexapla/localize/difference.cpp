#include "hexapla/localize/difference.h"

#include "hexapla/base/line_index.h"
#include "hexapla/pages/words.h"

#include <algorithm>

namespace hexapla {

namespace {

/// Landmarks come first, then units.
constexpr std::uint64_t unit_steps = std::uint64_t{1} << 32;

/// The byte that the page's first Error speaks of.
std::uint32_t error_offset(const Page& page) {
  for (const Diagnostic& diagnostic : page.diagnostics) {
    if (diagnostic.severity != Severity::Error) continue;
    std::size_t at = 0;
    for (std::uint32_t line = 1; line < diagnostic.position.line && at < page.bytes().size(); ++line) {
      at = find_line_end(page.bytes(), at);
      at += page.bytes().substr(at).starts_with("\r\n") ? 2U : 1U;
    }
    return static_cast<std::uint32_t>(std::min(at, page.bytes().size()));
  }
  return 0;
}

std::optional<Difference> compare_landmarks(const Page& page, const Page& merged) {
  const std::size_t both = std::min(page.structure.size(), merged.structure.size());
  for (std::size_t i = 0; i < both; ++i) {
    if (page.structure[i].what != merged.structure[i].what) return Difference{merged.structure[i].offset, i + 1};
  }
  if (both < merged.structure.size()) return Difference{merged.structure[both].offset, both + 1};
  if (both == page.structure.size()) return std::nullopt;
  // Something is missing at the end: what the last landmark opened goes on too long.
  return Difference{both == 0 ? 0 : merged.structure[both - 1].offset, both + 1};
}

bool is_data(Place place) {
  return place >= Place::YamlPlain;
}

bool same_but_for_blanks(std::string_view a, std::string_view b) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  std::size_t i = 0;
  std::size_t j = 0;
  for (;;) {
    while (i < a.size() && is_blank(a[i])) ++i;
    while (j < b.size() && is_blank(b[j])) ++j;
    if (i == a.size() || j == b.size()) return i == a.size() && j == b.size();
    if (a[i++] != b[j++]) return false;
  }
}

/// A word beside the picture makes a paragraph of an image, and the other way round; the block is the same.
bool same_kind(UnitKind a, UnitKind b) {
  const auto in_text = [](UnitKind kind) {
    return kind == UnitKind::Image || kind == UnitKind::Paragraph || kind == UnitKind::ListItem ||
           kind == UnitKind::Footnote;
  };
  return a == b || ((a == UnitKind::Image || b == UnitKind::Image) && in_text(a) && in_text(b));
}

/// `found` is what became of `unit` when `text` (or nothing) was put in.
bool is_same_unit(const Unit& unit, const Unit& found, Span place, const std::optional<std::string_view>& text) {
  if (!same_kind(found.kind, unit.kind) || found.level != unit.level || found.path != unit.path) return false;
  if (found.span.begin < place.begin || found.span.end > place.end) return false;
  if (!text) return found.text == unit.text;
  return !is_data(unit.layout.place) || same_but_for_blanks(found.text, *text);
}

std::optional<Difference> compare_units(const Page& page, const Page& merged, const Assembly& assembly,
                                        const Texts& texts) {
  std::size_t next = 0;
  for (std::size_t i = 0; i < page.units.size(); ++i) {
    const Span place = assembly.places[i];
    const bool found = next < merged.units.size() && merged.units[next].span.begin < place.end;
    if (found && is_same_unit(page.units[i], merged.units[next], place, texts[i])) {
      ++next;
    } else if (found || !texts[i] || has_letters(*texts[i])) {
      return Difference{place.begin, unit_steps + i};
    }
  }
  if (next == merged.units.size()) return std::nullopt;
  return Difference{merged.units[next].span.begin, unit_steps + page.units.size()};
}

}  // namespace

std::optional<Difference> find_difference(const Page& page, const Page& merged, const Assembly& assembly,
                                          const Texts& texts) {
  if (!merged.readable()) return Difference{error_offset(merged), 0};
  if (auto difference = compare_landmarks(page, merged)) return difference;
  return compare_units(page, merged, assembly, texts);
}

}  // namespace hexapla
