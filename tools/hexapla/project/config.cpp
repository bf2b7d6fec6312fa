// From the tree of hexapla.yaml to a Config: a table of keys, a function for each.
#include "hexapla/project/config.h"

#include "hexapla/pages/keys.h"
#include "hexapla/project/config_tree.h"
#include "hexapla/project/config_values.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

using Kind = ConfigNode::Kind;

constexpr std::size_t most_languages = 1000;
constexpr std::size_t most_faults = 100;

class Reader {
 public:
  Reader(const ConfigTree& tree, ConfigResult& result)
      : tree_(tree), config_(result.config), diagnostics_(result.diagnostics) {}

  void read();

 private:
  using Handler = void (Reader::*)(std::string_view, const ConfigNode&);
  struct Key {
    std::string_view name;
    Handler handler;
  };
  static const std::vector<Key>& root_keys();
  static const std::vector<Key>& content_keys();

  void read_map(const ConfigNode& map, const std::vector<Key>& keys);
  void check_repeated(const ConfigNode& map, std::size_t pair);
  void unknown_key(const ConfigNode& key, const std::vector<Key>& keys);

  void read_project(std::string_view name, const ConfigNode& value);
  void read_source(std::string_view name, const ConfigNode& value);
  void read_languages(std::string_view name, const ConfigNode& value);
  void read_content(std::string_view name, const ConfigNode& value);
  void read_pages(std::string_view name, const ConfigNode& value);
  void read_skip(std::string_view name, const ConfigNode& value);
  void read_front_matter(std::string_view name, const ConfigNode& value);
  void read_keys(std::string_view name, const ConfigNode& value);
  void read_template(std::string_view name, const ConfigNode& value);
  void read_catalogs(std::string_view name, const ConfigNode& value);
  void read_output(std::string_view name, const ConfigNode& value);
  void read_fallback(std::string_view name, const ConfigNode& value);
  void read_missing(std::string_view name, const ConfigNode& value);
  void read_stale(std::string_view name, const ConfigNode& value);
  void read_stale_limit(const ConfigNode& value);
  void read_anchors(std::string_view name, const ConfigNode& value);
  void read_publish_at(std::string_view name, const ConfigNode& value);
  void read_wrap(std::string_view name, const ConfigNode& value);
  void read_references(std::string_view name, const ConfigNode& value);
  void read_heal(std::string_view name, const ConfigNode& value);

  const ConfigNode& node(std::uint32_t number) const { return tree_.nodes[number]; }
  void error(const ConfigNode& where, const char* id, Phrase message, Phrase hint = {}) {
    // Each costs a walk over the file, and nobody reads the hundredth.
    if (diagnostics_.size() >= most_faults) return;
    diagnostics_.push_back(
        config_diagnostic(config_, Severity::Error, id, where.offset, std::move(message), std::move(hint)));
  }
  void error(const ConfigNode& where, const ValueFault& fault) {
    error(where, "config-value", fault.message, fault.hint);
  }

  bool is_text(std::string_view name, const ConfigNode& value);
  /// The items of a list of texts, or the one text; none when it is something else.
  std::vector<const ConfigNode*> texts_of(std::string_view name, const ConfigNode& value);
  std::optional<std::size_t> choice(std::string_view name, const ConfigNode& value,
                                    const std::vector<std::string_view>& words);
  std::optional<Language> language(const ConfigNode& value);
  void read_path(std::string_view name, const ConfigNode& value, const PathRules& rules, ConfigText& out);
  void read_globs(std::string_view name, const ConfigNode& value, std::vector<ConfigText>& out);
  void read_key_patterns(std::string_view name, const ConfigNode& value, std::vector<std::string>& out);
  void check_whole();

  const ConfigTree& tree_;
  Config& config_;
  std::vector<Diagnostic>& diagnostics_;
  ContentRule* rule_ = nullptr;  // the item of content that is being read
};

