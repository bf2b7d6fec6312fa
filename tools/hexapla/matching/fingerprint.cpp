// One pass over the bytes for each fold. What is not prose is copied as it is ("verbatim"): a code span, an HTML tag
// or autolink, the target of a link; "a_b" in code is a name, "--" in it an option, and a quote in it is syntax. The
// scan is a rough one on purpose: both sides of a comparison go through it, so a construct that it misjudges (a "<"
// in a formula) is misjudged on both sides alike, and the worst outcome is that a change without meaning is called a
// change of words.
#include "hexapla/matching/fingerprint.h"

#include "hexapla/base/file.h"
#include "hexapla/base/utf8.h"
#include "hexapla/matching/entities.h"
#include "hexapla/text/segment.h"

#include <algorithm>

namespace hexapla {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) > 127;
}

/// Folds one text. Each step looks at `text_` at `at_` and appends to `out_`.
class Folder {
 public:
  Folder(std::string_view text, Strength strength, std::string& out) : text_(text), strength_(strength), out_(out) {}

  void run() {
    out_.clear();
    out_.reserve(text_.size());
    while (at_ < text_.size()) step();
  }

 private:
  bool folds(Strength strength) const { return strength_ >= strength; }

  void step() {
    const char c = text_[at_];
    if (is_space(c)) return space();
    if (c == '\\' && at_ + 1 < text_.size()) return escape();
    if (folds(Strength::Markup) && verbatim()) return;
    if (folds(Strength::Markup) && c == '_') return underscore();
    if (folds(Strength::Entities) && c == '&' && entity()) return;
    if (folds(Strength::Punctuation) && static_cast<unsigned char>(c) > 127) return beyond_ascii();
    put(text_.substr(at_, 1));
    ++at_;
  }

  /// White space before the next thing is held back until that comes, so none is left at the ends. A hard break is
  /// two blanks before the line's end (a backslash before it is escape()'s); an empty line parts two paragraphs.
  void space() {
    int newlines = 0;
    std::size_t blanks = 0;
    bool hard = false;
    for (; at_ < text_.size() && is_space(text_[at_]); ++at_) {
      if (text_[at_] == '\n') {
        hard = hard || (newlines == 0 && blanks >= 2);
        ++newlines;
        blanks = 0;
      } else if (text_[at_] == ' ') {
        ++blanks;
      }
    }
    hold(newlines > 1 ? Space::Paragraph : hard ? Space::HardBreak : newlines == 1 ? Space::SoftBreak : Space::Blank);
  }

  enum class Space : std::uint8_t { None, Blank, SoftBreak, HardBreak, Paragraph };

  void hold(Space what) { held_ = std::max(held_, what); }

  /// A soft break is a blank, but nothing between two characters of a script that writes no blanks.
  void flush_space() {
    if (held_ == Space::None) return;
    if (!out_.empty() && !(held_ == Space::SoftBreak && between_unspaced())) {
      out_ += held_ == Space::Paragraph ? '\f' : held_ == Space::HardBreak ? '\n' : ' ';
    }
    held_ = Space::None;
  }

  bool between_unspaced() const {
    if (at_ >= text_.size()) return false;
    if (static_cast<unsigned char>(out_.back()) < 128 || static_cast<unsigned char>(text_[at_]) < 128) return false;
    std::size_t before = out_.size();
    std::size_t after = at_;
    return is_unspaced_cjk(previous_code_point(out_, before)) && is_unspaced_cjk(next_code_point(text_, after));
  }

  void put(std::string_view piece) {
    flush_space();
    out_ += piece;
  }

  void escape() {
    if (text_[at_ + 1] == '\n') {
      hold(Space::HardBreak);
      at_ += 2;
      return;
    }
    const char next = text_[at_ + 1];
    const std::size_t length = is_space(next) || static_cast<unsigned char>(next) > 127 ? 1 : 2;
    put(text_.substr(at_, length));
    at_ += length;
  }

  /// Copies a code span, a tag or a link's target, with its white space folded like all other. True: it did.
  bool verbatim() {
    const std::size_t end = verbatim_end();
    if (end == at_) return false;
    while (at_ < end) {
      if (is_space(text_[at_])) {
        space();
      } else {
        put(text_.substr(at_++, 1));
      }
    }
    return true;
  }

