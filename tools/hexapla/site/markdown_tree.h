// cmark-gfm's tree with an owner. For markdown_*.cpp only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct cmark_node;

namespace hexapla {

struct FreeMarkdownTree {
  void operator()(cmark_node* node) const;
};
using MarkdownTree = std::unique_ptr<cmark_node, FreeMarkdownTree>;

/// With tables, task lists and footnotes. Not with cmark-gfm's own strikethrough and autolinks: while it parses, these
/// switch characters on and off for every thread of the process. See markdown_text.h.
MarkdownTree parse_markdown(std::string_view text);

/// What stands in the node's texts and code.
std::string text_below(cmark_node* node);

/// <!-- … --> and nothing else.
bool is_html_comment(std::string_view html);

/// literal and url are null where there is none.
inline std::string_view view(const char* text) {
  return text == nullptr ? std::string_view() : std::string_view(text);
}

}  // namespace hexapla
