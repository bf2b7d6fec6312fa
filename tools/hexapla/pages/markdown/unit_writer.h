// Where the walk over a page's blocks puts what it finds: units and landmarks. Used by units.cpp and its parts,
// paragraph_units.cpp.
#pragma once

#include "hexapla/pages/markdown/blocks.h"
#include "hexapla/pages/markdown/continuation.h"
#include "hexapla/pages/markdown/directives.h"
#include "hexapla/pages/page.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hexapla::markdown {

/// What landmarks are made of besides block kinds.
enum Mark : std::uint64_t { mark_leave = 0x100, mark_text, mark_opaque, mark_title, mark_definition };

constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  return (a ^ (b + 0x9e3779b97f4a7c15ULL)) * 0xff51afd7ed558ccdULL;
}

struct UnitWriter {
  UnitWriter(Page& to, const Document& of);

  Page& page;
  const Document& document;
  std::string_view text;             ///< the page's bytes
  std::string_view line_end = "\n";  ///< of the page's first line
  std::vector<Line> lines;           ///< of the leaf that is being read, cut to what is text in them
  DirectiveState directives;
  Continuation continuation;
  bool highlight = false;  ///< within Hugo's shortcode for code

  const Block& block(BlockIndex index) const { return document.blocks[index]; }
  BlockIndex index_of(const Block& b) const { return static_cast<BlockIndex>(&b - document.blocks.data()); }
  std::span<const Line> lines_of(const Block& b) const { return {document.lines.data() + b.first_line, b.line_count}; }
  std::string_view content_of(const Line& line) const { return text.substr(line.content, line.end - line.content); }

  void landmark(std::uint64_t what, std::uint32_t offset) { page.structure.push_back({what, offset}); }
  /// A line with nothing to translate.
  void opaque_line(const Line& line);

  /// With the notes that directives left for it.
  void add(Unit unit) {
    unit.layout.line_end = line_end;
    directives.give_notes(unit);
    page.units.push_back(unit);
  }
};

}  // namespace hexapla::markdown
