// The grammar is gettext's (po-gram.y): comments, domains, and messages that are msgctxt, msgid, msgid_plural and
// msgstr in this order, with the previous ones behind "#|" before. Like gettext, the reader goes on behind an error
// and gives up after 20 of them.
#include "hexapla/catalogs/po_reader.h"

#include "hexapla/base/utf8.h"
#include "hexapla/catalogs/po_checks.h"

#include <algorithm>
#include <cstring>

namespace hexapla {

namespace {

// Judged by the first pages, so that the list need not be moved as it grows.
std::size_t expected_messages(std::string_view text) {
  constexpr std::size_t sample = 32 * 1024;
  const auto start = text.substr(0, sample);
  std::size_t found = 1;
  for (auto at = start.find("msgstr"); at != std::string_view::npos; at = start.find("msgstr", at + 6)) ++found;
  // A file that begins unlike it goes on must not ask for all memory.
  const auto expected = (found + found / 8) * (text.size() / sample + 1);
  return text.size() <= sample ? found : std::min(expected, text.size() / 128);
}

}  // namespace

bool PoReader::run(CharsetConverter* converter) {
  converter_ = converter;
  const auto expected = expected_messages(text_);
  catalog_.messages.reserve(expected);
  offsets_.reserve(expected);
  advance();
  while (token_.kind != PoTokenKind::End && !has_given_up()) read_entry();
  if (!foreign_charset_.empty()) return false;
  const PoChecked checked{catalog_, offsets_, text_};
  check_duplicates(checked, report_);
  check_plurals(checked, report_);
  if (converter_ == nullptr) check_charset(checked, report_);
  return true;
}

void PoReader::advance() {
  token_ = lexer_.next();
  if (is_utf8_ || (token_.kind != PoTokenKind::String && token_.kind != PoTokenKind::Comment)) return;
  const auto invalid = find_invalid_utf8(token_.text);
  if (invalid == std::string_view::npos) return;
  const auto offset = text_.data() <= token_.text.data() && token_.text.data() < text_.data() + text_.size()
                          ? static_cast<std::size_t>(token_.text.data() - text_.data()) + invalid
                          : token_.offset;
  if (token_.kind == PoTokenKind::Comment) {
    report_.warn("po-encoding", offset, N_("this comment is not valid UTF-8; it is kept as it is"), {});
  } else {
    report_.error(offset, {N_("invalid UTF-8 at byte {1} of the file"), {std::to_string(offset)}},
                  N_("save the file as UTF-8, or name its charset in the header's Content-Type"), "po-encoding");
  }
}

void PoReader::read_entry() {
  bool good = false;
  switch (token_.kind) {
    case PoTokenKind::Comment:
      comments_.add(token_.text);
      advance();
      return;
    case PoTokenKind::Domain:
      read_domain();
      return;
    case PoTokenKind::Msgctxt:
    case PoTokenKind::Msgid:
      good = read_message();
      break;
    default:
      good = syntax_error();
  }
  if (!good) comments_.clear();
}

void PoReader::read_domain() {
  const auto offset = token_.offset;
  advance();
  if (token_.kind != PoTokenKind::String) {
    syntax_error();
    return;
  }
  if (token_.text != "messages") {
    report_.error(offset, N_("a second domain in one file is not supported"),
                  N_("put each domain into a file of its own"), "po-domain");
  }
  comments_.clear();
  advance();
}

bool PoReader::read_message() {
  auto& messages = catalog_.messages;
  auto& message = messages.emplace_back();
  obsolete_ = token_.obsolete;
  mixed_ = false;
  if ((!token_.previous || read_previous(message)) && read_intro(message) && read_translation(message)) {
    finish_message(message);
    return true;
  }
  messages.pop_back();
  return false;
}

bool PoReader::read_previous(Message& message) {
  if (token_.kind == PoTokenKind::Msgctxt) {
    advance();
    message.has_previous_msgctxt = true;
    if (!read_string(true, message.previous_msgctxt)) return false;
  }
  if (token_.kind != PoTokenKind::Msgid || !token_.previous) return syntax_error();
  check_obsolete();
  advance();
  message.has_previous_msgid = true;
  if (!read_string(true, message.previous_msgid)) return false;
  if (token_.kind != PoTokenKind::MsgidPlural || !token_.previous) return true;
  check_obsolete();
  advance();
  message.has_previous_msgid_plural = true;
  return read_string(true, message.previous_msgid_plural);
}

bool PoReader::read_intro(Message& message) {
  if (token_.kind == PoTokenKind::Msgctxt && !token_.previous) {
    check_obsolete();
    advance();
    message.has_msgctxt = true;
    if (!read_string(false, message.msgctxt)) return false;
  }
  if (token_.kind != PoTokenKind::Msgid || token_.previous) return syntax_error();
  check_obsolete();
  intro_ = token_;
  message.line = token_.line;
  message.obsolete = token_.obsolete;
  advance();
  return read_string(false, message.msgid);
}

bool PoReader::read_translation(Message& message) {
  if (token_.kind == PoTokenKind::MsgidPlural && !token_.previous) {
    check_obsolete();
    advance();
    message.has_plural = true;
    if (!read_string(false, message.msgid_plural)) return false;
    if (token_.kind != PoTokenKind::Msgstr) {
      return complain(intro_.offset, N_("missing 'msgstr[]' section"),
                      N_("add a line msgstr[0] \"\" and so on for each plural form"));
    }
    return read_plural_translations(message);
  }
  if (token_.kind != PoTokenKind::Msgstr) {
    return complain(intro_.offset, N_("missing 'msgstr' section"), N_("add a line msgstr \"\" to this message"));
  }
  check_obsolete();
  const auto msgstr = token_;
  advance();
  if (token_.kind == PoTokenKind::OpenBracket) {
    token_ = msgstr;
    report_.error(intro_.offset, N_("missing 'msgid_plural' section"),
                  N_("add a msgid_plural line, or write msgstr without a number"));
    return syntax_error();
  }
  return read_string(false, message.msgstr.emplace_back());
}

bool PoReader::read_plural_translations(Message& message) {
  while (token_.kind == PoTokenKind::Msgstr) {
    check_obsolete();
    const auto offset = token_.offset;
    advance();
    if (token_.kind != PoTokenKind::OpenBracket) return syntax_error();
    advance();
    if (token_.kind != PoTokenKind::Number) return syntax_error();
    const std::string expected = std::to_string(message.msgstr.size());
    const auto first_digit = std::min(token_.text.find_first_not_of('0'), token_.text.size() - 1);
    if (token_.text.substr(first_digit) != expected) {
      report_.error(offset,
                    message.msgstr.empty() ? Phrase(N_("first plural form has nonzero index"))
                                           : Phrase(N_("plural form has wrong index")),
                    {N_("number the plural forms from 0 without gaps; here should be msgstr[{1}]"), {expected}});
    }
    advance();
    if (token_.kind != PoTokenKind::CloseBracket) return syntax_error();
    advance();
    if (!read_string(false, message.msgstr.emplace_back())) return false;
  }
  return true;
}

// One string or several in a row.
bool PoReader::read_string(bool previous, std::string_view& text) {
  strings_.clear();
  while (token_.kind == PoTokenKind::String || token_.kind == PoTokenKind::UnfinishedString) {
    if (token_.previous != previous) break;
    check_obsolete();
    if (token_.kind == PoTokenKind::UnfinishedString) {
      const bool at_end = token_.text.data() + token_.text.size() == text_.data() + text_.size();
      report_.error(token_.offset,
                    at_end ? Phrase(N_("end-of-file within string")) : Phrase(N_("end-of-line within string")),
                    N_("close the string with a quote; a quote inside it is written \\\""));
    }
    strings_.push_back(token_);
    advance();
  }
  if (strings_.empty()) return syntax_error();
  text = join_strings();
  return true;
}

std::string_view PoReader::join_strings() {
  const PoToken* single = nullptr;
  std::size_t parts = 0;
  std::size_t size = 0;
  bool escapes = false;
  for (const auto& string : strings_) {
    if (string.text.empty()) continue;
    single = &string;
    ++parts;
    size += string.text.size();
    escapes |= string.escapes;
  }
  if (parts == 0) return {};
  if (parts == 1 && !escapes) return single->text;
  if (converter_ != nullptr && escapes) {
    std::string decoded;
    for (const auto& string : strings_) decode_foreign(string, decoded);
    return catalog_.arena().keep(decoded);
  }
  char* const out = catalog_.arena().allocate(size);
  std::size_t end = 0;
  bool high = false;
  for (const auto& string : strings_) end += decode(string, out + end, high);
  catalog_.arena().give_back(size - end);
  const std::string_view text(out, end);
  if (high && find_invalid_utf8(text) != std::string_view::npos) {
    report_.error(strings_.front().offset, N_("the escapes in this string make no valid UTF-8"),
                  N_("write the character itself instead of its bytes"), "po-encoding");
  }
  return text;
}

// Appends a string's text at `out`, which has room for it; the size. `high`: an escape made a byte above 127.
std::size_t PoReader::decode(const PoToken& token, char* out, bool& high) {
  const auto raw = token.text;
  if (!token.escapes) {
    std::memcpy(out, raw.data(), raw.size());
    return raw.size();
  }
  std::size_t size = 0;
  std::size_t at = 0;
  while (at < raw.size()) {
    const auto backslash = raw.find('\\', at);
    const auto plain = std::min(backslash, raw.size()) - at;
    std::memcpy(out + size, raw.data() + at, plain);
    size += plain;
    at += plain;
    if (backslash == std::string_view::npos) break;
    const auto start = at;
    char byte = 0;
    if (!decode_po_byte(raw, at, byte)) {
      if (at == raw.size()) break;  // a joined line at the very end
      report_.error(
          token.offset + 1 + start, N_("invalid control sequence"),
          N_("a backslash itself is written \\\\; known are \\n \\t \\\" \\\\ \\r \\a \\b \\f \\v, octal and hex"));
    } else if (byte == '\0' || byte == '\x04') {
      report_.error(token.offset + 1 + start, N_("this escape makes a character that no message may hold"),
                    N_("remove it; NUL and EOT have a meaning of their own in compiled catalogs"));
    }
    high |= static_cast<unsigned char>(byte) >= 0x80;
    out[size++] = byte;
  }
  return size;
}

// The same for a file that was converted: escaped bytes are still in its charset.
void PoReader::decode_foreign(const PoToken& token, std::string& out) {
  std::string bytes;
  const auto flush = [&] {
    if (!bytes.empty() && converter_->convert(bytes, out) != std::string::npos) {
      report_.error(token.offset, N_("the escapes in this string make no valid text in the file's charset"),
                    N_("write the character itself instead of its bytes"), "po-encoding");
    }
    bytes.clear();
  };
  std::string decoded(token.text.size(), '\0');
  std::size_t at = 0;
  while (at < token.text.size()) {
    if (token.text[at] != '\\') {
      flush();
      out += token.text[at++];
      continue;
    }
    PoToken escape = token;
    const auto start = at;
    char byte = 0;
    decode_po_byte(token.text, at, byte);
    escape.text = token.text.substr(start, at - start);
    escape.offset = token.offset + start;
    bool high = false;
    const auto size = decode(escape, decoded.data(), high);
    if (!high) flush();
    (high ? bytes : out).append(decoded, 0, size);
  }
  flush();
}

bool PoReader::check_obsolete() {
  if (token_.obsolete == obsolete_ || mixed_) return true;
  mixed_ = true;
  report_.error(token_.offset, N_("inconsistent use of #~"),
                N_("put #~ before every line of an obsolete message, or before none"));
  return false;
}

void PoReader::finish_message(Message& message) {
  comments_.move_to(message);
  if (message.is_header() && !message.obsolete) note_charset(message.msgstr.empty() ? "" : message.msgstr.front());
  offsets_.push_back(intro_.offset);
}

void PoReader::note_charset(std::string_view header) {
  const auto charset = declared_charset(header);
  if (charset.empty()) return;
  const auto kind = charset_kind(charset);
  if (kind == CharsetKind::Other && converter_ == nullptr) foreign_charset_ = charset;
}

// Reports it and goes on to what may begin an entry.
bool PoReader::syntax_error() {
  if (token_.kind == PoTokenKind::UnknownWord) {
    report_.error(token_.offset, {N_("keyword \"{1}\" unknown"), {std::string(token_.text)}},
                  N_("a line begins with msgctxt, msgid, msgid_plural, msgstr, # or a string"));
  } else if (token_.kind == PoTokenKind::UnfinishedString) {
    report_.error(token_.offset, N_("end-of-line within string"), N_("close the string with a quote"));
  } else if (token_.kind == PoTokenKind::End) {
    report_.error(token_.offset, N_("the file ends inside a message"), N_("complete the last message"));
  } else {
    report_.error(
        token_.offset, N_("syntax error"),
        N_("a message is msgctxt (if any), msgid, msgid_plural (if any) and msgstr, in this order, each with a "
           "quoted string and without comments between them"));
  }
  for (;;) {
    if (token_.kind == PoTokenKind::End) return false;
    advance();
    if (token_.kind == PoTokenKind::Comment || token_.kind == PoTokenKind::Domain ||
        token_.kind == PoTokenKind::Msgid || token_.kind == PoTokenKind::Msgctxt) {
      return false;
    }
  }
}

bool PoReader::complain(std::size_t offset, Phrase message, Phrase hint) {
  report_.error(offset, std::move(message), std::move(hint));
  return false;
}

}  // namespace hexapla
