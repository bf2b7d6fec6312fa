#include "hexapla/site/markdown_tree.h"

#include "hexapla/site/markdown_html.h"

#include <mutex>
#include <string>

#include <cmark-gfm-core-extensions.h>

namespace hexapla {

namespace {

struct FreeParser {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};

void attach(cmark_parser* parser, const char* name) {
  if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) {
    cmark_parser_attach_syntax_extension(parser, extension);
  }
}

}  // namespace

void FreeMarkdownTree::operator()(cmark_node* node) const {
  cmark_node_free(node);
}

bool is_html_comment(std::string_view html) {
  while (!html.empty() && (html.back() == '\n' || html.back() == ' ')) html.remove_suffix(1);
  return html.starts_with("<!--") && html.ends_with("-->") && html.find("-->") == html.size() - 3;
}

MarkdownTree parse_markdown(std::string_view text) {
  static std::once_flag registered;
  std::call_once(registered, cmark_gfm_core_extensions_ensure_registered);
  const std::unique_ptr<cmark_parser, FreeParser> parser(
      cmark_parser_new(CMARK_OPT_DEFAULT | CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE));
  attach(parser.get(), "table");
  attach(parser.get(), "tasklist");
  cmark_parser_feed(parser.get(), text.data(), text.size());
  MarkdownTree tree(cmark_parser_finish(parser.get()));
  cmark_consolidate_text_nodes(tree.get());
  return tree;
}

std::string text_below(cmark_node* node) {
  std::string text;
  cmark_iter* iter = cmark_iter_new(node);
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* at = cmark_iter_get_node(iter);
    const cmark_node_type type = cmark_node_get_type(at);
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) text += view(cmark_node_get_literal(at));
    if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) text += ' ';
  }
  cmark_iter_free(iter);
  return text;
}

std::string plain_text(std::string_view line) {
  if (line.find_first_of("*_`[]<>&\\!~") == std::string_view::npos) return std::string(line);
  // A line that begins like a list is none here: its first character is part of the words.
  const MarkdownTree tree = parse_markdown("# " + std::string(line));
  return text_below(tree.get());
}

}  // namespace hexapla
