#include "hexapla/site/data_tree.h"

#include "hexapla/pages/markdown/matter.h"
#include "hexapla/pages/yaml/events.h"
#include "hexapla/pages/yaml/scalar.h"
#include "hexapla/pages/yaml/toml.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace hexapla {

namespace {

using yaml::Properties;
using yaml::Token;

/// By offset: a YAML scalar's or a TOML string's.
std::unordered_map<std::uint32_t, std::uint32_t> units_by_begin(const Page& page) {
  std::unordered_map<std::uint32_t, std::uint32_t> units;
  for (std::size_t i = 0; i < page.units.size(); ++i) {
    units.emplace(page.units[i].span.begin, static_cast<std::uint32_t>(i));
  }
  return units;
}

class TreeBuilder : public yaml::Handler {
 public:
  TreeBuilder(const Page& page, DataTree& tree) : text_(page.bytes()), tree_(tree), units_(units_by_begin(page)) {}

  void document(std::size_t) override {}
  void begin_map(const Token&, const Properties&) override { open(DataNode::Kind::Map); }
  void end_map(std::size_t) override { close(); }
  void begin_list(const Token&, const Properties&) override { open(DataNode::Kind::List); }
  void end_list(std::size_t) override { close(); }
  void scalar(const Token& token, const Properties&) override;
  void empty(std::size_t, const Properties&) override { put({}); }
  void alias(const Token&) override { put({}); }

 private:
  struct Level {
    std::uint32_t node;
    bool after_key;
  };
  bool at_key() const {
    return !levels_.empty() && tree_.nodes[levels_.back().node].kind == DataNode::Kind::Map &&
           !levels_.back().after_key;
  }
  std::uint32_t put(DataNode node);
  void open(DataNode::Kind kind);
  void close() { levels_.pop_back(); }

  std::string_view text_;
  DataTree& tree_;
  Arena arena_;
  std::vector<Level> levels_;
  std::unordered_map<std::uint32_t, std::uint32_t> units_;  // by where they begin
};

std::uint32_t TreeBuilder::put(DataNode node) {
  const auto number = static_cast<std::uint32_t>(tree_.nodes.size());
  if (at_key()) {  // a key that is no text, or an empty one
    tree_.nodes[levels_.back().node].keys.push_back(std::move(node.text));
    levels_.back().after_key = true;
    return number;
  }
  if (!levels_.empty()) {
    tree_.nodes[levels_.back().node].children.push_back(number);
    levels_.back().after_key = false;
  }
  tree_.nodes.push_back(std::move(node));
  return number;
}

void TreeBuilder::open(DataNode::Kind kind) {
  if (at_key()) {
    put({});
    DataNode unseen;  // a collection as a key: its own nodes are nobody's
    unseen.kind = kind;
    tree_.nodes.push_back(std::move(unseen));
    levels_.back().after_key = true;
    levels_.push_back({static_cast<std::uint32_t>(tree_.nodes.size() - 1), false});
    return;
  }
  DataNode node;
  node.kind = kind;
  const std::uint32_t number = put(std::move(node));
  levels_.push_back({number, false});
}

void TreeBuilder::scalar(const Token& token, const Properties&) {
  DataNode node;
  node.kind = DataNode::Kind::Text;
  node.plain = token.style == yaml::Style::Plain;
  node.text = yaml::decode_scalar(text_, token, arena_);
  const auto unit = units_.find(token.span.begin);
  if (unit != units_.end() && !at_key()) node.unit = unit->second;
  put(std::move(node));
}

/// Tables are named again and again: what is there already is gone on with.
class TomlTree : public toml::Listener {
 public:
  TomlTree(const Page& page, DataTree& tree) : tree_(tree), units_(units_by_begin(page)) { put(DataNode::Kind::Map); }

  void enter_key(std::string_view key) override {
    become(DataNode::Kind::Map);
    const std::uint32_t at = way_.back();
    const auto& keys = tree_.nodes[at].keys;
    const auto found = std::find(keys.begin(), keys.end(), key);
    if (found != keys.end())
      return way_.push_back(tree_.nodes[at].children[static_cast<std::size_t>(found - keys.begin())]);
    put(DataNode::Kind::Null);
    tree_.nodes[at].keys.emplace_back(key);
    tree_.nodes[at].children.push_back(way_.back());
  }
  void enter_element(bool is_new) override {
    become(DataNode::Kind::List);
    const std::uint32_t at = way_.back();
    if (!is_new && !tree_.nodes[at].children.empty()) return way_.push_back(tree_.nodes[at].children.back());
    put(DataNode::Kind::Null);
    tree_.nodes[at].children.push_back(way_.back());
  }
  void leave() override { way_.pop_back(); }
  void collection(bool is_list) override { become(is_list ? DataNode::Kind::List : DataNode::Kind::Map); }
  void value(std::size_t offset, std::string_view text, bool plain) override {
    DataNode& node = tree_.nodes[way_.back()];
    node = {};
    node.kind = DataNode::Kind::Text;
    node.plain = plain;
    node.text = text;
    const auto unit = units_.find(static_cast<std::uint32_t>(offset));
    if (unit != units_.end()) node.unit = unit->second;
  }

 private:
  void put(DataNode::Kind kind) {
    way_.push_back(static_cast<std::uint32_t>(tree_.nodes.size()));
    tree_.nodes.emplace_back().kind = kind;
  }
  /// Nobody may say one thing twice; who does has the last word.
  void become(DataNode::Kind kind) {
    DataNode& node = tree_.nodes[way_.back()];
    if (node.kind == kind) return;
    node = {};
    node.kind = kind;
  }

  DataTree& tree_;
  std::unordered_map<std::uint32_t, std::uint32_t> units_;
  std::vector<std::uint32_t> way_;  // nodes, from the root to where the reader stands
};

void read_toml(const Page& page, Span inside, DataTree& tree) {
  TomlTree listener(page, tree);
  toml::read(page.bytes(), inside, listener);
}

void read_yaml(const Page& page, Span inside, DataTree& tree) {
  std::vector<Token> tokens;
  TreeBuilder builder(page, tree);
  if (yaml::scan_tokens(page.bytes(), inside, tokens) || yaml::parse_events(tokens, builder)) tree.nodes.clear();
}

}  // namespace

const DataNode* DataTree::find(std::string_view key) const {
  if (nodes.empty()) return nullptr;
  const DataNode& root = nodes.front();
  const auto found = std::find(root.keys.begin(), root.keys.end(), key);
  const auto at = static_cast<std::size_t>(found - root.keys.begin());
  return at < root.children.size() ? &nodes[root.children[at]] : nullptr;
}

const std::string& DataTree::text_at(std::string_view key) const {
  static const std::string none;
  const DataNode* found = find(key);
  return found == nullptr ? none : found->text;
}

DataTree read_data(const Page& page) {
  DataTree tree;
  if (!page.readable()) return tree;
  if (page.format().name != "markdown") {
    read_yaml(page, make_span(0, page.bytes().size()), tree);
    return tree;
  }
  const markdown::Matter matter = markdown::find_front_matter(page.bytes());
  if (!matter.syntax) return tree;
  if (*matter.syntax == FrontMatter::Toml) {
    read_toml(page, matter.inside, tree);
  } else {
    read_yaml(page, matter.inside, tree);
  }
  return tree;
}

}  // namespace hexapla