  std::size_t verbatim_end() {
    const char c = text_[at_];
    if (c == '`') return code_end();
    if (c == '<' && at_ + 1 < text_.size() &&
        (is_word(text_[at_ + 1]) || text_[at_ + 1] == '/' || text_[at_ + 1] == '!')) {
      return after_next('>', no_tag_end_before_);
    }
    if (c == ']' && at_ + 1 < text_.size() && text_[at_ + 1] == '(') return after_next(')', no_target_end_before_);
    return at_;
  }

  /// The place after the next `closing`; `dead` remembers where a search found none, so that a text of openers
  /// alone ("<a<a<a…") is not searched to its end from each of them.
  std::size_t after_next(char closing, bool& dead) {
    if (dead) return at_;
    const std::size_t found = text_.find(closing, at_);
    if (found == std::string_view::npos) {
      dead = true;
      return at_;
    }
    return found + 1;
  }

  /// A code span ends at a run of as many backticks as opened it. Runs of a length that found no partner once are
  /// not tried again, as in cmark.
  std::size_t code_end() {
    const std::size_t length = run_length(at_);
    if (length >= 64 || (hopeless_runs_ >> length & 1) != 0) return at_ + length;
    for (std::size_t i = at_ + length; i < text_.size();) {
      i = text_.find('`', i);
      if (i == std::string_view::npos) break;
      const std::size_t here = run_length(i);
      i += here;
      if (here == length) return i;
    }
    hopeless_runs_ |= std::uint64_t{1} << length;
    return at_ + length;
  }

  std::size_t run_length(std::size_t from) const {
    std::size_t end = from;
    while (end < text_.size() && text_[end] == '`') ++end;
    return end - from;
  }

  /// "_" that can open or close emphasis becomes "*"; within a word it is a letter like others.
  void underscore() {
    std::size_t end = at_;
    while (end < text_.size() && text_[end] == '_') ++end;
    const bool in_word = at_ > 0 && is_word(text_[at_ - 1]) && end < text_.size() && is_word(text_[end]);
    flush_space();
    out_.append(end - at_, in_word ? '_' : '*');
    at_ = end;
  }

  bool entity() {
    const std::size_t semicolon = text_.substr(0, at_ + 12).find(';', at_);
    if (semicolon == std::string_view::npos) return false;
    const char32_t code_point = entity_value(text_.substr(at_ + 1, semicolon - at_ - 1));
    if (code_point == 0) return false;
    plain(code_point);
    at_ = semicolon + 1;
    return true;
  }

  void beyond_ascii() {
    std::size_t end = at_;
    plain(next_code_point(text_, end));
    at_ = end;
  }

  void plain(char32_t code_point) {
    switch (code_point) {
      case 0x2018:
      case 0x2019:
      case 0x201B:
        return put("'");
      case 0x201C:
      case 0x201D:
      case 0x201F:
        return put("\"");
      case 0x2013:
        return put("--");
      case 0x2014:
        return put("---");
      case 0x2026:
        return put("...");
      case 0xA0:
      case 0x202F:
        return hold(Space::Blank);
      default:
        break;
    }
    flush_space();
    append_utf8(out_, code_point);
  }

  std::string_view text_;
  Strength strength_;
  std::string& out_;
  std::size_t at_ = 0;
  Space held_ = Space::None;
  std::uint64_t hopeless_runs_ = 0;
  bool no_tag_end_before_ = false;
  bool no_target_end_before_ = false;
};

}  // namespace

void fold(std::string_view text, Strength strength, std::string& out) {
  Folder(text, strength, out).run();
}

std::uint64_t fingerprint(std::string_view text, Strength strength) {
  thread_local std::string folded;
  fold(text, strength, folded);
  return hash_bytes(folded);
}

bool same_folded(std::string_view a, std::string_view b, Strength strength) {
  thread_local std::string folded_a;
  thread_local std::string folded_b;
  fold(a, strength, folded_a);
  fold(b, strength, folded_b);
  return folded_a == folded_b;
}

}  // namespace hexapla
