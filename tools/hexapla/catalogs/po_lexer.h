// Bytes of a PO file to tokens. Used by po_reader.cpp alone. Knows the line-oriented parts of the syntax: "#~" and
// "#|" at a line's start colour all tokens up to its end, and a backslash before a newline joins two lines anywhere.
#pragma once

#include "hexapla/base/arena.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hexapla {

enum class PoTokenKind : std::uint8_t {
  End,
  Comment,  ///< text: behind "#", up to the line's end
  Domain,
  Msgctxt,
  Msgid,
  MsgidPlural,
  Msgstr,
  UnknownWord,
  OpenBracket,
  CloseBracket,
  Number,
  String,  ///< text: between the quotes, escapes as written
  UnfinishedString,
  Junk,
};

struct PoToken {
  PoTokenKind kind = PoTokenKind::End;
  bool obsolete = false;  ///< behind "#~"
  bool previous = false;  ///< behind "#|"
  bool escapes = false;   ///< of a string: it has a backslash
  std::uint32_t line = 1;
  std::size_t offset = 0;
  std::string_view text;
};

class PoLexer {
 public:
  /// `text` must outlive the tokens; joined comment lines are kept in `arena`.
  PoLexer(std::string_view text, Arena& arena) : text_(text), arena_(arena) {}

  PoToken next();

 private:
  static constexpr int end_of_text = -1;

  int get();
  int peek() const { return at_ < text_.size() ? static_cast<unsigned char>(text_[at_]) : end_of_text; }
  bool skip_joined_line() { return at_ < text_.size() && text_[at_] == '\\' && skip_joined_lines(); }
  bool skip_joined_lines();
  bool begins_comment();
  void read_token(PoToken& token, int c);
  void read_comment(PoToken& token);
  void read_string(PoToken& token);
  void skip_escape();
  void read_word(PoToken& token);
  void read_number(PoToken& token);

  std::string_view text_;
  Arena& arena_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  bool obsolete_ = false;
  bool previous_ = false;
};

/// Decodes one character of a string's inside at `at`, which it moves on. False: the escape is none that C knows, and
/// `byte` is the space that gettext puts there.
bool decode_po_byte(std::string_view raw, std::size_t& at, char& byte);

}  // namespace hexapla
