// What people put into one message, and the three-way merge of it.
#pragma once

#include "hexapla/catalogs/message.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/three_way_lists.h"

#include <cstdint>
#include <string_view>

namespace hexapla {

/// A message's translation and what is known of it. Default: untranslated.
struct Work {
  TextList msgstr;
  bool fuzzy = false;
  SourceText previous;
  bool has_previous = false;
  TextList suggestion;  ///< the extracted comments that mark a guess
  Standing standing = Standing::Empty;

  bool empty() const;  ///< no text, not even a guess
  bool guess() const { return standing == Standing::Empty && !empty(); }
  bool same_text(const Work& other) const;
  bool operator==(const Work& other) const;
};

/// nullptr: untranslated.
Work work_of(const Message* message);
/// Puts the work into a message of the same source text.
void set_work(Message& message, const Work& work);

struct WorkMerge {
  enum class Outcome : std::uint8_t {
    Clean,
    Draft,     ///< the other side's fuzzy text gave way to a reviewed one
    Conflict,  ///< ours, until somebody has decided
  };
  Outcome outcome = Outcome::Clean;
  Work work;
  MergeSide side = MergeSide::Ours;  ///< that the text comes from
};

/// All three under one source text. `first` is the side that is preferred where it does not matter.
WorkMerge merge_work(const Work& base, const Work& ours, const Work& theirs, MergeSide first);

}  // namespace hexapla
