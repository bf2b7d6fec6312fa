#include "hexapla/tracking/heal.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

namespace hexapla {
namespace {

constexpr std::string_view white = " \t\r\n\f\v";

/// A text and the white space around it.
struct Ends {
  std::string_view lead;
  std::string_view body;
  std::string_view trail;
};

Ends split(std::string_view text) {
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {text, {}, {}};
  const std::size_t last = text.find_last_not_of(white) + 1;
  return {text.substr(0, first), text.substr(first, last - first), text.substr(last)};
}

/// White space at a text's end that can be put on and off without changing what the text is: no tab and no four
/// blanks, which would make code of it.
bool harmless_end(std::string_view space) {
  return space.find_first_not_of(" \n") == std::string_view::npos && space.find("    ") == std::string_view::npos;
}

/// The line that starts at `at` continues a paragraph, whatever the format: no marker, no indent, not empty.
bool continues_paragraph(std::string_view text, std::size_t at) {
  constexpr std::string_view starters = "`~#>|-*+=:<!{}%[\\";
  if (at >= text.size()) return false;
  const char c = text[at];
  return white.find(c) == std::string_view::npos && starters.find(c) == std::string_view::npos &&
         !(c >= '0' && c <= '9');
}

/// Before the line break at `at` stands a hard break.
bool breaks_hard(std::string_view text, std::size_t at) {
  return text.substr(0, at).ends_with("  ") || text.substr(0, at).ends_with('\\');
}

bool only_soft_breaks(std::string_view text) {
  if (text.find("```") != std::string_view::npos || text.find_first_of("\t\r\f\v") != std::string_view::npos)
    return false;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (breaks_hard(text, at) || !continues_paragraph(text, at + 1)) return false;
  }
  return true;
}

bool parts_unspaced(std::string_view text, std::size_t at) {
  std::size_t before = at;
  std::size_t after = at + 1;
  return is_unspaced_cjk(previous_code_point(text, before)) && is_unspaced_cjk(next_code_point(text, after));
}

/// `body` on one line.
void append_folded(std::string_view body, std::string& out) {
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] != '\n') {
      out += body[at];
    } else if (!out.ends_with(' ') && !parts_unspaced(body, at)) {
      out += ' ';
    }
  }
}

}  // namespace

bool heal_reflow(std::string_view before, std::string_view after, std::string_view translation, std::string& healed) {
  const Ends old_ends = split(before);
  const Ends new_ends = split(after);
  const Ends ends = split(translation);
  healed.clear();
  if (ends.body.empty()) return true;
  if (!only_soft_breaks(old_ends.body) || !only_soft_breaks(new_ends.body) || !only_soft_breaks(ends.body))
    return false;
  for (std::string_view end : {old_ends.lead, old_ends.trail, new_ends.lead, new_ends.trail}) {
    if (!harmless_end(end)) return false;
  }
  healed += old_ends.lead == new_ends.lead ? ends.lead : new_ends.lead;
  if (new_ends.body.find('\n') == std::string_view::npos) {
    append_folded(ends.body, healed);
  } else {
    healed += ends.body;
  }
  healed += old_ends.trail == new_ends.trail ? ends.trail : new_ends.trail;
  return true;
}

}  // namespace hexapla
