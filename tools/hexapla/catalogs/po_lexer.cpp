#include "hexapla/catalogs/po_lexer.h"

#include "hexapla/catalogs/byte_scan.h"

#include <cstring>

namespace hexapla {

namespace {

bool is_word_start(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

bool is_blank(int c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v' || c == '\n';
}

bool is_digit(int c) {
  return c >= '0' && c <= '9';
}

PoTokenKind word_kind(std::string_view word, bool previous) {
  if (word == "msgid") return PoTokenKind::Msgid;
  if (word == "msgid_plural") return PoTokenKind::MsgidPlural;
  if (word == "msgctxt") return PoTokenKind::Msgctxt;
  if (previous) return PoTokenKind::UnknownWord;
  if (word == "msgstr") return PoTokenKind::Msgstr;
  if (word == "domain") return PoTokenKind::Domain;
  return PoTokenKind::UnknownWord;
}

// Reads the next character of a string's inside, over joined lines; -1 at its end.
int next_byte(std::string_view raw, std::size_t& at) {
  while (at + 1 < raw.size() && raw[at] == '\\' && raw[at + 1] == '\n') at += 2;
  return at < raw.size() ? static_cast<unsigned char>(raw[at++]) : -1;
}

int hex_value(int c) {
  if (is_digit(c)) return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// \1 to \777 and \x1 to \x…: as many digits as there are, cut to a byte, as gettext cuts them.
unsigned read_digits(std::string_view raw, std::size_t& at, unsigned base, unsigned max_digits) {
  unsigned value = 0;
  for (unsigned i = 0; i < max_digits; ++i) {
    std::size_t ahead = at;
    const int digit = hex_value(next_byte(raw, ahead));
    if (digit < 0 || digit >= static_cast<int>(base)) break;
    value = (value * base + static_cast<unsigned>(digit)) & 0xFFFFU;
    at = ahead;
  }
  return value;
}

char letter_escape(int c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'b':
      return '\b';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    case 'v':
      return '\v';
    case 'a':
      return '\a';
    case '\\':
    case '"':
      return static_cast<char>(c);
    default:
      return '\0';
  }
}

}  // namespace

bool decode_po_byte(std::string_view raw, std::size_t& at, char& byte) {
  const int c = next_byte(raw, at);
  byte = static_cast<char>(c);
  if (c != '\\') return c >= 0;
  std::size_t ahead = at;
  const int kind = next_byte(raw, ahead);
  if (const char letter = letter_escape(kind); letter != '\0') {
    at = ahead;
    byte = letter;
    return true;
  }
  if (kind >= '0' && kind <= '7') {
    byte = static_cast<char>(read_digits(raw, at, 8, 3));
    return true;
  }
  byte = ' ';
  if (kind != 'x') return false;
  at = ahead;
  if (hex_value(next_byte(raw, ahead)) < 0) return false;
  byte = static_cast<char>(read_digits(raw, at, 16, static_cast<unsigned>(-1)));
  return true;
}

PoToken PoLexer::next() {
  PoToken token;
  int c = get();
  for (;; c = get()) {
    if (c == '\n') {
      obsolete_ = previous_ = false;
    } else if (c == '#' && !begins_comment()) {
      continue;
    } else if (!is_blank(c)) {
      break;
    }
  }
  token.offset = at_ - (c == end_of_text ? 0 : 1);
  token.line = line_;
  read_token(token, c);
  token.obsolete = obsolete_;
  token.previous = previous_;
  if (token.kind == PoTokenKind::Comment) obsolete_ = previous_ = false;
  return token;
}

// `c` is its first character, already behind.
void PoLexer::read_token(PoToken& token, int c) {
  if (c == '"') {
    read_string(token);
  } else if (c == '#') {
    read_comment(token);
  } else if (is_word_start(c)) {
    read_word(token);
  } else if (is_digit(c)) {
    read_number(token);
  } else if (c == '[' || c == ']') {
    token.kind = c == '[' ? PoTokenKind::OpenBracket : PoTokenKind::CloseBracket;
  } else if (c != end_of_text) {
    token.kind = PoTokenKind::Junk;
  }
}

int PoLexer::get() {
  skip_joined_line();
  const int c = peek();
  if (c != end_of_text) ++at_;
  if (c == '\n') ++line_;
  return c;
}

bool PoLexer::skip_joined_lines() {
  bool skipped = false;
  while (at_ + 1 < text_.size() && text_[at_] == '\\' && text_[at_ + 1] == '\n') {
    at_ += 2;
    ++line_;
    skipped = true;
  }
  return skipped;
}

// Behind a "#". False: it was a mark ("#~", "#|", "#~|") and the line goes on.
bool PoLexer::begins_comment() {
  skip_joined_line();
  if (peek() == '~') {
    ++at_;
    obsolete_ = true;
    skip_joined_line();
    if (peek() == '|') {
      ++at_;
      previous_ = true;
    }
    return false;
  }
  if (peek() == '|') {
    ++at_;
    previous_ = true;
    return false;
  }
  return true;
}

void PoLexer::read_comment(PoToken& token) {
  token.kind = PoTokenKind::Comment;
  const std::size_t begin = at_;
  std::size_t end = begin;
  bool joined = false;
  for (;;) {
    const void* found = end < text_.size() ? std::memchr(text_.data() + end, '\n', text_.size() - end) : nullptr;
    end = found == nullptr ? text_.size() : static_cast<std::size_t>(static_cast<const char*>(found) - text_.data());
    if (end == text_.size() || end == begin || text_[end - 1] != '\\') break;
    joined = true;
    ++line_;
    ++end;
  }
  token.text = text_.substr(begin, end - begin);
  at_ = end;
  if (at_ < text_.size()) {
    ++at_;
    ++line_;
  }
  if (!joined) return;
  char* const out = arena_.allocate(token.text.size());
  std::size_t size = 0;
  for (std::size_t i = 0; i < token.text.size(); ++i) {
    if (token.text[i] == '\\' && i + 1 < token.text.size() && token.text[i + 1] == '\n') {
      ++i;
    } else {
      out[size++] = token.text[i];
    }
  }
  token.text = {out, size};
}

void PoLexer::read_string(PoToken& token) {
  const std::size_t begin = at_;
  for (;;) {
    at_ = find_string_stop(text_, at_);
    if (at_ == text_.size() || text_[at_] == '\n') {
      token.kind = PoTokenKind::UnfinishedString;
      break;
    }
    if (text_[at_] == '"') {
      token.kind = PoTokenKind::String;
      break;
    }
    token.escapes = true;
    skip_escape();
  }
  token.text = text_.substr(begin, at_ - begin);
  if (token.kind == PoTokenKind::String) ++at_;
}

void PoLexer::skip_escape() {
  if (skip_joined_line()) return;
  ++at_;
  skip_joined_line();
  if (at_ < text_.size() && text_[at_] != '\n') ++at_;
}

void PoLexer::read_word(PoToken& token) {
  const std::size_t begin = at_ - 1;
  while (is_word_start(peek()) || is_digit(peek())) ++at_;
  token.text = text_.substr(begin, at_ - begin);
  token.kind = word_kind(token.text, previous_);
}

void PoLexer::read_number(PoToken& token) {
  const std::size_t begin = at_ - 1;
  while (is_digit(peek())) ++at_;
  token.text = text_.substr(begin, at_ - begin);
  token.kind = PoTokenKind::Number;
}

}  // namespace hexapla
