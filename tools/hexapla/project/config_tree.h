// A YAML document as a small tree with the byte where everything stands. Only for config.cpp and its parts,
// config_*.cpp.
#pragma once

#include "hexapla/base/diagnostic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct ConfigNode {
  enum class Kind : std::uint8_t { Null, Scalar, List, Map };
  Kind kind = Kind::Null;
  bool plain = true;                    ///< a scalar without quotes
  std::uint32_t offset = 0;             ///< where it begins
  std::string text;                     ///< of a scalar
  std::vector<std::uint32_t> children;  ///< nodes: items, or key, value, key, value…
};

/// Nodes by number; an alias is the number of what it stands for, so a node may have several parents but never itself
/// below it.
struct ConfigTree {
  std::vector<ConfigNode> nodes;
  std::optional<std::uint32_t> root;  ///< nothing: an empty document
};

/// Limits against files that are made to hurt: see config_tree.cpp. On failure one Error is appended to `diagnostics`
/// and the tree has no root.
ConfigTree read_config_tree(std::string_view file, std::string_view bytes, std::vector<Diagnostic>& diagnostics);

}  // namespace hexapla
