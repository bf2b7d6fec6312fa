// What went wrong, where, and what to do about it. Readers return these beside their result; one function in
// cli/ draws them. What ends the run is thrown as Error and caught once in cli/main.cpp.
#pragma once

#include "hexapla/base/phrase.h"
#include "hexapla/base/span.h"

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A place in a text: line and column from 1, column in code points; 0 means "the whole file".
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  friend bool operator==(Position, Position) = default;
};

enum class Severity : std::uint8_t { Note, Warning, Error };

struct Diagnostic {
  Severity severity = Severity::Error;
  std::string id;           ///< stable and machine-readable, such as "po-syntax"
  std::string file;         ///< as the user named it; empty: not about a file
  Position position;        ///< line 0: about the whole file
  std::string line_text;    ///< the offending line without its end, shortened by make_diagnostic; may be empty
  std::uint32_t caret = 0;  ///< code points of line_text before the caret
  Phrase message;
  Phrase hint;  ///< what to do; empty msgid: nothing to say
};

/// Fills in file, position, the offending line and the caret from a byte offset into `text`. Long lines are cut
/// around the caret to 160 code points.
Diagnostic make_diagnostic(Severity severity, std::string id, std::string_view file, std::string_view text,
                           std::size_t offset, Phrase message, Phrase hint = {});

/// One without a place in a file.
Diagnostic make_diagnostic(Severity severity, std::string id, std::string_view file, Phrase message, Phrase hint = {});

/// Line and column of byte `offset` of `text`. Counts from the start; for many look-ups use LineIndex.
Position position_of(std::string_view text, std::size_t offset);

/// "file:line:column: error: message" in English, with line, caret and hint below: what tests assert.
std::string describe(const Diagnostic& diagnostic);

/// Ends the run: unreadable input or wrong usage (exit code 2).
class Error : public std::exception {
 public:
  explicit Error(Diagnostic diagnostic);
  explicit Error(std::vector<Diagnostic> diagnostics);
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  const char* what() const noexcept override { return what_.c_str(); }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::string what_;
};

}  // namespace hexapla
