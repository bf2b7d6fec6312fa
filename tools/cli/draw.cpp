#include "cli/draw.h"

#include "cli/console.h"
#include "cli/locale.h"
#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

namespace hexapla::cli {
namespace {

constexpr std::string_view margin = "    ";

struct Look {
  const char* word;
  const char* color;
};

Look look_of(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return {N_("error:"), "1;31"};
    case Severity::Warning:
      return {N_("warning:"), "1;35"};
    case Severity::Note:
      break;
  }
  return {N_("note:"), "1;36"};
}

bool steers_terminal(char32_t c) {
  if (c == '\t') return false;
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

/// What stands before the caret: tabs stay tabs, everything else becomes as many blanks as it is wide.
std::string blank_out(std::string_view text, std::size_t code_points) {
  std::string blank;
  std::size_t at = 0, piece = 0;
  auto close_piece = [&](std::size_t end) {
    blank.append(display_width(text.substr(piece, end - piece)), ' ');
    piece = end;
  };
  for (std::size_t i = 0; i < code_points && at < text.size(); ++i) {
    std::size_t start = at;
    if (next_code_point(text, at) != '\t') continue;
    close_piece(start);
    blank += '\t';
    piece = at;
  }
  close_piece(at);
  return blank;
}

}  // namespace

std::string harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    append_utf8(out, steers_terminal(c) ? U'\uFFFD' : c);
  }
  return out;
}

void draw(const Diagnostic& diagnostic, bool colors, std::string& out) {
  const Paint paint{colors};
  const auto [word, color] = look_of(diagnostic.severity);
  std::string place = diagnostic.file.empty() ? "hexapla" : harmless(diagnostic.file);
  if (diagnostic.position.line) {
    place += ':' + std::to_string(diagnostic.position.line);
    if (diagnostic.position.column) place += ':' + std::to_string(diagnostic.position.column);
  }
  out += paint("1", place + ':') + ' ' + paint(color, tr(word)) + ' ';
  out += paint("1", harmless(tr(diagnostic.message))) + '\n';
  if (!diagnostic.line_text.empty()) {
    const auto line = harmless(diagnostic.line_text);
    out.append(margin).append(line) += '\n';
    out.append(margin).append(blank_out(line, diagnostic.caret)) += paint("1;32", "^") + '\n';
  }
  if (*diagnostic.hint.msgid) {
    out.append(margin) += paint("1;36", tr("hint:")) + ' ' + harmless(tr(diagnostic.hint)) + '\n';
  }
}

}  // namespace hexapla::cli
