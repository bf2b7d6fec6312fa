// The data above a page or in a data file, as its YAML says it: read once from the source, shown in every language.
// A value that is a unit knows which one, so that a translation never has to be read back from YAML.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/page.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hexapla {

struct DataNode {
  enum class Kind : std::uint8_t { Null, Text, List, Map };
  static constexpr std::uint32_t no_unit = UINT32_MAX;
  Kind kind = Kind::Null;
  bool plain = false;                   ///< a text without quotes: true, 12, 2026-01-31
  std::uint32_t unit = no_unit;         ///< number of the page's unit that is this text
  std::string text;                     ///< as the source has it
  std::vector<std::string> keys;        ///< of a map
  std::vector<std::uint32_t> children;  ///< nodes; of a map, beside `keys`
};

/// Nodes by number, the root first. An alias is a null: nothing is ever expanded.
struct DataTree {
  std::vector<DataNode> nodes;

  bool empty() const { return nodes.empty(); }
  /// Below the root's key; nullptr: there is none.
  const DataNode* find(std::string_view key) const;
  /// Its text; empty: there is none.
  const std::string& text_at(std::string_view key) const;
};

/// The front matter of a Markdown page, or a whole data file.
DataTree read_data(const Page& page);

}  // namespace hexapla
