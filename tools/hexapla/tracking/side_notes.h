// What two sides of a merge made of one message, noted in its translator's comments: readable, kept by every tool, and
// in PO syntax, so that a translator can take it from there. The marks are msgcat's.
//
//   # #-#-#-#-#  ours (translated)  #-#-#-#-#
//   # msgstr "Lisez ceci."
//   # #-#-#-#-#  theirs (fuzzy)  #-#-#-#-#
//   # msgstr "Lisez cela."
//
// Why not in the msgstr, where msgcat puts its own: a msgstr with marks in it is no translation of either side, and a
// fuzzy mark taken away in haste would publish it.
#pragma once

#include "hexapla/base/arena.h"
#include "hexapla/catalogs/message.h"
#include "hexapla/tracking/three_way_lists.h"

#include <string_view>
#include <vector>

namespace hexapla {

struct SideNote {
  std::string_view label;  ///< "ours (translated)"
  TextList lines;          ///< comment lines
};

/// A message's comments, the notes taken out of them.
struct NotedComments {
  TextList plain;
  std::vector<SideNote> notes;
};
NotedComments read_notes(const TextList& comments);

/// Comments with the notes below them; no text is noted twice, the first note of it stays.
TextList write_notes(const NotedComments& comments, Arena& arena);

/// Three-way: plain lines as a set, notes by their text. `first` is the side whose additions come first.
TextList merge_comments(const TextList& base, const TextList& ours, const TextList& theirs, MergeSide first,
                        Arena& arena);

/// The note of `message`'s translation: "ours", "theirs" or, of a merge before, "earlier".
SideNote note_of(const Message& message, std::string_view side, Arena& arena);

/// One of a header's field.
SideNote note_of_field(std::string_view name, std::string_view value, std::string_view side, Arena& arena);

/// The same note, of an earlier merge.
SideNote as_earlier(const SideNote& note, Arena& arena);

}  // namespace hexapla
