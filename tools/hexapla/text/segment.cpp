// Words and sentences. ICU's breakers know every script, at some hundred nanoseconds a character; but most text is
// letters and spaces, for which the rules of Unicode's annex 29 are few. So text is cut at ASCII white space, where
// a word always ends, and each piece takes the short way (the rules WB5 to WB13 by hand) unless it holds something
// that they do not settle: dictionary scripts, Hebrew, Katakana, joined emoji, and "@" and ":" between letters,
// which ICU's releases treat differently. Such a piece goes to ICU. The test asks ICU about both ways.
#include "hexapla/text/segment.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <array>
#include <memory>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

namespace hexapla {

namespace {

enum class Class : std::uint8_t {
  Other,
  Letter,
  Digit,
  Join,       ///< _
  MidLetter,  ///< between letters
  MidDigit,   ///< between digits: , ;
  MidBoth,    ///< between either: . '
  Ignored,    ///< marks and format characters: as if they were not there
  Unsettled,  ///< ICU's
};

constexpr bool is_ascii_letter(char c) {
  return static_cast<unsigned char>((c | 0x20) - 'a') < 26;
}

constexpr bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

constexpr std::array<Class, 128> make_ascii() {
  std::array<Class, 128> classes{};
  for (std::size_t c = 'a'; c <= 'z'; ++c) classes[c] = classes[c - 32] = Class::Letter;
  for (std::size_t c = '0'; c <= '9'; ++c) classes[c] = Class::Digit;
  classes['_'] = Class::Join;
  classes[','] = classes[';'] = Class::MidDigit;
  classes['.'] = classes['\''] = Class::MidBoth;
  classes['@'] = Class::Unsettled;
  return classes;
}

constexpr std::array<Class, 128> ascii = make_ascii();

Class class_of(char32_t code_point) {
  if (code_point < 0x80) return ascii[code_point];
  const bool settled = code_point < 0xE00 || (code_point >= 0x1E00 && code_point < 0x2C00);
  if (!settled) return Class::Unsettled;
  switch (u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_WORD_BREAK)) {
    case U_WB_OTHER:
    case U_WB_NEWLINE:
    case U_WB_WSEGSPACE:
      return Class::Other;
    case U_WB_ALETTER:
      return Class::Letter;
    case U_WB_NUMERIC:
      return Class::Digit;
    case U_WB_EXTENDNUMLET:
      return Class::Join;
    case U_WB_MIDLETTER:
      return Class::MidLetter;
    case U_WB_MIDNUM:
      return Class::MidDigit;
    case U_WB_MIDNUMLET:
    case U_WB_SINGLE_QUOTE:
      return Class::MidBoth;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
      return Class::Ignored;
    default:
      return Class::Unsettled;
  }
}

bool is_letter_or_number(char32_t code_point) {
  return (U_GET_GC_MASK(static_cast<UChar32>(code_point)) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

bool has_letter_or_number(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_letter_or_number(next_code_point(text, at))) return true;
  }
  return false;
}

/// A breaker with the text it looks at, for one thread.
class Breaker {
 public:
  explicit Breaker(icu::BreakIterator* breaker) : breaker_(breaker) {}
  Breaker(const Breaker&) = delete;
  Breaker& operator=(const Breaker&) = delete;
  ~Breaker() { utext_close(text_); }

  void replace(icu::BreakIterator* breaker) { breaker_.reset(breaker); }
  bool good() const { return breaker_ != nullptr; }

  /// Calls `found(begin, end, status)` for every segment of `text`.
  template <typename Found>
  void segments(std::string_view text, Found found) {
    UErrorCode status = U_ZERO_ERROR;
    text_ = utext_openUTF8(text_, text.data(), static_cast<std::int64_t>(text.size()), &status);
    breaker_->setText(text_, status);
    if (U_FAILURE(status)) return;
    std::int32_t begin = breaker_->first();
    for (std::int32_t end = breaker_->next(); end != icu::BreakIterator::DONE; end = breaker_->next()) {
      found(static_cast<std::size_t>(begin), static_cast<std::size_t>(end), breaker_->getRuleStatus());
      begin = end;
    }
  }

 private:
  std::unique_ptr<icu::BreakIterator> breaker_;
  UText* text_ = nullptr;
};

Breaker& word_breaker() {
  thread_local Breaker breaker([] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status);
  }());
  return breaker;
}

template <typename Found>
void words_by_icu(std::string_view text, std::size_t begin, std::size_t end, Found& found) {
  Breaker& breaker = word_breaker();
  if (!breaker.good()) return;
  breaker.segments(text.substr(begin, end - begin), [&](std::size_t from, std::size_t to, std::int32_t status) {
    if (status < UBRK_WORD_NUMBER) return;
    if (has_letter_or_number(text.substr(begin + from, to - from))) found(begin + from, begin + to);
  });
}

