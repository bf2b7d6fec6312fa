// The grammar of PO files: tokens to messages. Used by po.cpp.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/catalogs/charset.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/po_comments.h"
#include "hexapla/catalogs/po_lexer.h"
#include "hexapla/catalogs/po_report.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

class PoReader {
 public:
  /// `file` and `text` must outlive the reader; `text` also the catalog in `result`.
  PoReader(const std::string& file, std::string_view text, bool is_utf8, PoReadResult& result)
      : text_(text),
        is_utf8_(is_utf8),
        catalog_(result.catalog),
        report_(file, text, result.diagnostics),
        lexer_(text, catalog_.arena()),
        comments_(catalog_.arena()) {}

  /// `converter`: what `text` was converted with, nullptr when it came in UTF-8. False: the header, found on the way,
  /// names a charset that the text must be converted from first.
  bool run(CharsetConverter* converter);
  const std::string& foreign_charset() const { return foreign_charset_; }

 private:
  bool has_given_up() const { return report_.is_full() || !foreign_charset_.empty(); }
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
  bool complain(std::size_t offset, Phrase message, Phrase hint);

  std::string_view text_;
  bool is_utf8_;
  Catalog& catalog_;
  PoReport report_;
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
};

}  // namespace hexapla
