#include "hexapla/matching/wording.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <optional>

namespace hexapla {
namespace {

constexpr std::size_t longest_carried = 240;  // bytes; a backtick or bracket without its partner is a mark

/// Thai, Lao, Khmer and Burmese have no blanks between words either.
bool is_unspaced(char32_t c) {
  return c >= 0x0E00 &&
         (is_unspaced_cjk(c) || c <= 0x0EFF || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF));
}

bool is_ascii_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::uint64_t mix(std::uint64_t hash, char32_t c) {
  hash = (hash ^ c) * 0x9E3779B97F4A7C15U;
  return hash ^ (hash >> 29);
}

class Cutter {
 public:
  explicit Cutter(std::string_view text) : text_(text) {}

  /// Calls found(begin, end, kind or nullopt, hash).
  template <typename Found>
  void run(Found found) {
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      if (const auto kind = carried()) {
        found(begin, at_, kind, 0);
        continue;
      }
      std::size_t after = at_;
      const char32_t first = next_code_point(text_, after);
      at_ = after;
      if (first < 0x80 ? first <= ' ' : is_white_space(first)) continue;
      std::uint64_t hash = mix(1, lower_case_of(first));
      if (!is_unspaced(first) && is_word_character(first)) hash = rest_of_word(hash);
      found(begin, at_, std::nullopt, hash);
    }
  }

 private:
  std::uint64_t rest_of_word(std::uint64_t hash) {
    while (at_ < text_.size()) {
      std::size_t after = at_;
      const char32_t c = next_code_point(text_, after);
      if (c < 0x80 ? !is_ascii_word(static_cast<char>(c)) : is_unspaced(c) || !is_word_character(c)) break;
      hash = mix(hash, lower_case_of(c));
      at_ = after;
    }
    return hash;
  }

  std::optional<Wording::Carried> carried() {
    const char c = text_[at_];
    if (is_digit(c)) return number();
    switch (c) {
      case '`':
        return code();
      case '(':
        return at_ > 0 && text_[at_ - 1] == ']' ? up_to(')', Wording::Target) : std::nullopt;
      case '<':
        return up_to('>', Wording::Tag);
      case '{':
        return up_to('}', Wording::Placeholder);
      case '%':
        return directive();
      default:
        return std::nullopt;
    }
  }

  std::optional<Wording::Carried> number() {
    std::size_t end = at_;
    while (end < text_.size() && (is_digit(text_[end]) || ((text_[end] == '.' || text_[end] == ',') &&
                                                           end + 1 < text_.size() && is_digit(text_[end + 1])))) {
      ++end;
    }
    if (end < text_.size() && is_ascii_word(text_[end])) return std::nullopt;  // 3rd, 64bit
    at_ = end;
    return Wording::Number;
  }

  std::optional<Wording::Carried> code() {
    const std::size_t ticks = std::min(text_.find_first_not_of('`', at_), text_.size()) - at_;
    const std::size_t close = text_.find(text_.substr(at_, ticks), at_ + ticks);
    if (close == std::string_view::npos || close - at_ > longest_carried) return std::nullopt;
    at_ = close + ticks;
    return Wording::Code;
  }

  std::optional<Wording::Carried> up_to(char closing, Wording::Carried kind) {
    const std::size_t close = text_.find(closing, at_);
    if (close == std::string_view::npos || close - at_ > longest_carried || close == at_ + 1) return std::nullopt;
    const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
    if (kind == Wording::Placeholder && inside.find(' ') != std::string_view::npos) return std::nullopt;
    // <path> is a word that people translate; <a href="…">, </a> and <https://…> are not.
    if (kind == Wording::Tag && inside.find_first_of("/=") == std::string_view::npos) return std::nullopt;
    at_ = close + 1;
    return kind;
  }

  /// %s, %(name)s, %1$d: enough of printf to keep it in one piece.
  std::optional<Wording::Carried> directive() {
    std::size_t end = at_ + 1;
    if (end < text_.size() && text_[end] == '(') {
      end = text_.find(')', end);
      if (end == std::string_view::npos || end - at_ > longest_carried) return std::nullopt;
      ++end;
    }
    while (end < text_.size() && (is_digit(text_[end]) || text_[end] == '$' || text_[end] == 'l')) ++end;
    if (end >= text_.size() || std::string_view("sduifgxcpr").find(text_[end]) == std::string_view::npos) {
      return std::nullopt;
    }
    at_ = end + 1;
    return Wording::Placeholder;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

namespace {

/// Appends the words; `number(hash)` gives the id of one that is not carried.
template <typename Number>
void cut_text(std::string_view text, std::vector<Word>& words, Number number) {
  std::size_t last_end = 0;
  Cutter(text).run([&](std::size_t begin, std::size_t end, std::optional<Wording::Carried> kind, std::uint64_t hash) {
    const std::uint32_t id = kind ? static_cast<std::uint32_t>(*kind) : number(hash | 1);
    words.push_back({id, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), begin > last_end});
    last_end = end;
  });
}

}  // namespace

void Wording::learn(std::string_view text, std::vector<Word>& words) {
  cut_text(text, words, [&](std::uint64_t hash) {
    const auto [value, is_new] = ids_.insert(hash);
    if (is_new) *value = size() - 1;
    return *value;
  });
}

void Wording::cut(std::string_view text, std::vector<Word>& words) const {
  cut_text(text, words, [&](std::uint64_t hash) {
    const std::uint32_t* const known = ids_.find(hash);
    return known == nullptr ? unknown : *known;
  });
}

bool begins_with_letter(std::string_view word) {
  std::size_t at = 0;
  return is_letter(next_code_point(word, at));
}

}  // namespace hexapla
