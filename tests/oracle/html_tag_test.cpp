// scan_html_tag beside cmark-gfm's scanner of raw HTML. Comments, instructions and declarations are left out: cmark-gfm
// has those of CommonMark 0.29.
#include "hexapla/pages/html/tag.h"

#include <optional>
#include <random>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <cmark-gfm.h>

namespace hexapla {
namespace {

/// The first raw HTML of the paragraph `text`, as cmark-gfm sees it.
std::string first_raw_html(const std::string& text) {
  cmark_node* const document = cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT);
  cmark_iter* const walk = cmark_iter_new(document);
  std::string found;
  while (found.empty() && cmark_iter_next(walk) != CMARK_EVENT_DONE) {
    cmark_node* const node = cmark_iter_get_node(walk);
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_INLINE) found = cmark_node_get_literal(node);
  }
  cmark_iter_free(walk);
  cmark_node_free(document);
  return found;
}

}  // namespace

TEST_CASE("raw HTML tags end where cmark-gfm sees them end", "[html]") {
  const std::vector<std::string> pieces = {"a",   "B1",   "-",      " ", "  ",  "\t", "\n", "/",
                                           ">",   "=",    "\"",     "'", "x:y", "_",  ".",  "\"v\"",
                                           "'w'", " c=d", " e='f'", "1", "`",   "<",  "é",  "&amp;"};
  std::mt19937 random(5);
  int tags = 0;
  for (int round = 0; round < 100000; ++round) {
    std::string tag = random() % 3 == 0 ? "<" : random() % 2 == 0 ? "<a" : "</a";
    for (auto i = random() % 8; i > 0; --i) tag += pieces[random() % pieces.size()];
    tag += ">";
    // Another line could start a block, code spans bind tighter, and <x:y> is an autolink.
    if (tag.find("\n") != std::string::npos || tag.find('`') != std::string::npos || tag.starts_with("<x:y")) continue;
    const std::string text = "x" + tag;
    const std::string theirs = first_raw_html(text);
    std::string own;
    for (std::size_t at = text.find('<'); own.empty() && at != std::string::npos; at = text.find('<', at + 1)) {
      if (const std::optional<HtmlTag> found = scan_html_tag(text, at)) own = slice(text, found->span);
    }
    INFO(text);
    REQUIRE(own == theirs);
    if (!own.empty()) ++tags;
  }
  CHECK(tags > 10000);
}

}  // namespace hexapla
