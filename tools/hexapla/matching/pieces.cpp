#include "hexapla/matching/pieces.h"

#include "hexapla/base/file.h"
#include "hexapla/base/utf8.h"
#include "hexapla/matching/entities.h"
#include "hexapla/pages/inline.h"
#include "hexapla/text/segment.h"

namespace hexapla {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_digit(char32_t c) {
  return c >= U'0' && c <= U'9';
}

/// The plain spelling of typographic marks; empty for all others.
std::string_view plain_spelling(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
      return "-";
    case 0x2026:
      return ".";
    default:
      return {};
  }
}

std::uint64_t key_of(PieceKind kind, std::string_view meaning) {
  return hash_bytes(meaning, static_cast<std::uint64_t>(kind) + 1);
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  std::vector<Piece> run() {
    for (const Inline& item : inline_inventory(text_, Markup::Markdown)) {
      while (!closers_.empty() && closers_.back().span.end <= item.span.begin) close();
      cut_plain(item.span.begin);
      if (item.span.begin >= at_) cut(item);
    }
    while (!closers_.empty()) close();
    cut_plain(text_.size());
    return std::move(pieces_);
  }

 private:
  void cut(const Inline& item) {
    switch (item.kind) {
      case InlineKind::Link:
      case InlineKind::Image:
        add(PieceKind::Open, item.span.begin, item.inner.begin, item.kind == InlineKind::Link ? "[" : "!");
        closers_.push_back(item);
        return;
      case InlineKind::Autolink:
        add(PieceKind::Link, item.span.begin, item.span.end, slice(text_, item.span));
        pieces_.back().target = item.target;
        return;
      case InlineKind::HtmlTag:
        return add_verbatim(PieceKind::Tag, item.span);
      case InlineKind::Attributes:
        return add_verbatim(PieceKind::Attributes, item.span);
      case InlineKind::Code:
      case InlineKind::FootnoteRef:
      case InlineKind::Shortcode:
        return add_verbatim(PieceKind::Code, item.span);
      case InlineKind::HardBreak:
        return hard_break(item.span);
      case InlineKind::Entity:
        return entity(item.span);
    }
  }

  /// With two blanks or a backslash before it; a mere line break may be soft in a catalog that others made.
  void hard_break(Span span) {
    const std::string_view before = text_.substr(0, slice(text_, span).find('\n') + span.begin);
    if (before.ends_with("  ") || before.ends_with('\\')) {
      add(PieceKind::Break, span.begin, span.end, "\n");
    }
  }

  /// Its white space counts as one blank, wherever lines were broken.
  void add_verbatim(PieceKind kind, Span span) {
    std::string meaning;
    for (char c : slice(text_, span)) {
      if (!is_space(c)) {
        meaning += c;
      } else if (!meaning.ends_with(' ')) {
        meaning += ' ';
      }
    }
    add(kind, span.begin, span.end, meaning);
  }

  void close() {
    const Inline item = closers_.back();
    closers_.pop_back();
    cut_plain(item.inner.end);
    const PieceKind kind = item.kind == InlineKind::Link ? PieceKind::Link : PieceKind::Image;
    if (item.inner.end < at_ || item.span.end <= at_) return;
    add(kind, item.inner.end, item.span.end, text_.substr(item.inner.end, item.span.end - item.inner.end));
    pieces_.back().target = item.target;
  }

  void add(PieceKind kind, std::size_t begin, std::size_t end, std::string_view meaning) {
    pieces_.push_back({kind, spaced_, make_span(begin, end), {}, key_of(kind, meaning)});
    spaced_ = false;
    at_ = end;
  }

  void entity(Span span) {
    const std::string_view name = slice(text_, span);
    const char32_t code_point = entity_value(name.substr(1, name.size() - 2));
    if (code_point == 0) return add(PieceKind::Punctuation, span.begin, span.end, name);
    if (code_point == 0xA0) {
      spaced_ = true;
      at_ = span.end;
      return;
    }
    std::string meaning;
    append_meaning(code_point, meaning);
    add(is_letter(code_point) ? PieceKind::Word : PieceKind::Punctuation, span.begin, span.end, meaning);
  }

  static void append_meaning(char32_t code_point, std::string& out) {
    const std::string_view plain = plain_spelling(code_point);
    if (plain.empty()) {
      append_utf8(out, code_point);
    } else {
      out += plain;
    }
  }

  /// Words, numbers and marks up to `end`.
  void cut_plain(std::size_t end) {
    while (at_ < end) {
      if (is_space(text_[at_])) {
        space();
      } else {
        plain_piece(end);
      }
    }
  }

  void space() {
    const std::size_t begin = at_;
    int lines = 0;
    for (; at_ < text_.size() && is_space(text_[at_]); ++at_) lines += text_[at_] == '\n' ? 1 : 0;
    spaced_ = true;
    if (lines > 1 && begin > 0 && at_ < text_.size()) add(PieceKind::Break, begin, at_, "\n\n");
  }

  void plain_piece(std::size_t end) {
    const std::size_t begin = at_;
    const char c = text_[at_];
    if (c == '*' || c == '_' || c == '~') return emphasis(end);
    if (c == '\\' && begin + 1 < end && static_cast<unsigned char>(text_[begin + 1]) < 128 &&
        !is_word_character(static_cast<char32_t>(text_[begin + 1])) && !is_space(text_[begin + 1])) {
      return add(PieceKind::Punctuation, begin, begin + 2, text_.substr(begin + 1, 1));
    }
    std::size_t at = begin;
    const char32_t code_point = next_code_point(text_, at);
    if (code_point == 0xA0 || code_point == 0x202F) {
      spaced_ = true;
      at_ = at;
      return;
    }
    if (is_unspaced_cjk(code_point)) {
      const PieceKind kind = is_letter(code_point) ? PieceKind::Word : PieceKind::Punctuation;
      return add(kind, begin, at, text_.substr(begin, at - begin));
    }
    if (is_word_character(code_point)) return word(end);
    mark(end);
  }

  /// Within a word _ is a letter, and * between blanks a mark.
  void emphasis(std::size_t end) {
    const std::size_t begin = at_;
    std::size_t stop = begin;
    while (stop < end && text_[stop] == text_[begin]) ++stop;
    const bool free_before = begin == 0 || is_space(text_[begin - 1]);
    const bool free_after = stop == text_.size() || is_space(text_[stop]);
    const std::string_view run = text_.substr(begin, stop - begin);
    if (free_before && free_after) return add(PieceKind::Punctuation, begin, stop, run);
    add(PieceKind::Emphasis, begin, stop, run[0] == '~' ? run : std::string_view("***").substr(0, run.size()));
  }

  /// Letters, digits and what joins them: "don't", "snake_case", "1.5", "2024-01-29".
  void word(std::size_t end) {
    const std::size_t begin = at_;
    std::size_t digits = 0;
    std::size_t letters = 0;
    std::size_t at = begin;
    while (at < end) {
      std::size_t next = at;
      const char32_t code_point = next_code_point(text_, next);
      if (is_unspaced_cjk(code_point)) break;
      if (is_word_character(code_point)) {
        ++(is_digit(code_point) ? digits : letters);
      } else if (!joins(code_point, next, end, letters == 0 || (letters == 1 && text_[begin] == 'v'))) {
        break;
      }
      at = next;
    }
    const bool number = digits > 0 && (letters == 0 || (letters == 1 && (text_[begin] == 'v' || text_[begin] == 'V')));
    add(number ? PieceKind::Number : PieceKind::Word, begin, at, plain_word(begin, at));
  }

  bool joins(char32_t mark, std::size_t next, std::size_t end, bool in_number) const {
    if (next >= end) return false;
    std::size_t at = next;
    const char32_t after = next_code_point(text_, at);
    if (in_number && (mark == U'.' || mark == U',' || mark == U'-' || mark == U':' || mark == U'/'))
      return is_digit(after);
    return (mark == U'\'' || mark == 0x2019 || mark == U'_') && is_word_character(after) && !is_unspaced_cjk(after);
  }

  std::string plain_word(std::size_t begin, std::size_t end) const {
    std::string plain;
    for (std::size_t at = begin; at < end;) append_meaning(next_code_point(text_, at), plain);
    return plain;
  }

  /// Dots or dashes in a row are one mark, so that "..." is "…" and "--" is "–"; but "--all" begins an option's name.
  void mark(std::size_t end) {
    const std::size_t begin = at_;
    std::size_t at = begin;
    const char32_t first = next_code_point(text_, at);
    std::string meaning;
    append_meaning(first, meaning);
    if (meaning == "-" || meaning == ".") {
      std::size_t length = 1;
      for (std::size_t next = at; next < end; at = next, ++length) {
        std::string more;
        append_meaning(next_code_point(text_, next), more);
        if (more != meaning) break;
      }
      if (first == 0x2026) length = 3;
      const bool option = meaning == "-" && first == U'-' && (begin == 0 || is_space(text_[begin - 1])) &&
                          at < text_.size() && !is_space(text_[at]);
      meaning = option ? std::string(length, '-') : meaning == "." && length > 1 ? "..." : meaning;
    }
    add(PieceKind::Punctuation, begin, at, meaning);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  bool spaced_ = false;
  std::vector<Inline> closers_;  ///< links and images whose text is being cut, the innermost last
  std::vector<Piece> pieces_;
};

}  // namespace

std::vector<Piece> pieces_of(std::string_view text) {
  return Cutter(text).run();
}

}  // namespace hexapla
