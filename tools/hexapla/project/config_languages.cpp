#include "hexapla/project/config_languages.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hexapla {

namespace {

using Kind = ConfigNode::Kind;

constexpr std::size_t most_languages = 1000;

}  // namespace

void read_languages(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (value.kind == Kind::Scalar && value.text == "auto") return;
  config.languages_auto = false;
  if (value.kind == Kind::Scalar) {
    if (auto found = reader.language(value)) config.languages.push_back(std::move(*found));
    return;
  }
  if (value.kind != Kind::List || value.children.empty()) {
    reader.error(value, "config-type", {N_("\"{1}\" must be a list of languages, or auto"), {std::string(name)}});
    return;
  }
  if (value.children.size() > most_languages) {
    reader.error(value, "config-value", {N_("more than {1} languages"), {std::to_string(most_languages)}});
    return;
  }
  for (const std::uint32_t child : value.children) {
    auto found = reader.language(reader.node(child));
    if (!found) continue;
    const bool repeated = std::any_of(config.languages.begin(), config.languages.end(),
                                      [&](const Language& other) { return other.tag == found->tag; });
    if (repeated) {
      reader.error(reader.node(child), "config-repeated", {N_("\"{1}\" is given twice"), {found->name}});
    } else {
      config.languages.push_back(std::move(*found));
    }
  }
}

void read_fallback(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (value.kind != Kind::Map) {
    reader.error(value, "config-type",
                 {N_("\"{1}\" must say for each language what stands in: {{pt-BR: [pt]}}"), {std::string(name)}});
    return;
  }
  if (value.children.size() > 2 * most_languages) {
    reader.error(value, "config-value", {N_("more than {1} languages"), {std::to_string(most_languages)}});
    return;
  }
  for (std::size_t pair = 0; pair + 1 < value.children.size(); pair += 2) {
    auto from = reader.language(reader.node(value.children[pair]));
    Fallback fallback;
    for (const ConfigNode* text : reader.texts_of(name, reader.node(value.children[pair + 1]))) {
      auto to = reader.language(*text);
      if (!to) continue;
      if (from && to->tag == from->tag) {
        reader.error(*text, "config-value", {N_("\"{1}\" cannot stand in for itself"), {to->name}});
      } else {
        fallback.to.push_back(std::move(*to));
      }
    }
    if (!from) continue;
    fallback.language = std::move(*from);
    config.fallback.push_back(std::move(fallback));
  }
}

}  // namespace hexapla
