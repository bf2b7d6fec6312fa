#include "hexapla/pages/yaml/toml.h"

#include "hexapla/pages/find_any.h"
#include "hexapla/pages/yaml/collector.h"
#include "hexapla/pages/yaml/toml_string.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace hexapla::toml {
namespace {

/// Arrays and inline tables within each other; keys joined by dots. More is not understood.
constexpr std::size_t max_depth = 1000;
constexpr std::size_t max_dots = 100;

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_break(char c) {
  return c == '\n' || c == '\r';
}
bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Reader {
 public:
  Reader(Page& page, Span inside, const KeyMatcher& keys, UnitKind kind, Listener* listener)
      : page_(page),
        text_(page.bytes().substr(0, inside.end)),
        at_(inside.begin),
        collector_(page, keys, kind),
        listener_(listener) {}

  void run() {
    for (skip_to_statement(); at_ < text_.size(); skip_to_statement()) read_statement();
  }

 private:
  struct Container {
    bool table;
    std::size_t entered;  ///< levels of the walk that belong to the entry being read
  };

  void read_statement();
  bool read_header();
  bool read_key_value();
  bool read_value();
  bool read_scalar();
  bool read_string();
  bool read_separators();
  bool open();
  bool at_close() const { return peek() == (open_.back().table ? '}' : ']'); }
  bool begin_entry();
  void end_entry();
  std::size_t read_keys(bool header);
  bool read_key();
  void enter_key(std::string_view key) {
    collector_.walk.enter_key(key);
    if (listener_ != nullptr) listener_->enter_key(key);
  }
  void enter_element(bool is_new) {
    collector_.walk.enter_element();
    if (listener_ != nullptr) listener_->enter_element(is_new);
  }
  void leave(std::size_t count) {
    while (count-- > 0) {
      collector_.walk.leave();
      if (listener_ != nullptr) listener_->leave();
    }
  }
  void hear(std::size_t offset, std::string_view text, bool plain) {
    if (listener_ != nullptr) listener_->value(offset, text, plain);
  }
  void skip_blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  void skip_to_statement();
  void skip_space();
  void skip_line() { at_ = find_any<'\r', '\n'>(text_, at_); }
  bool at_line_end();
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void warn(std::size_t offset);

  Page& page_;
  std::string_view text_;
  std::size_t at_;
  DataCollector collector_;
  Listener* listener_;  ///< may be nullptr
  std::vector<Container> open_;
  std::unordered_set<std::string> table_arrays_;  ///< paths of [[…]]
  bool warned_ = false;
};

/// Past blanks, line breaks and comments.
void Reader::skip_to_statement() {
  for (; at_ < text_.size();) {
    if (text_[at_] == '#') {
      skip_line();
    } else if (is_blank(text_[at_]) || is_break(text_[at_])) {
      ++at_;
    } else {
      return;
    }
  }
}

bool Reader::at_line_end() {
  skip_blanks();
  return at_ >= text_.size() || text_[at_] == '#' || is_break(text_[at_]);
}

void Reader::warn(std::size_t offset) {
  if (warned_) return;
  warned_ = true;
  page_.diagnostics.push_back(make_diagnostic(Severity::Warning, "toml-syntax", page_.path(), page_.bytes(), offset,
                                              N_("TOML that is not understood; left as it is")));
}

/// All or nothing: what a statement added is taken back when its end is not understood.
void Reader::read_statement() {
  const std::size_t begin = at_;
  const std::size_t units = page_.units.size();
  const std::size_t landmarks = page_.structure.size();
  const std::size_t depth = collector_.walk.depth();
  const bool header = text_[at_] == '[';
  if ((header ? read_header() : read_key_value()) && at_line_end()) return;
  warn(std::min(at_, text_.size()));
  page_.units.resize(units);
  page_.structure.resize(landmarks);
  leave(collector_.walk.depth() - (header ? 0 : depth));
  // What follows belongs to a table that nobody knows.
  if (header) enter_key("?");
  open_.clear();
  at_ = begin;
  skip_line();
}

/// [table] or [[element of an array of tables]]. The walk then stands at the table.
bool Reader::read_header() {
  const std::size_t begin = at_;
  leave(collector_.walk.depth());
  const bool element = text_.substr(at_, 2) == "[[";
  at_ += element ? 2 : 1;
  if (read_keys(true) == 0) return false;
  if (text_.substr(at_, element ? 2 : 1) != (element ? "]]" : "]")) return false;
  at_ += element ? 2 : 1;
  if (element) {
    const std::string path = collector_.walk.path();
    if (!path.ends_with("[]")) {
      table_arrays_.insert(path);
      enter_element(true);
    } else if (listener_ != nullptr) {
      listener_->leave();
      listener_->enter_element(true);
    }
  }
  collector_.mark(DataMark::Map, begin, text_.substr(begin, at_ - begin));
  return true;
}

/// Enters each of the keys joined by dots; in a header also the newest element of an array of tables that one of them
/// names. Returns how many levels were entered, 0 on an error (what was entered is left by then).
std::size_t Reader::read_keys(bool header) {
  std::size_t entered = 0;
  for (std::size_t keys = 0; keys < max_dots; ++keys) {
    skip_blanks();
    if (!read_key()) break;
    ++entered;
    if (header && table_arrays_.contains(collector_.walk.path())) {
      enter_element(false);
      ++entered;
    }
    skip_blanks();
    if (peek() != '.') return entered;
    ++at_;
  }
  leave(entered);
  return 0;
}

bool Reader::read_key() {
  const std::size_t begin = at_;
  std::string_view key;
  if (peek() == '"' || peek() == '\'') {
    const std::optional<std::size_t> end = find_string_end(text_, at_);
    if (!end) return false;
    key = decode_string(text_.substr(begin, *end - begin), page_.arena);
    at_ = *end;
  } else {
    while (at_ < text_.size() && is_bare(text_[at_])) ++at_;
    if (at_ == begin) return false;
    key = text_.substr(begin, at_ - begin);
  }
  collector_.mark(DataMark::Key, begin, key);
  enter_key(key);
  return true;
}

bool Reader::read_key_value() {
  const std::size_t entered = read_keys(false);
  if (entered == 0 || peek() != '=') return false;
  ++at_;
  if (!read_value()) return false;
  leave(entered);
  return true;
}

void Reader::skip_space() {
  if (open_.empty()) {
    skip_blanks();
  } else {
    skip_to_statement();
  }
}

/// One value with all that it holds; arrays and inline tables are a stack.
bool Reader::read_value() {
  for (;;) {
    skip_space();
    if (peek() == '[' || peek() == '{') {
      if (!open()) return false;
      skip_space();
      if (!at_close()) {
        if (!begin_entry()) return false;
        continue;
      }
    } else if (!read_scalar()) {
      return false;
    }
    if (!read_separators()) return false;
    if (open_.empty()) return true;
  }
}

/// Behind a value: closes what ends here and starts the next entry of what does not.
bool Reader::read_separators() {
  while (!open_.empty()) {
    skip_space();
    if (at_close()) {
      end_entry();
      collector_.mark(DataMark::End, at_++);
      open_.pop_back();
      continue;
    }
    if (peek() != ',') return false;
    end_entry();
    ++at_;
    skip_space();
    if (!at_close()) return begin_entry();
  }
  return true;
}

bool Reader::open() {
  if (open_.size() >= max_depth) return false;
  const bool table = text_[at_] == '{';
  collector_.mark(table ? DataMark::Map : DataMark::List, at_, "f");
  if (listener_ != nullptr) listener_->collection(!table);
  open_.push_back({table, 0});
  ++at_;
  return true;
}

bool Reader::begin_entry() {
  if (!open_.back().table) {
    enter_element(true);
    open_.back().entered = 1;
    return true;
  }
  open_.back().entered = read_keys(false);
  if (open_.back().entered == 0 || peek() != '=') return false;
  ++at_;
  return true;
}

void Reader::end_entry() {
  leave(open_.back().entered);
  open_.back().entered = 0;
}

bool Reader::read_scalar() {
  if (peek() == '"' || peek() == '\'') return read_string();
  const std::size_t begin = at_;
  at_ = find_any<'\r', '\n', '#', ',', ']', '}'>(text_, at_);
  std::size_t end = at_;
  while (end > begin && is_blank(text_[end - 1])) --end;
  if (end == begin) return false;
  collector_.mark(DataMark::Value, begin, text_.substr(begin, end - begin));
  hear(begin, text_.substr(begin, end - begin), true);
  return true;
}

bool Reader::read_string() {
  const std::size_t begin = at_;
  const std::optional<std::size_t> end = find_string_end(text_, at_);
  if (!end) return false;
  at_ = *end;
  const std::string_view raw = text_.substr(begin, at_ - begin);
  std::string_view value = decode_string(raw, page_.arena);
  while (!value.empty() && value.back() == '\n') value.remove_suffix(1);
  hear(begin, value, false);
  if (!collector_.walk.chosen()) {
    collector_.mark(DataMark::Value, begin, raw);
    return true;
  }
  Layout layout;
  layout.place = raw[0] == '"' ? Place::TomlBasic : Place::TomlLiteral;
  layout.quote = raw[0];
  collector_.add_text(make_span(begin, at_), value, layout);
  return true;
}

}  // namespace

void scan_units(Page& page, Span inside, const KeyMatcher& keys, UnitKind kind) {
  Reader(page, inside, keys, kind, nullptr).run();
}

void read(std::string_view bytes, Span inside, Listener& listener) {
  static const PageFormat bare{"toml", [](Page&, const ParseOptions&) {}, nullptr};
  Page page({}, std::string(bytes.substr(0, inside.end)), bare, {});
  const KeyMatcher nothing({});
  Reader(page, inside, nothing, UnitKind::FrontMatter, &listener).run();
}

}  // namespace hexapla::toml
