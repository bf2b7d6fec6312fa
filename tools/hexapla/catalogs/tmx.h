// TMX 1.4b, the exchange format of translation memories: a reader of what any tool writes (1.1 to 1.4b), unit by unit
// in little memory, and a writer whose files pass tmx14.dtd. Reading:
//
//   TmxReader reader(path);                      // throws Error when the file cannot be opened
//   while (TmxUnit* unit = reader.next()) …      // may be moved from; the pointer is good until the next call
//   if (!reader.ok()) …                          // reader.diagnostics() says where reading ended, and why
//
// A file that is broken further on still gives its units up to there: who wants all or nothing collects, or writes in a
// transaction, and looks at ok() at the end. Writing:
//
//   TmxWriter writer(header, out);               // appends to the string `out`, which the caller may write and clear
//   if (!writer.add(unit)) …                     // writer.problem() says why; nothing of the unit was written
//   writer.finish();
//
// Texts are inline source, as in catalogs: "a **bold** word". TMX marks what in them is native code: the `codes` of a
// variant are those stretches of its text (tmx_codes() in matching/tmx_codes.h finds them in a text of ours). They may
// be left empty: the text itself is the same.
//
// Of other tools' files this is not kept: the user-defined encodings of the header (<ude>); creationtool, its version,
// o-tmf, o-encoding, datatype and segtype of single units and variants; xml:lang and o-encoding of notes and props; the
// attributes x, assoc and usagecount in inline markup; which of <ph> and <ut> it was; i, which is numbered anew; <sub>
// without text.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/span.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Seconds since 1970 in UTC.
using TmxTime = std::int64_t;
inline constexpr TmxTime no_tmx_time = std::numeric_limits<TmxTime>::min();

/// "20240129T153000Z"; also "20240129" and "2024-01-29T15:30:00Z", as some tools have it. no_tmx_time: anything else.
TmxTime parse_tmx_time(std::string_view text);
/// Years 0 to 9999 only; empty for others.
std::string format_tmx_time(TmxTime time);

enum class TmxCodeKind : std::uint8_t {
  Single,     ///< <ph>, <ut>: stands alone, such as an image
  Open,       ///< <bpt>, or <it pos="begin"> where `pair` is 0: its end is in another segment
  Close,      ///< <ept>, or <it pos="end">
  Sub,        ///< <sub>: text for translators within a code, such as an image's alternative
  Highlight,  ///< <hi>: no code, a stretch of text that may hold codes
};

/// A stretch of a variant's text. In the order of their beginnings, outer ones first; they nest or stand apart. Sub
/// stands in a Single, Open or Close, directly, and is not empty; these stand in Highlight, Sub, or nothing.
struct TmxCode {
  TmxCodeKind kind = TmxCodeKind::Single;
  Span span;
  std::uint32_t pair = 0;  ///< from 1, the same for an Open and its Close
  std::string type;        ///< "bold", "link"; mostly empty
  friend bool operator==(const TmxCode&, const TmxCode&) = default;
};

struct TmxProp {
  std::string type;  ///< required
  std::string text;
  friend bool operator==(const TmxProp&, const TmxProp&) = default;
};

/// What is known of a unit, of a variant, of the whole file.
struct TmxDetails {
  TmxTime created = no_tmx_time;
  TmxTime changed = no_tmx_time;
  TmxTime last_used = no_tmx_time;  ///< not in a header
  std::int64_t usage_count = -1;    ///< -1: not said; not in a header
  std::string created_by;
  std::string changed_by;
  std::vector<std::string> notes;
  std::vector<TmxProp> props;
};

/// A text in one language.
struct TmxVariant {
  std::string lang;  ///< as written, mostly BCP 47: "fr", "EN-US"; "" where the file has none
  std::string text;  ///< UTF-8, codes and all
  std::vector<TmxCode> codes;
  TmxDetails details;
  std::uint32_t line = 0;  ///< of its <seg> in the file read, from 1
};

