#include "hexapla/pages/yaml/units.h"

#include "hexapla/pages/yaml/collector.h"
#include "hexapla/pages/yaml/events.h"
#include "hexapla/pages/yaml/layout.h"
#include "hexapla/pages/yaml/scalar.h"

#include <unordered_set>
#include <vector>

namespace hexapla::yaml {
namespace {

/// Nothing is ever expanded: an alias is a landmark, and the text of its anchor is the unit. So a bomb of aliases
/// costs what its bytes cost.
class UnitHandler : public Handler {
 public:
  UnitHandler(Page& page, const KeyMatcher& keys, UnitKind kind)
      : page_(page), text_(page.bytes()), collector_(page, keys, kind) {}

  /// The first alias without an anchor before it.
  const std::optional<SyntaxError>& error() const { return error_; }

  void document(std::size_t offset) override {
    collector_.mark(DataMark::Document, offset);
    anchors_.clear();
  }
  void begin_map(const Token& token, const Properties& properties) override {
    begin_collection(token, properties, true);
  }
  void end_map(std::size_t offset) override { end_collection(offset); }
  void begin_list(const Token& token, const Properties& properties) override {
    begin_collection(token, properties, false);
  }
  void end_list(std::size_t offset) override { end_collection(offset); }
  void scalar(const Token& token, const Properties& properties) override;
  void empty(std::size_t offset, const Properties& properties) override;
  void alias(const Token& token) override;

 private:
  struct Level {
    bool map;
    bool after_key;  ///< in a map: the next node is a value
  };
  bool at_key() const { return !levels_.empty() && levels_.back().map && !levels_.back().after_key; }
  void begin_node(const Properties& properties);
  void end_node();
  void begin_collection(const Token& token, const Properties& properties, bool map);
  void end_collection(std::size_t offset);
  void enter_key(std::string_view key);
  bool is_text(const Token& token, const Properties& properties) const;

  Page& page_;
  std::string_view text_;
  DataCollector collector_;
  std::vector<Level> levels_;
  std::size_t within_keys_ = 0;  ///< open collections that are keys or stand in one
  std::unordered_set<std::string_view> anchors_;
  std::optional<SyntaxError> error_;
};

/// Before the node's own landmark.
void UnitHandler::begin_node(const Properties& properties) {
  if (!properties.anchor.empty()) {
    collector_.mark(DataMark::Anchor, properties.anchor.begin, slice(text_, properties.anchor));
    anchors_.insert(slice(text_, properties.anchor).substr(1));
  }
  if (!properties.tag.empty()) collector_.mark(DataMark::Tag, properties.tag.begin, slice(text_, properties.tag));
  if (!levels_.empty() && !levels_.back().map) collector_.walk.enter_element();
}

void UnitHandler::end_node() {
  if (levels_.empty()) return;
  Level& level = levels_.back();
  if (!level.map || level.after_key) collector_.walk.leave();
  level.after_key = level.map && !level.after_key;
}

void UnitHandler::begin_collection(const Token& token, const Properties& properties, bool map) {
  begin_node(properties);
  collector_.mark(map ? DataMark::Map : DataMark::List, token.span.begin, token.in_flow ? "f" : "b");
  if (within_keys_ > 0 || at_key()) ++within_keys_;
  levels_.push_back({map, false});
}

void UnitHandler::enter_key(std::string_view key) {
  collector_.walk.enter_key(key);
  levels_.back().after_key = true;
}

void UnitHandler::end_collection(std::size_t offset) {
  levels_.pop_back();
  if (within_keys_ > 0) --within_keys_;
  collector_.mark(DataMark::End, offset);
  if (at_key()) {
    enter_key("?");
  } else {
    end_node();
  }
}

/// A text, not a number or the like: what stands in quotes or in a block, or a plain scalar that reads as nothing else.
bool UnitHandler::is_text(const Token& token, const Properties& properties) const {
  const std::string_view tag = slice(text_, properties.tag);
  if (tag.starts_with("!!") && tag != "!!str") return false;
  if (token.style != Style::Plain) return true;
  if (tag == "!!str" || tag == "!") return true;
  return tag.empty() && !is_typed(slice(text_, token.span));
}

void UnitHandler::scalar(const Token& token, const Properties& properties) {
  begin_node(properties);
  if (at_key()) {
    const std::string_view key = decode_scalar(text_, token, page_.arena);
    collector_.mark(DataMark::Key, token.span.begin, key);
    return enter_key(key);
  }
  if (within_keys_ == 0 && collector_.walk.chosen() && is_text(token, properties)) {
    collector_.add_text(token.span, decode_scalar(text_, token, page_.arena), layout_of(token));
  } else {
    collector_.mark(DataMark::Value, token.span.begin, slice(text_, token.span));
  }
  end_node();
}

void UnitHandler::empty(std::size_t offset, const Properties& properties) {
  begin_node(properties);
  if (at_key()) {
    collector_.mark(DataMark::Key, offset);
    return enter_key({});
  }
  collector_.mark(DataMark::Value, offset);
  end_node();
}

void UnitHandler::alias(const Token& token) {
  begin_node({});
  const std::string_view name = slice(text_, token.span).substr(1);
  collector_.mark(DataMark::Alias, token.span.begin, name);
  if (!error_ && !anchors_.contains(name)) {
    error_ = SyntaxError{token.span.begin, {N_("no anchor '&{1}' stands before this alias"), {std::string(name)}}, {}};
  }
  if (at_key()) return enter_key(name);
  end_node();
}

}  // namespace

bool scan_units(Page& page, Span inside, const KeyMatcher& keys, UnitKind kind) {
  const std::size_t units = page.units.size();
  const std::size_t landmarks = page.structure.size();
  std::vector<Token> tokens;
  UnitHandler handler(page, keys, kind);
  std::optional<SyntaxError> error = scan_tokens(page.bytes(), inside, tokens);
  if (!error) error = parse_events(tokens, handler);
  if (!error) error = handler.error();
  if (!error) return true;
  page.units.resize(units);
  page.structure.resize(landmarks);
  page.diagnostics.push_back(make_diagnostic(Severity::Error, "yaml-syntax", page.path(), page.bytes(), error->offset,
                                             std::move(error->message), std::move(error->hint)));
  return false;
}

}  // namespace hexapla::yaml
