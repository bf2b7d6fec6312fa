#include "hexapla/project/config_content.h"

#include "hexapla/pages/keys.h"

#include <string>
#include <utility>

namespace hexapla {

namespace {

using Kind = ConfigNode::Kind;

void read_globs(ConfigReader& reader, std::string_view name, const ConfigNode& value, std::vector<ConfigText>& out) {
  for (const ConfigNode* text : reader.texts_of(name, value)) {
    if (auto fault = check_page_glob(text->text)) {
      reader.error(*text, *fault);
    } else {
      out.push_back({tidy_path(text->text), text->offset});
    }
  }
}

void read_key_patterns(ConfigReader& reader, std::string_view name, const ConfigNode& value,
                       std::vector<std::string>& out) {
  for (const ConfigNode* text : reader.texts_of(name, value)) {
    if (auto fault = check_key_pattern(text->text)) {
      reader.error(*text, "config-pattern",
                   {N_("\"{1}\" is no pattern of keys: {2}"), {text->text, in_english(fault->message)}},
                   N_("patterns look like title, image.alt, resources[].label or strings.*"));
    } else {
      out.push_back(text->text);
    }
  }
}

void read_pages(ConfigReader& reader, std::string_view name, const ConfigNode& value, ContentRule& rule) {
  read_globs(reader, name, value, rule.pages);
}

void read_skip(ConfigReader& reader, std::string_view name, const ConfigNode& value, ContentRule& rule) {
  read_globs(reader, name, value, rule.skip);
}

void read_front_matter(ConfigReader& reader, std::string_view name, const ConfigNode& value, ContentRule& rule) {
  rule.has_front_matter = true;
  read_key_patterns(reader, name, value, rule.front_matter);
}

void read_keys(ConfigReader& reader, std::string_view name, const ConfigNode& value, ContentRule& rule) {
  rule.has_keys = true;
  read_key_patterns(reader, name, value, rule.keys);
}

const std::vector<ConfigKey<ContentRule>>& content_keys() {
  static const std::vector<ConfigKey<ContentRule>> keys{
      {"pages", read_pages},
      {"front_matter", read_front_matter},
      {"keys", read_keys},
      {"skip", read_skip},
  };
  return keys;
}

}  // namespace

void read_content(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (value.kind != Kind::List || value.children.empty()) {
    reader.error(value, "config-type", {N_("\"{1}\" must be a list, each item with \"pages\""), {std::string(name)}});
    return;
  }
  for (const std::uint32_t child : value.children) {
    const ConfigNode& item = reader.node(child);
    if (item.kind != Kind::Map) {
      reader.error(item, "config-type", {N_("\"{1}\" must be a list, each item with \"pages\""), {std::string(name)}});
      continue;
    }
    ContentRule rule;
    const std::size_t faults = reader.diagnostics().size();
    reader.read_map(item, content_keys(), rule);
    if (rule.pages.empty() && reader.diagnostics().size() == faults) {
      reader.error(item, "config-missing", N_("this item has no \"pages\""));
    }
    config.content.push_back(std::move(rule));
  }
}

}  // namespace hexapla
