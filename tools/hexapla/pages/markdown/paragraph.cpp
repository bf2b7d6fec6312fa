#include "hexapla/pages/markdown/paragraph.h"

#include "hexapla/base/utf8.h"
#include "hexapla/pages/ascii.h"
#include "hexapla/pages/markdown/flags.h"
#include "hexapla/text/segment.h"

#include <string>

namespace hexapla::markdown {
namespace {

enum class Break { Soft, Blanks, Backslash };

// How a line ends that is not the last: two blanks or an odd backslash make the break a hard one.
Break break_after(std::string_view text, const Line& line, std::uint32_t trimmed) {
  if (line.end - trimmed >= 2 && text[line.end - 1] == ' ' && text[line.end - 2] == ' ') return Break::Blanks;
  if (trimmed != line.end) return Break::Soft;
  std::uint32_t backslashes = 0;
  while (trimmed - backslashes > line.content && text[trimmed - backslashes - 1] == '\\') ++backslashes;
  return backslashes % 2 == 1 ? Break::Backslash : Break::Soft;
}

bool joins_without_blank(std::string_view before, std::string_view after) {
  if (before.empty() || after.empty()) return false;
  if (static_cast<unsigned char>(before.back()) < 0x80 || static_cast<unsigned char>(after.front()) < 0x80)
    return false;
  std::size_t end = before.size();
  std::size_t begin = 0;
  return is_unspaced_cjk(previous_code_point(before, end)) && is_unspaced_cjk(next_code_point(after, begin));
}

void append_break(std::string& out, Break kind, std::string_view next, std::uint8_t& flags) {
  if (kind == Break::Soft) {
    if (!joins_without_blank(out, next)) out += ' ';
    return;
  }
  if ((flags & flag_hard_breaks) == 0 && kind == Break::Backslash) flags |= flag_backslash_break;
  flags |= flag_hard_breaks;
  if (kind == Break::Backslash) out.pop_back();
  out += '\n';
}

}  // namespace

std::uint32_t trimmed_end(std::string_view text, const Line& line) {
  std::uint32_t end = line.end;
  while (end > line.content && is_blank(text[end - 1])) --end;
  return end;
}

std::string_view fold_lines(Page& page, std::span<const Line> lines, std::uint8_t& flags) {
  const std::string_view text = page.bytes();
  if (lines.size() == 1) return text.substr(lines[0].content, trimmed_end(text, lines[0]) - lines[0].content);
  thread_local std::string folded;
  folded.clear();
  Break pending = Break::Soft;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::uint32_t end = trimmed_end(text, lines[i]);
    const std::string_view content = text.substr(lines[i].content, end - lines[i].content);
    if (i > 0) append_break(folded, pending, content, flags);
    folded += content;
    if (i + 1 < lines.size()) pending = break_after(text, lines[i], end);
  }
  return page.arena.keep(folded);
}

}  // namespace hexapla::markdown
