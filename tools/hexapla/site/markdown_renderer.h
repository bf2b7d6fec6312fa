// One walk over a tree, writing HTML: blocks in markdown_html.cpp, what stands in them in markdown_inlines.cpp. For
// these only. Types of nodes are cmark_node_type.
#pragma once

#include "hexapla/site/markdown_html.h"
#include "hexapla/site/markdown_tree.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

class MarkdownRenderer {
 public:
  MarkdownRenderer(MarkdownBody& body, const std::vector<std::string>* ids, MarkdownHost& host)
      : body_(body), out_(body.html), ids_(ids), host_(host) {}
  void run(cmark_node* root);

 private:
  void enter(cmark_node* node);
  void leave(cmark_node* node);
  void enter_inline(cmark_node* node, unsigned type);
  void leave_inline(unsigned type);
  void enter_paragraph(cmark_node* node);
  void leave_paragraph(cmark_node* node);
  void enter_heading(cmark_node* node);
  void enter_quote(cmark_node* node);
  void enter_list(cmark_node* node);
  void enter_item(cmark_node* node);
  void enter_footnote();
  bool enter_table(cmark_node* node);
  void enter_link(cmark_node* node);
  void end_image(cmark_node* node);
  void code_block(cmark_node* node);
  void footnote_reference(cmark_node* node);
  void text(cmark_node* node);
  void append_title(std::string_view title);
  void append_way_back();
  std::string unused(std::string id);
  static bool is_tight(cmark_node* paragraph);
  static bool ends_later(cmark_node* node, std::string_view rest);
  static bool is_between_cjk(cmark_node* node);

  MarkdownBody& body_;
  std::string& out_;
  const std::vector<std::string>* ids_;
  MarkdownHost& host_;
  MarkdownPlace place_;              // of the block at work
  std::vector<bool> links_;          // open ones; false: it was dropped
  std::vector<cmark_node*> alerts_;  // quotes that are alerts
  std::vector<MarkdownTree> unlinked_;
  std::vector<std::uint8_t> alignments_;           // of the table at work
  std::map<std::string, std::size_t> references_;  // to footnotes: how often
  cmark_node* image_ = nullptr;
  cmark_node* hidden_ = nullptr;  // a paragraph that was an alert's title
  cmark_node* struck_ = nullptr;  // what has an open <del> in it
  std::size_t column_ = 0, footnote_ = 0;
  bool in_header_ = false, in_body_ = false, in_footnotes_ = false, way_back_ = false, marked_ = false;
};

}  // namespace hexapla
