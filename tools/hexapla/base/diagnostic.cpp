#include "hexapla/base/diagnostic.h"

#include "hexapla/base/line_index.h"
#include "hexapla/base/utf8.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

constexpr std::size_t shown_code_points = 160;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_line_end(char c) {
  return c == '\n' || c == '\r';
}

/// Start of the line that holds `offset`, behind a byte order mark.
std::size_t line_start(std::string_view text, std::size_t offset) {
  std::size_t start = offset;
  // Between \r and \n is still the line before.
  if (start > 0 && start < text.size() && text[start] == '\n' && text[start - 1] == '\r') --start;
  while (start > 0 && !is_line_end(text[start - 1])) --start;
  if (start == 0 && offset >= byte_order_mark.size() && text.starts_with(byte_order_mark)) {
    start = byte_order_mark.size();
  }
  return start;
}

/// One code point for one code point, without what would move a terminal's cursor.
void append_shown(std::string& out, char32_t code_point) {
  if (code_point == U'\t') {
    out += ' ';
  } else if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) {
    append_utf8(out, U'\uFFFD');
  } else {
    append_utf8(out, code_point);
  }
}

/// Fills line_text and caret: the line around `offset`, at most shown_code_points of it.
void show_line(Diagnostic& diagnostic, std::string_view text, std::size_t start, std::size_t offset) {
  const std::size_t room_before = shown_code_points * 3 / 4;
  std::size_t first = offset;
  std::size_t before = 0;
  while (first > start && before < room_before) {
    previous_code_point(text, first);
    ++before;
  }
  std::size_t at = first;
  std::size_t shown = 0;
  if (first > start) {
    next_code_point(text, at);
    diagnostic.line_text += "…";
    ++shown;
  }
  while (at < text.size() && !is_line_end(text[at])) {
    if (shown + 1 == shown_code_points) {
      diagnostic.line_text += "…";
      break;
    }
    append_shown(diagnostic.line_text, next_code_point(text, at));
    ++shown;
  }
  diagnostic.caret = static_cast<std::uint32_t>(before);
}

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "note";
    case Severity::Warning:
      return "warning";
    case Severity::Error:
      break;
  }
  return "error";
}

}  // namespace

Position position_of(std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::size_t start = line_start(text, offset);
  Position position{1, 0};
  for (std::size_t at = 0; (at = find_line_end(text, at)) < start; ++at) {
    if (text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    ++position.line;
  }
  const std::size_t end = std::max(start, offset);
  position.column = static_cast<std::uint32_t>(count_code_points(text.substr(start, end - start)) + 1);
  return position;
}

Diagnostic make_diagnostic(Severity severity, std::string id, std::string_view file, std::string_view text,
                           std::size_t offset, Phrase message, Phrase hint) {
  Diagnostic diagnostic = make_diagnostic(severity, std::move(id), file, std::move(message), std::move(hint));
  offset = std::min(offset, text.size());
  diagnostic.position = position_of(text, offset);
  show_line(diagnostic, text, line_start(text, offset), offset);
  return diagnostic;
}

Diagnostic make_diagnostic(Severity severity, std::string id, std::string_view file, Phrase message, Phrase hint) {
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.id = std::move(id);
  diagnostic.file = file;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

std::string describe(const Diagnostic& diagnostic) {
  std::string out;
  if (!diagnostic.file.empty()) out += diagnostic.file + ":";
  if (diagnostic.position.line != 0) out += std::to_string(diagnostic.position.line) + ":";
  if (diagnostic.position.column != 0) out += std::to_string(diagnostic.position.column) + ":";
  if (!out.empty()) out += " ";
  out += severity_word(diagnostic.severity);
  out += ": " + in_english(diagnostic.message);
  if (!diagnostic.line_text.empty()) {
    out += "\n  " + diagnostic.line_text + "\n  " + std::string(diagnostic.caret, ' ') + "^";
  }
  if (diagnostic.hint.msgid[0] != '\0') out += "\n  hint: " + in_english(diagnostic.hint);
  return out;
}

Error::Error(Diagnostic diagnostic) : Error(std::vector<Diagnostic>{std::move(diagnostic)}) {}

Error::Error(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {
  for (const Diagnostic& diagnostic : diagnostics_) {
    if (!what_.empty()) what_ += "\n";
    what_ += describe(diagnostic);
  }
}

}  // namespace hexapla