/// Walks one piece between white space by the rules. `found` hears of the words up to where it gives up.
class Walk {
 public:
  Walk(std::string_view text, std::size_t at, std::size_t end) : text_(text), at_(at), end_(end) {}

  /// The next word in begin()..at(); false at the end or when something is not settled.
  bool next() {
    Class last = Class::Other;
    bool word = false;  // a letter or digit was seen: "__" is no word
    while (at_ < end_) {
      const std::size_t start = at_;
      std::size_t after = at_;
      const char32_t code_point = next_code_point(text_, after);
      const Class now = class_of(code_point);
      // A mark after "_" is where ICU has its own mind.
      if (now == Class::Unsettled || (now == Class::Ignored && last == Class::Join)) return give_up();
      if (now == Class::Letter || now == Class::Digit || now == Class::Join) {
        if (last == Class::Other) begin_ = start;
        last = now;
        word = word || (code_point < 0x80 ? now != Class::Join : is_letter_or_number(code_point));
        if (now == Class::Letter && word) after = skip_letters(after);
      } else if (last != Class::Other && now != Class::Ignored && !joins(last, now, after)) {
        if (!settled_) return false;
        if (code_point == U':' && next_class(after) == Class::Letter) return give_up();
        if (word) return true;
        last = Class::Other;
      }
      at_ = after;
    }
    return word;
  }

  std::size_t begin() const { return begin_; }
  std::size_t at() const { return at_; }
  bool settled() const { return settled_; }

 private:
  /// Most of most texts: a plain loop over ASCII letters.
  std::size_t skip_letters(std::size_t at) const {
    while (at < end_ && is_ascii_letter(text_[at])) ++at;
    return at;
  }

  bool give_up() {
    settled_ = false;
    return false;
  }

  Class next_class(std::size_t at) {
    while (at < end_) {
      const Class found = class_of(next_code_point(text_, at));
      if (found == Class::Unsettled) settled_ = false;
      if (found != Class::Ignored) return found;
    }
    return Class::Other;
  }

  /// WB6/7 and WB11/12: a middle one between two letters or two digits.
  bool joins(Class last, Class middle, std::size_t after) {
    const bool letters = last == Class::Letter && (middle == Class::MidLetter || middle == Class::MidBoth);
    const bool digits = last == Class::Digit && (middle == Class::MidDigit || middle == Class::MidBoth);
    return (letters || digits) && next_class(after) == last;
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t at_;
  std::size_t end_;
  bool settled_ = true;
};

/// Calls `found(begin, end)` for every word, in order; `drop(n)` takes the last n back.
template <typename Found, typename Drop>
void each_word(std::string_view text, Found found, Drop drop) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < text.size() && !is_space(text[at])) ++at;
    Walk walk(text, begin, at);
    std::size_t words = 0;
    for (; walk.next(); ++words) found(walk.begin(), walk.at());
    if (walk.settled()) continue;
    drop(words);
    words_by_icu(text, begin, at, found);
  }
}

Breaker& sentence_breaker(std::string_view language) {
  thread_local std::string made_for;
  thread_local Breaker breaker(nullptr);
  if (breaker.good() && made_for == language) return breaker;
  const std::string tag = canonical_language(language);
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = tag.empty() ? icu::Locale::getRoot() : icu::Locale::forLanguageTag(tag, status);
  status = U_ZERO_ERROR;
  breaker.replace(icu::BreakIterator::createSentenceInstance(locale, status));
  made_for = language;
  return breaker;
}

}  // namespace

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  each_word(
      text, [&words](std::size_t, std::size_t) { ++words; }, [&words](std::size_t count) { words -= count; });
  return words;
}

std::vector<Span> words_of(std::string_view text) {
  std::vector<Span> words;
  each_word(
      text, [&words](std::size_t begin, std::size_t end) { words.push_back(make_span(begin, end)); },
      [&words](std::size_t count) { words.resize(words.size() - count); });
  return words;
}

std::vector<Span> segments_of(std::string_view text) {
  std::vector<Span> segments;
  Breaker& breaker = word_breaker();
  if (!breaker.good()) return text.empty() ? segments : std::vector<Span>{make_span(0, text.size())};
  breaker.segments(text, [&segments](std::size_t begin, std::size_t end, std::int32_t) {
    segments.push_back(make_span(begin, end));
  });
  return segments;
}

std::vector<Span> sentences_of(std::string_view text, std::string_view language) {
  std::vector<Span> sentences;
  Breaker& breaker = sentence_breaker(language);
  if (!breaker.good()) return text.empty() ? sentences : std::vector<Span>{make_span(0, text.size())};
  breaker.segments(text, [&sentences](std::size_t begin, std::size_t end, std::int32_t) {
    sentences.push_back(make_span(begin, end));
  });
  return sentences;
}

}  // namespace hexapla
