#include "hexapla/project/config_reader.h"

#include "hexapla/text/language.h"

#include <algorithm>

namespace hexapla {

namespace {

using Kind = ConfigNode::Kind;

constexpr std::size_t most_faults = 100;

}  // namespace

void ConfigReader::error(const ConfigNode& where, const char* id, Phrase message, Phrase hint) {
  // Each costs a walk over the file, and nobody reads the hundredth.
  if (diagnostics_.size() >= most_faults) return;
  diagnostics_.push_back(
      config_diagnostic(config_, Severity::Error, id, where.offset, std::move(message), std::move(hint)));
}

void ConfigReader::unknown_key(const ConfigNode& key, const std::vector<std::string_view>& names) {
  std::string list;
  for (const std::string_view known : names) list += (list.empty() ? "" : ", ") + std::string(known);
  const std::string_view near = did_you_mean(key.text, names);
  error(key, "config-key", {N_("unknown key \"{1}\""), {key.text}},
        near.empty() ? Phrase{N_("the keys here are: {1}"), {list}}
                     : Phrase{N_("did you mean \"{1}\"?"), {std::string(near)}});
}

void ConfigReader::check_repeated(const ConfigNode& map, std::size_t pair) {
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

void ConfigReader::each_pair(const ConfigNode& map, const std::vector<std::string_view>& names,
                             const std::function<void(std::size_t, const ConfigNode&)>& read) {
  // Repeated keys are looked for pair by pair; more keys than that are wrong ones anyway.
  constexpr std::size_t most_pairs = 200;
  for (std::size_t pair = 0; pair + 1 < map.children.size() && pair < 2 * most_pairs; pair += 2) {
    const ConfigNode& key = node(map.children[pair]);
    if (key.kind != Kind::Scalar) {
      error(key, "config-type", N_("a key must be a word"));
      continue;
    }
    check_repeated(map, pair);
    const auto known = std::find(names.begin(), names.end(), key.text);
    if (known == names.end()) {
      unknown_key(key, names);
      continue;
    }
    const ConfigNode& value = node(map.children[pair + 1]);
    if (value.kind == Kind::Null) {
      // yaml-cpp finds an empty value where the next thing begins.
      error(key, "config-type", {N_("\"{1}\" has no value"), {key.text}});
      continue;
    }
    read(static_cast<std::size_t>(known - names.begin()), value);
  }
}

bool ConfigReader::is_text(std::string_view name, const ConfigNode& value) {
  if (value.kind == Kind::Scalar && !value.text.empty()) return true;
  error(value, "config-type", {N_("\"{1}\" must be a text"), {std::string(name)}});
  return false;
}

std::vector<const ConfigNode*> ConfigReader::texts_of(std::string_view name, const ConfigNode& value) {
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

std::optional<std::size_t> ConfigReader::choice(std::string_view name, const ConfigNode& value,
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

std::optional<Language> ConfigReader::language(const ConfigNode& value) {
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

void ConfigReader::read_path(std::string_view name, const ConfigNode& value, const PathRules& rules, ConfigText& out) {
  if (!is_text(name, value)) return;
  if (auto fault = check_project_path(value.text, rules)) {
    error(value, *fault);
  } else {
    out = {tidy_path(value.text), value.offset};
  }
}

}  // namespace hexapla
