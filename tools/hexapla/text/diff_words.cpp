#include "hexapla/text/diff_words.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>

namespace hexapla {

namespace {

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::size_t run_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == text[at]) ++end;
  return end - at;
}

/// Behind the code span that opens at `at`; `at` where none does.
std::size_t code_span_end(std::string_view text, std::size_t at) {
  const std::size_t ticks = run_length(text, at);
  for (std::size_t close = text.find('`', at + ticks); close < text.size(); close = text.find('`', close)) {
    const std::size_t length = run_length(text, close);
    close += length;
    if (length == ticks) return close;
  }
  return at;
}

/// Ends an address: white space, brackets and quotes, and all that is not ASCII (addresses in Chinese text).
constexpr bool ends_address(char c) {
  return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F ||
         std::string_view("<>()[]{}\"`|\\").find(c) != std::string_view::npos;
}

/// Behind "https://…" or "mailto:…" at `at`; `at` where there is none. A full stop or comma at its end is not its own.
std::size_t address_end(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  std::size_t scheme = 0;
  while (scheme < rest.size() && (rest[scheme] | 0x20) >= 'a' && (rest[scheme] | 0x20) <= 'z') ++scheme;
  const bool starts = scheme > 0 && (rest.substr(scheme).starts_with("://") || rest.starts_with("mailto:"));
  if (!starts) return at;
  std::size_t end = scheme + 1;
  while (end < rest.size() && !ends_address(rest[end])) ++end;
  while (std::string_view(".,;:!?'*_").find(rest[end - 1]) != std::string_view::npos) --end;
  return at + end;
}

/// Bytes of what may join two groups of digits: a mark, or a narrow or wide no-break space.
std::size_t joint_length(std::string_view text) {
  if (text.empty()) return 0;
  if (std::string_view(".,:/-'").find(text[0]) != std::string_view::npos) return 1;
  return text.starts_with("\u00A0") ? 2 : text.starts_with("\u202F") || text.starts_with("\u2013") ? 3 : 0;
}

/// Behind "1,000", "2026-01-02", "19:30", "12 %" at `at`; `at` where there is no number.
std::size_t number_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) {
    while (end < text.size() && is_digit(text[end])) ++end;
    const std::size_t joint = joint_length(text.substr(end));
    if (joint == 0 || end + joint >= text.size() || !is_digit(text[end + joint])) break;
    end += joint;
  }
  if (end > at && end < text.size() && text[end] == '%') ++end;
  return end;
}

/// Behind "**", "---".
std::size_t mark_end(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  const bool mark = c > ' ' && c < 0x7F && !is_word_character(c);
  return mark ? at + run_length(text, at) : at;
}

/// Behind what stays whole and begins at `at`; `at` itself where ICU's word is enough.
std::size_t whole_end(std::string_view text, std::size_t at) {
  if (text[at] == '`') return std::max(code_span_end(text, at), mark_end(text, at));
  if (is_digit(text[at])) return number_end(text, at);
  return std::max(address_end(text, at), mark_end(text, at));
}

std::size_t white_space_end(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t after = at;
    if (!is_white_space(next_code_point(text, after))) break;
    at = after;
  }
  return at;
}

/// Where white space begins inside of [at, end), or `end`: ICU keeps some characters together with a blank before them.
std::size_t before_white_space(std::string_view text, std::size_t at, std::size_t end) {
  while (at < end) {
    const std::size_t start = at;
    if (is_white_space(next_code_point(text, at))) return start;
  }
  return end;
}

}  // namespace

std::vector<Span> diff_words(std::string_view text) {
  std::vector<Span> words;
  std::size_t at = 0;
  for (const Span segment : segments_of(text)) {
    // A segment may hold the end of something whole, or of white space, and a word after it.
    while (at < segment.end) {
      at = white_space_end(text, at);
      if (at >= segment.end) break;
      std::size_t end = whole_end(text, at);
      end = std::max(end, before_white_space(text, at, segment.end));
      words.push_back(make_span(at, end));
      at = end;
    }
  }
  return words;
}

}  // namespace hexapla
