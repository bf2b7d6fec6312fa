#include "hexapla/pages/markdown/block_starts.h"

#include "hexapla/pages/ascii.h"
#include "hexapla/pages/html/tag.h"

#include <algorithm>
#include <array>

namespace hexapla::markdown {
namespace {

std::uint32_t run_of(std::string_view text, std::uint32_t at, std::uint32_t end, char c) {
  std::uint32_t pos = at;
  while (pos < end && text[pos] == c) ++pos;
  return pos - at;
}

std::uint32_t skip_blanks(std::string_view text, std::uint32_t at, std::uint32_t end) {
  while (at < end && is_blank(text[at])) ++at;
  return at;
}

// The element names of HTML block type 6, sorted. CommonMark 0.31 has search, and no longer source.
constexpr auto block_names = std::to_array<std::string_view>(
    {"address",  "article",    "aside",  "base",    "basefont", "blockquote", "body",     "caption",  "center",
     "col",      "colgroup",   "dd",     "details", "dialog",   "dir",        "div",      "dl",       "dt",
     "fieldset", "figcaption", "figure", "footer",  "form",     "frame",      "frameset", "h1",       "h2",
     "h3",       "h4",         "h5",     "h6",      "head",     "header",     "hr",       "html",     "iframe",
     "legend",   "li",         "link",   "main",    "menu",     "menuitem",   "nav",      "noframes", "ol",
     "optgroup", "option",     "p",      "param",   "search",   "section",    "summary",  "table",    "tbody",
     "td",       "tfoot",      "th",     "thead",   "title",    "tr",         "track",    "ul"});

constexpr std::array<std::string_view, 4> raw_names = {"pre", "script", "style", "textarea"};

struct LowerName {
  std::array<char, 12> letters{};
  std::uint32_t size = 0;
  std::string_view view() const { return {letters.data(), size}; }
};

// The tag name at `at` in lower case; size 0 when it is longer than any name of the lists.
LowerName lower_name(std::string_view text, std::uint32_t at, std::uint32_t end) {
  LowerName name;
  while (at < end && (is_alpha(text[at]) || is_digit(text[at]))) {
    if (name.size == name.letters.size()) return {};
    name.letters[name.size++] = to_lower(text[at++]);
  }
  return name;
}

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

std::uint8_t scan_named_start(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const bool closing = at + 1 < end && text[at + 1] == '/';
  const std::uint32_t name_at = at + (closing ? 2 : 1);
  const LowerName name = lower_name(text, name_at, end);
  if (name.size == 0) return 0;
  const std::uint32_t after = name_at + name.size;
  const bool ends = after == end || is_space(text[after]) || text[after] == '>';
  if (!closing && ends && std::ranges::find(raw_names, name.view()) != raw_names.end()) return 1;
  const bool self_closes = after + 1 < end && text[after] == '/' && text[after + 1] == '>';
  if ((ends || self_closes) && std::ranges::binary_search(block_names, name.view())) return 6;
  return 0;
}

std::uint8_t scan_seven(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const auto tag = scan_html_tag(text.substr(0, end), at);
  if (!tag || tag->name.empty()) return 0;
  std::uint32_t after = tag->span.end;
  while (after < end && is_space(text[after])) ++after;
  return after == end ? 7 : 0;
}

bool contains_lower(std::string_view line, std::string_view lower) {
  const auto same = [](char a, char b) { return to_lower(a) == b; };
  return std::search(line.begin(), line.end(), lower.begin(), lower.end(), same) != line.end();
}

bool only_blanks(std::string_view text, std::uint32_t at, std::uint32_t end) {
  return skip_blanks(text, at, end) == end;
}

}  // namespace

std::uint32_t scan_atx_start(std::string_view text, std::uint32_t at, std::uint32_t end, std::uint8_t& level) {
  const std::uint32_t hashes = run_of(text, at, end, '#');
  if (hashes == 0 || hashes > 6) return 0;
  const std::uint32_t after = skip_blanks(text, at + hashes, end);
  if (after == at + hashes && after != end) return 0;
  level = static_cast<std::uint8_t>(hashes);
  return after - at;
}

std::uint32_t scan_open_fence(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const char c = at < end ? text[at] : '\0';
  if (c != '`' && c != '~') return 0;
  const std::uint32_t size = run_of(text, at, end, c);
  if (size < 3) return 0;
  if (c == '`' && text.substr(at + size, end - at - size).find('`') != std::string_view::npos) return 0;
  return size;
}

std::uint32_t scan_close_fence(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const std::uint32_t size = run_of(text, at, end, at < end ? text[at] : '\0');
  return size >= 3 && only_blanks(text, at + size, end) ? size : 0;
}

std::uint8_t scan_setext_line(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const char c = at < end ? text[at] : '\0';
  if (c != '=' && c != '-') return 0;
  if (!only_blanks(text, at + run_of(text, at, end, c), end)) return 0;
  return c == '=' ? 1 : 2;
}

bool scan_thematic_break(std::string_view text, std::uint32_t at, std::uint32_t end) {
  const char c = at < end ? text[at] : '\0';
  if (c != '*' && c != '-' && c != '_') return false;
  std::uint32_t count = 0;
  for (; at < end; ++at) {
    if (text[at] == c) {
      ++count;
    } else if (!is_blank(text[at])) {
      return false;
    }
  }
  return count >= 3;
}

std::uint8_t scan_html_start(std::string_view text, std::uint32_t at, std::uint32_t end, bool with_seven) {
  if (at + 1 >= end || text[at] != '<') return 0;
  const std::string_view rest = text.substr(at, end - at);
  if (rest[1] == '?') return 3;
  if (rest[1] == '!') {
    if (rest.starts_with("<!--")) return 2;
    if (rest.starts_with("<![CDATA[")) return 5;
    return rest.size() > 2 && is_alpha(rest[2]) ? 4 : 0;
  }
  const std::uint8_t named = scan_named_start(text, at, end);
  return named != 0 || !with_seven ? named : scan_seven(text, at, end);
}

bool scan_html_end(std::string_view text, std::uint32_t at, std::uint32_t end, std::uint8_t type) {
  const std::string_view line = text.substr(at, end - at);
  switch (type) {
    case 1:
      return std::ranges::any_of(std::array<std::string_view, 4>{"</pre>", "</script>", "</style>", "</textarea>"},
                                 [&](std::string_view tag) { return contains_lower(line, tag); });
    case 2:
      return line.find("-->") != std::string_view::npos;
    case 3:
      return line.find("?>") != std::string_view::npos;
    case 4:
      return line.find('>') != std::string_view::npos;
    case 5:
      return line.find("]]>") != std::string_view::npos;
    default:
      return false;
  }
}

std::uint32_t scan_footnote_start(std::string_view text, std::uint32_t at, std::uint32_t end) {
  if (at + 1 >= end || text[at] != '[' || text[at + 1] != '^') return 0;
  std::uint32_t pos = at + 2;
  while (pos < end && text[pos] != ']' && !is_blank(text[pos])) ++pos;
  if (pos == at + 2 || pos + 1 >= end || text[pos] != ']' || text[pos + 1] != ':') return 0;
  return skip_blanks(text, pos + 2, end) - at;
}

ListMarker scan_list_marker(std::string_view text, std::uint32_t at, std::uint32_t end, bool interrupts_paragraph) {
  ListMarker found;
  std::uint32_t pos = at;
  if (pos == end) return {};
  if (text[pos] == '-' || text[pos] == '+' || text[pos] == '*') {
    found.marker = text[pos++];
  } else {
    while (pos < end && is_digit(text[pos]) && pos - at < 9) {
      found.start = found.start * 10 + static_cast<std::uint32_t>(text[pos++] - '0');
    }
    if (pos == at || pos == end || (text[pos] != '.' && text[pos] != ')')) return {};
    if (interrupts_paragraph && found.start != 1) return {};
    found.marker = text[pos++];
    found.ordered = true;
  }
  if (pos < end && !is_blank(text[pos])) return {};
  if (interrupts_paragraph && only_blanks(text, pos, end)) return {};
  found.size = pos - at;
  return found;
}

}  // namespace hexapla::markdown
