// What the readers of YAML and TOML share: where they stand among keys and lists, units, landmarks.
#pragma once

#include "hexapla/base/file.h"
#include "hexapla/pages/keys.h"
#include "hexapla/pages/page.h"

#include <string>
#include <string_view>

namespace hexapla {

/// Landmarks of data: the first byte of what their hash is made from.
enum class DataMark : char {
  Document = 'D',
  Map = 'm',
  List = 'l',
  End = 'e',
  Key = 'k',
  Text = 't',   ///< a chosen text, whatever it says
  Value = 'v',  ///< any other value: its bytes must stay
  Alias = 'a',
  Anchor = 'n',
  Tag = 'g',
};

class DataCollector {
 public:
  DataCollector(Page& page, const KeyMatcher& keys, UnitKind kind);

  KeyWalk walk;

  void mark(DataMark what, std::size_t offset, std::string_view value = {});
  /// A unit at `span` if `text` has letters and is no date; its landmark in any case.
  void add_text(Span span, std::string_view text, const Layout& layout);

 private:
  std::string_view keep_path();

  Page& page_;
  UnitKind kind_;
  std::string_view line_end_;
  std::string_view last_path_;
};

/// How the lines of `text` end: as the first of them does.
std::string_view line_end_of(std::string_view text);

}  // namespace hexapla
