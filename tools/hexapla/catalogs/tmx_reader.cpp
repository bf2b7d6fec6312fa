// The XML parser (expat) and what it is fed with: a window on the file that holds what the parser has not understood
// yet, and a little before it for error messages. Expat has no bound on the length of one tag, stores a document type's
// declarations for ever, and would replace entities by what a file declares; so all three are watched here.
#include "hexapla/base/utf8.h"
#include "hexapla/catalogs/charset.h"
#include "hexapla/catalogs/tmx.h"
#include "hexapla/catalogs/tmx_builder.h"
#include "hexapla/catalogs/tmx_input.h"

#include <algorithm>
#include <utility>

#include <expat.h>

namespace hexapla {

namespace {

constexpr std::size_t shown_before = 1024;
constexpr std::size_t most_warnings = 50;

struct ParserEnd {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<XML_ParserStruct, ParserEnd>;

/// A charset of one byte a character, of which ICU knows more than expat.
int single_byte_charset(void*, const XML_Char* name, XML_Encoding* encoding) {
  const auto converter = CharsetConverter::open(name);
  if (converter == nullptr) return XML_STATUS_ERROR;
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    std::string text;
    std::size_t at = 0;
    const bool good = byte < 0x80 || converter->convert({&c, 1}, text) == std::string::npos;
    encoding->map[byte] = byte < 0x80 ? byte : good && !text.empty() ? static_cast<int>(next_code_point(text, at)) : -1;
  }
  encoding->data = nullptr;
  encoding->convert = nullptr;
  encoding->release = nullptr;
  return XML_STATUS_OK;
}

bool is_cut_off(XML_Error error) {
  return error == XML_ERROR_NO_ELEMENTS || error == XML_ERROR_UNCLOSED_TOKEN || error == XML_ERROR_PARTIAL_CHAR ||
         error == XML_ERROR_UNCLOSED_CDATA_SECTION;
}

}  // namespace

class TmxReader::Impl : private TmxReport {
 public:
  Impl(const std::string& file, std::unique_ptr<TmxInput> input, const TmxLimits& limits)
      : file_(file), limits_(limits), input_(std::move(input)), builder_(limits_, *this) {}

  TmxUnit* next() {
    while (at_ == ready_.size()) {
      ready_.clear();
      at_ = 0;
      if (finished_) return nullptr;
      feed();
      ready_.swap(builder_.units());
    }
    return &ready_[at_++];
  }

  const TmxHeader& header() { return builder_.header(); }
  const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  bool ok() const { return !failed_; }
  std::uint64_t bytes_read() const { return input_.bytes_read(); }

 private:
  static Impl& of(void* self) { return *static_cast<Impl*>(self); }

  void open();
  void feed();
  void shorten_window();
  void check_pending(std::size_t pending);
  std::uint64_t offset() const;
  Diagnostic at_parser(Severity severity, const char* id, Phrase message, Phrase hint) const;
  void fail_as_parser_says();

  std::uint32_t line() const override { return static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser_.get())); }
  void warn(const char* id, Phrase message, Phrase hint) override;
  void fail(const char* id, Phrase message, Phrase hint) override;

  std::string file_;
  TmxLimits limits_;
  TmxDecoder input_;
  Parser parser_;
  TmxBuilder builder_;
  std::string window_;              // what the parser was fed with last
  std::uint64_t window_begin_ = 0;  // its place in the stream that the parser sees
  std::uint64_t doctype_begin_ = 0;
  bool in_doctype_ = false;
  bool finished_ = false;
  bool failed_ = false;
  std::size_t warnings_ = 0;
  std::vector<Diagnostic> diagnostics_;
  std::vector<TmxUnit> ready_;
  std::size_t at_ = 0;
};

void TmxReader::Impl::open() {
  parser_.reset(XML_ParserCreate(input_.is_utf8() ? "UTF-8" : nullptr));
  if (parser_ == nullptr) throw std::bad_alloc();
  XML_Parser parser = parser_.get();
  XML_SetUserData(parser, this);
  XML_SetUnknownEncodingHandler(parser, single_byte_charset, nullptr);
  XML_SetElementHandler(
      parser,
      [](void* self, const XML_Char* name, const XML_Char** attributes) {
        if (!of(self).failed_) of(self).builder_.start(name, attributes);
      },
      [](void* self, const XML_Char*) {
        if (!of(self).failed_) of(self).builder_.end();
      });
  XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* text, int size) {
    if (!of(self).failed_) of(self).builder_.text({text, static_cast<std::size_t>(size)});
  });
  XML_SetDoctypeDeclHandler(
      parser,
      [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        of(self).in_doctype_ = true;
        of(self).doctype_begin_ = of(self).offset();
      },
      [](void* self) { of(self).in_doctype_ = false; });
  XML_SetEntityDeclHandler(parser, [](void* self, const XML_Char* name, int, const XML_Char*, int, const XML_Char*,
                                      const XML_Char*, const XML_Char*, const XML_Char*) {
    of(self).fail("tmx-entity", {N_("this file declares an entity of its own, {1}"), {std::string(name).substr(0, 40)}},
                  N_("TMX needs none, and such files can be made to harm: write the text itself"));
  });
  XML_SetSkippedEntityHandler(parser, [](void* self, const XML_Char* name, int) {
    of(self).fail("tmx-entity", {N_("the entity &{1}; is not known"), {std::string(name).substr(0, 40)}},
                  N_("write the character itself, or its number, such as &#160;"));
  });
}

