// Between two break opportunities lies a piece; a line takes as many pieces as fit, at least one. Which characters
// have an opportunity before them is decided by an automaton over character classes, a step per character.
//
// Lines of plain ASCII take a shorter way. A column is a byte there and whether a line may end before a character
// depends on this character, the last one that is no space, and whether there were spaces between. So the end of the
// line is looked for backwards from the last column that fits, and most of the line is never looked at.
#include "hexapla/catalogs/wrap.h"

#include "hexapla/catalogs/linebreak_tables.h"

#include <array>
#include <cstring>

namespace hexapla {

namespace {

using namespace linebreak;

constexpr std::size_t none = static_cast<std::size_t>(-1);

// Moves `at` behind the character there; whatever is not UTF-8 counts as U+FFFD, a byte long.
char32_t decode_long(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : static_cast<unsigned char>(0);
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const auto take = [&](std::size_t size, char32_t code_point) {
    at += size;
    return code_point;
  };
  const char32_t lead = byte(0);
  if (lead < 0xC2 || lead > 0xF4 || !continues(1)) return take(1, 0xFFFD);
  if (lead < 0xE0) return take(2, (lead & 0x1FU) << 6U | (byte(1) & 0x3FU));
  if (!continues(2)) return take(1, 0xFFFD);
  if (lead < 0xF0) return take(3, (lead & 0xFU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU));
  const char32_t value = (lead & 7U) << 18U | (byte(1) & 0x3FU) << 12U | (byte(2) & 0x3FU) << 6U | (byte(3) & 0x3FU);
  return continues(3) && value < 0x110000 ? take(4, value) : take(1, 0xFFFD);
}

inline char32_t decode(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  return decode_long(text, at);
}

inline unsigned properties_of(char32_t code_point) {
  if (code_point < 128) return characters[code_point];  // its block is the first
  const auto block = static_cast<std::size_t>(character_blocks[code_point >> block_bits]);
  return characters[(block << block_bits) | (code_point & ((1U << block_bits) - 1))];
}

inline unsigned transition(unsigned state, unsigned properties) {
  return transitions[state * 64 + (properties & class_mask)];
}

bool is_ascii(std::string_view text) {
  std::uint64_t high = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, sizeof word);
    high |= word;
  }
  for (; at < text.size(); ++at) high |= static_cast<unsigned char>(text[at]);
  return (high & 0x8080808080808080ULL) == 0;
}

/// The automaton's answers for pairs of ASCII characters.
struct AsciiPairs {
  enum Answer : std::uint8_t { Never, BehindSpace, Always };
  std::array<std::array<Answer, 128>, 128> answers;
  std::array<std::uint8_t, 128> state_behind;
  unsigned letter = properties_of('a');
  unsigned letter_state = transition(0, letter) >> 8;

  AsciiPairs() {
    for (unsigned a = 0; a < 128; ++a) {
      const unsigned state = transition(0, properties_of(a)) >> 8;
      const unsigned spaced = transition(state, properties_of(' ')) >> 8;
      state_behind[a] = static_cast<std::uint8_t>(state);
      for (unsigned b = 0; b < 128; ++b) {
        const auto may = [&](unsigned from) { return (transition(from, properties_of(b)) & 0xFF) == may_break; };
        answers[a][b] = may(state) ? Always : may(spaced) ? BehindSpace : Never;
      }
    }
  }
  static const AsciiPairs& get() {
    static const AsciiPairs pairs;
    return pairs;
  }
};

class Wrapper {
 public:
  Wrapper(const WrapText& text, std::size_t column, std::size_t width, std::vector<std::uint32_t>& line_starts)
      : text_(text.escaped), unbroken_(text.unbroken), width_(width), column_(column), line_starts_(line_starts) {
    // The "\n" that ends a stretch stays on its line.
    kept_from_ = text_.ends_with("\\n") ? text_.size() - 2 : text_.size();
  }

  void run() {
    while (line_ < text_.size()) {
      // What is left fits; a character has never more columns than bytes.
      if (column_ <= width_ && text_.size() - line_ <= width_ - column_) return;
      if (!start_plain_line() && !walk()) return;
    }
  }

 private:
  void start_line(std::size_t at, unsigned state) {
    line_starts_.push_back(static_cast<std::uint32_t>(at));
    line_ = at;
    column_ = 0;
    state_ = state;
    while (!unbroken_.empty() && unbroken_.front().end <= at) unbroken_ = unbroken_.subspan(1);
  }

