#include "hexapla/site/markdown_html.h"

#include "hexapla/base/html.h"
#include "hexapla/base/utf8.h"
#include "hexapla/localize/anchors.h"
#include "hexapla/site/markdown_renderer.h"
#include "hexapla/site/markdown_text.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <utility>

#include <cmark-gfm-core-extensions.h>

namespace hexapla {

namespace {

bool is_inline(unsigned type) {
  return (type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_INLINE;
}

MarkdownPlace place_of(cmark_node* node) {
  const auto number = [](int value) { return static_cast<std::uint32_t>(std::max(value, 0)); };
  return {number(cmark_node_get_start_line(node)), number(cmark_node_get_start_column(node)),
          number(cmark_node_get_end_line(node)), number(cmark_node_get_end_column(node))};
}

/// {#id .class} at the end of a heading; it is taken off. Empty: there is none.
std::string take_attributes(cmark_node* heading) {
  cmark_node* last = cmark_node_last_child(heading);
  if (last == nullptr || cmark_node_get_type(last) != CMARK_NODE_TEXT) return {};
  const std::string text(view(cmark_node_get_literal(last)));
  const std::size_t open = text.rfind('{');
  if (open == std::string::npos || !text.ends_with('}') || open + 2 >= text.size()) return {};
  if (text[open + 1] != '#' && text[open + 1] != '.' && text[open + 1] != ':') return {};
  std::size_t end = open;
  while (end > 0 && text[end - 1] == ' ') --end;
  cmark_node_set_literal(last, text.substr(0, end).c_str());
  return text.substr(open + 1, text.size() - open - 2);
}

std::string id_in(std::string_view attributes) {
  const std::size_t mark = attributes.find('#');
  if (mark == std::string_view::npos) return {};
  const std::size_t end = std::min(attributes.find_first_of(" \t", mark), attributes.size());
  return std::string(attributes.substr(mark + 1, end - mark - 1));
}

}  // namespace

void MarkdownRenderer::run(cmark_node* root) {
  cmark_iter* iter = cmark_iter_new(root);
  for (cmark_event_type event; (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node* node = cmark_iter_get_node(iter);
    if (image_ != nullptr) {
      // Within an image there is nothing but its alternative.
      if (event == CMARK_EVENT_EXIT && node == image_) end_image(node);
      continue;
    }
    if (event == CMARK_EVENT_ENTER) {
      enter(node);
    } else {
      leave(node);
    }
  }
  cmark_iter_free(iter);
  if (in_footnotes_) out_ += "</ol>\n</section>\n";
}

void MarkdownRenderer::enter(cmark_node* node) {
  const unsigned type = cmark_node_get_type(node);
  if (is_inline(type)) return enter_inline(node, type);
  if (enter_table(node)) return;
  switch (type) {
    case CMARK_NODE_PARAGRAPH:
      enter_paragraph(node);
      break;
    case CMARK_NODE_HEADING:
      enter_heading(node);
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      enter_quote(node);
      break;
    case CMARK_NODE_LIST:
      enter_list(node);
      break;
    case CMARK_NODE_CODE_BLOCK:
      code_block(node);
      break;
    case CMARK_NODE_HTML_BLOCK:
      if (!is_html_comment(view(cmark_node_get_literal(node)))) {
        out_ += host_.raw_html(view(cmark_node_get_literal(node)), place_of(node));
      }
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      out_ += "<hr>\n";
      break;
    case CMARK_NODE_FOOTNOTE_DEFINITION:
      enter_footnote();
      break;
    default:
      if (type == CMARK_NODE_ITEM || view(cmark_node_get_type_string(node)) == "tasklist") enter_item(node);
  }
}

void MarkdownRenderer::enter_item(cmark_node* node) {
  if (view(cmark_node_get_type_string(node)) != "tasklist") {
    out_ += "<li>";
    return;
  }
  const bool done = cmark_gfm_extensions_get_tasklist_item_checked(node);
  out_ += "<li class=\"task\"><span class=\"task-mark\" role=\"img\" aria-label=\"";
  out_ += host_.word(done ? "done" : "not_done");
  out_ += done ? "\">\u2611</span> " : "\">\u2610</span> ";
}

bool MarkdownRenderer::is_tight(cmark_node* paragraph) {
  cmark_node* item = cmark_node_parent(paragraph);
  cmark_node* list = item == nullptr ? nullptr : cmark_node_parent(item);
  return list != nullptr && cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0;
}

void MarkdownRenderer::enter_paragraph(cmark_node* node) {
  if (node == hidden_) return;
  if (body_.first_text.empty()) body_.first_text = text_below(node);
  place_ = place_of(node);
  const std::string attributes = host_.attributes(place_);
  if (!is_tight(node)) {
    out_ += "<p" + attributes + ">";
  } else if (!attributes.empty()) {
    out_ += "<span" + attributes + ">";
    marked_ = true;
  }
}

void MarkdownRenderer::leave_paragraph(cmark_node* node) {
  if (node == hidden_) return;
  cmark_node* parent = cmark_node_parent(node);
  const bool ends_note = parent != nullptr && cmark_node_get_type(parent) == CMARK_NODE_FOOTNOTE_DEFINITION &&
                         cmark_node_next(node) == nullptr;
  if (ends_note) append_way_back();
  if (!is_tight(node)) {
    out_ += "</p>\n";
  } else {
    if (std::exchange(marked_, false)) out_ += "</span>";
    if (cmark_node_next(node) != nullptr) out_ += '\n';
  }
}

void MarkdownRenderer::enter_heading(cmark_node* node) {
  place_ = place_of(node);
  const int level = cmark_node_get_heading_level(node);
  std::string id = id_in(take_attributes(node));
  std::string text = text_below(node);
  const std::size_t number = body_.headings.size();
  if (ids_ != nullptr && number < ids_->size()) {
    id = (*ids_)[number];
  } else if (id.empty()) {
    id = unused(anchor_of(text));
  }
  out_ += "<h" + std::to_string(level);
  if (!id.empty()) {
    out_ += " id=\"";
    append_escaped(out_, id);
    out_ += '"';
  }
  out_ += host_.attributes(place_) + ">";
  body_.headings.push_back({level, std::move(id), std::move(text)});
}

/// The second heading of a name gets "-1", as GitHub does it.
std::string MarkdownRenderer::unused(std::string id) {
  if (id.empty()) return id;
  const auto taken = [this](const std::string& one) {
    return std::any_of(body_.headings.begin(), body_.headings.end(),
                       [&](const auto& heading) { return heading.id == one; });
  };
  if (!taken(id)) return id;
  for (int number = 1;; ++number) {
    std::string other = id + "-" + std::to_string(number);
    if (!taken(other)) return other;
  }
}

/// GitHub's alerts: > [!NOTE] with the kind's name, or a title of one's own, on the first line.
void MarkdownRenderer::enter_quote(cmark_node* node) {
  cmark_node* paragraph = cmark_node_first_child(node);
  cmark_node* first = paragraph == nullptr ? nullptr : cmark_node_first_child(paragraph);
  const std::string text(first == nullptr || cmark_node_get_type(first) != CMARK_NODE_TEXT
                             ? std::string_view()
                             : view(cmark_node_get_literal(first)));
  const std::size_t close = text.find(']');
  if (!text.starts_with("[!") || close == std::string::npos || close == 2) {
    out_ += "<blockquote>\n";
    return;
  }
  std::string kind = text.substr(2, close - 2);
  if (!std::all_of(kind.begin(), kind.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); })) {
    out_ += "<blockquote>\n";
    return;
  }
  std::transform(kind.begin(), kind.end(), kind.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  std::string title = text.substr(close + 1);
  title.erase(0, std::min(title.find_first_not_of(" +-"), title.size()));
  out_ += "<div class=\"alert alert-" + kind + "\">\n<p class=\"alert-title\">";
  if (title.empty()) {
    out_ += host_.word(kind);
  } else {
    append_escaped(out_, title);
  }
  out_ += "</p>\n";
  alerts_.push_back(node);
  cmark_node_set_literal(first, "");
  cmark_node* next = cmark_node_next(first);
  if (next == nullptr) {
    hidden_ = paragraph;  // not unlinked: the walk goes there next
  } else if (cmark_node_get_type(next) == CMARK_NODE_SOFTBREAK) {
    cmark_node_unlink(next);
    unlinked_.emplace_back(next);
  }
}

void MarkdownRenderer::enter_list(cmark_node* node) {
  const int start = cmark_node_get_list_start(node);
  if (cmark_node_get_list_type(node) != CMARK_ORDERED_LIST) {
    out_ += "<ul>\n";
  } else if (start == 1) {
    out_ += "<ol>\n";
  } else {
    out_ += "<ol start=\"" + std::to_string(start) + "\">\n";
  }
}

void MarkdownRenderer::code_block(cmark_node* node) {
  std::string_view info = view(cmark_node_get_fence_info(node));
  info = info.substr(0, info.find_first_of(" \t,{"));
  out_ += "<pre dir=\"ltr\" tabindex=\"0\"><code";
  if (!info.empty()) {
    out_ += " class=\"language-";
    append_escaped(out_, info);
    out_ += '"';
  }
  out_ += '>';
  append_escaped(out_, view(cmark_node_get_literal(node)));
  out_ += "</code></pre>\n";
}

void MarkdownRenderer::enter_footnote() {
  if (!in_footnotes_) {
    out_ += "<section class=\"footnotes\" aria-label=\"" + host_.word("footnotes") + "\">\n<ol>\n";
    in_footnotes_ = true;
  }
  ++footnote_;
  out_ += "<li id=\"fn-" + std::to_string(footnote_) + "\">\n";
  way_back_ = false;
}

void MarkdownRenderer::append_way_back() {
  out_ += " <a href=\"#fnref-" + std::to_string(footnote_) + "\" class=\"footnote-back\" aria-label=\"" +
          host_.word("back_to_text") + "\">\u21A9\uFE0E</a>";
  way_back_ = true;
}

bool MarkdownRenderer::enter_table(cmark_node* node) {
  const std::string_view name = view(cmark_node_get_type_string(node));
  if (name == "table") {
    out_ += "<div class=\"table\" tabindex=\"0\">\n<table>\n";
    alignments_.assign(cmark_gfm_extensions_get_table_alignments(node),
                       cmark_gfm_extensions_get_table_alignments(node) + cmark_gfm_extensions_get_table_columns(node));
    in_body_ = false;
  } else if (name == "table_header" || name == "table_row") {
    in_header_ = cmark_gfm_extensions_get_table_row_is_header(node) != 0;
    if (in_header_) out_ += "<thead>\n";
    if (!in_header_ && !std::exchange(in_body_, true)) out_ += "<tbody>\n";
    out_ += "<tr>\n";
    column_ = 0;
  } else if (name == "table_cell") {
    place_ = place_of(node);
    out_ += in_header_ ? "<th scope=\"col\"" : "<td";
    const char alignment = column_ < alignments_.size() ? static_cast<char>(alignments_[column_]) : '\0';
    if (alignment == 'c') out_ += " class=\"align-center\"";
    if (alignment == 'r') out_ += " class=\"align-end\"";
    out_ += host_.attributes(place_) + ">";
    ++column_;
  } else {
    return false;
  }
  return true;
}

void MarkdownRenderer::leave(cmark_node* node) {
  const unsigned type = cmark_node_get_type(node);
  if (is_inline(type)) return leave_inline(type);
  const std::string_view name = view(cmark_node_get_type_string(node));
  if (type == CMARK_NODE_PARAGRAPH) {
    leave_paragraph(node);
  } else if (type == CMARK_NODE_HEADING) {
    out_ += "</h" + std::to_string(cmark_node_get_heading_level(node)) + ">\n";
  } else if (type == CMARK_NODE_BLOCK_QUOTE) {
    const bool alert = !alerts_.empty() && alerts_.back() == node;
    if (alert) alerts_.pop_back();
    out_ += alert ? "</div>\n" : "</blockquote>\n";
  } else if (type == CMARK_NODE_LIST) {
    out_ += cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? "</ol>\n" : "</ul>\n";
  } else if (type == CMARK_NODE_FOOTNOTE_DEFINITION) {
    if (!way_back_) append_way_back();
    out_ += "</li>\n";
  } else if (name == "table") {
    out_ += in_body_ ? "</tbody>\n</table>\n</div>\n" : "</table>\n</div>\n";
  } else if (name == "table_header" || name == "table_row") {
    out_ += in_header_ ? "</tr>\n</thead>\n" : "</tr>\n";
  } else if (name == "table_cell") {
    out_ += in_header_ ? "</th>\n" : "</td>\n";
  } else if (type == CMARK_NODE_ITEM || name == "tasklist") {
    out_ += "</li>\n";
  }
}

MarkdownBody render_markdown(std::string_view text, const std::vector<std::string>* ids, MarkdownHost& host) {
  const MarkdownTree tree = parse_markdown(text);
  MarkdownBody body;
  body.html.reserve(text.size() + text.size() / 2);
  MarkdownRenderer(body, ids, host).run(tree.get());
  return body;
}

}  // namespace hexapla
