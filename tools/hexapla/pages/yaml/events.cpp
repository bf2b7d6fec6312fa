// libyaml's parser: a state machine whose states are the places of the YAML grammar where a node may stand. Two
// freedoms that yaml-cpp takes are taken, too: an empty key (": value") and empty flow entries ("[a, , b]").
#include "hexapla/pages/yaml/events.h"

namespace hexapla::yaml {
namespace {

enum class State : std::uint8_t {
  DocumentStart,
  DocumentContent,
  DocumentEnd,
  BlockNode,
  BlockEntry,
  IndentlessEntry,
  BlockKey,
  BlockValue,
  FlowEntryFirst,
  FlowEntry,
  FlowPairKey,
  FlowPairValue,
  FlowPairEnd,
  FlowKeyFirst,
  FlowKey,
  FlowValue,
  FlowNoValue,
};

class EventParser {
 public:
  EventParser(const std::vector<Token>& tokens, Handler& handler) : token_(tokens.data()), handler_(handler) {}

  std::optional<SyntaxError> run() {
    while (!done_ && !error_) step();
    return std::move(error_);
  }

 private:
  void step();
  void document_start();
  void document_content();
  void document_end();
  void node(bool block, bool indentless);
  bool start_collection(bool block, const Properties& properties);
  Properties read_properties();
  void block_entry();
  void indentless_entry();
  void block_key();
  void block_value();
  void flow_entry(bool first);
  void flow_pair_key();
  void flow_pair_value();
  void flow_key(bool first);
  void flow_value();

  bool is(Kind kind) const { return token_->kind == kind; }
  template <typename... Kinds>
  bool is_one_of(Kinds... kinds) const {
    return (is(kinds) || ...);
  }
  void empty() { handler_.empty(token_->span.begin, {}); }
  /// A node that returns to `then`, or nothing where one of `ends` stands.
  template <typename... Kinds>
  void node_unless(State then, bool block, bool indentless, Kinds... ends) {
    state_ = then;
    if (is_one_of(ends...)) {
      empty();
    } else {
      stack_.push_back(then);
      node(block, indentless);
    }
  }
  void pop() {
    state_ = stack_.back();
    stack_.pop_back();
  }
  void fail(const char* message, const char* hint = "") {
    error_ = SyntaxError{token_->span.begin, Phrase(message), Phrase(hint)};
  }