const std::vector<Reader::Key>& Reader::root_keys() {
  static const std::vector<Key> keys{
      {"project", &Reader::read_project},     {"source", &Reader::read_source},
      {"languages", &Reader::read_languages}, {"content", &Reader::read_content},
      {"template", &Reader::read_template},   {"catalogs", &Reader::read_catalogs},
      {"output", &Reader::read_output},       {"fallback", &Reader::read_fallback},
      {"missing", &Reader::read_missing},     {"stale", &Reader::read_stale},
      {"anchors", &Reader::read_anchors},     {"publish_at", &Reader::read_publish_at},
      {"wrap", &Reader::read_wrap},           {"references", &Reader::read_references},
      {"heal", &Reader::read_heal},
  };
  return keys;
}

const std::vector<Reader::Key>& Reader::content_keys() {
  static const std::vector<Key> keys{
      {"pages", &Reader::read_pages},
      {"front_matter", &Reader::read_front_matter},
      {"keys", &Reader::read_keys},
      {"skip", &Reader::read_skip},
  };
  return keys;
}

void Reader::unknown_key(const ConfigNode& key, const std::vector<Key>& keys) {
  std::vector<std::string_view> names;
  std::string list;
  for (const Key& known : keys) {
    names.push_back(known.name);
    list += (list.empty() ? "" : ", ") + std::string(known.name);
  }
  const std::string_view near = did_you_mean(key.text, names);
  error(key, "config-key", {N_("unknown key \"{1}\""), {key.text}},
        near.empty() ? Phrase{N_("the keys here are: {1}"), {list}}
                     : Phrase{N_("did you mean \"{1}\"?"), {std::string(near)}});
}

void Reader::check_repeated(const ConfigNode& map, std::size_t pair) {
  const ConfigNode& key = node(map.children[pair]);
  for (std::size_t before = 0; before < pair; before += 2) {
    const ConfigNode& other = node(map.children[before]);
    if (other.kind != Kind::Scalar || other.text != key.text) continue;
    const Position first = position_of(config_.text, other.offset);
    error(key, "config-repeated", {N_("\"{1}\" is given twice"), {key.text}},
          {N_("the first one is in line {1}"), {std::to_string(first.line)}});
    return;
  }
}

void Reader::read_map(const ConfigNode& map, const std::vector<Key>& keys) {
  // Repeated keys are looked for pair by pair; more keys than that are wrong ones anyway.
  constexpr std::size_t most_pairs = 200;
  for (std::size_t pair = 0; pair + 1 < map.children.size() && pair < 2 * most_pairs; pair += 2) {
    const ConfigNode& key = node(map.children[pair]);
    if (key.kind != Kind::Scalar) {
      error(key, "config-type", N_("a key must be a word"));
      continue;
    }
    check_repeated(map, pair);
    const auto known = std::find_if(keys.begin(), keys.end(), [&](const Key& one) { return one.name == key.text; });
    if (known == keys.end()) {
      unknown_key(key, keys);
      continue;
    }
    ConfigNode value = node(map.children[pair + 1]);
    if (value.kind == Kind::Null) {
      // yaml-cpp finds an empty value where the next thing begins.
      error(key, "config-type", {N_("\"{1}\" has no value"), {key.text}});
      continue;
    }
    (this->*known->handler)(known->name, value);
  }
}

bool Reader::is_text(std::string_view name, const ConfigNode& value) {
  if (value.kind == Kind::Scalar && !value.text.empty()) return true;
  error(value, "config-type", {N_("\"{1}\" must be a text"), {std::string(name)}});
  return false;
}

std::vector<const ConfigNode*> Reader::texts_of(std::string_view name, const ConfigNode& value) {
  std::vector<const ConfigNode*> texts;
  if (value.kind == Kind::Scalar) {
    texts.push_back(&value);
  } else if (value.kind == Kind::List) {
    for (const std::uint32_t child : value.children) texts.push_back(&node(child));
  }
  const auto wrong = std::find_if(texts.begin(), texts.end(), [](const ConfigNode* text) {
    return text->kind != Kind::Scalar || text->text.empty();
  });
  if (value.kind == Kind::Map || wrong != texts.end()) {
    error(wrong != texts.end() && (*wrong)->kind != Kind::Null ? **wrong : value, "config-type",
          {N_("\"{1}\" must be a list of texts"), {std::string(name)}});
    return {};
  }
  return texts;
}

