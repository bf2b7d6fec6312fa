// The grammar is gettext's (po-gram.y): comments, domains, and messages that are msgctxt, msgid, msgid_plural and
// msgstr in this order, with the previous ones behind "#|" before. Like gettext, the reader goes on behind an error
// and gives up after 20 of them.
#include "hexapla/base/file.h"
#include "hexapla/base/utf8.h"
#include "hexapla/catalogs/charset.h"
#include "hexapla/catalogs/plural_forms.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/po_comments.h"
#include "hexapla/catalogs/po_lexer.h"

#include <algorithm>
#include <cstring>

namespace hexapla {

namespace {

constexpr std::size_t max_errors = 20;
constexpr std::size_t max_warnings = 50;

/// One string: its tokens, to be joined.
struct StringList {
  std::vector<PoToken> tokens;
  bool escapes = false;
  bool obsolete = false;
};

bool is_high(char c) { return (c & 0x80) != 0; }

bool has_high_byte(std::string_view text) { return std::any_of(text.begin(), text.end(), is_high); }

class PoReader {
 public:
  PoReader(const std::string& file, std::string_view text, bool is_utf8, PoReadResult& result)
      : file_(file),
        text_(text),
        is_utf8_(is_utf8),
        result_(result),
        arena_(result.catalog.arena()),
        lexer_(text, arena_),
        comments_(arena_) {}

  /// `converter`: what `text` was converted with, nullptr when it came in UTF-8. False: the header, found on the way,
  /// names a charset that the text must be converted from first.
  bool run(CharsetConverter* converter);
  const std::string& foreign_charset() const { return foreign_charset_; }

 private:
  bool has_given_up() const { return errors_ >= max_errors || !foreign_charset_.empty(); }
  void advance();

  void read_entry();
  void read_domain();
  bool read_message();
  bool read_previous(Message& message);
  bool read_intro(Message& message);
  bool read_translation(Message& message);
  bool read_plural_translations(Message& message);
  bool read_string(bool previous, std::string_view& text);
  std::string_view join_strings();
  std::size_t decode(const PoToken& token, char* out, bool& high);
  void decode_foreign(const PoToken& token, std::string& out);
  bool check_obsolete();
  void finish_message(Message& message);
  void note_charset(std::string_view header);

  bool syntax_error();
  void error(std::size_t offset, Phrase message, Phrase hint, const char* id = "po-syntax");
  void warn(const char* id, std::size_t offset, Phrase message, Phrase hint);
  bool complain(std::size_t offset, Phrase message, Phrase hint);

  void find_duplicates();
  void check_plurals();
  void check_charset();

