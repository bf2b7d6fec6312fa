#include "hexapla/pages/markdown/continuation.h"

#include <algorithm>
#include <string>

namespace hexapla::markdown {

std::string_view Continuation::prefix(std::span<const Line> lines, const Block& b, bool own_line) {
  if (lines.size() > 1) return text_.substr(lines[1].begin, lines[1].content - lines[1].begin);
  if (own_line) {
    const std::string_view before = text_.substr(lines[0].begin, lines[0].content - lines[0].begin);
    if (before.find_first_not_of(" \t>") == std::string_view::npos) return before;
  }
  return container_prefix(b.parent);
}

std::uint16_t Continuation::block_proof_indent(const Block& b) {
  return static_cast<std::uint16_t>(std::min<std::size_t>(container_prefix(b.parent).size(), 1000) + 4);
}

std::string_view Continuation::make_prefix(BlockIndex index) {
  std::string reversed;
  for (BlockIndex at = index; at != no_block; at = document_.blocks[at].parent) {
    const Block& b = document_.blocks[at];
    if (b.kind == BlockKind::BlockQuote) reversed += " >";
    if (b.kind == BlockKind::Item) reversed.append(b.marker_offset + b.padding, ' ');
    if (b.kind == BlockKind::FootnoteDefinition) reversed.append(4, ' ');
  }
  prefix_ = arena_.keep(std::string(reversed.rbegin(), reversed.rend()));
  prefix_of_ = index;
  return prefix_;
}

}  // namespace hexapla::markdown