std::optional<std::size_t> Reader::choice(std::string_view name, const ConfigNode& value,
                                          const std::vector<std::string_view>& words) {
  std::string list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (value.kind == Kind::Scalar && value.text == words[i]) return i;
    list += (i == 0 ? "" : ", ") + std::string(words[i]);
  }
  const std::string_view near = value.kind == Kind::Scalar ? did_you_mean(value.text, words) : std::string_view();
  error(value, "config-value", {N_("\"{1}\" must be one of: {2}"), {std::string(name), list}},
        near.empty() ? Phrase{} : Phrase{N_("did you mean \"{1}\"?"), {std::string(near)}});
  return std::nullopt;
}

std::optional<Language> Reader::language(const ConfigNode& value) {
  if (value.kind == Kind::Scalar && value.text.size() <= 64) {
    // The name becomes part of file names.
    const bool safe = std::all_of(value.text.begin(), value.text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
             c == '@';
    });
    std::string tag = safe ? canonical_language(value.text) : std::string();
    if (!tag.empty()) return Language{std::move(tag), value.text, value.offset, {}};
  }
  error(value, "config-language",
        value.kind == Kind::Scalar ? Phrase{N_("\"{1}\" is no language that is known"), {value.text}}
                                   : Phrase{N_("a language must be a text")},
        N_("languages are written as fr, pt-BR or zh-Hans (BCP 47)"));
  return std::nullopt;
}

void Reader::read_project(std::string_view name, const ConfigNode& value) {
  if (!is_text(name, value)) return;
  if (value.text.find_first_of("\r\n") != std::string::npos) {
    error(value, "config-value", {N_("\"{1}\" must be a single line"), {std::string(name)}});
    return;
  }
  config_.project = value.text;
}

void Reader::read_source(std::string_view, const ConfigNode& value) {
  if (auto found = language(value)) config_.source = std::move(*found);
}

void Reader::read_languages(std::string_view name, const ConfigNode& value) {
  if (value.kind == Kind::Scalar && value.text == "auto") return;
  config_.languages_auto = false;
  if (value.kind == Kind::Scalar) {
    if (auto found = language(value)) config_.languages.push_back(std::move(*found));
    return;
  }
  if (value.kind != Kind::List || value.children.empty()) {
    error(value, "config-type", {N_("\"{1}\" must be a list of languages, or auto"), {std::string(name)}});
    return;
  }
  if (value.children.size() > most_languages) {
    error(value, "config-value", {N_("more than {1} languages"), {std::to_string(most_languages)}});
    return;
  }
  for (const std::uint32_t child : value.children) {
    auto found = language(node(child));
    if (!found) continue;
    const bool repeated = std::any_of(config_.languages.begin(), config_.languages.end(),
                                      [&](const Language& other) { return other.tag == found->tag; });
    if (repeated) {
      error(node(child), "config-repeated", {N_("\"{1}\" is given twice"), {found->name}});
    } else {
      config_.languages.push_back(std::move(*found));
    }
  }
}

void Reader::read_content(std::string_view name, const ConfigNode& value) {
  if (value.kind != Kind::List || value.children.empty()) {
    error(value, "config-type", {N_("\"{1}\" must be a list, each item with \"pages\""), {std::string(name)}});
    return;
  }
  for (const std::uint32_t child : value.children) {
    const ConfigNode& item = node(child);
    if (item.kind != Kind::Map) {
      error(item, "config-type", {N_("\"{1}\" must be a list, each item with \"pages\""), {std::string(name)}});
      continue;
    }
    ContentRule rule;
    rule_ = &rule;
    const std::size_t faults = diagnostics_.size();
    read_map(item, content_keys());
    if (rule.pages.empty() && diagnostics_.size() == faults) {
      error(item, "config-missing", N_("this item has no \"pages\""));
    }
    config_.content.push_back(std::move(rule));
  }
  rule_ = nullptr;
}