  const std::string& file_;
  std::string_view text_;
  bool is_utf8_;
  PoReadResult& result_;
  Arena& arena_;
  CharsetConverter* converter_ = nullptr;
  PoLexer lexer_;
  PoComments comments_;
  PoToken token_;
  PoToken intro_;  // where the current message begins: its msgid
  bool obsolete_ = false;
  bool mixed_ = false;  // "#~" on some lines of the current message only
  std::vector<PoToken> strings_;
  std::vector<std::size_t> offsets_;  // of the messages' msgid
  std::string foreign_charset_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  bool has_charset_ = false;
};

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

bool PoReader::run(CharsetConverter* converter) {
  converter_ = converter;
  const auto expected = expected_messages(text_);
  result_.catalog.messages.reserve(expected);
  offsets_.reserve(expected);
  advance();
  while (token_.kind != PoTokenKind::End && !has_given_up()) read_entry();
  if (!foreign_charset_.empty()) return false;
  find_duplicates();
  check_plurals();
  check_charset();
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
    warn("po-encoding", offset, N_("this comment is not valid UTF-8; it is kept as it is"), {});
  } else {
    error(offset, {N_("invalid UTF-8 at byte {1} of the file"), {std::to_string(offset)}},
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
    error(offset, N_("a second domain in one file is not supported"), N_("put each domain into a file of its own"),
          "po-domain");
  }
  comments_.clear();
  advance();
}

bool PoReader::read_message() {
  auto& messages = result_.catalog.messages;
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
    error(intro_.offset, N_("missing 'msgid_plural' section"),
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
      error(offset,
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
      error(token_.offset, at_end ? Phrase(N_("end-of-file within string")) : Phrase(N_("end-of-line within string")),
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
    return arena_.keep(decoded);
  }
  char* const out = arena_.allocate(size);
  std::size_t end = 0;
  bool high = false;
  for (const auto& string : strings_) end += decode(string, out + end, high);
  arena_.give_back(size - end);
  const std::string_view text(out, end);
  if (high && find_invalid_utf8(text) != std::string_view::npos) {
    error(strings_.front().offset, N_("the escapes in this string make no valid UTF-8"),
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
      error(token.offset + 1 + start, N_("invalid control sequence"),
            N_("a backslash itself is written \\\\; known are \\n \\t \\\" \\\\ \\r \\a \\b \\f \\v, octal and hex"));
    } else if (byte == '\0' || byte == '\x04') {
      error(token.offset + 1 + start, N_("this escape makes a character that no message may hold"),
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
      error(token.offset, N_("the escapes in this string make no valid text in the file's charset"),
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
  error(token_.offset, N_("inconsistent use of #~"),
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
  has_charset_ = true;
  const auto kind = charset_kind(charset);
  if (kind == CharsetKind::Other && converter_ == nullptr) foreign_charset_ = charset;
}

// Reports it and goes on to what may begin an entry.
bool PoReader::syntax_error() {
  if (token_.kind == PoTokenKind::UnknownWord) {
    error(token_.offset, {N_("keyword \"{1}\" unknown"), {std::string(token_.text)}},
          N_("a line begins with msgctxt, msgid, msgid_plural, msgstr, # or a string"));
  } else if (token_.kind == PoTokenKind::UnfinishedString) {
    error(token_.offset, N_("end-of-line within string"), N_("close the string with a quote"));
  } else if (token_.kind == PoTokenKind::End) {
    error(token_.offset, N_("the file ends inside a message"), N_("complete the last message"));
  } else {
    error(token_.offset, N_("syntax error"),
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
  error(offset, std::move(message), std::move(hint));
  return false;
}

void PoReader::error(std::size_t offset, Phrase message, Phrase hint, const char* id) {
  if (++errors_ > max_errors) return;
  result_.diagnostics.push_back(
      make_diagnostic(Severity::Error, id, file_, text_, offset, std::move(message), std::move(hint)));
  if (errors_ == max_errors) {
    result_.diagnostics.push_back(make_diagnostic(Severity::Error, id, file_, N_("too many errors, giving up")));
  }
}

void PoReader::warn(const char* id, std::size_t offset, Phrase message, Phrase hint) {
  if (++warnings_ > max_warnings) return;
  result_.diagnostics.push_back(
      make_diagnostic(Severity::Warning, id, file_, text_, offset, std::move(message), std::move(hint)));
}

void PoReader::find_duplicates() {
  const auto& messages = result_.catalog.messages;
  std::size_t size = 16;
  while (size < messages.size() * 2) size *= 2;
  std::vector<std::uint32_t> slots(size, 0);
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto& message = messages[i];
    const auto hash = hash_bytes(message.msgid, message.has_msgctxt ? hash_bytes(message.msgctxt, 1) : 0);
    for (std::size_t slot = hash & (size - 1);; slot = (slot + 1) & (size - 1)) {
      if (slots[slot] == 0) {
        slots[slot] = static_cast<std::uint32_t>(i + 1);
        break;
      }
      const auto& first = messages[slots[slot] - 1];
      if (first.msgid != message.msgid || first.msgctxt != message.msgctxt ||
          first.has_msgctxt != message.has_msgctxt) {
        continue;
      }
      error(offsets_[i],
            {N_("duplicate message: it is already defined at {1}:{2}"), {file_, std::to_string(first.line)}},
            N_("keep one of the two (msguniq merges them)"), "po-duplicate");
      break;
    }
  }
}

// msgfmt's concern, not the reader's; but whoever edits the file wants to know.
void PoReader::check_plurals() {
  const auto& messages = result_.catalog.messages;
  const auto any_plural = std::any_of(messages.begin(), messages.end(), [](const Message& message) {
    return message.has_plural && !message.obsolete && message.has_translation();
  });
  if (!any_plural) return;
  const auto rule = result_.catalog.header_field("Plural-Forms");
  const auto forms = PluralForms::parse(rule);
  const auto* header = result_.catalog.header();
  if (!forms.has_value()) {
    const auto offset = header == nullptr ? 0 : offsets_[static_cast<std::size_t>(header - messages.data())];
    warn("po-plural-forms", offset,
         rule.empty() ? Phrase(N_("there are plural forms, but the header has no Plural-Forms field"))
                      : Phrase(N_("the header's Plural-Forms is no valid rule")),
         N_("Plural-Forms: nplurals=2; plural=(n != 1);\\n is an example"));
    return;
  }
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto& message = messages[i];
    if (!message.has_plural || message.obsolete || message.msgstr.size() == forms->count()) continue;
    if (!message.has_translation()) continue;
    warn("po-plural-count", offsets_[i],
         {N_("this message has {1} plural forms, but the header says nplurals={2}"),
          {std::to_string(message.msgstr.size()), std::to_string(forms->count())}},
         N_("give it one msgstr[] for each form of the language"));
  }
}

void PoReader::check_charset() {
  if (converter_ != nullptr) return;
  const auto* header = result_.catalog.header();
  const auto charset = header == nullptr || header->msgstr.empty() ? "" : declared_charset(header->msgstr.front());
  const bool is_declared_utf8 = !charset.empty() && (charset[0] == 'U' || charset[0] == 'u') && charset.size() < 6;
  if (is_declared_utf8) return;
  const auto high = std::find_if(text_.begin(), text_.end(), is_high);
  if (high == text_.end()) return;
  const auto offset = static_cast<std::size_t>(high - text_.begin());
  warn("po-charset", offset,
       charset.empty() ? Phrase(N_("the header names no charset; the text is read as UTF-8"))
                       : Phrase(N_("the header names the charset {1}, but the text is UTF-8"), {std::string(charset)}),
       N_("write \"Content-Type: text/plain; charset=UTF-8\\n\" into the header"));
}

PoReadResult refused(const std::string& file, std::string_view text, std::size_t offset, const char* id, Phrase message,
                     Phrase hint) {
  PoReadResult result;
  result.diagnostics.push_back(
      make_diagnostic(Severity::Error, id, file, text, offset, std::move(message), std::move(hint)));
  return result;
}

// The whole file in UTF-8, or why not.
PoReadResult read_foreign(const std::string& file, const std::string& bytes, const std::string& charset) {
  const auto converter = CharsetConverter::open(charset);
  if (converter == nullptr) {
    return refused(file, bytes, std::max(bytes.find("charset="), std::size_t{0}), "po-charset",
                   {N_("the charset {1} is not known"), {charset}},
                   N_("convert the file to UTF-8 and write charset=UTF-8 into its header"));
  }
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 2);
  const auto invalid = converter->convert(bytes, text);
  if (invalid != std::string::npos) {
    const auto offset = text.size();
    return refused(file, text, offset, "po-encoding",
                   {N_("byte {1} of the file is no character in its charset, {2}"), {std::to_string(invalid), charset}},
                   N_("correct the charset in the header, or the text"));
  }
  PoReadResult result;
  if (!is_portable_charset(charset)) {
    result.diagnostics.push_back(make_diagnostic(Severity::Warning, "po-charset", file,
                                                 {N_("{1} is not a charset that gettext knows"), {charset}}));
  }
  result.diagnostics.push_back(
      make_diagnostic(Severity::Note, "po-converted", file, {N_("converted from {1} to UTF-8"), {charset}}));
  const auto view = result.catalog.keep_buffer(std::move(text));
  PoReader(file, view, true, result).run(converter.get());
  const auto& messages = result.catalog.messages;
  const auto changed = std::find_if(messages.begin(), messages.end(),
                                    [](const Message& message) { return has_high_byte(message.msgid); });
  if (changed != messages.end()) {
    result.diagnostics.push_back(make_diagnostic(
        Severity::Warning, "po-converted-msgid", file,
        {N_("the conversion changes the bytes of msgids (the first in line {1}); programs that look them up in {2} will "
            "not find them"),
         {std::to_string(changed->line), charset}}));
  }
  return result;
}

}  // namespace

bool PoReadResult::ok() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::Error; });
}

PoReadResult read_po(std::string file, std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  if (const auto nul = bytes.find('\0'); nul != std::string::npos) {
    return refused(file, bytes, nul, "po-nul", {N_("NUL byte at byte {1} of the file"), {std::to_string(nul)}},
                   N_("this is not a text file; a UTF-16 file must be saved as UTF-8"));
  }
  PoReadResult result;
  const auto view = result.catalog.keep_buffer(std::move(bytes));
  PoReader reader(file, view, find_invalid_utf8(view) == std::string_view::npos, result);
  if (reader.run(nullptr)) return result;
  return read_foreign(file, std::string(view), reader.foreign_charset());
}

}  // namespace hexapla
