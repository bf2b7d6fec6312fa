// What kind of change lies between two texts of the same unit, and what is done about each kind: one table.
#pragma once

#include "hexapla/matching/pieces.h"
#include "hexapla/tracking/origin.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

class Vocabulary;

/// In order of gravity: a change of several kinds is called after the gravest.
enum class ChangeClass : std::uint8_t {
  None,
  Reflow,       ///< white space and soft line breaks
  Markup,       ///< *emphasis* or _emphasis_, emphasis or code marks around the same words
  Typography,   ///< the same character written otherwise: “smart” or plain quotes, &amp; or &, a backslash
  Link,         ///< a link's target or label; the link itself around the same words
  Image,        ///< an image's file
  Attribute,    ///< an HTML tag's attributes, {#id .class}
  Code,         ///< what stands in a code span or shortcode
  Joined,       ///< several texts became one: paragraphs, say, that were put together
  Punctuation,  ///< commas, full stops, brackets
  Spelling,     ///< a letter or two within a word that the source has nowhere else
  Number,       ///< numbers, versions, dates
  Split,        ///< one text became several
  Context,      ///< the same text under another msgctxt
  Words,        ///< all else
};
inline constexpr std::size_t change_classes = 15;

/// What update does with the translation when this was the gravest change.
enum class Treatment : std::uint8_t {
  Carry,  ///< the same edit is made in the translation, which stays translated; stale where it cannot be made exactly
  Keep,   ///< the translation says it already: it stays translated as it is
  Stale,  ///< people must look; what can be carried over exactly is
};

struct ChangeRule {
  ChangeClass what;
  std::string_view name;  ///< "reflow", "markup"…: as written in hexapla.yaml and in JSON
  const char* title;      ///< for people; to be translated
  Treatment treatment;    ///< where healing is on for this class
  bool heals;             ///< unless hexapla.yaml says otherwise
};

const ChangeRule& rule_of(ChangeClass what);
std::optional<ChangeClass> class_named(std::string_view name);

/// Some classes: those that heal, or that a change has. A bit for each.
class ClassSet {
 public:
  static ClassSet none() { return ClassSet(0); }
  /// Those that heal unless hexapla.yaml says otherwise.
  static ClassSet usual();
  /// All that can be healed at all.
  static ClassSet all();
  /// All that a change can have.
  static ClassSet every();
  void add(ChangeClass what) { bits_ |= 1U << static_cast<unsigned>(what); }
  bool has(ChangeClass what) const { return (bits_ >> static_cast<unsigned>(what) & 1U) != 0; }
  bool includes(ClassSet other) const { return (other.bits_ & ~bits_) == 0; }
  friend bool operator==(ClassSet, ClassSet) = default;

 private:
  template <typename Takes>
  static ClassSet of(const Takes& takes);
  explicit ClassSet(std::uint32_t bits) : bits_(bits) {}
  std::uint32_t bits_;
};

/// "reflow, markup…"
std::string names_of(ClassSet classes);

/// One piece of the source that became another of its kind.
struct Edit {
  PieceKind kind;
  std::string_view before;  ///< a slice of the text before: a link's target, a number, a whole tag or code span
  std::string_view after;
};

struct Difference {
  ChangeClass what = ChangeClass::None;  ///< the gravest
  ClassSet classes = ClassSet::none();   ///< all that occur
  std::vector<Edit> edits;
  /// Nothing changed but what `edits` say, what reads the same (white space, style of markup, spelling of marks) and
  /// what a translation says already (Treatment::Keep). Not so where a link or emphasis was put in, say.
  bool exact = true;
};

/// What changed from one text to the other. `known` has the words of the new source: to change one of these for
/// another is no correction of its spelling. Quadratic in the changed middle, and bounded.
Difference difference(std::string_view before, std::string_view after, const Vocabulary* known = nullptr);

/// What changed in a message's texts.
struct SourceChange {
  ChangeClass what = ChangeClass::None;  ///< the gravest among msgctxt, msgid and plural; Words: a plural came or went
  Difference text;
  Difference plural;  ///< where both have one
};
SourceChange compare(const SourceText& before, const SourceText& after, const Vocabulary* known = nullptr);

/// compare().what
ChangeClass classify(const SourceText& before, const SourceText& after, const Vocabulary* known = nullptr);

}  // namespace hexapla
