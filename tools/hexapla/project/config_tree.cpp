// yaml-cpp reads, event by event: building our own nodes gives offsets, shows repeated keys, which its tree swallows,
// and lets every limit stop the reader before anything has grown.
#include "hexapla/project/config_tree.h"

#include "hexapla/base/utf8.h"

#include <sstream>
#include <unordered_map>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace hexapla {

namespace {

constexpr std::size_t largest_config = 256 * 1024;  // yaml-cpp's queues would make gigabytes of a large hostile file
constexpr std::size_t deepest_nesting = 16;         // "[[[[…": yaml-cpp recurses
constexpr std::size_t most_nodes = 20000;
constexpr std::size_t most_aliases = 16;  // nine lists of nine aliases each are the "billion laughs"
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Leaves yaml-cpp's reader in the middle.
struct Refused {
  std::size_t position;
  Phrase message;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(ConfigTree& tree) : tree_(tree) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { add(mark, anchor, ConfigNode::Kind::Null); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, anchor, ConfigNode::Kind::List);
  }
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, anchor, ConfigNode::Kind::Map);
  }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  std::uint32_t add(const YAML::Mark& mark, YAML::anchor_t anchor, ConfigNode::Kind kind);
  void open(const YAML::Mark& mark, YAML::anchor_t anchor, ConfigNode::Kind kind);
  void attach(std::uint32_t node);

  ConfigTree& tree_;
  std::vector<std::uint32_t> open_;  // lists and mappings around the place read
  std::unordered_map<YAML::anchor_t, std::uint32_t> anchors_;
  std::size_t aliases_ = 0;
};

std::size_t position_of_mark(const YAML::Mark& mark) {
  return mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
}

void TreeBuilder::attach(std::uint32_t node) {
  if (open_.empty()) {
    tree_.root = node;
  } else {
    tree_.nodes[open_.back()].children.push_back(node);
  }
}

std::uint32_t TreeBuilder::add(const YAML::Mark& mark, YAML::anchor_t anchor, ConfigNode::Kind kind) {
  if (tree_.nodes.size() >= most_nodes) {
    throw Refused{position_of_mark(mark), {N_("more than {1} values"), {std::to_string(most_nodes)}}};
  }
  const auto number = static_cast<std::uint32_t>(tree_.nodes.size());
  ConfigNode& node = tree_.nodes.emplace_back();
  node.kind = kind;
  node.offset = static_cast<std::uint32_t>(position_of_mark(mark));
  if (anchor != 0) anchors_[anchor] = number;
  attach(number);
  return number;
}

void TreeBuilder::open(const YAML::Mark& mark, YAML::anchor_t anchor, ConfigNode::Kind kind) {
  if (open_.size() >= deepest_nesting) {
    throw Refused{position_of_mark(mark), {N_("nested more than {1} deep"), {std::to_string(deepest_nesting)}}};
  }
  open_.push_back(add(mark, anchor, kind));
}

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                           const std::string& value) {
  const std::uint32_t node = add(mark, anchor, ConfigNode::Kind::Scalar);
  tree_.nodes[node].text = value;
  tree_.nodes[node].plain = tag != "!";
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  if (++aliases_ > most_aliases) {
    throw Refused{position_of_mark(mark), {N_("more than {1} aliases"), {std::to_string(most_aliases)}}};
  }
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end()) throw Refused{position_of_mark(mark), N_("this alias names nothing")};
  for (const std::uint32_t around : open_) {
    if (around == found->second) throw Refused{position_of_mark(mark), N_("this alias stands inside what it names")};
  }
  attach(found->second);
}

/// The checks that need no YAML; false: an Error was appended.
bool check_bytes(std::string_view file, std::string_view bytes, std::vector<Diagnostic>& diagnostics) {
  if (bytes.size() > largest_config) {
    diagnostics.push_back(
        make_diagnostic(Severity::Error, "config-size", file,
                        {N_("larger than {1} bytes: this is no configuration"), {std::to_string(largest_config)}}));
    return false;
  }
  std::size_t bad = find_invalid_utf8(bytes);
  const bool utf8 = bad == std::string_view::npos;
  if (utf8) bad = bytes.find('\0');
  if (bad == std::string_view::npos) return true;
  diagnostics.push_back(make_diagnostic(
      Severity::Error, "config-bytes", file, bytes, bad,
      {utf8 ? N_("a NUL byte at offset {1}") : N_("not valid UTF-8 at offset {1}"), {std::to_string(bad)}}));
  return false;
}

}  // namespace

ConfigTree read_config_tree(std::string_view file, std::string_view bytes, std::vector<Diagnostic>& diagnostics) {
  ConfigTree tree;
  if (!check_bytes(file, bytes, diagnostics)) return tree;
  // yaml-cpp counts from behind the byte order mark.
  const std::size_t start = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  const auto refuse = [&](std::size_t position, Phrase message) {
    diagnostics.push_back(
        make_diagnostic(Severity::Error, "config-syntax", file, bytes, position + start, std::move(message)));
    tree = ConfigTree();
  };
  try {
    std::istringstream stream{std::string(bytes)};
    YAML::Parser parser(stream);
    TreeBuilder builder(tree);
    if (!parser.HandleNextDocument(builder)) return tree;
    ConfigTree second;
    TreeBuilder second_builder(second);
    if (parser.HandleNextDocument(second_builder) && second.root) {
      refuse(second.nodes[*second.root].offset, N_("a second document: only one is read"));
      return tree;
    }
  } catch (const Refused& refused) {
    refuse(refused.position, refused.message);
    return tree;
  } catch (const YAML::Exception& fault) {
    refuse(position_of_mark(fault.mark), {N_("no valid YAML: {1}"), {fault.msg}});
    return tree;
  }
  for (ConfigNode& node : tree.nodes) node.offset += static_cast<std::uint32_t>(start);
  return tree;
}

}  // namespace hexapla