void Reader::read_globs(std::string_view name, const ConfigNode& value, std::vector<ConfigText>& out) {
  for (const ConfigNode* text : texts_of(name, value)) {
    if (auto fault = check_page_glob(text->text)) {
      error(*text, *fault);
    } else {
      out.push_back({tidy_path(text->text), text->offset});
    }
  }
}

void Reader::read_pages(std::string_view name, const ConfigNode& value) {
  read_globs(name, value, rule_->pages);
}

void Reader::read_skip(std::string_view name, const ConfigNode& value) {
  read_globs(name, value, rule_->skip);
}

void Reader::read_key_patterns(std::string_view name, const ConfigNode& value, std::vector<std::string>& out) {
  for (const ConfigNode* text : texts_of(name, value)) {
    if (auto fault = check_key_pattern(text->text)) {
      error(*text, "config-pattern",
            {N_("\"{1}\" is no pattern of keys: {2}"), {text->text, in_english(fault->message)}},
            N_("patterns look like title, image.alt, resources[].label or strings.*"));
    } else {
      out.push_back(text->text);
    }
  }
}

void Reader::read_front_matter(std::string_view name, const ConfigNode& value) {
  rule_->has_front_matter = true;
  read_key_patterns(name, value, rule_->front_matter);
}

void Reader::read_keys(std::string_view name, const ConfigNode& value) {
  rule_->has_keys = true;
  read_key_patterns(name, value, rule_->keys);
}

void Reader::read_path(std::string_view name, const ConfigNode& value, const PathRules& rules, ConfigText& out) {
  if (!is_text(name, value)) return;
  if (auto fault = check_project_path(value.text, rules)) {
    error(value, *fault);
  } else {
    out = {tidy_path(value.text), value.offset};
  }
}

void Reader::read_template(std::string_view name, const ConfigNode& value) {
  read_path(name, value, {}, config_.template_path);
}

void Reader::read_catalogs(std::string_view name, const ConfigNode& value) {
  read_path(name, value, {.lang = true, .needs_lang = true, .path = true, .needs_path = false}, config_.catalogs);
}

void Reader::read_output(std::string_view name, const ConfigNode& value) {
  read_path(name, value, {.lang = true, .needs_lang = true, .path = true, .needs_path = true}, config_.output);
}

void Reader::read_fallback(std::string_view name, const ConfigNode& value) {
  if (value.kind != Kind::Map) {
    error(value, "config-type",
          {N_("\"{1}\" must say for each language what stands in: {{pt-BR: [pt]}}"), {std::string(name)}});
    return;
  }
  if (value.children.size() > 2 * most_languages) {
    error(value, "config-value", {N_("more than {1} languages"), {std::to_string(most_languages)}});
    return;
  }
  for (std::size_t pair = 0; pair + 1 < value.children.size(); pair += 2) {
    auto from = language(node(value.children[pair]));
    Fallback fallback;
    for (const ConfigNode* text : texts_of(name, node(value.children[pair + 1]))) {
      auto to = language(*text);
      if (!to) continue;
      if (from && to->tag == from->tag) {
        error(*text, "config-value", {N_("\"{1}\" cannot stand in for itself"), {to->name}});
      } else {
        fallback.to.push_back(std::move(*to));
      }
    }
    if (!from) continue;
    fallback.language = std::move(*from);
    config_.fallback.push_back(std::move(fallback));
  }
}

void Reader::read_missing(std::string_view name, const ConfigNode& value) {
  if (auto chosen = choice(name, value, {"source", "skip-page"})) {
    config_.missing = *chosen == 0 ? Config::Missing::Source : Config::Missing::SkipPage;
  }
}

void Reader::read_stale(std::string_view name, const ConfigNode& value) {
  if (value.kind == Kind::Map) return read_stale_limit(value);
  if (auto chosen = choice(name, value, {"translation", "source"})) {
    config_.stale = *chosen == 0 ? MergeOptions::Stale::Translation : MergeOptions::Stale::Source;
  }
}

