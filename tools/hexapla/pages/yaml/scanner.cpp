#include "hexapla/pages/yaml/scanner.h"

#include "hexapla/pages/find_any.h"

namespace hexapla::yaml {
namespace {

bool is_flow_indicator(char c) {
  return c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

}  // namespace

std::optional<SyntaxError> scan_tokens(std::string_view text, Span inside, std::vector<Token>& tokens) {
  return Scanner(text, inside, tokens).run();
}

Scanner::Scanner(std::string_view text, Span inside, std::vector<Token>& tokens)
    : text_(text), end_(inside.end), tokens_(tokens), at_(inside.begin), line_start_(inside.begin) {
  keys_.emplace_back();
  tokens_.reserve(tokens_.size() + inside.size() / 8 + 16);
}

std::optional<SyntaxError> Scanner::run() {
  while (fetch_next()) {
    if (tokens_.back().kind == Kind::StreamEnd) return std::nullopt;
  }
  return std::move(error_);
}

bool Scanner::fail(std::size_t at, Phrase message, Phrase hint) {
  error_ = SyntaxError{at, std::move(message), std::move(hint)};
  return false;
}

void Scanner::push(Kind kind, std::size_t begin, std::size_t end) {
  Token token;
  token.kind = kind;
  token.span = make_span(begin, end);
  token.in_flow = in_flow();
  tokens_.push_back(token);
}

std::size_t Scanner::line_end(std::size_t at) const {
  return find_any<'\r', '\n'>(text_.substr(0, end_), at);
}

/// Skips blanks, comments, line breaks and byte order marks. A tab is no indentation: behind one no block
/// collection can start, so no key without '?' either.
void Scanner::skip_to_next_token() {
  for (; at_ < end_;) {
    const char c = text_[at_];
    if (c == ' ') {
      ++at_;
    } else if (c == '\t') {
      if (!in_flow()) simple_key_allowed_ = false;
      ++at_;
    } else if (c == '\n' || c == '\r') {
      at_ = skip_break(at_);
      line_start_ = at_;
      if (!in_flow()) simple_key_allowed_ = true;
    } else if (c == '#') {
      at_ = line_end(at_);
    } else if (starts_document() && text_.substr(at_, 3) == "\xEF\xBB\xBF") {
      at_ += 3;
      line_start_ = at_;
    } else {
      return;
    }
  }
}

/// Here a byte order mark may stand; further in it is a character like others.
bool Scanner::starts_document() const {
  return column() == 0 && (tokens_.empty() || tokens_.back().kind == Kind::DocumentEnd);
}

bool Scanner::is_document_marker(std::size_t at) const {
  if (end_ - at < 3) return false;
  const std::string_view three = text_.substr(at, 3);
  return (three == "---" || three == "...") && blank_or_end(at + 3);
}

bool Scanner::fetch_next() {
  skip_to_next_token();
  if (!drop_stale_key()) return false;
  unroll_indent(static_cast<std::ptrdiff_t>(column()));
  if (at_ >= end_) {
    if (!drop_key()) return false;
    if (in_flow()) {
      return fail(end_, flow_.back() == Kind::FlowMapStart ? N_("the text ends before this '{' is closed by '}'")
                                                           : N_("the text ends before this '[' is closed by ']'"));
    }
    unroll_indent(-1);
    push(Kind::StreamEnd, end_, end_);
    return true;
  }
  const char c = text_[at_];
  if (column() == 0 && (c == '%' || is_document_marker(at_))) return fetch_marker(c);
  if (is_flow_indicator(c)) return fetch_flow_indicator(c);
  if (c == '-' && blank_or_end(at_ + 1)) return fetch_block_entry();
  if (c == '?' && blank_or_end(at_ + 1)) return fetch_key();
  if (c == ':' && is_value_indicator()) return fetch_value();
  return fetch_scalar_or_property(c);
}

bool Scanner::fetch_marker(char c) {
  if (in_flow()) return fail(at_, N_("a document cannot start or end within '[' or '{'"));
  if (!drop_key()) return false;
  unroll_indent(-1);
  simple_key_allowed_ = false;
  if (c == '%') return scan_directive();
  push(c == '-' ? Kind::DocumentStart : Kind::DocumentEnd, at_, at_ + 3);
  at_ += 3;
  return true;
}

bool Scanner::scan_directive() {
  const std::size_t end = line_end(at_);
  push(Kind::Directive, at_, end);
  at_ = end;
  return true;
}

bool Scanner::fetch_flow_indicator(char c) {
  switch (c) {
    case '[':
      return open_flow(Kind::FlowSequenceStart);
    case '{':
      return open_flow(Kind::FlowMapStart);
    case ']':
      return close_flow(Kind::FlowSequenceEnd);
    case '}':
      return close_flow(Kind::FlowMapEnd);
    default:
      break;
  }
  if (!in_flow()) return fail(at_, N_("a value cannot start with ','"), N_("put it in quotes"));
  keys_.back().possible = false;
  simple_key_allowed_ = true;
  push(Kind::FlowEntry, at_, at_ + 1);
  ++at_;
  return true;
}

bool Scanner::open_flow(Kind kind) {
  if (flow_.size() + indents_.size() >= max_depth) {
    return fail(at_, {N_("nested deeper than {1} levels"), {std::to_string(max_depth)}});
  }
  save_simple_key();
  push(kind, at_, at_ + 1);
  flow_.push_back(kind);
  keys_.emplace_back();
  simple_key_allowed_ = true;
  ++at_;
  return true;
}

bool Scanner::close_flow(Kind kind) {
  const Kind open = kind == Kind::FlowMapEnd ? Kind::FlowMapStart : Kind::FlowSequenceStart;
  if (!in_flow() || flow_.back() != open) {
    return fail(at_, {N_("'{1}' closes nothing"), {std::string(1, text_[at_])}},
                N_("text with this character needs quotes"));
  }
  flow_.pop_back();
  keys_.pop_back();
  simple_key_allowed_ = false;
  push(kind, at_, at_ + 1);
  json_end_ = ++at_;
  return true;
}

bool Scanner::fetch_block_entry() {
  if (in_flow()) return fail(at_, N_("a list item with '-' cannot stand within '[' or '{'"));
  if (!simple_key_allowed_)
    return fail(at_, N_("a list item with '-' cannot start here"), N_("start it on a line of its own"));
  if (!roll_indent(column(), Kind::BlockSequenceStart, tokens_.size()) || !drop_key()) return false;
  simple_key_allowed_ = true;
  push(Kind::BlockEntry, at_, at_ + 1);
  ++at_;
  return true;
}

bool Scanner::fetch_key() {
  if (!in_flow()) {
    if (!simple_key_allowed_) return fail(at_, N_("a key with '?' cannot start here"));
    if (!roll_indent(column(), Kind::BlockMapStart, tokens_.size())) return false;
  }
  if (!drop_key()) return false;
  simple_key_allowed_ = !in_flow();
  push(Kind::Key, at_, at_ + 1);
  ++at_;
  return true;
}

bool Scanner::is_value_indicator() const {
  if (blank_or_end(at_ + 1)) return true;
  return in_flow() && (is_flow_indicator(text_[at_ + 1]) || (json_end_ == at_ && keys_.back().possible));
}

bool Scanner::fetch_value() {
  SimpleKey& key = keys_.back();
  if (key.possible) {
    key.possible = false;
    Token token;
    token.kind = Kind::Key;
    token.in_flow = in_flow();
    token.span = make_span(key.at, key.at);
    tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(key.token), token);
    if (!in_flow() && !roll_indent(key.at - key.line_start, Kind::BlockMapStart, key.token)) return false;
    simple_key_allowed_ = false;
  } else {
    if (!in_flow()) {
      if (!simple_key_allowed_) {
        const bool tab = text_.substr(line_start_, at_ - line_start_).find('\t') != std::string_view::npos;
        return fail(at_, N_("a key and its ':' cannot stand here"),
                    tab ? N_("tabs cannot indent YAML; use spaces") : N_("text that holds ': ' needs quotes"));
      }
      if (!roll_indent(column(), Kind::BlockMapStart, tokens_.size())) return false;
    }
    simple_key_allowed_ = !in_flow();
  }
  push(Kind::Value, at_, at_ + 1);
  ++at_;
  return true;
}

bool Scanner::is_plain_start(char c) const {
  if (c == '-' || c == '?' || c == ':') {
    return !blank_or_end(at_ + 1) && !(in_flow() && is_flow_indicator(text_[at_ + 1]));
  }
  return std::string_view(",[]{}#&*!|>'\"%@`").find(c) == std::string_view::npos;
}

bool Scanner::fetch_scalar_or_property(char c) {
  switch (c) {
    case '*':
      return scan_name(Kind::Alias);
    case '&':
      return scan_name(Kind::Anchor);
    case '!':
      return scan_tag();
    case '\'':
      return scan_quoted(Style::Single);
    case '"':
      return scan_quoted(Style::Double);
    case '|':
    case '>':
      if (!in_flow()) return scan_block_scalar();
      break;
    default:
      if (is_plain_start(c)) return scan_plain();
  }
  return fetch_unexpected(c);
}

bool Scanner::fetch_unexpected(char c) {
  return fail(at_, {N_("a value cannot start with '{1}'"), {std::string(1, c)}}, N_("put it in quotes"));
}

bool Scanner::scan_name(Kind kind) {
  save_simple_key();
  simple_key_allowed_ = false;
  std::size_t end = at_ + 1;
  while (!blank_or_end(end) && !is_flow_indicator(text_[end])) ++end;
  // "*name: value" is an alias as a key to YAML 1.1; 1.2 takes the colon for a part of the name.
  if (kind == Kind::Alias && end > at_ + 2 && text_[end - 1] == ':') --end;
  if (end == at_ + 1) {
    return fail(at_, kind == Kind::Alias ? N_("'*' needs the name of an anchor") : N_("'&' needs a name"),
                N_("text that starts with this character needs quotes"));
  }
  push(kind, at_, end);
  at_ = end;
  return true;
}

bool Scanner::scan_tag() {
  save_simple_key();
  simple_key_allowed_ = false;
  std::size_t end = at_ + 1;
  if (char_at(end) == '<') {
    end = text_.substr(0, line_end(end)).find('>', end);
    if (end == std::string_view::npos) return fail(at_, N_("this tag is never closed by '>'"));
    ++end;
  } else {
    while (!blank_or_end(end) && !(in_flow() && is_flow_indicator(text_[end]))) ++end;
  }
  push(Kind::Tag, at_, end);
  at_ = end;
  return true;
}

void Scanner::save_simple_key() {
  if (!simple_key_allowed_) return;
  const bool required = !in_flow() && indent_ == static_cast<std::ptrdiff_t>(column());
  keys_.back() = {true, required, tokens_.size(), at_, line_start_};
}

/// A key stands on one line with its ':'; within a flow collection the ':' may come on a later one.
bool Scanner::drop_stale_key() {
  const SimpleKey& key = keys_.back();
  if (!key.possible) return true;
  if (at_ - key.at <= max_simple_key && (in_flow() || key.line_start == line_start_)) return true;
  return drop_key();
}

bool Scanner::drop_key() {
  SimpleKey& key = keys_.back();
  if (key.possible && key.required) {
    return fail(key.at, N_("expected a key with ':' here"), N_("check the indentation and the quotes"));
  }
  key.possible = false;
  return true;
}

bool Scanner::roll_indent(std::size_t column, Kind kind, std::size_t before_token) {
  if (in_flow() || indent_ >= static_cast<std::ptrdiff_t>(column)) return true;
  if (indents_.size() >= max_depth) {
    return fail(at_, {N_("nested deeper than {1} levels"), {std::to_string(max_depth)}});
  }
  indents_.push_back(indent_);
  indent_ = static_cast<std::ptrdiff_t>(column);
  Token token;
  token.kind = kind;
  token.span = make_span(line_start_ + column, line_start_ + column);
  tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(before_token), token);
  return true;
}

void Scanner::unroll_indent(std::ptrdiff_t column) {
  if (in_flow()) return;
  while (indent_ > column) {
    push(Kind::BlockEnd, at_, at_);
    indent_ = indents_.back();
    indents_.pop_back();
  }
}

}  // namespace hexapla::yaml
