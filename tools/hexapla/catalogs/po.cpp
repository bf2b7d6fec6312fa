// From bytes to a catalog: byte order mark, NUL bytes, charset; then the reader.
#include "hexapla/catalogs/po.h"

#include "hexapla/base/utf8.h"
#include "hexapla/catalogs/charset.h"
#include "hexapla/catalogs/po_checks.h"
#include "hexapla/catalogs/po_reader.h"

#include <algorithm>

namespace hexapla {

namespace {

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
    result.diagnostics.push_back(make_diagnostic(Severity::Warning, "po-converted-msgid", file,
                                                 {N_("the conversion changes the bytes of msgids (the first in line "
                                                     "{1}); programs that look them up in {2} will "
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

PoReadResult read_po(const std::string& file, std::string bytes) {
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