void Reader::read_stale_limit(const ConfigNode& value) {
  const bool shaped = value.children.size() == 2 && node(value.children[0]).text == "translation_for";
  const ConfigNode& limit = shaped ? node(value.children[1]) : value;
  config_.stale_days = shaped ? parse_days(limit.text) : std::nullopt;
  if (!config_.stale_days) {
    error(limit, "config-value", N_("a time limit is written as {{translation_for: 60d}}, in days (d) or weeks (w)"));
    return;
  }
  diagnostics_.push_back(config_diagnostic(
      config_, Severity::Warning, "config-stale-limit", limit.offset,
      N_("the time limit is not kept in this version: stale translations stay until they are renewed")));
}

void Reader::read_anchors(std::string_view name, const ConfigNode& value) {
  if (choice(name, value, {"source"})) config_.pin_anchors = true;
}

void Reader::read_publish_at(std::string_view name, const ConfigNode& value) {
  const auto share = value.kind == Kind::Scalar ? parse_number(value.text) : std::nullopt;
  if (!share || *share > 100) {
    error(value, "config-value", {N_("\"{1}\" must be a whole number from 0 to 100"), {std::string(name)}});
  } else {
    config_.publish_at = *share;
  }
}

void Reader::read_wrap(std::string_view name, const ConfigNode& value) {
  const auto column = value.kind == Kind::Scalar ? parse_number(value.text) : std::nullopt;
  if (column && *column >= 20 && *column <= 1000) {
    config_.layout.wrap = LayoutOptions::Wrap::Column;
    config_.layout.column = static_cast<std::uint16_t>(*column);
  } else if (column) {
    error(value, "config-value", {N_("\"{1}\" must be a column from 20 to 1000"), {std::string(name)}});
  } else if (auto chosen = choice(name, value, {"none", "sentence", "80"})) {
    config_.layout.wrap = *chosen == 1 ? LayoutOptions::Wrap::Sentence : LayoutOptions::Wrap::None;
  }
}

void Reader::read_references(std::string_view name, const ConfigNode& value) {
  using References = ExtractOptions::References;
  constexpr References values[] = {References::File, References::Line, References::None};
  if (auto chosen = choice(name, value, {"file", "line", "none"})) config_.references = values[*chosen];
}

void Reader::read_heal(std::string_view name, const ConfigNode& value) {
  if (auto chosen = choice(name, value, {"true", "false"})) config_.heal = *chosen == 0;
}

void Reader::check_whole() {
  for (const Language& one : config_.languages) {
    if (one.tag != config_.source.tag) continue;
    diagnostics_.push_back(config_diagnostic(config_, Severity::Error, "config-value", one.offset,
                                             {N_("\"{1}\" is the source language"), {one.name}},
                                             N_("\"languages\" lists what is translated into")));
  }
  if (config_.content.empty() && diagnostics_.empty()) {
    diagnostics_.push_back(make_diagnostic(Severity::Error, "config-missing", config_.file,
                                           N_("\"content\" is missing: there is nothing to translate"),
                                           N_("name the pages, for example: content: [{{pages: content/**/*.md}}]")));
  }
}

void Reader::read() {
  if (!tree_.root || node(*tree_.root).kind == Kind::Null) {
    diagnostics_.push_back(make_diagnostic(Severity::Error, "config-missing", config_.file,
                                           N_("this configuration is empty"), N_("hexapla init writes a first one")));
    return;
  }
  const ConfigNode& root = node(*tree_.root);
  if (root.kind != Kind::Map) {
    error(root, "config-type", N_("a configuration is made of keys and values: \"source: en\""));
    return;
  }
  read_map(root, root_keys());
  check_whole();
}

}  // namespace

bool ConfigResult::ok() const {
  return std::none_of(diagnostics.begin(), diagnostics.end(),
                      [](const Diagnostic& one) { return one.severity == Severity::Error; });
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
  if (result.diagnostics.empty()) Reader(tree, result).read();
  std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.position.line, a.position.column) < std::pair(b.position.line, b.position.column);
  });
  return result;
}

}  // namespace hexapla
