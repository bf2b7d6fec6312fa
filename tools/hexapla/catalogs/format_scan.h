// What the scanners of the formats share. Each scanner reads one directive behind its first character and answers
// whether it is one; the first that is none ends the search, as in gettext.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/catalogs/format_directives.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

/// Reads a text byte by byte; at its end there are zeros.
class FormatCursor {
 public:
  explicit FormatCursor(std::string_view text) : text_(text) {}

  char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool at_end() const { return at_ >= text_.size(); }
  std::size_t at() const { return at_; }
  void move_to(std::size_t at) { at_ = at; }
  void skip(std::size_t bytes = 1) { at_ = at_ + bytes < text_.size() ? at_ + bytes : text_.size(); }

  bool take(char c) {
    if (at_end() || peek() != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool take_one_of(std::string_view set) {
    if (at_end() || set.find(peek()) == std::string_view::npos) return false;
    ++at_;
    return true;
  }
  void take_all_of(std::string_view set) {
    while (take_one_of(set)) {
    }
  }
  bool is_digit() const { return peek() >= '0' && peek() <= '9'; }
  bool take_digits() {
    const auto begin = at_;
    while (is_digit()) ++at_;
    return at_ > begin;
  }
  /// Moves behind the next `c`; false, and to the end, when there is none.
  bool take_through(char c) {
    const auto found = text_.find(c, at_);
    at_ = found == std::string_view::npos ? text_.size() : found + 1;
    return found != std::string_view::npos;
  }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// Which ways of naming arguments a string has used so far; most formats forbid a mixture.
struct FormatArguments {
  bool numbered = false;
  bool unnumbered = false;
  bool named = false;
};

/// The number in "12$", when a whole one stands at the cursor.
enum class DollarNumber : std::uint8_t { None, Zero, Given };
DollarNumber take_dollar_number(FormatCursor& cursor);
/// Notes that an argument is used; false when the string now mixes the two ways and may not.
bool note_argument(FormatArguments& arguments, bool is_numbered, bool may_mix);

// One directive of formats that no table describes, behind its "%".
bool scan_python(FormatCursor& cursor, FormatArguments& arguments);
bool scan_perl(FormatCursor& cursor, FormatArguments& arguments);
bool scan_php(FormatCursor& cursor, FormatArguments& arguments);
bool scan_pascal(FormatCursor& cursor, FormatArguments& arguments);
bool scan_java_printf(FormatCursor& cursor, FormatArguments& arguments);
bool scan_ruby(FormatCursor& cursor, FormatArguments& arguments);
bool scan_gcc_internal(FormatCursor& cursor, FormatArguments& arguments);
bool scan_boost(FormatCursor& cursor, FormatArguments& arguments);
bool scan_gfc_internal(FormatCursor& cursor, FormatArguments& arguments);
bool scan_smalltalk(FormatCursor& cursor, FormatArguments& arguments);

// Each finds all directives of its family in `text`.
void find_percent_directives(TextFormat format, std::string_view text, bool is_translation, std::vector<Span>& found);
void find_brace_directives(TextFormat format, std::string_view text, std::vector<Span>& found);
void find_tilde_directives(TextFormat format, std::string_view text, std::vector<Span>& found);

}  // namespace hexapla
