// The scanner behind scan_tokens (token.h). Only token.cpp and scanner.cpp see it.
#pragma once

#include "hexapla/pages/yaml/token.h"

#include <cstddef>
#include <string_view>
#include <vector>

namespace hexapla::yaml {

class Scanner {
 public:
  Scanner(std::string_view text, Span inside, std::vector<Token>& tokens);
  std::optional<SyntaxError> run();

 private:
  /// A scalar, alias or collection that is a key if a ':' follows it.
  struct SimpleKey {
    bool possible = false;
    bool required = false;  ///< stands in the column of the keys of its map, so it can be nothing else
    std::size_t token = 0;  ///< its first token
    std::size_t at = 0;
    std::size_t line_start = 0;
  };

  // scanner.cpp: what comes next
  bool fetch_next();
  bool fetch_marker(char c);
  bool fetch_flow_indicator(char c);
  bool fetch_block_entry();
  bool fetch_key();
  bool fetch_value();
  bool fetch_scalar_or_property(char c);
  bool fetch_unexpected(char c);
  void skip_to_next_token();
  bool is_document_marker(std::size_t at) const;
  bool is_plain_start(char c) const;
  bool is_value_indicator() const;
  void save_simple_key();
  bool drop_stale_key();
  bool drop_key();
  bool roll_indent(std::size_t column, Kind kind, std::size_t before_token);
  void unroll_indent(std::ptrdiff_t column);
  bool open_flow(Kind kind);
  bool close_flow(Kind kind);
  bool scan_directive();
  bool scan_name(Kind kind);
  bool scan_tag();

  // scan_scalars.cpp: scalars of the five styles
  bool scan_plain();
  std::size_t plain_line_end(std::size_t from) const;
  bool plain_continues(std::size_t line_end, std::size_t& next, std::size_t& line_start) const;
  bool scan_quoted(Style style);
  bool find_double_end(std::size_t& at);
  bool find_single_end(std::size_t& at);
  bool check_escape(std::size_t& at);
  bool check_quoted_break(std::size_t& at);
  bool scan_block_scalar();
  bool scan_block_header(Token& token, std::size_t& at, std::size_t& increment);
  std::size_t detect_block_indent(std::size_t at, std::size_t least) const;
  bool scan_block_lines(Token& token, std::size_t at);

  char char_at(std::size_t at) const { return at < end_ ? text_[at] : '\0'; }
  bool blank_or_end(std::size_t at) const {
    return at >= end_ || text_[at] == ' ' || text_[at] == '\t' || text_[at] == '\n' || text_[at] == '\r';
  }
  bool at_break(std::size_t at) const { return at < end_ && (text_[at] == '\n' || text_[at] == '\r'); }
  /// Behind the line break at `at`.
  std::size_t skip_break(std::size_t at) const {
    return text_[at] == '\r' && char_at(at + 1) == '\n' ? at + 2 : at + 1;
  }
  std::size_t line_end(std::size_t at) const;
  std::size_t column() const { return at_ - line_start_; }
  bool starts_document() const;
  bool in_flow() const { return !flow_.empty(); }
  void push(Kind kind, std::size_t begin, std::size_t end);
  bool fail(std::size_t at, Phrase message, Phrase hint = {});

  std::string_view text_;
  std::size_t end_;
  std::vector<Token>& tokens_;
  std::size_t at_;
  std::size_t line_start_;
  std::ptrdiff_t indent_ = -1;
  std::vector<std::ptrdiff_t> indents_;
  std::vector<Kind> flow_;       ///< open [ and {
  std::vector<SimpleKey> keys_;  ///< one per flow level, and one for block context
  bool simple_key_allowed_ = true;
  std::size_t json_end_ = 0;  ///< behind the last quoted scalar or flow collection: "a":b needs no blank
  std::optional<SyntaxError> error_;
};

}  // namespace hexapla::yaml