void TmxReader::Impl::feed() {
  shorten_window();
  const std::size_t before = window_.size();
  const bool more = input_.read(window_);
  if (parser_ == nullptr) open();
  const auto fresh = static_cast<int>(window_.size() - before);
  finished_ = !more;
  const XML_Status status = XML_Parse(parser_.get(), window_.data() + before, fresh, finished_ ? 1 : 0);
  if (status == XML_STATUS_ERROR) {
    finished_ = true;
    if (!failed_) fail_as_parser_says();
    return;
  }
  const std::uint64_t end = window_begin_ + window_.size();
  if (!finished_) check_pending(static_cast<std::size_t>(end - std::min(end, offset())));
}

/// What the parser has understood goes, but for what an error message may show.
void TmxReader::Impl::shorten_window() {
  if (parser_ == nullptr) return;
  const std::uint64_t keep = offset();
  if (keep <= window_begin_ + shown_before) return;
  const auto gone = std::min(static_cast<std::size_t>(keep - shown_before - window_begin_), window_.size());
  window_.erase(0, gone);
  window_begin_ += gone;
}

void TmxReader::Impl::check_pending(std::size_t pending) {
  const bool long_doctype = in_doctype_ && offset() - doctype_begin_ > limits_.tag_bytes;
  if (pending <= limits_.tag_bytes && !long_doctype) return;
  fail("tmx-limit", {N_("a tag or a comment of more than {1} bytes"), {std::to_string(limits_.tag_bytes)}},
       N_("no tool for translators writes this: look at the file, or leave that part out"));
}

/// Where the parser stands, in what it was fed with.
std::uint64_t TmxReader::Impl::offset() const {
  return static_cast<std::uint64_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser_.get()), 0));
}

Diagnostic TmxReader::Impl::at_parser(Severity severity, const char* id, Phrase message, Phrase hint) const {
  const std::uint64_t place = std::max(offset(), window_begin_);
  Diagnostic diagnostic = make_diagnostic(severity, id, file_, window_, static_cast<std::size_t>(place - window_begin_),
                                          std::move(message), std::move(hint));
  diagnostic.position = {line(), static_cast<std::uint32_t>(XML_GetCurrentColumnNumber(parser_.get()) + 1)};
  return diagnostic;
}

void TmxReader::Impl::warn(const char* id, Phrase message, Phrase hint) {
  if (++warnings_ > most_warnings) return;
  diagnostics_.push_back(at_parser(Severity::Warning, id, std::move(message), std::move(hint)));
}

void TmxReader::Impl::fail(const char* id, Phrase message, Phrase hint) {
  if (failed_) return;
  failed_ = finished_ = true;
  diagnostics_.push_back(at_parser(Severity::Error, id, std::move(message), std::move(hint)));
  XML_StopParser(parser_.get(), XML_FALSE);
}

void TmxReader::Impl::fail_as_parser_says() {
  const XML_Error error = XML_GetErrorCode(parser_.get());
  if (is_cut_off(error)) {
    return fail("tmx-cut-off", N_("the file ends before </tmx>: it is cut off"), N_("copy or export it again"));
  }
  const std::uint64_t place = std::max(offset(), window_begin_) - window_begin_;
  const std::string_view rest = std::string_view(window_).substr(std::min<std::size_t>(place, window_.size()), 4);
  if (error == XML_ERROR_INVALID_TOKEN && find_invalid_utf8(rest) == 0) {
    return fail("tmx-encoding", N_("these bytes are no character in the file's encoding"),
                N_("save the file as UTF-8"));
  }
  if (error == XML_ERROR_UNKNOWN_ENCODING || error == XML_ERROR_INCORRECT_ENCODING) {
    return fail("tmx-encoding", N_("the file's encoding is not known, or not the one that it names"),
                N_("save the file as UTF-8"));
  }
  const bool entity = error == XML_ERROR_UNDEFINED_ENTITY;
  fail(entity ? "tmx-entity" : "tmx-syntax", {N_("this is not well-formed XML: {1}"), {XML_ErrorString(error)}}, {});
}

TmxReader::TmxReader(const std::string& path, const TmxLimits& limits)
    : impl_(std::make_unique<Impl>(path, open_tmx_file(path), limits)) {}

TmxReader::TmxReader(const std::string& file, std::unique_ptr<TmxInput> input, const TmxLimits& limits)
    : impl_(std::make_unique<Impl>(file, std::move(input), limits)) {}

TmxReader::TmxReader(const std::string& file, std::string_view bytes, const TmxLimits& limits)
    : impl_(std::make_unique<Impl>(file, tmx_input_of(bytes), limits)) {}

TmxReader::~TmxReader() = default;

TmxUnit* TmxReader::next() {
  return impl_->next();
}

const TmxHeader& TmxReader::header() const {
  return impl_->header();
}

const std::vector<Diagnostic>& TmxReader::diagnostics() const {
  return impl_->diagnostics();
}

bool TmxReader::ok() const {
  return impl_->ok();
}

std::uint64_t TmxReader::bytes_read() const {
  return impl_->bytes_read();
}

}  // namespace hexapla
