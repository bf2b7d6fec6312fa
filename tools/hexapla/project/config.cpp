// From the tree of hexapla.yaml to a Config: a table of keys, a function for each.
#include "hexapla/project/config.h"

#include "hexapla/project/config_content.h"
#include "hexapla/project/config_languages.h"
#include "hexapla/project/config_reader.h"
#include "hexapla/project/config_site.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

using Kind = ConfigNode::Kind;

void read_project(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (!reader.is_text(name, value)) return;
  if (value.text.find_first_of("\r\n") != std::string::npos) {
    reader.error(value, "config-value", {N_("\"{1}\" must be a single line"), {std::string(name)}});
    return;
  }
  config.project = value.text;
}

void read_source(ConfigReader& reader, std::string_view, const ConfigNode& value, Config& config) {
  if (auto found = reader.language(value)) config.source = std::move(*found);
}

void read_template(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  reader.read_path(name, value, {}, config.template_path);
}

void read_catalogs(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  reader.read_path(name, value, {.lang = true, .needs_lang = true, .path = true, .needs_path = false}, config.catalogs);
}

void read_output(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  reader.read_path(name, value, {.lang = true, .needs_lang = true, .path = true, .needs_path = true}, config.output);
}

/// A database's URL, which its owner reads, or a file of the project.
void read_memory(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (value.text.starts_with("postgresql://") || value.text.starts_with("postgres://")) {
    if (reader.is_text(name, value)) config.memory = {value.text, value.offset};
  } else {
    reader.read_path(name, value, {}, config.memory);
  }
}

void read_missing(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (auto chosen = reader.choice(name, value, {"source", "skip-page"})) {
    config.missing = *chosen == 0 ? Config::Missing::Source : Config::Missing::SkipPage;
  }
}

void read_stale_limit(ConfigReader& reader, const ConfigNode& value, StalePolicy& policy) {
  const ConfigNode& limit = reader.node(value.children[1]);
  policy.days = parse_days(limit.text);
  if (policy.days) return;
  reader.error(limit, "config-value",
               N_("a time limit is written as {{translation_for: 60d}}, in days (d) or weeks (w)"));
}

bool is_limit(const ConfigReader& reader, const ConfigNode& value) {
  return value.kind == Kind::Map && value.children.size() == 2 &&
         reader.node(value.children[0]).text == "translation_for";
}

/// For one language, or for all.
void read_stale_policy(ConfigReader& reader, std::string_view name, const ConfigNode& value, StalePolicy& policy) {
  if (is_limit(reader, value)) return read_stale_limit(reader, value, policy);
  if (auto chosen = reader.choice(name, value, {"translation", "source"})) {
    policy.shown = *chosen == 0 ? MergeOptions::Stale::Translation : MergeOptions::Stale::Source;
  }
}

/// One policy, or a map from languages (and "default") to policies.
void read_stale(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (value.kind != Kind::Map || is_limit(reader, value)) return read_stale_policy(reader, name, value, config.stale);
  for (std::size_t i = 0; i + 1 < value.children.size(); i += 2) {
    const ConfigNode& key = reader.node(value.children[i]);
    const ConfigNode& policy = reader.node(value.children[i + 1]);
    if (key.text == "default") {
      read_stale_policy(reader, name, policy, config.stale);
    } else if (auto language = reader.language(key)) {
      config.stale_of.emplace_back(std::move(*language), StalePolicy());
      read_stale_policy(reader, name, policy, config.stale_of.back().second);
    }
  }
}

void read_anchors(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (reader.choice(name, value, {"source"})) config.pin_anchors = true;
}

void read_publish_at(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  const auto share = value.kind == Kind::Scalar ? parse_number(value.text) : std::nullopt;
  if (!share || *share > 100) {
    reader.error(value, "config-value", {N_("\"{1}\" must be a whole number from 0 to 100"), {std::string(name)}});
  } else {
    config.publish_at = *share;
  }
}

void read_wrap(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  const auto column = value.kind == Kind::Scalar ? parse_number(value.text) : std::nullopt;
  if (column && *column >= 20 && *column <= 1000) {
    config.layout.wrap = LayoutOptions::Wrap::Column;
    config.layout.column = static_cast<std::uint16_t>(*column);
  } else if (column) {
    reader.error(value, "config-value", {N_("\"{1}\" must be a column from 20 to 1000"), {std::string(name)}});
  } else if (auto chosen = reader.choice(name, value, {"none", "sentence", "80"})) {
    config.layout.wrap = *chosen == 1 ? LayoutOptions::Wrap::Sentence : LayoutOptions::Wrap::None;
  }
}

void read_references(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  using References = ExtractOptions::References;
  constexpr References values[] = {References::File, References::Line, References::None};
  if (auto chosen = reader.choice(name, value, {"file", "line", "none"})) config.references = values[*chosen];
}

