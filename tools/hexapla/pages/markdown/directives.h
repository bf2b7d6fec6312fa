// What HTML comments tell Hexapla about the blocks below them.
#pragma once

#include "hexapla/base/arena.h"
#include "hexapla/pages/markdown/blocks.h"
#include "hexapla/pages/unit.h"

#include <cstdint>
#include <string_view>

namespace hexapla::markdown {

enum class DirectiveKind : std::uint8_t { None, Skip, SkipBegin, SkipEnd, Comment, Context };

struct Directive {
  DirectiveKind kind = DirectiveKind::None;
  std::string_view value;  ///< trimmed text of comment: and context:
};

/// The directive that an HTML block holds when it is one comment and nothing else.
Directive parse_directive(std::string_view html);

/// What the directives of a page have said so far, while a walk passes its blocks in order. Used by units.cpp and
/// through the unit writer.
class DirectiveState {
 public:
  /// Notes of several directives are joined in `arena`, that of the page.
  explicit DirectiveState(Arena& arena) : arena_(arena) {}

  /// false: it is none.
  bool obey(const Directive& found);

  void enter(BlockIndex index, bool comment) {
    if (!skip_next_ || skipped_ != no_block || comment || index == 0) return;
    skipped_ = index;
    skip_next_ = false;
  }
  void leave(BlockIndex index) {
    if (skipped_ == index) skipped_ = no_block;
  }
  /// The block stands where nothing is to be translated.
  bool skipping() const { return skipped_ != no_block || skip_region_; }

  /// Note and context are for one unit, the next one.
  void give_notes(Unit& unit) {
    unit.note = note_;
    unit.context = context_;
    drop_notes();
  }
  void drop_notes() { note_ = context_ = {}; }

 private:
  Arena& arena_;
  std::string_view note_;
  std::string_view context_;
  BlockIndex skipped_ = no_block;
  bool skip_next_ = false;
  bool skip_region_ = false;
};

}  // namespace hexapla::markdown
