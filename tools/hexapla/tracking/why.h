// Why a stale translation was not healed: the same questions that update asks, with the answers kept.
#pragma once

#include "hexapla/tracking/change.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// What became of one edit of the source in the translation.
struct EditTrial {
  PieceKind kind;
  std::string before;
  std::string after;
  enum class Outcome : std::uint8_t {
    Carried,    ///< the translation says what the source says now
    Missing,    ///< what was changed in the source does not stand in the translation
    Ambiguous,  ///< it stands there, but not as often as in the source, or what it became does, too
  } outcome;
};

struct Trial {
  enum class Obstacle : std::uint8_t {
    Touched,      ///< nothing changed: an editor asked for another look
    Meaning,      ///< changes of `blocking` need a translator
    SwitchedOff,  ///< changes of `blocking` could heal, but not by this project's `heal:`
    Inexact,      ///< something was put in or taken out, and nobody can say where in the translation
    NotFound,     ///< an edit has no place in the translation, see `edits`
    Shape,        ///< line breaks or plural forms do not fit
  };
  Obstacle obstacle = Obstacle::Touched;
  ClassSet classes = ClassSet::none();   ///< all that changed
  ClassSet blocking = ClassSet::none();  ///< for Meaning and SwitchedOff
  std::vector<EditTrial> edits;
};

/// `before`: the text that `translation` was made from; `heal`: the classes that heal in this project.
Trial why_stale(std::string_view before, std::string_view after, std::string_view translation, ClassSet heal);

}  // namespace hexapla