struct TmxUnit {
  std::string id;           ///< tuid; may be empty
  std::string source_lang;  ///< srclang of the unit where it has its own, else the header's; may be "*all*" or ""
  TmxDetails details;
  std::vector<TmxVariant> variants;  ///< one or more
  std::uint32_t line = 0;            ///< of its <tu>
};

struct TmxHeader {
  std::string version = "1.4";  ///< of the file read; what is written is 1.4
  std::string creation_tool = "hexapla";
  std::string creation_tool_version;
  std::string segment_type = "block";       ///< block, paragraph, sentence, phrase
  std::string original_format = "Hexapla";  ///< o-tmf
  std::string admin_lang = "en";            ///< of notes and props
  std::string source_lang = "*all*";
  std::string data_type = "plaintext";
  TmxDetails details;
};

/// A stream of bytes. Reading a file or a string needs none of this.
class TmxInput {
 public:
  virtual ~TmxInput() = default;
  /// Up to `room` bytes into `to`; 0 at the end. May throw Error.
  virtual std::size_t read(char* to, std::size_t room) = 0;
};

/// What a file may ask for; more is refused, with its line, before it is stored.
struct TmxLimits {
  std::size_t segment_bytes = std::size_t{1} << 20;  ///< of one text, note or prop
  std::size_t unit_bytes = std::size_t{16} << 20;    ///< of all texts of a unit
  std::size_t tag_bytes = std::size_t{1} << 18;      ///< of one tag with its attributes, or a comment
  std::size_t codes = 4096;                          ///< in one text
  std::size_t parts = 10000;                         ///< variants, notes and props of a unit, and of the header
  std::size_t depth = 32;                            ///< of elements
};

/// UTF-8, UTF-16 with a byte order mark, and what else the XML declaration names. A DOCTYPE is passed over, nothing is
/// ever fetched; one that declares entities is refused. Not movable, not thread-safe.
class TmxReader {
 public:
  /// Throws Error (id "file-read") when the file cannot be opened; next() does when it cannot be read further.
  explicit TmxReader(const std::string& path, const TmxLimits& limits = {});
  /// `file` is only a name for diagnostics.
  TmxReader(const std::string& file, std::unique_ptr<TmxInput> input, const TmxLimits& limits = {});
  /// `bytes` must outlive the reader.
  TmxReader(const std::string& file, std::string_view bytes, const TmxLimits& limits = {});
  ~TmxReader();
  TmxReader(const TmxReader&) = delete;
  TmxReader& operator=(const TmxReader&) = delete;

  /// nullptr at the end, and after an error.
  TmxUnit* next();
  /// Filled once next() was called; members that the file does not give are empty.
  const TmxHeader& header() const;
  /// At most one Error, with which reading ended ("tmx-syntax", "tmx-entity", "tmx-limit", "tmx-cut-off",
  /// "tmx-encoding"), and some Warnings ("tmx-date", "tmx-unit").
  const std::vector<Diagnostic>& diagnostics() const;
  bool ok() const;
  /// For progress.
  std::uint64_t bytes_read() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// Deterministic: the same units give the same bytes.
class TmxWriter {
 public:
  /// Writes the beginning of the file. `out` must outlive the writer. Characters that XML cannot hold are left out of
  /// the header.
  TmxWriter(const TmxHeader& header, std::string& out);

  /// False where the unit cannot be written: no variants, one without language, codes that do not nest, text that is
  /// not UTF-8 or has a character that XML cannot hold (U+0001 to U+001F but tab, LF and CR; U+FFFE and U+FFFF), or
  /// more of it than TmxLimits lets a reader take.
  bool add(const TmxUnit& unit);
  /// Why the last add() was refused.
  const Phrase& problem() const { return problem_; }
  void finish();

 private:
  std::string& out_;
  std::string source_lang_;  // of the header
  Phrase problem_;
};

}  // namespace hexapla
