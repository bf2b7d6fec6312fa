// What stands within a block: text, emphasis, links, images, code.
#include "hexapla/base/html.h"
#include "hexapla/base/utf8.h"
#include "hexapla/site/markdown_renderer.h"
#include "hexapla/site/markdown_text.h"
#include "hexapla/text/segment.h"

#include <utility>

#include <cmark-gfm.h>

namespace hexapla {

void MarkdownRenderer::enter_inline(cmark_node* node, unsigned type) {
  switch (type) {
    case CMARK_NODE_TEXT:
      text(node);
      break;
    case CMARK_NODE_SOFTBREAK:
      if (!is_between_cjk(node)) out_ += '\n';
      break;
    case CMARK_NODE_LINEBREAK:
      out_ += "<br>\n";
      break;
    case CMARK_NODE_CODE:
      out_ += "<code>";
      append_escaped(out_, view(cmark_node_get_literal(node)));
      out_ += "</code>";
      break;
    case CMARK_NODE_HTML_INLINE:
      if (!is_html_comment(view(cmark_node_get_literal(node)))) {
        out_ += host_.raw_html(view(cmark_node_get_literal(node)), place_);
      }
      break;
    case CMARK_NODE_EMPH:
      out_ += "<em>";
      break;
    case CMARK_NODE_STRONG:
      out_ += "<strong>";
      break;
    case CMARK_NODE_LINK:
      enter_link(node);
      break;
    case CMARK_NODE_IMAGE:
      image_ = node;
      break;
    case CMARK_NODE_FOOTNOTE_REFERENCE:
      footnote_reference(node);
      break;
    default:
      break;
  }
}

void MarkdownRenderer::leave_inline(unsigned type) {
  if (type == CMARK_NODE_EMPH) out_ += "</em>";
  if (type == CMARK_NODE_STRONG) out_ += "</strong>";
  if (type == CMARK_NODE_LINK) {
    if (links_.back()) out_ += "</a>";
    links_.pop_back();
  }
}

void MarkdownRenderer::append_title(std::string_view title) {
  if (title.empty()) return;
  out_ += " title=\"";
  append_escaped(out_, title);
  out_ += '"';
}

void MarkdownRenderer::enter_link(cmark_node* node) {
  const SiteLink link = host_.link(view(cmark_node_get_url(node)), place_);
  links_.push_back(!link.dropped);
  if (link.dropped) return;
  out_ += "<a" + link_attributes(link);
  append_title(view(cmark_node_get_title(node)));
  out_ += '>';
}

void MarkdownRenderer::end_image(cmark_node* node) {
  image_ = nullptr;
  const std::string alternative = text_below(node);
  const SiteLink link = host_.image(view(cmark_node_get_url(node)), place_);
  if (link.dropped) {
    append_escaped(out_, alternative);
    return;
  }
  std::string source = link_attributes({link.href, {}, false});
  source.replace(0, std::string_view(" href").size(), " src");
  out_ += "<img" + source + " alt=\"";
  append_escaped(out_, alternative);
  out_ += '"';
  append_title(view(cmark_node_get_title(node)));
  out_ += " loading=\"lazy\">";
}

void MarkdownRenderer::footnote_reference(cmark_node* node) {
  const std::string number(view(cmark_node_get_literal(node)));
  const std::size_t times = ++references_[number];
  out_ += "<sup class=\"footnote-ref\"><a href=\"#fn-" + number + "\" id=\"fnref-" + number;
  if (times > 1) out_ += "-" + std::to_string(times);
  out_ += "\">" + number + "</a></sup>";
}

void MarkdownRenderer::text(cmark_node* node) {
  std::string_view rest = view(cmark_node_get_literal(node));
  const auto append = [this](std::string_view part) {
    if (links_.empty()) {
      append_linked(out_, part, host_, place_);
    } else {
      append_escaped(out_, part);
    }
  };
  for (std::size_t at; (at = rest.find("~~")) != std::string_view::npos; rest.remove_prefix(at + 2)) {
    append(rest.substr(0, at));
    cmark_node* parent = cmark_node_parent(node);
    if (struck_ == parent) {
      out_ += "</del>";
      struck_ = nullptr;
    } else if (struck_ == nullptr && ends_later(node, rest.substr(at + 2))) {
      out_ += "<del>";
      struck_ = parent;
    } else {
      out_ += "~~";
    }
  }
  append(rest);
}

bool MarkdownRenderer::ends_later(cmark_node* node, std::string_view rest) {
  if (count_tildes(rest) > 0) return true;
  for (cmark_node* next = cmark_node_next(node); next != nullptr; next = cmark_node_next(next)) {
    if (cmark_node_get_type(next) == CMARK_NODE_TEXT && count_tildes(view(cmark_node_get_literal(next))) > 0)
      return true;
  }
  return false;
}

/// A line break in Chinese or Japanese is no space.
bool MarkdownRenderer::is_between_cjk(cmark_node* node) {
  const std::string_view before = view(cmark_node_get_literal(cmark_node_previous(node)));
  const std::string_view after = view(cmark_node_get_literal(cmark_node_next(node)));
  if (before.empty() || after.empty()) return false;
  std::size_t end = before.size();
  std::size_t begin = 0;
  return is_unspaced_cjk(previous_code_point(before, end)) && is_unspaced_cjk(next_code_point(after, begin));
}

}  // namespace hexapla