  bool start_plain_line();
  bool may_break_plain(std::size_t at, unsigned& state) const;
  bool walk();

  // A backslash that begins an escape: of a row of them, every other. No line begins inside an escape.
  bool is_escape(std::size_t at) const {
    std::size_t row = 1;
    while (row <= at - line_ && text_[at - row] == '\\') ++row;
    return row % 2 == 1;
  }

  // `span`: where to begin looking; moves on with `at`.
  bool is_kept_together(std::size_t at, std::size_t& span) const {
    if (at >= kept_from_) return true;
    while (span < unbroken_.size() && unbroken_[span].end <= at) ++span;
    return span < unbroken_.size() && unbroken_[span].begin <= at;
  }

  std::string_view text_;
  std::span<const Span> unbroken_;  // those that end behind the line's start
  std::size_t width_;
  std::size_t line_ = 0;  // start of the current line, the column where it begins, and the automaton's state there
  std::size_t column_;
  unsigned state_ = 0;
  std::size_t kept_from_;
  std::vector<std::uint32_t>& line_starts_;
  const AsciiPairs& pairs_ = AsciiPairs::get();
};

// Ends the line at the last opportunity that fits, when all up to there, and one character further, is ASCII.
bool Wrapper::start_plain_line() {
  if (column_ > width_ || !is_ascii(text_.substr(line_, width_ - column_ + 1))) return false;
  for (std::size_t at = line_ + width_ - column_; at > line_ + 1; --at) {
    unsigned state = 0;
    std::size_t span = 0;
    if (!may_break_plain(at, state) || is_kept_together(at, span)) continue;
    start_line(at, state);
    return true;
  }
  return false;
}

bool Wrapper::may_break_plain(std::size_t at, unsigned& state) const {
  const char b = text_[at];
  char a = text_[at - 1];
  if (b == ' ' || (a == '\\' && is_escape(at - 1))) return false;
  const bool is_spaced = a == ' ';
  for (std::size_t before = at - 1; a == ' '; a = text_[before]) {
    // Close to the line's start what was before it might count: too rare to look.
    if (before-- <= line_ + 1) return false;
  }
  const auto answer = pairs_.answers[static_cast<unsigned char>(a)][static_cast<unsigned char>(b)];
  if (answer == AsciiPairs::Never || (answer == AsciiPairs::BehindSpace && !is_spaced)) return false;
  state = pairs_.state_behind[static_cast<unsigned char>(a)];
  if (is_spaced) state = transition(state, properties_of(' ')) >> 8;
  return true;
}

// Goes from the line's start character by character until the next line's start is found; false: there is none.
bool Wrapper::walk() {
  const auto text = text_;
  const auto letter = pairs_.letter;
  const auto letter_state = pairs_.letter_state;
  unsigned state = state_;
  std::size_t column = column_;
  std::size_t opportunity = none;
  unsigned opportunity_state = 0;
  std::size_t span = 0;
  bool is_escaped = false;
  for (std::size_t at = line_; at < text.size();) {
    const auto begin = at;
    const auto code_point = decode(text, at);
    const unsigned properties = properties_of(code_point);
    if (properties == letter && state == letter_state) {
      // Most characters are letters behind letters.
      ++column;
      is_escaped = false;
      continue;
    }
    const unsigned step = transition(state, properties);
    const unsigned action = is_escaped || (begin == line_ && begin > 0) ? no_break : step & 0xFF;
    is_escaped = code_point == '\\' && !is_escaped;
    if (action != no_break && !is_kept_together(begin, span)) {
      if (column > width_ && opportunity != none) break;
      opportunity = action == is_break ? none : begin;
      opportunity_state = state;
      if (action == is_break) {
        // The line ends here by itself; it does not in PO text, but columns are counted anew.
        column = 0;
        state = step >> 8;
        continue;
      }
      if (column > width_) break;
    }
    column += properties >> columns_shift;
    state = step >> 8;
  }
  if (column <= width_ || opportunity == none) return false;
  start_line(opportunity, opportunity_state);
  return true;
}

}  // namespace

void wrap_lines(const WrapText& text, std::size_t column, std::size_t width, std::vector<std::uint32_t>& line_starts) {
  line_starts.clear();
  if (text.escaped.size() + column <= width) return;
  Wrapper(text, column, width, line_starts).run();
}

}  // namespace hexapla
