// From a TMX file's elements to units: what may stand where, and how much of it. Knows nothing of the XML parser. Used
// by tmx_reader.cpp.
#pragma once

#include "hexapla/catalogs/tmx.h"
#include "hexapla/catalogs/tmx_segment.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace hexapla {

/// What the builder asks of the reader: where the parser stands, and who is told what is wrong.
class TmxReport {
 public:
  virtual ~TmxReport() = default;
  virtual std::uint32_t line() const = 0;
  virtual void warn(const char* id, Phrase message, Phrase hint) = 0;
  /// Ends the reading.
  virtual void fail(const char* id, Phrase message, Phrase hint) = 0;
};

enum class TmxElement : std::uint8_t {
  Unknown,
  Tmx,
  Header,
  Body,
  Unit,
  Variant,
  Segment,
  Note,
  Prop,
  Inline,  ///< a code, <sub> or <hi>
};

class TmxBuilder {
 public:
  /// Both must outlive the builder.
  TmxBuilder(const TmxLimits& limits, TmxReport& report) : limits_(limits), report_(report) {}

  /// `attributes`: name, value, name, value…, nullptr.
  void start(const char* name, const char** attributes);
  void end();
  void text(std::string_view text);

  TmxHeader& header() { return header_; }
  /// Finished ones, for the reader to take away.
  std::vector<TmxUnit>& units() { return units_; }

 private:
  using Attributes = const char**;

  TmxElement parent() const { return elements_.empty() ? TmxElement::Unknown : elements_.back(); }
  TmxElement element_of(std::string_view name) const;
  bool in_segment() const { return segment_depth_ != 0; }
  TmxDetails& details();

  void start_tmx(Attributes attributes);
  void start_header(Attributes attributes);
  void start_unit(Attributes attributes);
  void start_variant(Attributes attributes);
  void start_segment();
  void start_inline(std::string_view name, Attributes attributes);
  void start_note_or_prop(bool prop, Attributes attributes);
  void finish_variant();
  void finish_unit();

  void keep(std::string& to, const char* value);
  void keep_time(TmxTime& to, std::string_view value, const char* name);
  bool keep_detail(TmxDetails& to, std::string_view name, const char* value);
  void refuse(Phrase too_much);
  bool count_part();
  bool count_bytes(std::size_t here, std::size_t more);
  void know(const char* name);

  const TmxLimits& limits_;
  TmxReport& report_;
  std::vector<TmxElement> elements_;
  TmxHeader header_;
  std::vector<TmxUnit> units_;
  TmxUnit unit_;
  TmxSegment segment_;
  std::size_t segment_depth_ = 0;  // of elements_ with the <seg>; 0: not in one
  bool has_segment_ = false;       // the variant
  std::string* into_ = nullptr;    // the note or prop that text goes into
  std::size_t unit_bytes_ = 0;
  std::size_t parts_ = 0;
  std::unordered_set<std::uint64_t> unknown_names_;
};

}  // namespace hexapla
