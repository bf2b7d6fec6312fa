#include "cmark_tree.h"

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <memory>
#include <set>
#include <vector>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

namespace hexapla::oracle {
namespace {

constexpr int options = CMARK_OPT_FOOTNOTES | CMARK_OPT_UNSAFE;

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Tree = std::unique_ptr<cmark_node, FreeNode>;

Tree parse(std::string_view text) {
  cmark_gfm_core_extensions_ensure_registered();
  cmark_parser* parser = cmark_parser_new(options);
  for (const char* name : {"table", "strikethrough", "autolink"}) {
    cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name));
  }
  cmark_parser_feed(parser, text.data(), text.size());
  Tree tree(cmark_parser_finish(parser));
  cmark_parser_free(parser);
  return tree;
}

/// A label that starts a definition somewhere, whether or not a definition really stands there.
std::set<std::string> footnote_labels(std::string_view text) {
  std::set<std::string> labels;
  for (std::size_t at = text.find("[^"); at != text.npos; at = text.find("[^", at + 2)) {
    const std::size_t end = text.find_first_of("] \r\n\t", at + 2);
    if (end == text.npos || end == at + 2 || text.substr(end, 2) != "]:") continue;
    labels.emplace(text.substr(at, end - at + 1));
  }
  return labels;
}

void quote(std::string_view literal, std::string& out) {
  out += '"';
  for (std::size_t i = 0; i < literal.size(); ++i) {
    const char c = literal[i];
    if (c == '\r') {
      if (i + 1 == literal.size() || literal[i + 1] != '\n') out += "\\n";
    } else if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  out += '"';
}

std::string list_name(cmark_node* list) {
  std::string name = "list ";
  if (cmark_node_get_list_type(list) == CMARK_ORDERED_LIST) {
    name += "ordered " + std::to_string(cmark_node_get_list_start(list));
  } else {
    name += "bullet";
  }
  return name + (cmark_node_get_list_tight(list) != 0 ? " tight" : " loose");
}

/// Empty: no block.
std::string block_name(cmark_node* node) {
  const cmark_node_type type = cmark_node_get_type(node);
  if ((type & CMARK_NODE_TYPE_MASK) != CMARK_NODE_TYPE_BLOCK) return {};
  if (type == CMARK_NODE_HEADING) return "heading " + std::to_string(cmark_node_get_heading_level(node));
  if (type == CMARK_NODE_LIST) return list_name(node);
  if (type == CMARK_NODE_FOOTNOTE_DEFINITION) return "footnote_definition";  // cmark-gfm says "<unknown>"
  std::string name = cmark_node_get_type_string(node);
  if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_HTML_BLOCK) {
    name += ' ';
    quote(cmark_node_get_literal(node), name);
  }
  return name;
}

struct Entry {
  std::size_t depth;
  std::string_view line;  ///< with its indentation, without \n
};

std::vector<Entry> entries_of(std::string_view dump) {
  std::vector<Entry> entries;
  while (!dump.empty()) {
    const std::size_t end = std::min(dump.find('\n'), dump.size());
    const std::string_view line = dump.substr(0, end);
    entries.push_back({line.find_first_not_of(' ') / 2, line});
    dump.remove_prefix(std::min(end + 1, dump.size()));
  }
  return entries;
}

}  // namespace

std::string cmark_blocks(std::string_view text) {
  std::string referred;
  for (const auto& label : footnote_labels(text)) referred += label + " ";
  const bool with_references = !referred.empty();
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);  // it would stand behind the references
  if (with_references) referred = "References: " + referred + "\n\n" + std::string(text);
  const Tree tree = parse(with_references ? referred : text);

  std::string out;
  std::size_t depth = 0;
  std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> steps(cmark_iter_new(tree.get()), cmark_iter_free);
  const cmark_node* skipped = with_references ? cmark_node_first_child(tree.get()) : nullptr;
  for (auto event = cmark_iter_next(steps.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(steps.get())) {
    cmark_node* node = cmark_iter_get_node(steps.get());
    const std::string name = block_name(node);
    if (name.empty()) continue;
    const bool leaf = name.starts_with("code_block") || name.starts_with("html_block") || name == "thematic_break";
    if (event == CMARK_EVENT_EXIT) {
      --depth;
      continue;
    }
    if (node != skipped) out.append(depth * 2, ' ').append(name).append("\n");
    if (!leaf) ++depth;
  }
  return out;
}

std::string footnotes_last(std::string_view dump) {
  std::string rest;
  std::vector<std::string> notes;
  struct Open {
    std::size_t depth;
    std::size_t note;
  };
  std::vector<Open> open;  // definitions around the present line, the innermost last
  for (const auto& [depth, line] : entries_of(dump)) {
    while (!open.empty() && depth <= open.back().depth) open.pop_back();
    if (line.substr(depth * 2) == "footnote_definition") {
      open.push_back({depth, notes.size()});
      notes.emplace_back();
    }
    std::string& to = open.empty() ? rest : notes[open.back().note];
    const std::size_t from = open.empty() ? 0 : open.back().depth * 2;
    to.append(line.substr(from)).append("\n");
  }
  std::sort(notes.begin(), notes.end());
  for (const auto& note : notes) rest += note;
  return rest;
}

std::string without_literals(std::string_view dump, bool html_only) {
  std::string out;
  for (const auto& [depth, line] : entries_of(dump)) {
    const std::string_view name = line.substr(depth * 2);
    const bool html = name.starts_with("html_block ");
    const bool code = name.starts_with("code_block ") && !html_only;
    out.append(html || code ? line.substr(0, depth * 2 + 10) : line).append("\n");
  }
  return out;
}

std::vector<std::string> visible_texts(std::string_view text) {
  const Tree tree = parse(text);
  std::vector<std::string> texts;
  std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> steps(cmark_iter_new(tree.get()), cmark_iter_free);
  for (auto event = cmark_iter_next(steps.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(steps.get())) {
    if (event != CMARK_EVENT_ENTER) continue;
    cmark_node* node = cmark_iter_get_node(steps.get());
    const std::string name = block_name(node);
    const auto type = cmark_node_get_type(node);
    if (name == "paragraph" || name == "table_cell" || name.starts_with("heading")) texts.emplace_back();
    if ((type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE) && !texts.empty())
      texts.back() += cmark_node_get_literal(node);
    if ((type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) && !texts.empty()) texts.back() += ' ';
  }
  return texts;
}

std::string cmark_html(std::string_view text) {
  const Tree tree = parse(text);
  const std::unique_ptr<char, decltype(&std::free)> html(cmark_render_html(tree.get(), options, nullptr), std::free);
  return html.get();
}

}  // namespace hexapla::oracle