  const Token* token_;
  Handler& handler_;
  State state_ = State::DocumentStart;
  std::vector<State> stack_;
  bool explicit_end_ = true;  ///< of the document before, so that another may start without ---
  bool done_ = false;
  std::optional<SyntaxError> error_;
};

void EventParser::step() {
  switch (state_) {
    case State::DocumentStart:
      return document_start();
    case State::DocumentContent:
      return document_content();
    case State::DocumentEnd:
      return document_end();
    case State::BlockNode:
      return node(true, false);
    case State::BlockEntry:
      return block_entry();
    case State::IndentlessEntry:
      return indentless_entry();
    case State::BlockKey:
      return block_key();
    case State::BlockValue:
      return block_value();
    case State::FlowEntryFirst:
    case State::FlowEntry:
      return flow_entry(state_ == State::FlowEntryFirst);
    case State::FlowPairKey:
      return flow_pair_key();
    case State::FlowPairValue:
      return flow_pair_value();
    case State::FlowPairEnd:
      state_ = State::FlowEntry;
      return handler_.end_map(token_->span.begin);
    case State::FlowKeyFirst:
    case State::FlowKey:
      return flow_key(state_ == State::FlowKeyFirst);
    case State::FlowValue:
      return flow_value();
    case State::FlowNoValue:
      state_ = State::FlowKey;
      return empty();
  }
}

void EventParser::document_start() {
  while (is(Kind::DocumentEnd)) {
    explicit_end_ = true;
    ++token_;
  }
  if (is(Kind::StreamEnd)) {
    done_ = true;
    return;
  }
  const bool directives = is(Kind::Directive);
  while (is(Kind::Directive)) ++token_;
  if (!is(Kind::DocumentStart)) {
    if (directives) return fail(N_("expected '---' after the directives"));
    if (!explicit_end_) {
      return fail(N_("this does not belong to what stands above it"), N_("check the indentation and the quotes"));
    }
    handler_.document(token_->span.begin);
    stack_.push_back(State::DocumentEnd);
    state_ = State::BlockNode;
    return;
  }
  handler_.document(token_->span.begin);
  ++token_;
  stack_.push_back(State::DocumentEnd);
  state_ = State::DocumentContent;
}

void EventParser::document_content() {
  if (is_one_of(Kind::Directive, Kind::DocumentStart, Kind::DocumentEnd, Kind::StreamEnd)) {
    empty();
    pop();
  } else {
    node(true, false);
  }
}

void EventParser::document_end() {
  explicit_end_ = is(Kind::DocumentEnd);
  state_ = State::DocumentStart;
}

Properties EventParser::read_properties() {
  Properties properties;
  for (;;) {
    if (is(Kind::Anchor) && properties.anchor.empty()) {
      properties.anchor = token_->span;
    } else if (is(Kind::Tag) && properties.tag.empty()) {
      properties.tag = token_->span;
    } else {
      return properties;
    }
    ++token_;
  }
}

void EventParser::node(bool block, bool indentless) {
  if (is(Kind::Alias)) {
    handler_.alias(*token_++);
    return pop();
  }
  const std::size_t offset = token_->span.begin;
  const Properties properties = read_properties();
  if (indentless && is(Kind::BlockEntry)) {
    handler_.begin_list(*token_, properties);
    state_ = State::IndentlessEntry;
  } else if (is(Kind::Scalar)) {
    handler_.scalar(*token_++, properties);
    pop();
  } else if (start_collection(block, properties)) {
    ++token_;
  } else if (!properties.anchor.empty() || !properties.tag.empty() || token_->in_flow) {
    handler_.empty(offset, properties);
    pop();
  } else {
    fail(N_("a value is missing here"), N_("check the indentation"));
  }
}

bool EventParser::start_collection(bool block, const Properties& properties) {
  switch (token_->kind) {
    case Kind::FlowSequenceStart:
      state_ = State::FlowEntryFirst;
      handler_.begin_list(*token_, properties);
      return true;
    case Kind::FlowMapStart:
      state_ = State::FlowKeyFirst;
      handler_.begin_map(*token_, properties);
      return true;
    case Kind::BlockSequenceStart:
      if (!block) return false;
      state_ = State::BlockEntry;
      handler_.begin_list(*token_, properties);
      return true;
    case Kind::BlockMapStart:
      if (!block) return false;
      state_ = State::BlockKey;
      handler_.begin_map(*token_, properties);
      return true;
    default:
      return false;
  }
}

void EventParser::block_entry() {
  if (is(Kind::BlockEntry)) {
    ++token_;
    node_unless(State::BlockEntry, true, false, Kind::BlockEntry, Kind::BlockEnd);
  } else if (is(Kind::BlockEnd)) {
    handler_.end_list(token_++->span.begin);
    pop();
  } else {
    fail(N_("expected another item with '-' or the end of the list"), N_("check the indentation and the quotes"));
  }
}

/// A list whose items stand in the column of the key above them.
void EventParser::indentless_entry() {
  if (is(Kind::BlockEntry)) {
    ++token_;
    node_unless(State::IndentlessEntry, true, false, Kind::BlockEntry, Kind::Key, Kind::Value, Kind::BlockEnd);
  } else {
    handler_.end_list(token_->span.begin);
    pop();
  }
}

void EventParser::block_key() {
  if (is(Kind::Key)) {
    ++token_;
    node_unless(State::BlockValue, true, true, Kind::Key, Kind::Value, Kind::BlockEnd);
  } else if (is(Kind::Value)) {
    empty();
    state_ = State::BlockValue;
  } else if (is(Kind::BlockEnd)) {
    handler_.end_map(token_++->span.begin);
    pop();
  } else {
    fail(N_("expected a key with ':' here"), N_("check the indentation and the quotes"));
  }
}

void EventParser::block_value() {
  if (!is(Kind::Value)) {
    empty();
    state_ = State::BlockKey;
    return;
  }
  ++token_;
  node_unless(State::BlockKey, true, true, Kind::Key, Kind::Value, Kind::BlockEnd);
}

void EventParser::flow_entry(bool first) {
  if (!first && !is(Kind::FlowSequenceEnd)) {
    if (!is(Kind::FlowEntry)) return fail(N_("expected ',' or ']' here"));
    ++token_;
  }
  if (is(Kind::FlowSequenceEnd)) {
    handler_.end_list(token_++->span.begin);
    pop();
  } else if (is_one_of(Kind::Key, Kind::Value)) {
    handler_.begin_map(*token_, {});
    if (is(Kind::Key)) ++token_;
    state_ = State::FlowPairKey;
  } else {
    node_unless(State::FlowEntry, false, false, Kind::FlowEntry);
  }
}

void EventParser::flow_pair_key() {
  node_unless(State::FlowPairValue, false, false, Kind::Value, Kind::FlowEntry, Kind::FlowSequenceEnd);
}

void EventParser::flow_pair_value() {
  if (is(Kind::Value)) {
    ++token_;
    node_unless(State::FlowPairEnd, false, false, Kind::FlowEntry, Kind::FlowSequenceEnd);
  } else {
    empty();
    state_ = State::FlowPairEnd;
  }
}

void EventParser::flow_key(bool first) {
  if (!first && !is(Kind::FlowMapEnd)) {
    if (!is(Kind::FlowEntry)) return fail(N_("expected ',' or '}' here"));
    ++token_;
  }
  if (is(Kind::FlowMapEnd)) {
    handler_.end_map(token_++->span.begin);
    pop();
  } else if (is(Kind::Key)) {
    ++token_;
    node_unless(State::FlowValue, false, false, Kind::Value, Kind::FlowEntry, Kind::FlowMapEnd);
  } else if (is(Kind::Value)) {
    empty();
    state_ = State::FlowValue;
  } else {
    node_unless(State::FlowNoValue, false, false, Kind::FlowEntry);
  }
}

void EventParser::flow_value() {
  if (is(Kind::Value)) {
    ++token_;
    node_unless(State::FlowKey, false, false, Kind::FlowEntry, Kind::FlowMapEnd);
  } else {
    empty();
    state_ = State::FlowKey;
  }
}

}  // namespace

std::optional<SyntaxError> parse_events(const std::vector<Token>& tokens, Handler& handler) {
  return EventParser(tokens, handler).run();
}

}  // namespace hexapla::yaml
