#include "hexapla/site/page_values.h"

#include "hexapla/site/addresses.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hexapla {

namespace {

bool is_address_key(std::string_view key) {
  constexpr std::array<std::string_view, 7> keys{"src", "href", "url", "link", "image", "logo", "icon"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_country_code(std::string_view text) {
  return text.size() == 2 && std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

class ValueMaker {
 public:
  explicit ValueMaker(const ValueContext& context) : context_(context) {}
  Value make(std::uint32_t number, int depth) const;

 private:
  void put_text(Value& map, const std::string& key, const DataNode& node) const;
  void put_derived(Value& map, const std::string& key, const std::string& text) const;
  void put_list(Value& map, const std::string& key, const Value& list) const;
  std::string text_of(const DataNode& node, std::string& attributes) const;

  const ValueContext& context_;
};

std::string ValueMaker::text_of(const DataNode& node, std::string& attributes) const {
  if (node.unit == DataNode::no_unit) return text_of_somebody(node.text);
  const ShownUnit& shown = context_.shown[node.unit];
  attributes = language_attributes(language_of(shown, context_.language, context_.source), context_.language.tag);
  return text_of_somebody(shown.text);
}

void ValueMaker::put_derived(Value& map, const std::string& key, const std::string& text) const {
  const SiteLanguage& language = context_.language;
  if (const auto date = parse_date(text)) {
    map.set(key + "_text", language.format.date(*date, 0));
  } else if (key == "language" || key == "lang") {
    const std::string tag = canonical_language(text);
    map.set(key + "_text", tag.empty() ? text : language_name(tag, language.tag));
    map.set(key + "_own", tag.empty() ? text : language_name(tag));
    map.set(key + "_attrs", language_attributes(tag, {}));
    map.set(key + "_is_other", !tag.empty() && tag != language.tag);
    map.set(key + "_tag", tag);
  } else if ((key == "code" || key == "country") && is_country_code(text)) {
    map.set(key + "_name", language.format.country(text));
  }
}

/// A list of texts, or of things that have a name, as a sentence has it: "A, B and C".
void ValueMaker::put_list(Value& map, const std::string& key, const Value& list) const {
  const SiteLanguage& language = context_.language;
  map.set("has_" + key, !list.items.empty());
  std::vector<std::string> names;
  bool others = false;
  for (const Value& item : list.items) {
    std::string name = item.kind == Value::Kind::Map ? item.text_at("name") : item.text;
    if (key == "language" || key == "languages") {
      const std::string tag = canonical_language(name);
      others |= tag != language.tag;
      if (!tag.empty()) name = language_name(tag, language.tag);
    }
    if (!name.empty()) names.push_back(std::move(name));
  }
  if (names.empty()) return;
  map.set(key + "_text", language.format.list(names));
  if (key == "language" || key == "languages") map.set(key + "_is_other", others);
}

void ValueMaker::put_text(Value& map, const std::string& key, const DataNode& node) const {
  if (node.plain && node.unit == DataNode::no_unit && (node.text == "true" || node.text == "false")) {
    map.set(key, node.text == "true");
    return;
  }
  std::string attributes;
  std::string text = text_of(node, attributes);
  if (is_address_key(key)) {
    map.set(key, context_.address(text));
    return;
  }
  map.set(key + "_attrs", std::move(attributes));
  put_derived(map, key, text);
  map.set(key, std::move(text));
}

Value ValueMaker::make(std::uint32_t number, int depth) const {  // NOLINT(misc-no-recursion): bounded by depth
  constexpr int deepest = 20;
  const DataNode& node = context_.page.data.nodes[number];
  if (node.kind == DataNode::Kind::Null || depth > deepest) return Value(false);
  if (node.kind == DataNode::Kind::Text) {
    std::string attributes;
    return text_of(node, attributes);
  }
  Value made = node.kind == DataNode::Kind::List ? Value::list() : Value();
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const DataNode& child = context_.page.data.nodes[node.children[i]];
    if (node.kind == DataNode::Kind::List) {
      made.add(make(node.children[i], depth + 1));
    } else if (child.kind == DataNode::Kind::Text) {
      put_text(made, node.keys[i], child);
    } else {
      Value value = make(node.children[i], depth + 1);
      if (value.kind == Value::Kind::List) put_list(made, node.keys[i], value);
      made.set(node.keys[i], std::move(value));
    }
  }
  return made;
}

}  // namespace

Value values_of(const ValueContext& context) {
  if (context.page.data.empty()) return {};
  Value made = ValueMaker(context).make(0, 0);
  return made.kind == Value::Kind::Map ? made : Value();
}

}  // namespace hexapla
