#include "hexapla/catalogs/wrap.h"

#include "hexapla/catalogs/linebreak_tables.h"

namespace hexapla {

namespace {

using namespace linebreak;

// The code point at `at` and its length; whatever is not UTF-8 counts as U+FFFD, a byte long.
struct Decoded {
  char32_t code_point;
  unsigned size;
};

Decoded decode(std::string_view text, std::size_t at) {
  constexpr Decoded invalid{0xFFFD, 1};
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : static_cast<unsigned char>(0);
  };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const char32_t lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  if (lead < 0xC2 || !continues(at + 1)) return invalid;
  if (lead < 0xE0) return {(lead & 0x1FU) << 6U | (byte(at + 1) & 0x3FU), 2};
  if (!continues(at + 2)) return invalid;
  if (lead < 0xF0) return {(lead & 0xFU) << 12U | (byte(at + 1) & 0x3FU) << 6U | (byte(at + 2) & 0x3FU), 3};
  if (lead > 0xF4 || !continues(at + 3)) return invalid;
  const char32_t value =
      (lead & 7U) << 18U | (byte(at + 1) & 0x3FU) << 12U | (byte(at + 2) & 0x3FU) << 6U | (byte(at + 3) & 0x3FU);
  return value < 0x110000 ? Decoded{value, 4} : invalid;
}

unsigned properties_of(char32_t code_point) {
  const auto block = static_cast<std::size_t>(character_blocks[code_point >> block_bits]);
  return characters[(block << block_bits) | (code_point & ((1U << block_bits) - 1))];
}

// Goes through a text character by character. Between two break opportunities lies a piece; a line takes as many
// pieces as fit, at least one.
class Wrapper {
 public:
  Wrapper(const WrapText& text, std::size_t column, std::size_t width, std::vector<std::uint32_t>& line_starts)
      : text_(text.escaped), unbroken_(text.unbroken), width_(width), column_(column), line_starts_(line_starts) {
    // The "\n" that ends a stretch stays on its line.
    kept_from_ = text_.ends_with("\\n") ? text_.size() - 2 : text_.size();
  }

  void run() {
    std::size_t at = 0;
    while (at < text_.size()) {
      const auto [code_point, size] = decode(text_, at);
      step(code_point, at, true);
      at += size;
      if (code_point == '\\' && at < text_.size()) {
        const auto escaped = decode(text_, at);
        step(escaped.code_point, at, false);
        at += escaped.size;
      }
    }
    end_piece();
  }

 private:
  void step(char32_t code_point, std::size_t at, bool breakable) {
    const unsigned properties = properties_of(code_point);
    const unsigned transition = transitions[state_ * 64 + (properties & class_mask)];
    state_ = transition >> 8;
    const unsigned action = transition & 0xFF;
    if (action == is_break && !is_kept_together(at)) {
      end_piece();
      has_opportunity_ = false;
      column_ = piece_ = 0;
      return;
    }
    if (action == may_break && breakable && !is_kept_together(at)) {
      end_piece();
      opportunity_ = at;
      has_opportunity_ = true;
      column_ += piece_;
      piece_ = 0;
    }
    piece_ += properties >> columns_shift;
  }

  // A piece ends here; when it does not fit, its line ends before it.
  void end_piece() {
    if (!has_opportunity_ || column_ + piece_ <= width_) return;
    line_starts_.push_back(static_cast<std::uint32_t>(opportunity_));
    column_ = 0;
  }

  bool is_kept_together(std::size_t at) {
    if (at >= kept_from_) return true;
    while (!unbroken_.empty() && unbroken_.front().end <= at) unbroken_ = unbroken_.subspan(1);
    return !unbroken_.empty() && unbroken_.front().begin <= at;
  }

  std::string_view text_;
  std::span<const Span> unbroken_;
  std::size_t width_;
  std::size_t column_;     // where the current piece begins
  std::size_t piece_ = 0;  // its columns so far
  std::size_t opportunity_ = 0;
  std::size_t kept_from_;
  unsigned state_ = 0;
  bool has_opportunity_ = false;
  std::vector<std::uint32_t>& line_starts_;
};

}  // namespace

void wrap_lines(const WrapText& text, std::size_t column, std::size_t width, std::vector<std::uint32_t>& line_starts) {
  line_starts.clear();
  // A character has never more columns than bytes.
  if (text.escaped.size() + column <= width) return;
  Wrapper(text, column, width, line_starts).run();
}

}  // namespace hexapla
