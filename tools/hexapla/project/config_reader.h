// What the readers of hexapla.yaml's keys share: a map by a table of keys, values of common types, and faults with
// their place. Used by config.cpp, config_content.cpp and config_languages.cpp.
#pragma once

#include "hexapla/project/config.h"
#include "hexapla/project/config_tree.h"
#include "hexapla/project/config_values.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

class ConfigReader;

/// A key of a map that is read into a Target.
template <typename Target>
struct ConfigKey {
  std::string_view name;
  void (*read)(ConfigReader& reader, std::string_view name, const ConfigNode& value, Target& out);
};

/// Refers to all it is given. What is wrong with a value becomes a fault, and the value stays what it was.
class ConfigReader {
 public:
  /// `config` says file and text, for the places of faults.
  ConfigReader(const ConfigTree& tree, const Config& config, std::vector<Diagnostic>& diagnostics)
      : tree_(tree), config_(config), diagnostics_(diagnostics) {}

  const ConfigNode& node(std::uint32_t number) const { return tree_.nodes[number]; }
  std::vector<Diagnostic>& diagnostics() { return diagnostics_; }
  void error(const ConfigNode& where, const char* id, Phrase message, Phrase hint = {});
  void error(const ConfigNode& where, const ValueFault& fault) {
    error(where, "config-value", fault.message, fault.hint);
  }

  /// Reads every known key of `map`; the others, and repeated ones, are faults.
  template <typename Target>
  void read_map(const ConfigNode& map, const std::vector<ConfigKey<Target>>& keys, Target& out) {
    std::vector<std::string_view> names;
    names.reserve(keys.size());
    for (const auto& key : keys) names.push_back(key.name);
    each_pair(map, names, [&](std::size_t known, const ConfigNode& value) {
      keys[known].read(*this, keys[known].name, value, out);
    });
  }

  bool is_text(std::string_view name, const ConfigNode& value);
  /// The items of a list of texts, or the one text; none when it is something else.
  std::vector<const ConfigNode*> texts_of(std::string_view name, const ConfigNode& value);
  /// Which one of `words` it is.
  std::optional<std::size_t> choice(std::string_view name, const ConfigNode& value,
                                    const std::vector<std::string_view>& words);
  std::optional<Language> language(const ConfigNode& value);
  void read_path(std::string_view name, const ConfigNode& value, const PathRules& rules, ConfigText& out);

 private:
  void each_pair(const ConfigNode& map, const std::vector<std::string_view>& names,
                 const std::function<void(std::size_t, const ConfigNode&)>& read);
  void check_repeated(const ConfigNode& map, std::size_t pair);
  void unknown_key(const ConfigNode& key, const std::vector<std::string_view>& names);

  const ConfigTree& tree_;
  const Config& config_;
  std::vector<Diagnostic>& diagnostics_;
};

}  // namespace hexapla
