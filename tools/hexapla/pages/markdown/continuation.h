// What a further line of a unit starts with. Used through the unit writer.
#pragma once

#include "hexapla/base/arena.h"
#include "hexapla/pages/markdown/blocks.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace hexapla::markdown {

/// Views are into the text or the arena, that of the page.
class Continuation {
 public:
  Continuation(std::string_view text, const Document& document, Arena& arena)
      : text_(text), document_(document), arena_(arena) {}

  /// As the second line of the unit does, else as its containers want it. `own_line`: the unit's first line is not the
  /// first one of its block, and so an example as well.
  std::string_view prefix(std::span<const Line> lines, const Block& b, bool own_line);
  /// As the containers from `index` upwards want it.
  std::string_view container_prefix(BlockIndex index) { return index == prefix_of_ ? prefix_ : make_prefix(index); }
  /// Columns before a further line that keep it from opening a block, whether its containers take theirs or not.
  std::uint16_t block_proof_indent(const Block& b);

 private:
  std::string_view make_prefix(BlockIndex index);

  std::string_view text_;
  const Document& document_;
  Arena& arena_;
  std::string_view prefix_;
  BlockIndex prefix_of_ = no_block;
};

}  // namespace hexapla::markdown