/// none, all, or a list of the classes that heal.
void read_heal(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (value.kind != Kind::List) {
    if (auto chosen = reader.choice(name, value, {"none", "all"})) {
      config.heal = *chosen == 0 ? ClassSet::none() : ClassSet::all();
    }
    return;
  }
  config.heal = ClassSet::none();
  for (const ConfigNode* one : reader.texts_of(name, value)) {
    const auto what = class_named(one->text);
    if (what && ClassSet::all().has(*what)) {
      config.heal.add(*what);
    } else {
      reader.error(*one, "config-value", {N_("\"{1}\" is no class of changes that can heal"), {std::string(one->text)}},
                   {N_("these can: {1}"), {names_of(ClassSet::all())}});
    }
  }
}

void read_minor(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  for (const ConfigNode* one : reader.texts_of(name, value)) config.minor_commits.emplace_back(one->text);
}

void read_commits(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  static const std::vector<ConfigKey<Config>> keys{{"minor", read_minor}};
  if (value.kind == Kind::Map) return reader.read_map(value, keys, config);
  reader.error(value, "config-type", {N_("\"{1}\" must be a map: {{minor: [typo]}}"), {std::string(name)}});
}

/// A key that YAML and TOML take without quotes.
void read_page_state(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  if (!reader.is_text(name, value)) return;
  const bool plain = !value.text.empty() && std::all_of(value.text.begin(), value.text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  if (plain) {
    config.page_state = value.text;
  } else {
    reader.error(value, "config-value", {N_("\"{1}\" must be a key of letters, digits, - and _"), {std::string(name)}});
  }
}

void read_mark(ConfigReader& reader, std::string_view name, const ConfigNode& value, Config& config) {
  for (const ConfigNode* one : reader.texts_of(name, value)) {
    if (auto chosen = reader.choice(name, *one, {"source", "stale"})) {
      (*chosen == 0 ? config.mark_source : config.mark_stale) = true;
    }
  }
}

const std::vector<ConfigKey<Config>>& root_keys() {
  static const std::vector<ConfigKey<Config>> keys{
      {"project", read_project},
      {"source", read_source},
      {"languages", read_languages},
      {"content", read_content},
      {"template", read_template},
      {"catalogs", read_catalogs},
      {"output", read_output},
      {"fallback", read_fallback},
      {"missing", read_missing},
      {"stale", read_stale},
      {"anchors", read_anchors},
      {"publish_at", read_publish_at},
      {"wrap", read_wrap},
      {"references", read_references},
      {"heal", read_heal},
      {"commits", read_commits},
      {"page_state", read_page_state},
      {"mark", read_mark},
      {"memory", read_memory},
      {"site", read_site},
  };
  return keys;
}

void check_whole(const Config& config, std::vector<Diagnostic>& diagnostics) {
  for (const Language& one : config.languages) {
    if (one.tag != config.source.tag) continue;
    diagnostics.push_back(config_diagnostic(config, Severity::Error, "config-value", one.offset,
                                            {N_("\"{1}\" is the source language"), {one.name}},
                                            N_("\"languages\" lists what is translated into")));
  }
  if (config.content.empty() && diagnostics.empty()) {
    diagnostics.push_back(make_diagnostic(Severity::Error, "config-missing", config.file,
                                          N_("\"content\" is missing: there is nothing to translate"),
                                          N_("name the pages, for example: content: [{{pages: content/**/*.md}}]")));
  }
}

void read_root(const ConfigTree& tree, ConfigResult& result) {
  Config& config = result.config;
  if (!tree.root || tree.nodes[*tree.root].kind == Kind::Null) {
    result.diagnostics.push_back(make_diagnostic(Severity::Error, "config-missing", config.file,
                                                 N_("this configuration is empty"),
                                                 N_("hexapla init writes a first one")));
    return;
  }
  const ConfigNode& root = tree.nodes[*tree.root];
  ConfigReader reader(tree, config, result.diagnostics);
  if (root.kind != Kind::Map) {
    reader.error(root, "config-type", N_("a configuration is made of keys and values: \"source: en\""));
    return;
  }
  reader.read_map(root, root_keys(), config);
  check_whole(config, result.diagnostics);
}

}  // namespace

bool ConfigResult::ok() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& one) { return one.severity == Severity::Error; });
}

const StalePolicy& Config::stale_in(std::string_view tag) const {
  const auto found =
      std::find_if(stale_of.begin(), stale_of.end(), [&](const auto& one) { return one.first.tag == tag; });
  return found == stale_of.end() ? stale : found->second;
}

Diagnostic config_diagnostic(const Config& config, Severity severity, std::string id, std::uint32_t offset,
                             Phrase message, Phrase hint) {
  return make_diagnostic(severity, std::move(id), config.file, config.text, offset, std::move(message),
                         std::move(hint));
}

ConfigResult parse_config(std::string file, std::string bytes) {
  ConfigResult result;
  result.config.file = std::move(file);
  result.config.text = std::move(bytes);
  const ConfigTree tree = read_config_tree(result.config.file, result.config.text, result.diagnostics);
  if (result.diagnostics.empty()) read_root(tree, result);
  std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.position.line, a.position.column) < std::pair(b.position.line, b.position.column);
  });
  return result;
}

}  // namespace hexapla
